/* ATmega2560: DS40002211, reset and interrupt vectors. */
#define PF_BOARD_VECTORS 57
