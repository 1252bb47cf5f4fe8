/** Where AVR ELF files have data space: what the linker calls 0x800000 is address 0 of a pointer. */
export const dataSpace = 0x80_0000;
