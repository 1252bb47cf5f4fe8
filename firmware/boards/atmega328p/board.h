/* ATmega328P: DS40002061, reset and interrupt vectors. */
#define PF_BOARD_VECTORS 26
