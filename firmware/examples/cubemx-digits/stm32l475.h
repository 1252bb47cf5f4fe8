/*
 * The registers this example uses, by the names of the reference manual (RM0351: PWR 5.4, RCC 6.4, FLASH 3.7, GPIO 8.5,
 * USART 40.8) and of the Armv7-M manual (SysTick B3.3, NVIC B3.4, DWT C1.8).
 */
#ifndef STM32L475_H
#define STM32L475_H

#include <stdint.h>

typedef volatile uint32_t reg_t;

typedef struct {
  reg_t ACR, PDKEYR, KEYR, OPTKEYR, SR, CR;
} FLASH_TypeDef;

typedef struct {
  reg_t CR1, CR2, CR3, CR4, SR1, SR2;
} PWR_TypeDef;

typedef struct {
  reg_t CR, ICSCR, CFGR, PLLCFGR, reserved_10[15];
  reg_t AHB2ENR, AHB3ENR, reserved_54, APB1ENR1, APB1ENR2, APB2ENR;
} RCC_TypeDef;

typedef struct {
  reg_t MODER, OTYPER, OSPEEDR, PUPDR, IDR, ODR, BSRR, LCKR, AFR[2];
} GPIO_TypeDef;

typedef struct {
  reg_t CR1, CR2, CR3, BRR, GTPR, RTOR, RQR, ISR, ICR, RDR, TDR;
} USART_TypeDef;

typedef struct {
  reg_t CTRL, LOAD, VAL, CALIB;
} SysTick_TypeDef;

typedef struct {
  reg_t CTRL, CYCCNT;
} DWT_TypeDef;

#define FLASH ((FLASH_TypeDef *)0x40022000u)
#define PWR ((PWR_TypeDef *)0x40007000u)
#define RCC ((RCC_TypeDef *)0x40021000u)
#define GPIOB ((GPIO_TypeDef *)0x48000400u)
#define USART1 ((USART_TypeDef *)0x40013800u)
#define SysTick ((SysTick_TypeDef *)0xE000E010u)
#define DWT ((DWT_TypeDef *)0xE0001000u)
#define NVIC_ISER ((reg_t *)0xE000E100u)
#define SCB_CPACR (*(reg_t *)0xE000ED88u)
#define CoreDebug_DEMCR (*(reg_t *)0xE000EDFCu)

#define FLASH_ACR_LATENCY (7u << 0)
#define FLASH_ACR_LATENCY_4WS (4u << 0)
#define FLASH_ACR_ICEN (1u << 9)
#define FLASH_ACR_DCEN (1u << 10)

#define PWR_CR1_VOS (3u << 9)
#define PWR_CR1_VOS_0 (1u << 9)
#define PWR_SR2_VOSF (1u << 10)

#define RCC_CR_MSIRDY (1u << 1)
#define RCC_CR_PLLON (1u << 24)
#define RCC_CR_PLLRDY (1u << 25)
#define RCC_CFGR_SW (3u << 0)
#define RCC_CFGR_SW_PLL (3u << 0)
#define RCC_CFGR_SWS (3u << 2)
#define RCC_CFGR_SWS_PLL (3u << 2)
#define RCC_PLLCFGR_PLLSRC_MSI (1u << 0)
#define RCC_PLLCFGR_PLLN_Pos 8u
#define RCC_PLLCFGR_PLLREN (1u << 24)
#define RCC_AHB2ENR_GPIOBEN (1u << 1)
#define RCC_APB1ENR1_PWREN (1u << 28)
#define RCC_APB2ENR_USART1EN (1u << 14)

#define USART_CR1_UE (1u << 0)
#define USART_CR1_RE (1u << 2)
#define USART_CR1_TE (1u << 3)
#define USART_CR1_RXNEIE (1u << 5)
#define USART_ISR_RXNE (1u << 5)
#define USART_ISR_TC (1u << 6)
#define USART_ISR_TXE (1u << 7)

#define SysTick_CTRL_ENABLE (1u << 0)
#define SysTick_CTRL_TICKINT (1u << 1)
#define SysTick_CTRL_CLKSOURCE (1u << 2)

#define CoreDebug_DEMCR_TRCENA (1u << 24)
#define DWT_CTRL_CYCCNTENA (1u << 0)

#define USART1_IRQn 37u

#endif
