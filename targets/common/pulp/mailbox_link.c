/* The link of a cluster through memory, with -DRP_LINK_MAILBOX: two rings in L2, at the symbol rp_mailbox, that a debugger or a simulator reads and writes while the firmware runs.
 * docs/link.md has the layout. */
#ifdef RP_LINK_MAILBOX

#include "rp_board.h"

#define MAGIC 0x424d5052U /* "RPMB" */
#define RING_BYTES 1024U  /* a power of two */

/* Bytes that the sender has put in and the receiver has taken out, of all time; they wrap. Each is written by one side. */
typedef struct {
    volatile uint32_t in, out;
} ring_ends;

struct mailbox {
    volatile uint32_t magic; /* written last: from then on the rest is valid */
    volatile uint32_t ring_bytes;
    volatile uint32_t waiting; /* 1 while the device waits for a byte */
    volatile uint32_t closed;  /* the host's: 1 where none will ever come again */
    ring_ends to_device, to_host;
    volatile uint8_t device_bytes[RING_BYTES], host_bytes[RING_BYTES];
};

/* No static: whoever drives it finds it by its name. */
extern struct mailbox rp_mailbox;
struct mailbox rp_mailbox;

void rp_board_init(void)
{
    rp_mailbox.ring_bytes = RING_BYTES;
    rp_mailbox.magic = MAGIC;
}

bool rp_board_wait(void)
{
    rp_mailbox.waiting = 1;
    while (rp_mailbox.to_device.in == rp_mailbox.to_device.out && rp_mailbox.closed == 0) {
    }
    rp_mailbox.waiting = 0;
    return rp_mailbox.to_device.in != rp_mailbox.to_device.out;
}

uint32_t rp_board_read(uint8_t *bytes, uint32_t most)
{
    const uint32_t out = rp_mailbox.to_device.out;
    const uint32_t there = rp_mailbox.to_device.in - out;
    const uint32_t count = there < most ? there : most;
    for (uint32_t i = 0; i < count; i++) {
        bytes[i] = rp_mailbox.device_bytes[(out + i) % RING_BYTES];
    }
    rp_mailbox.to_device.out = out + count;
    return count;
}

void rp_board_write(const uint8_t *bytes, uint32_t count)
{
    uint32_t in = rp_mailbox.to_host.in;
    for (uint32_t i = 0; i < count; i++) {
        while (in - rp_mailbox.to_host.out == RING_BYTES) {
        }
        rp_mailbox.host_bytes[in % RING_BYTES] = bytes[i];
        in++;
        rp_mailbox.to_host.in = in;
    }
}

#endif
