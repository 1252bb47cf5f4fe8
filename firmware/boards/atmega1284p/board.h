/* ATmega1284P: DS40002071, reset and interrupt vectors. */
#define PF_BOARD_VECTORS 35
