/* Flash of four kinds of part, in memory, with the rules of the real ones: sectors, programming in whole units, once after an erase, wear; and with what a
 * power failure leaves: a unit or sector that was being changed reads differently each time, or as an error where there is ECC.
 *
 * `cut_at` counts operations (erase or program); the cut longjmps out of the driver to `flash.power`. */
#ifndef FLASH_SIMULATOR_H
#define FLASH_SIMULATOR_H

#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>

#include "rp_flash.h"

#define FLASH_BYTES 16384U
#define FLASH_BASE 0x08000000U
#define FLASH_SECTORS 64U

typedef struct {
    const char *name;
    bool ecc;
    rp_flash_layout layout;
} flash_part;

extern const flash_part FLASH_PARTS[];
extern const uint32_t FLASH_PARTS_COUNT;

/* How an operation is cut. */
typedef enum {
    CUT_BEFORE,   /* nothing of it happened */
    CUT_UNSTABLE, /* half done: what changes reads differently each time, or as an error */
    CUT_EARLY,    /* half done, and reads as before for now; later as CUT_UNSTABLE (flash_age) */
    CUT_LATE,     /* half done, and reads as complete for now; later as CUT_UNSTABLE (flash_age) */
    CUT_KINDS
} flash_cut;

typedef struct {
    const flash_part *part;
    uint32_t operations;           /* since the last flash_power_on */
    uint32_t cut_at;               /* number of the operation (from 0) in which power fails; UINT32_MAX = none */
    flash_cut cut;
    uint32_t fail_at;              /* number of the operation that the part reports to have failed */
    uint32_t wear[FLASH_SECTORS];  /* erases of each sector */
    uint32_t violations;           /* rules broken by the firmware */
    jmp_buf power;
} flash_simulator;

extern flash_simulator flash;

/* A part as it may come: any bytes, never erased by us. */
void flash_new(const flash_part *part, uint32_t seed);

/* The next operation is number 0; no cut, no failure. */
void flash_power_on(void);

/* What was cut early or late reads unstable from now on. */
void flash_age(void);

#endif
