/*
 * Second boot stage of the RP2040: the boot ROM loads these 256 bytes to SRAM, checks them and starts them. They set the
 * flash interface up for reads in place and go to the vector table behind them.
 *
 * The flash is one that takes the quad command EBh with its quad-enable bit set, as the Pico's W25Q16JV is shipped:
 * 24 address bits and 8 mode bits on four lines, 4 wait cycles, 32 data bits. The mode bits A0h tell it to leave the
 * command out from the second read on. Registers: RP2040 datasheet 4.10.13; boot sequence: 2.8.1.
 */
  .syntax unified
  .cpu cortex-m0plus
  .thumb

#define SSI_CTRLR0 0x00
#define SSI_CTRLR1 0x04
#define SSI_SSIENR 0x08
#define SSI_BAUDR 0x14
#define SSI_SR 0x28
#define SSI_DR0 0x60
#define SSI_SPI_CTRLR0 0xf4

/* 66.5 MHz from 133 MHz: within what the flash takes without dummy-cycle changes. */
#define CLOCK_DIVIDER 2
/* TFE set and BUSY clear: nothing is under way. */
#define SR_BUSY_TFE 5
#define SR_TFE 4

#define FRAME_QUAD (2 << 21)
#define DATA_32_BITS (31 << 16)
#define EEPROM_READ (3 << 8)
#define ADDRESS_AND_MODE_BITS (8 << 2)
#define WAIT_CYCLES (4 << 11)
#define COMMAND_8_BITS (2 << 8)
#define COMMAND_SERIAL 1
#define ALL_QUAD 2
#define READ_QUAD 0xeb
#define MODE_CONTINUOUS 0xa0

  .section .boot2, "ax", %progbits
  .global pf_boot2
  .thumb_func
pf_boot2:
  ldr r0, ssi_base
  movs r1, #0
  str r1, [r0, #SSI_SSIENR]
  str r1, [r0, #SSI_CTRLR1]
  movs r1, #CLOCK_DIVIDER
  str r1, [r0, #SSI_BAUDR]
  ldr r1, control
  str r1, [r0, #SSI_CTRLR0]
  movs r2, #SSI_SPI_CTRLR0
  ldr r1, first_read
  str r1, [r0, r2]
  movs r1, #1
  str r1, [r0, #SSI_SSIENR]
  movs r1, #READ_QUAD
  str r1, [r0, #SSI_DR0]
  movs r1, #MODE_CONTINUOUS
  str r1, [r0, #SSI_DR0]
1:
  ldr r1, [r0, #SSI_SR]
  movs r3, #SR_BUSY_TFE
  ands r1, r3
  cmp r1, #SR_TFE
  bne 1b
  movs r1, #0
  str r1, [r0, #SSI_SSIENR]
  ldr r1, further_reads
  str r1, [r0, r2]
  movs r1, #1
  str r1, [r0, #SSI_SSIENR]
  ldr r0, vectors
  ldr r1, vtor
  str r0, [r1]
  ldr r1, [r0]
  msr msp, r1
  ldr r1, [r0, #4]
  bx r1

  .balign 4
ssi_base: .word 0x18000000
control: .word FRAME_QUAD | DATA_32_BITS | EEPROM_READ
first_read: .word ADDRESS_AND_MODE_BITS | WAIT_CYCLES | COMMAND_8_BITS | COMMAND_SERIAL
further_reads: .word (MODE_CONTINUOUS << 24) | ADDRESS_AND_MODE_BITS | WAIT_CYCLES | ALL_QUAD
vectors: .word 0x10000100
vtor: .word 0xe000ed08

/* What the boot ROM checks: CRC-32 (polynomial 04C11DB7h, start FFFFFFFFh, not reflected) of all before it. */
  .org 252, 0
  .word 0xd4e88a7b
