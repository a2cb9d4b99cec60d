/* The team of rp_parallel.h: cores 0 to RP_CORES-1 of the cluster. */
#ifndef TEAM_H
#define TEAM_H

#include "rp_parallel.h"

/* As bits. A team of one is the controller alone. */
#define TEAM_CORES (RP_CORES > 1 ? (1U << RP_CORES) - 1U : 0U)

/* Each core of the cluster, first: its part in the barriers. */
void team_join(void);

/* What a core of the team does for ever. */
void board_worker(void);

#endif
