/*
 * The nRF52840 runs at 64 MHz from reset on. Its instruction cache is off then, and firmware that wants speed switches
 * it on: nRF52840 product specification v1.7, 4.3.8 (NVMC registers).
 */
#include <stdint.h>

void SystemInit(void);

#define NVMC_ICACHECNF (*(volatile uint32_t *)0x4001E540u)
#define NVMC_ICACHECNF_CACHEEN 1u

void SystemInit(void) { NVMC_ICACHECNF = NVMC_ICACHECNF_CACHEEN; }
