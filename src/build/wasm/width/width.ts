/** Bits of the types of C that a core of 8 bits computes with. */
export type Width = 8 | 16 | 32;
