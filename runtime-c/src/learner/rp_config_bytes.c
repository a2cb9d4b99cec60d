#include "rp_config_bytes.h"

#include "rp_bytes.h"

void rp_config_put(uint8_t **at, const rp_config *c)
{
    rp_put_u64(at, c->seed);
    rp_put_u16(at, c->epochs);
    rp_put_u16(at, c->new_samples);
    rp_put_u16(at, c->replay_samples);
    rp_put_f32(at, c->learning_rate);
    rp_put_f32(at, c->momentum);
    rp_put_u8(at, c->nesterov ? 1 : 0);
    rp_put_f32(at, c->weight_decay);
    rp_put_u8(at, (uint8_t)c->schedule);
    rp_put_f32(at, c->gamma);
    rp_put_u32(at, c->step_size);
    rp_put_f32(at, c->min_learning_rate);
    rp_put_u8(at, (uint8_t)c->policy);
    rp_put_u16(at, c->slots);
}

void rp_config_get(const uint8_t **at, rp_config *c)
{
    c->seed = rp_get_u64(at);
    c->epochs = rp_get_u16(at);
    c->new_samples = rp_get_u16(at);
    c->replay_samples = rp_get_u16(at);
    c->learning_rate = rp_get_f32(at);
    c->momentum = rp_get_f32(at);
    c->nesterov = rp_get_u8(at) != 0;
    c->weight_decay = rp_get_f32(at);
    c->schedule = (rp_schedule)rp_get_u8(at);
    c->gamma = rp_get_f32(at);
    c->step_size = rp_get_u32(at);
    c->min_learning_rate = rp_get_f32(at);
    c->policy = (rp_policy)rp_get_u8(at);
    c->slots = rp_get_u16(at);
}
