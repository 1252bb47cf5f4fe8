/** One instruction in the code of a function. */
export interface CodeInstruction {
  /** Bytes from the start of the code. */
  readonly at: number;
  readonly bytes: number;
  /** Its first 16 bits. */
  readonly first: number;
  /** The next 16 bits; 0 where it has none, or the code ends before them. */
  readonly second: number;
}

const halfword = (code: Uint8Array, at: number): number => code[at]! | (code[at + 1]! << 8);

function* instructions(code: Uint8Array, isLong: (first: number) => boolean): Generator<CodeInstruction> {
  for (let at = 0; at + 2 <= code.length; ) {
    const first = halfword(code, at);
    const bytes = isLong(first) ? 4 : 2;
    const second = bytes === 4 && at + 4 <= code.length ? halfword(code, at + 2) : 0;
    yield { at, bytes, first, second };
    at += bytes;
  }
}

/** Thumb instructions one after the other (DDI 0403E, A5.1). Literal pools may look like some. */
export const thumbInstructions = (code: Uint8Array): Generator<CodeInstruction> =>
  instructions(code, (first) => first >>> 11 >= 0x1d);

/** AVR instructions one after the other; CALL, JMP, LDS and STS are two words long (AVR instruction set manual). */
export const avrInstructions = (code: Uint8Array): Generator<CodeInstruction> =>
  instructions(code, (first) => isAvrCall(first) || isAvrJump(first) || (first & 0xfc0f) === 0x9000);

/** Whether a word begins a CALL. */
export const isAvrCall = (first: number): boolean => (first & 0xfe0e) === 0x940e;

/** Whether a word begins a JMP. */
export const isAvrJump = (first: number): boolean => (first & 0xfe0e) === 0x940c;
