/* AVR128DB64: DS40002247, Interrupt Vector Mapping. */
#define PF_BOARD_VECTORS 65
