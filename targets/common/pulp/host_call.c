#include "host_call.h"

#include "output.h"
#include "pulp.h"

enum { NOTHING = 0, EXIT = 0x100 };

/* In L1: the controller polls it at once, the fabric controller every 15 cycles, which costs neither of them nor a simulator much. */
IN_L1 static struct {
    volatile uint32_t operation; /* set by the controller, cleared by the fabric controller when the rest is done */
    volatile uint32_t argument;
    volatile int32_t result;
} mailbox;

int32_t host_call(uint32_t operation, const uint32_t *block)
{
    mailbox.argument = (uint32_t)block;
    __asm volatile("" ::: "memory");
    mailbox.operation = operation;
    while (mailbox.operation != NOTHING) {
    }
    __asm volatile("" ::: "memory");
    return mailbox.result;
}

void host_exit(uint32_t code)
{
    mailbox.argument = code;
    mailbox.operation = EXIT;
    for (;;) {
    }
}

/* The three instructions, uncompressed, are what a host looks for. */
static int32_t semihosting(uint32_t operation, uint32_t argument)
{
    register uint32_t a0 __asm("a0") = operation;
    register uint32_t a1 __asm("a1") = argument;
    __asm volatile(".option push\n\t"
                   ".option norvc\n\t"
                   "slli x0, x0, 0x1f\n\t"
                   "ebreak\n\t"
                   "srai x0, x0, 7\n\t"
                   ".option pop"
                   : "+r"(a0)
                   : "r"(a1)
                   : "memory");
    return (int32_t)a0;
}

void host_call_init(void)
{
    mailbox.operation = NOTHING;
}

void host_call_serve(void)
{
    for (;;) {
        uint32_t operation = mailbox.operation;
        if (operation == EXIT) {
            finish(mailbox.argument);
        }
        if (operation != NOTHING) {
            mailbox.result = semihosting(operation, mailbox.argument);
            mailbox.operation = NOTHING;
        }
    }
}
