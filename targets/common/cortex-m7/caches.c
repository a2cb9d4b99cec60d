#include "caches.h"

#include "cortex_m.h"

#define SCB_CCR register_at(0xe000ed14U)
#define SCB_CCSIDR register_at(0xe000ed80U)
#define SCB_CSSELR register_at(0xe000ed84U)
#define SCB_ICIALLU register_at(0xe000ef50U)
#define SCB_DCIMVAC register_at(0xe000ef5cU)
#define SCB_DCISW register_at(0xe000ef60U)
#define CCR_DATA_CACHE (1U << 16)
#define CCR_INSTRUCTION_CACHE (1U << 17)
#define LINE_BYTES 32U

#define MPU_CTRL register_at(0xe000ed94U)
#define MPU_RNR register_at(0xe000ed98U)
#define MPU_RBAR register_at(0xe000ed9cU)
#define MPU_RASR register_at(0xe000eda0U)
#define MPU_ENABLE 1U
#define MPU_DEFAULT_ELSEWHERE (1U << 2)
#define RASR_ENABLE 1U
#define RASR_SIZE_SHIFT 1U
#define RASR_NORMAL_WRITE_BACK ((1U << 19) | (1U << 17) | (1U << 16)) /* TEX 1, C, B: write-back, write and read allocate */
#define RASR_FULL_ACCESS (3U << 24)
#define RASR_EXECUTE_NEVER (1U << 28)

static void synchronize(void)
{
    __asm volatile("dsb\n\tisb" ::: "memory");
}

void memory_is_normal(uint32_t region, uint32_t base, uint32_t size_log2)
{
    __asm volatile("dmb" ::: "memory");
    *MPU_RNR = region;
    *MPU_RBAR = base;
    *MPU_RASR = RASR_EXECUTE_NEVER | RASR_FULL_ACCESS | RASR_NORMAL_WRITE_BACK | ((size_log2 - 1U) << RASR_SIZE_SHIFT) | RASR_ENABLE;
    *MPU_CTRL = MPU_DEFAULT_ELSEWHERE | MPU_ENABLE;
    synchronize();
}

static void start_instruction_cache(void)
{
    synchronize();
    *SCB_ICIALLU = 0;
    synchronize();
    *SCB_CCR |= CCR_INSTRUCTION_CACHE;
    synchronize();
}

static void start_data_cache(void)
{
    *SCB_CSSELR = 0; /* level 1, data */
    synchronize();
    uint32_t geometry = *SCB_CCSIDR;
    uint32_t sets = ((geometry >> 13) & 0x7fffU) + 1U;
    uint32_t ways = ((geometry >> 3) & 0x3ffU) + 1U;
    for (uint32_t set = 0; set < sets; set++) {
        for (uint32_t way = 0; way < ways; way++) {
            *SCB_DCISW = (way << 30) | (set << 5); /* of four ways with lines of 32 bytes (Cortex-M7 TRM) */
        }
    }
    synchronize();
    *SCB_CCR |= CCR_DATA_CACHE;
    synchronize();
}

void caches_start(void)
{
    start_instruction_cache();
    start_data_cache();
}

void cache_forget(uint32_t address, uint32_t bytes)
{
    synchronize();
    for (uint32_t line = address & ~(LINE_BYTES - 1U); line < address + bytes; line += LINE_BYTES) {
        *SCB_DCIMVAC = line;
    }
    synchronize();
}
