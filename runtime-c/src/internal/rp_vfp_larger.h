/* The larger of two numbers on the FPU of a Cortex-M, and whether a NaN was among those compared: VCMPE notes it in the cumulative flag of invalid operations at no cost;
 * elsewhere the values are asked. */
#ifndef RP_VFP_LARGER_H
#define RP_VFP_LARGER_H

#include "internal/rp_vfp.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    bool seen; /* not used on a Cortex-M */
} rp_nan_watch;

#ifdef RP_VFP_ASM

enum { RP_FPSCR_IOC = 1 };

/* No NaN seen so far. */
static inline void rp_nan_begin(const rp_nan_watch *watch)
{
    uint32_t fpscr;
    (void)watch;
    __asm volatile("vmrs %0, fpscr\nbic %0, %0, %1\nvmsr fpscr, %0" : "=&r"(fpscr) : "i"(RP_FPSCR_IOC) : "memory");
}

/* Whether there was one since the beginning. */
static inline bool rp_nan_seen(const rp_nan_watch *watch)
{
    uint32_t fpscr;
    (void)watch;
    __asm volatile("vmrs %0, fpscr" : "=r"(fpscr) : : "memory");
    return (fpscr & RP_FPSCR_IOC) != 0;
}

/* value where it is the larger one, else m. */
static inline float rp_larger(float m, float value, const rp_nan_watch *watch)
{
    (void)watch;
    __asm volatile("vcmpe.f32 %1, %0\nvmrs APSR_nzcv, fpscr\nit gt\nvmovgt.f32 %0, %1" : "+t"(m) : "t"(value) : "cc");
    return m;
}

/* The same; then `at` becomes `here`. */
static inline float rp_larger_at(float m, float value, int32_t *at, int32_t here, const rp_nan_watch *watch)
{
    (void)watch;
    __asm volatile("vcmpe.f32 %2, %0\nvmrs APSR_nzcv, fpscr\nitt gt\nvmovgt.f32 %0, %2\nmovgt %1, %3" : "+t"(m), "+r"(*at) : "t"(value), "rI"(here) : "cc");
    return m;
}

#else

static inline void rp_nan_begin(rp_nan_watch *watch)
{
    watch->seen = false;
}

static inline bool rp_nan_seen(const rp_nan_watch *watch)
{
    return watch->seen;
}

static inline float rp_larger(float m, float value, rp_nan_watch *watch)
{
    watch->seen = watch->seen || m != m || value != value;
    return value > m ? value : m;
}

static inline float rp_larger_at(float m, float value, int32_t *at, int32_t here, rp_nan_watch *watch)
{
    *at = value > m ? here : *at;
    return rp_larger(m, value, watch);
}

#endif
#endif
