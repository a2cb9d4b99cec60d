/* The device's side of the link (docs/link.md). */
#ifndef RP_LINK_H
#define RP_LINK_H

#include "rp_frame.h"

/* After rp_init and rp_board_init. */
void rp_link_init(void);

/* Acts on bytes that have arrived: answers every valid frame among them. */
void rp_link_receive(const uint8_t *bytes, uint32_t count);

/* -- between the files of this folder -- */

/* Answer types, unasked types (docs/link.md). */
enum { RP_TYPE_HELLO = 0x01, RP_TYPE_PROGRESS = 0x40, RP_TYPE_NAK = 0x41, RP_TYPE_RESPONSE = 0x42 };

/* Executes a request other than HELLO and makes its answer (status and what follows; type and seq are the caller's). */
void rp_request_execute(const rp_frame *request, rp_frame *answer);

/* What HELLO answers, status included. */
void rp_request_hello(const uint8_t *wanted_hash, rp_frame *answer);

/* Forgets a half-received sample. */
void rp_request_abort_sample(void);

#endif
