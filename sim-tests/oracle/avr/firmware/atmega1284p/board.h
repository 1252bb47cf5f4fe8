/*
 * ATmega1284P at 20 MHz: USART0 at 250 kBd, Timer 1 every 1000 cycles, a table read with LPM and one from EEPROM.
 * Frames have a parity bit and each one is waited for: simavr counts a parity bit always, and has no transmit buffer.
 */
#include <avr/eeprom.h>
#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/pgmspace.h>

extern volatile uint16_t ticks;

ISR(TIMER1_COMPA_vect) { ticks++; }

static int board_put(char byte, FILE *stream) {
  (void)stream;
  UDR0 = byte;
  while (!(UCSR0A & _BV(TXC0))) {
  }
  UCSR0A = _BV(TXC0);
  return 0;
}

static FILE board_output = FDEV_SETUP_STREAM(board_put, NULL, _FDEV_SETUP_WRITE);

static void board_start(void) {
  UBRR0 = 4;
  UCSR0C = _BV(UPM01) | _BV(UCSZ01) | _BV(UCSZ00);
  UCSR0B = _BV(TXEN0);
  stdout = &board_output;
  OCR1A = 999;
  TIMSK1 = _BV(OCIE1A);
  TCCR1B = _BV(WGM12) | _BV(CS10);
  sei();
}

static const uint16_t board_table[] PROGMEM = {3, 1, 4, 1, 5, 9, 2, 6};

static uint16_t board_constant(uint8_t number) {
  return pgm_read_word(&board_table[number & 7]) + eeprom_read_byte((const uint8_t *)(uint16_t)number);
}

static void board_stop(void) {
  cli();
  __asm__ volatile("break");
}
