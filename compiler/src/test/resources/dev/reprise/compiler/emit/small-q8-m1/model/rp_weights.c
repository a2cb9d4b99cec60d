#include "rp_weights.h"

const int8_t rp_k_stem_w[18] __attribute__((aligned(4))) = {
    -127, -98, -69, -40, -11, 18, 47, 76, 105, -121, -92, -63, -34, -5, 24, 53,
    82, 111,
};

const int32_t rp_k_stem_b[2] = {
    5, -7,
};

const rp_requant rp_k_stem_m[2] = {
    {1073741824, 0, 2}, {1500000000, 0, 3},
};

const float rp_w_conv_w_initial[36] = {
    -0x1.0p-2f, 0x1.4p-5f, -0x1.6p-3f, 0x1.ep-4f, -0x1.8p-4f, 0x1.9p-3f, -0x1.0p-6f, -0x1.dp-3f, 0x1.0p-4f, -0x1.3p-3f, 0x1.2p-3f, -0x1.2p-4f, 0x1.cp-3f, 0x1.0p-7f, -0x1.ap-3f, 0x1.6p-4f,
    -0x1.0p-3f, 0x1.5p-3f, -0x1.8p-5f, 0x1.fp-3f, 0x1.0p-5f, -0x1.7p-3f, 0x1.cp-4f, -0x1.ap-4f, 0x1.8p-3f, -0x1.8p-6f, -0x1.ep-3f, 0x1.cp-5f, -0x1.4p-3f, 0x1.1p-3f, -0x1.4p-4f, 0x1.bp-3f,
    0x0.0p0f, -0x1.bp-3f, 0x1.4p-4f, -0x1.1p-3f,
};

const float rp_w_conv_b_initial[2] = {
    -0x1.0p-2f, 0x1.4p-5f,
};

const float rp_w_fc_w_initial[6] = {
    -0x1.0p-2f, 0x1.4p-5f, -0x1.6p-3f, 0x1.ep-4f, -0x1.8p-4f, 0x1.9p-3f,
};

const float rp_w_fc_b_initial[3] = {
    -0x1.0p-2f, 0x1.4p-5f, -0x1.6p-3f,
};
