#ifndef FLASH_ACCESS_H
#define FLASH_ACCESS_H

#include "cortex_m.h"

#define FLASH_ACR register_at(0x40022000U) /* RM0351, section 3.7.1 */

#endif
