/* Calls to the host by semihosting (RISC-V semihosting 0.2, operations of Arm's): the cluster asks, the fabric controller calls. */
#ifndef HOST_CALL_H
#define HOST_CALL_H

#include <stdint.h>

enum { HOST_OPEN = 1, HOST_WRITE = 5, HOST_READ = 6 };

/* The controller's: runs `operation` with its block of words, which like all that it points to is in L2, and returns its result. No cycle passes while the host lets it wait. */
int32_t host_call(uint32_t operation, const uint32_t *block);

/* The controller's: ends the run. */
__attribute__((noreturn)) void host_exit(uint32_t code);

/* The fabric controller's: what comes before any call, and what it does for ever. */
void host_call_init(void);
__attribute__((noreturn)) void host_call_serve(void);

#endif
