/* What all RISC-V targets share: registers at addresses, control and status registers (privileged architecture, chapter 2). */
#ifndef RISCV_H
#define RISCV_H

#include <stdint.h>

static inline volatile uint32_t *register_at(uint32_t address)
{
    return (volatile uint32_t *)address;
}

static inline volatile uint8_t *byte_register_at(uint32_t address)
{
    return (volatile uint8_t *)address;
}

/* A macro, because the register's name or number is part of the instruction. */
#define CSR_READ(csr)                                            \
    __extension__({                                              \
        uint32_t csr_value;                                      \
        __asm volatile("csrr %0, " #csr : "=r"(csr_value)::"memory"); \
        csr_value;                                               \
    })
#define CSR_WRITE(csr, value) __asm volatile("csrw " #csr ", %0" ::"r"(value) : "memory")

#endif
