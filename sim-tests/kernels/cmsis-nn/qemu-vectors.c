/* The vector table that newlib's start-up lacks: QEMU's MPS2 boards begin at address 0, in 4 MiB of RAM. */
void _start(void);

typedef void (*vector_t)(void);

__attribute__((section(".vectors"), used)) static const vector_t vectors[] = {(vector_t)0x00400000, _start};
