/*
 * Constants of a model: its weights, biases and configuration structs. On AVRxt the flash is part of data space, and on
 * a host there is no difference. On AVRe+ only LPM reads flash: there the linker script keeps the constants of the
 * model in flash, and what points to them is a flash address below 64 KiB.
 */
#ifndef PF_FLASH_H
#define PF_FLASH_H

#include <stdint.h>
#include <string.h>

#if defined(__AVR__) && __AVR_ARCH__ < 100
#include <avr/pgmspace.h>
#define PF_FLASH __flash
#define PF_FLASH_IS_MAPPED 0
#define pf_flash_copy(to, from, bytes) memcpy_P((to), (from), (bytes))
#else
#define PF_FLASH
#define PF_FLASH_IS_MAPPED 1
#define pf_flash_copy(to, from, bytes) memcpy((to), (from), (bytes))
#endif

/* A weight or bias where it lies in flash. */
typedef const PF_FLASH int8_t pf_flash_q7_t;
/* An entry of a table in flash. */
typedef const PF_FLASH int16_t pf_flash_q15_t;
/* A shift where it lies in flash. */
typedef const PF_FLASH int32_t pf_flash_shift_t;

/* Casts an address that weights.h wrote down. */
#define PF_IN_FLASH(type, address) ((type *)(uintptr_t)(address))

#endif
