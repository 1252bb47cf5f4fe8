#ifndef PREFLASH_BOARD_H
#define PREFLASH_BOARD_H

/* RM0351, table 58: interrupt positions 0 to 81. */
#define PF_BOARD_INTERRUPTS 82u

#endif
