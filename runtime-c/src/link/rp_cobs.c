#include "rp_cobs.h"

uint32_t rp_cobs_encode(const uint8_t *data, uint32_t bytes, uint8_t *out)
{
    uint32_t code = 0; /* where the length of the current run goes */
    for (uint32_t i = 0; i < bytes; i++) {
        if (data[i] == 0) {
            out[code] = (uint8_t)(i + 1 - code);
            code = i + 1;
        } else {
            out[i + 1] = data[i];
        }
    }
    out[code] = (uint8_t)(bytes + 1 - code);
    return bytes + 1;
}

uint32_t rp_cobs_decode(uint8_t *data, uint32_t bytes)
{
    uint32_t in = 0;
    uint32_t out = 0;
    while (in < bytes) {
        uint32_t run = data[in++];
        if (run == 0 || run - 1 > bytes - in) {
            return 0;
        }
        for (uint32_t i = 1; i < run; i++) {
            if (data[in] == 0) {
                return 0;
            }
            data[out++] = data[in++];
        }
        if (in < bytes) {
            data[out++] = 0;
        }
    }
    return out;
}
