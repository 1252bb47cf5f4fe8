/**
 * Where the machine's state lives in linear memory. Everything below STATE_END is fixed; regions and their decoded
 * records follow. Fixed addresses let every access be one load or store with a constant offset.
 */

/** Core registers r0..r15 (r15 is written only when the host asks), then s0..s31. */
export const REGISTERS: usize = 0x100;
export const SINGLES: usize = 0x140;

/** Flags, kept as values whose test is cheap: N is bit 31 of FLAG_N, Z is FLAG_Z == 0, C is 0 or 1, V is bit 31. */
export const FLAG_N: usize = 0x1c0;
export const FLAG_Z: usize = 0x1c4;
export const FLAG_C: usize = 0x1c8;
export const FLAG_V: usize = 0x1cc;
export const FLAG_Q: usize = 0x1d0;
export const FLAG_GE: usize = 0x1d4;

/** Cycles until the next event (slice end, SysTick, interrupt to look at); the run loop stops when it is not positive. */
export const REMAINING: usize = 0x1d8;
/** Lowest value SP has had, of what uses it at the moment: system/stack-marks.ts. */
export const LOWEST_SP: usize = 0x1dc;
/** Word of the fetch stage: address of a record >> 6. */
export const FETCHED_WORD: usize = 0x1e0;
/** Cycle at which the FPU has finished a divide or square root, low 32 bits; FPU_BUSY says whether it matters. */
export const FPU_BUSY: usize = 0x1e4;
export const FPU_FREE_AT: usize = 0x1e8;

/** Executions by timing key: u64 each. */
export const KEY_COUNTS: usize = 0x1000;
/** Cycles that were not known when the instruction was decoded, by cause: u64 each. */
export const STALLS: usize = 0x1800;
/** What a timing key means: class, cause, extra cycles, reserved; 4 bytes each. */
export const KEY_MEANINGS: usize = 0x1900;
export const KEY_COUNT_LIMIT: u32 = 256;

/** Fields of the instruction being decoded: one u32 a letter (A..Z, then a..z). */
export const FIELDS: usize = 0x1e00;

/** Bytes that pass between host and machine, for semihosting strings and the like. */
export const EXCHANGE: usize = 0x3000;

/**
 * One u32 a 4 KiB page of the 4 GiB address space. In the first two, `host address - guest address - 4096`, with the
 * low bits saying what is special about the page (PAGE_*); 0 is unmapped. In the third, where the page's records are.
 */
export const READ_PAGES: usize = 0x100000;
export const WRITE_PAGES: usize = 0x500000;
export const CODE_PAGES: usize = 0x900000;
export const STATE_END: usize = 0xd00000;

/** Plain memory: anything else takes the slow path. */
export const PAGE_PLAIN: u32 = 1;
/** Flash behind the accelerator: reads cost what its data side says. */
export const PAGE_FLASH: u32 = 2;
/** RAM in which something has been decoded: writes drop those records. */
export const PAGE_DECODED: u32 = 4;
/** What `host - guest` in a page entry is short of, so that the flag bit needs no subtraction: PAGE_BIAS + flag. */
export const PAGE_BIAS: u32 = 4096;

/** A decoded instruction, one record a halfword of memory. */
export const RECORD_BYTES: u32 = 16;
export const RECORD_KEY: usize = 2;
export const RECORD_CYCLES: usize = 3;
export const RD: usize = 4;
export const RN: usize = 5;
export const RM: usize = 6;
export const RA: usize = 7;
export const IMM: usize = 8;
export const AUX: usize = 12;

/** The first u16 of a record. */
export const OP_MASK: u32 = 0x1ff;
/** Condition + 1 of an instruction in an IT block, at CONDITION_SHIFT. */
export const CONDITION_SHIFT: u32 = 10;
export const OP_WIDE: u32 = 0x200;
/** A block ends in front of this instruction, however much of the kind follows. */
export const OP_SPLIT: u32 = 0x4000;
/** The instruction enters another flash word. */
export const OP_FETCH: u32 = 0x8000;
/** The condition of an instruction in an IT block: not 0 when there is one. */
export const CONDITION_MASK: u32 = 0x3c00;
/** What the quick loop looks an instruction up by: one that has a condition is none that it knows. */
export const QUICK_MASK: u32 = OP_MASK | OP_WIDE | CONDITION_MASK | OP_SPLIT;

/** Set in a returned record's address: the record begins a block; it is the target of a branch, too. */
export const AT_BLOCK: usize = 1;
export const AT_TARGET: usize = 3;
/** What `leave` returns to the run loop when it has to stop. */
export const IP_STOP: usize = 0;

/** Causes in the order of `cycleCauses` in src/simulate/types.ts. */
export const CAUSE_ISSUE: u32 = 0;
export const CAUSE_BRANCH: u32 = 1;
export const CAUSE_LOAD_STORE: u32 = 2;
export const CAUSE_MULTIPLY_DIVIDE: u32 = 3;
export const CAUSE_FPU: u32 = 4;
export const CAUSE_FLASH_FETCH: u32 = 5;
export const CAUSE_FLASH_DATA: u32 = 6;
export const CAUSE_EXCEPTIONS: u32 = 7;
