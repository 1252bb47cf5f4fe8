/* What the example asks of its board: clock, time, serial port. */
#ifndef BOARD_H
#define BOARD_H

#include <stdint.h>

/* Hertz the core and both APB buses run at: 4 MHz after reset, 80 MHz behind SystemClock_Config(). */
extern uint32_t SystemCoreClock;

/* 80 MHz from the PLL on the MSI oscillator, voltage range 1, 4 wait states. Stops in Error_Handler() if it fails. */
void SystemClock_Config(void);
void Error_Handler(void) __attribute__((noreturn));

/* Starts the tick of 1 ms at SystemCoreClock; to be called again when that changes. */
void tick_init(void);
/* Milliseconds since the first tick_init(). */
uint32_t tick_get(void);
/* Waits for the tick to count up, as HAL_Delay() does. */
void delay_ms(uint32_t milliseconds);
void SysTick_Handler(void);

/* USART1 on PB6 and PB7, 115200 baud, 8N1. */
void uart_init(void);
/* Waits until the transmitter takes each byte, then until the last one has left. */
void uart_send(const char *text, uint32_t bytes);
/* Has the interrupt store the next `bytes` bytes at `to`; uart_received() tells how many have come. */
void uart_receive(uint8_t *to, uint32_t bytes);
uint32_t uart_received(void);
void USART1_IRQHandler(void);

#endif
