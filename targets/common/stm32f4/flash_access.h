#ifndef FLASH_ACCESS_H
#define FLASH_ACCESS_H

#include "cortex_m.h"

#define FLASH_ACR register_at(0x40023c00U) /* RM0090, section 3.9.1 */

#endif
