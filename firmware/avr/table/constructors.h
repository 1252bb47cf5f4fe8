#ifndef PF_CONSTRUCTORS_H
#define PF_CONSTRUCTORS_H

#include "runtime/flash.h"
#include "table/table.h"

#define PF_FLASH_CONSTANT const PF_FLASH

/* By the number a record gives. */
extern PF_FLASH_CONSTANT pf_constructor_t pf_op_registry[];

#endif
