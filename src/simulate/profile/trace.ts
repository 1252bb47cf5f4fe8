/** How a stretch of instructions was left, as wasm/cortex-m/trace.ts numbers them. */
export const leftBy = {
  jump: 0,
  call: 1,
  /** An exception was taken in front of the instruction. */
  entry: 2,
  /** The return from an exception. */
  return: 3,
  /** The return from an exception, into the handler of the next. */
  chain: 4,
} as const;

/**
 * The words of a row, which stands for a stretch of instructions that were executed one behind the other. Two words are
 * spare.
 */
export const rowWord = {
  /** One of `leftBy`. */
  how: 0,
  /** Address of the instruction that was executed next, and of the last one of the stretch. */
  target: 1,
  from: 2,
  /** Stack pointer when the stretch was left. */
  stackPointer: 3,
  /** Where a call returns to; of no meaning otherwise. */
  returnAddress: 4,
  /** Lowest stack pointer of the main stack since reset. */
  lowestStackPointer: 5,
  /** Cycles of the stretch by cause, in the order of `cycleCauses`. */
  firstCause: 6,
  /** Stack pointer in front of the last instruction. */
  stackBefore: 14,
} as const;

/** Words from one row to the next. */
export const rowWords = 16;

/** Takes rows of a trace; they are overwritten afterwards. */
export type TraceSink = (rows: Uint32Array, count: number) => void;
