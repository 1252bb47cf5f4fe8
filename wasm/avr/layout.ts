/**
 * Where the simulated machine lives in linear memory. The host writes program, records and page table here before a
 * run and reads counters and memory after it, each at the address that `areaAddress` tells. All of it lies below the 4 MiB
 * that build:wasm:avr asks for (--initialMemory 64 pages).
 */

/** r0..r31, one byte each. */
export const REGISTERS: usize = 0x400;
/** Executions of each row of the instruction table, u64 each. */
export const ROW_COUNTS: usize = 0x800;
/** Kind of each 256-byte page of data space, one byte each. */
export const DATA_PAGES: usize = 0x1000;
/** Data space, 64 KiB: SRAM lives here; I/O and mapped flash go elsewhere. */
export const DATA: usize = 0x10000;
/** Program memory as bytes, up to 256 KiB. */
export const PROGRAM: usize = 0x20000;
/** One decoded record for each program word, one more for a program that runs off its end, and EXIT_RECORD. */
export const RECORDS: usize = 0x80000;
/**
 * op u8, row u8, cycles u8, d u8, imm u32, before u32, end u24, single u8: `src/simulate/avr/records.ts` writes them.
 * `op`: what to execute, which may be a pair of instructions; `single`: this instruction alone. `before`: static cycles
 * of all records from the first one to this. `end`: `before` of the record that follows the next unconditional jump,
 * and the most cycles beyond static ones that can come on top until then.
 */
export const RECORD_BYTES: usize = 16;
/** A record that is no place in the program: it takes the run loop back to its caller. */
export const EXIT_RECORD: usize = 0x290000;
/** For each record, how often straight-line execution began there less how often it ended in front of it: i64. */
export const ENTRIES: usize = 0x2a0000;

export const PAGE_IO: u32 = 0;
export const PAGE_RAM: u32 = 1;
export const PAGE_FLASH: u32 = 2;
export const PAGE_UNMAPPED: u32 = 3;
/** RAM with the variable that tells where the heap ends. */
export const PAGE_HEAP_END: u32 = 4;

/** The address of each area, by index, for the host. */
export function areaAddress(area: u32): usize {
  switch (area) {
    case 0: return REGISTERS;
    case 1: return ROW_COUNTS;
    case 2: return DATA_PAGES;
    case 3: return DATA;
    case 4: return PROGRAM;
    case 5: return RECORDS;
    case 6: return EXIT_RECORD;
    default: return 0;
  }
}
