/* A configuration as bytes: the payload of the link's CONFIGURE, and a part of every save. */
#ifndef RP_CONFIG_BYTES_H
#define RP_CONFIG_BYTES_H

#include "reprise.h"

#define RP_CONFIG_BYTES 43

void rp_config_put(uint8_t **at, const rp_config *config);
void rp_config_get(const uint8_t **at, rp_config *config);

#endif
