/* The ready-made learner: a device that is driven over the link. */
#include "reprise.h"
#include "rp_board.h"
#include "rp_link.h"

int main(void)
{
    rp_board_init();
    rp_init();
    rp_link_init();
    while (rp_board_wait()) {
        uint8_t bytes[64];
        uint32_t count = rp_board_read(bytes, sizeof bytes);
        rp_link_receive(bytes, count);
    }
    return 0;
}
