/* USART1: sent by polling, received by interrupt. */
#include "board.h"
#include "stm32l475.h"

#define BAUD 115200u
#define ALTERNATE_FUNCTION 2u
#define AF7 7u

static uint8_t *destination;
static uint32_t wanted_bytes;
static volatile uint32_t received_bytes;

static void init_pin(uint32_t pin) {
  GPIOB->AFR[0] = (GPIOB->AFR[0] & ~(0xFu << (4u * pin))) | (AF7 << (4u * pin));
  GPIOB->MODER = (GPIOB->MODER & ~(3u << (2u * pin))) | (ALTERNATE_FUNCTION << (2u * pin));
}

void uart_init(void) {
  RCC->AHB2ENR |= RCC_AHB2ENR_GPIOBEN;
  RCC->APB2ENR |= RCC_APB2ENR_USART1EN;
  init_pin(6);
  init_pin(7);
  USART1->BRR = (SystemCoreClock + BAUD / 2u) / BAUD;
  USART1->CR1 = USART_CR1_UE | USART_CR1_TE | USART_CR1_RE;
  NVIC_ISER[USART1_IRQn / 32u] = 1u << (USART1_IRQn % 32u);
}

void uart_send(const char *text, uint32_t bytes) {
  for (uint32_t i = 0; i < bytes; ++i) {
    while ((USART1->ISR & USART_ISR_TXE) == 0) {
    }
    USART1->TDR = (uint8_t)text[i];
  }
  while ((USART1->ISR & USART_ISR_TC) == 0) {
  }
}

void uart_receive(uint8_t *to, uint32_t bytes) {
  destination = to;
  wanted_bytes = bytes;
  received_bytes = 0;
  USART1->CR1 |= USART_CR1_RXNEIE;
}

uint32_t uart_received(void) { return received_bytes; }

void USART1_IRQHandler(void) {
  if ((USART1->ISR & USART_ISR_RXNE) == 0) {
    return;
  }
  destination[received_bytes] = (uint8_t)USART1->RDR;
  if (++received_bytes == wanted_bytes) {
    USART1->CR1 &= ~USART_CR1_RXNEIE;
  }
}
