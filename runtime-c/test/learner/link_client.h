/* A host's side of docs/link.md for tests, over a line that loses, doubles, swaps and changes bytes and repeats old frames. */
#ifndef LINK_CLIENT_H
#define LINK_CLIENT_H

#include "link/rp_frame.h"
#include "rp_test.h"

/* What the line does, in parts of 10,000. */
typedef struct {
    int32_t lose, twice, swap, change; /* per byte */
    int32_t stale;                     /* per burst: an older one arrives again */
} link_faults;

typedef struct {
    link_faults faults;
    test_random random;
    uint16_t seq;       /* of the next request */
    uint32_t data_step; /* codes in a DATA frame */
    rp_frame_reader reader;
    uint32_t repeats, naks, stales;
} link_client;

void client_start(link_client *client, link_faults faults, uint64_t seed);

/* HELLO with a session of its own. */
void client_hello(link_client *client, uint32_t session);

/* Sends a request until it is answered; returns the answer: status and what follows. */
rp_frame client_call(link_client *client, uint8_t type, const void *payload, uint32_t bytes);

/* Sends a sample in DATA frames, four under way at a time. */
void client_sample(link_client *client, const uint8_t *codes, uint32_t count);

#endif
