/* ATmega4809 at 20 MHz: USART0 at 250 kBd, TCB0 every 1000 cycles, TCA0 read; constants are in mapped flash. */
extern volatile uint16_t ticks;

#define REG8(address) (*(volatile uint8_t *)(address))
#define REG16(address) (*(volatile uint16_t *)(address))
enum { CCP = 0x34, MCLKCTRLB = 0x61, USART0 = 0x800, TCA0 = 0xA00, TCB0 = 0xA80 };

/* TCB0 interrupts at vector 12. */
void __attribute__((signal, used, externally_visible)) __vector_12(void) {
  ticks++;
  REG8(TCB0 + 6) = 1;
}

static int board_put(char byte, FILE *stream) {
  (void)stream;
  while (!(REG8(USART0 + 4) & 0x20)) {
  }
  REG8(USART0 + 2) = byte;
  return 0;
}

static FILE board_output = FDEV_SETUP_STREAM(board_put, NULL, _FDEV_SETUP_WRITE);

static void board_start(void) {
  REG8(CCP) = 0xD8;
  REG8(MCLKCTRLB) = 0;
  REG16(USART0 + 8) = 320;
  REG8(USART0 + 6) = 0x40;
  stdout = &board_output;
  REG16(TCB0 + 12) = 999;
  REG8(TCB0 + 5) = 1;
  REG8(TCB0) = 1;
  REG8(TCA0) = 1;
  __asm__ volatile("sei");
}

static uint16_t board_constant(uint8_t number) {
  return REG16(TCA0 + 0x20) + number;
}

static void board_stop(void) {
  __asm__ volatile("cli\n\tbreak");
}
