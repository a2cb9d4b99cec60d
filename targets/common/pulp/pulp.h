/* Registers of a PULP cluster (pulp-open) and its fabric controller. Cores 0 to 7 of the cluster are the team, core 8 is its controller and runs the program, the fabric
 * controller starts the cluster and then serves its calls to the host. */
#ifndef PULP_H
#define PULP_H

#include "riscv.h"

#define CONTROLLER 8U
#define FABRIC_CLUSTER 31U

/* SoC */
#define SOC_EXIT register_at(0x1a1040a0U) /* code with EXIT_VALID ends the run */
#define EXIT_VALID 0x80000000U
#define SOC_FABRIC_CACHE register_at(0x1a108800U)
#define SOC_OUTPUT(cluster, core) register_at(0x1a10f000U + ((cluster) << 7) + ((core) << 3))

/* uDMA channel of the HyperRAM: a block of registers for each of its 8 transaction identifiers. Of either channel the configuration, written last, queues the transfer. */
#define HYPER(id) (0x1a102480U + ((id) << 7))
#define HYPER_TO_L2 0U
#define HYPER_FROM_L2 0xcU
#define HYPER_L2_ADDRESS(id, channel) register_at(HYPER(id) + (channel))
#define HYPER_SIZE(id, channel) register_at(HYPER(id) + (channel) + 0x4U)
#define HYPER_CONFIG(id, channel) register_at(HYPER(id) + (channel) + 0x8U)
#define HYPER_ADDRESS(id) register_at(HYPER(id) + 0x1cU)
#define HYPER_STATUS(id) register_at(HYPER(id) + 0x24U) /* bit 0: busy */
#define HYPER_ROWS(id) register_at(HYPER(id) + 0x28U)   /* 1: rows that lie apart in L3 */
#define HYPER_ROW_BYTES(id) register_at(HYPER(id) + 0x2cU)
#define HYPER_ROW_STRIDE(id) register_at(HYPER(id) + 0x30U)

/* The HyperRAM has no addresses of the cores. Pointers into it, in plans and images, are offsets from here. */
#define L3_ORIGIN 0x80000000U
#define L3_MOST 0x40000000U

/* Cluster */
#define CLUSTER_FETCH_ENABLE register_at(0x10200008U)
#define CLUSTER_BOOT_ADDRESS(core) register_at(0x10200040U + 4U * (core))
#define CLUSTER_CACHE register_at(0x10201400U)

/* Event unit, each core's own view of it */
#define EVENT_UNIT 0x10204000U
#define EVENT_MASK register_at(EVENT_UNIT)
#define BARRIER_CORES(barrier) register_at(EVENT_UNIT + 0x200U + 0x20U * (barrier)) /* who has to arrive */
#define BARRIER_WOKEN(barrier) register_at(EVENT_UNIT + 0x20cU + 0x20U * (barrier)) /* who goes on then */
#define BARRIER_EVENT (1U << 16)

/* DMA, each core's own view of it */
#define DMA_QUEUE register_at(0x10204400U)  /* read: a new identifier; written: the words of a transfer */
#define DMA_STATUS register_at(0x10204404U) /* read: a bit for each identifier under way; written: identifiers to free */

/* Data in L1. It is not initialised. */
#define IN_L1 __attribute__((section(".l1")))

#endif
