/* The link of a simulated cluster: the host's file or pseudo terminal LINK_NAME, in the simulator's working folder, by semihosting. The other one is mailbox_link.c. */
#ifndef RP_LINK_MAILBOX

#include "rp_board.h"

#include <string.h>

#include "host_call.h"
#include "output.h"

#define LINK_NAME "reprise-link"
#define READ_AND_WRITE 2U /* fopen's "r+" */
#define CODE_WITHOUT_LINK 2U

/* All in L2, where the fabric controller and the host see it. */
static uint32_t file;
static uint8_t arrived;
static bool here; /* `arrived` has not been read yet */
static uint8_t sent[64];

void rp_board_init(void)
{
    static const char name[] = LINK_NAME;
    static uint32_t block[3];
    block[0] = (uint32_t)name;
    block[1] = READ_AND_WRITE;
    block[2] = sizeof name - 1;
    int32_t opened = host_call(HOST_OPEN, block);
    if (opened < 0) {
        output_text("the host has no link: there is no " LINK_NAME " in its folder\n");
        host_exit(CODE_WITHOUT_LINK);
    }
    file = (uint32_t)opened;
}

/* One byte: a host may well wait for as many as it is asked for. */
bool rp_board_wait(void)
{
    if (!here) {
        static uint32_t block[3];
        block[0] = file;
        block[1] = (uint32_t)&arrived;
        block[2] = 1;
        here = host_call(HOST_READ, block) == 0;
    }
    return here;
}

uint32_t rp_board_read(uint8_t *bytes, uint32_t most)
{
    if (!here || most == 0) {
        return 0;
    }
    *bytes = *(volatile uint8_t *)&arrived;
    here = false;
    return 1;
}

void rp_board_write(const uint8_t *bytes, uint32_t count)
{
    static uint32_t block[3];
    while (count > 0) {
        uint32_t part = count < sizeof sent ? count : (uint32_t)sizeof sent;
        memcpy(sent, bytes, part);
        block[0] = file;
        block[1] = (uint32_t)sent;
        block[2] = part;
        if (host_call(HOST_WRITE, block) != 0) {
            return; /* the host has closed; the next wait says so */
        }
        bytes += part;
        count -= part;
    }
}

#endif
