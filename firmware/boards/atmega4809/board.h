/* ATmega4809: DS40002173, 7.2 Interrupt Vector Mapping. */
#define PF_BOARD_VECTORS 41
