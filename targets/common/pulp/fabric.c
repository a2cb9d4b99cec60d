/* What the fabric controller does: clears memory, starts the cluster, and serves its calls. The controller of the cluster runs the program. */
#include "host_call.h"
#include "pulp.h"
#include "team.h"

extern uint32_t rp_bss_start[], rp_bss_end[];

int main(void);
void board_cluster_reset(void);
void board_fabric(void);
void board_controller(void);

void board_fabric(void)
{
    *SOC_FABRIC_CACHE = UINT32_MAX;
    *CLUSTER_CACHE = UINT32_MAX;
    for (uint32_t *word = rp_bss_start; word != rp_bss_end; word++) {
        *word = 0;
    }
    host_call_init();
    for (uint32_t core = 0; core <= CONTROLLER; core++) {
        *CLUSTER_BOOT_ADDRESS(core) = (uint32_t)board_cluster_reset;
    }
    *CLUSTER_FETCH_ENABLE = TEAM_CORES | 1U << CONTROLLER;
    host_call_serve();
}

void board_controller(void)
{
    team_join();
    host_exit((uint32_t)main());
}
