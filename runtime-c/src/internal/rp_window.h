/* Which taps of a sliding window exist: found once per row or column, so that inner loops run over valid taps only. Padding is never read. */
#ifndef RP_WINDOW_H
#define RP_WINDOW_H

#include <stdint.h>

/* Indices first .. end-1; none where first == end. */
typedef struct {
    int32_t first, end;
} rp_range;

/* The i in 0..count-1 for which position `origin + i*pitch` is in 0..size-1; pitch > 0, origin may be negative. Taps of one output: pitch is the
 * dilation. Outputs of one tap: pitch is the stride. Without division: outside borders neither loop runs. */
static inline rp_range rp_valid_range(int32_t origin, int32_t count, int32_t pitch, int32_t size)
{
    rp_range range = {0, count > 0 ? count : 0};
    while (range.first < range.end && origin + range.first * pitch < 0) {
        range.first++;
    }
    while (range.end > range.first && origin + (range.end - 1) * pitch >= size) {
        range.end--;
    }
    return range;
}

#endif
