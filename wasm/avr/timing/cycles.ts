/**
 * Cycles of each timing class, from the "Cycles" table at the end of every instruction in the AVR Instruction Set
 * Manual (DS40002198B, section 6) and its summary (section 5). `avre` is the column for AVRe and AVRe+.
 */
export interface AvrTiming {
  readonly avre: number;
  readonly avrxt: number;
  /** One cycle more where the program counter has 22 bits: a third byte is pushed or popped. */
  readonly extraWith22BitPc: boolean;
  /** What the cycles beyond the first are spent on; undefined for single-cycle instructions. */
  readonly cause: 'branchRefill' | 'loadStore' | 'multiplyDivide' | 'issue';
  /** The instruction whose table it was read from. */
  readonly section: string;
}

const row = (
  avre: number,
  avrxt: number,
  cause: AvrTiming['cause'],
  section: string,
  extraWith22BitPc = false,
): AvrTiming => ({ avre, avrxt, cause, section, extraWith22BitPc });

/** Taken branches and skips add their extra cycles during the run (BRBS: 2 when taken; CPSE: 2 or 3 when skipping). */
export const avrTiming = {
  alu: row(1, 1, 'issue', '6 ADD'),
  alu16: row(2, 2, 'issue', '6 ADIW'),
  multiply: row(2, 2, 'multiplyDivide', '6 MUL'),
  branch: row(1, 1, 'branchRefill', '6 BRBS'),
  skip: row(1, 1, 'branchRefill', '6 CPSE'),
  jumpRelative: row(2, 2, 'branchRefill', '6 RJMP'),
  jumpIndirect: row(2, 2, 'branchRefill', '6 IJMP'),
  jumpAbsolute: row(3, 3, 'branchRefill', '6 JMP'),
  callRelative: row(3, 2, 'branchRefill', '6 RCALL', true),
  callIndirect: row(3, 2, 'branchRefill', '6 ICALL', true),
  callExtended: row(4, 3, 'branchRefill', '6 EICALL'),
  callAbsolute: row(4, 3, 'branchRefill', '6 CALL', true),
  return: row(4, 4, 'branchRefill', '6 RET', true),
  loadPointer: row(2, 2, 'loadStore', '6 LD (LDD) - Z'),
  loadPostIncrement: row(2, 2, 'loadStore', '6 LD - X'),
  loadPreDecrement: row(2, 2, 'loadStore', '6 LD - X'),
  loadDisplacement: row(2, 2, 'loadStore', '6 LD (LDD) - Y'),
  loadDirect: row(2, 3, 'loadStore', '6 LDS'),
  storePointer: row(2, 1, 'loadStore', '6 ST - X'),
  storePostIncrement: row(2, 1, 'loadStore', '6 ST - X'),
  storePreDecrement: row(2, 1, 'loadStore', '6 ST - X'),
  storeDisplacement: row(2, 1, 'loadStore', '6 ST (STD) - Y'),
  storeDirect: row(2, 2, 'loadStore', '6 STS'),
  push: row(2, 1, 'loadStore', '6 PUSH'),
  pop: row(2, 2, 'loadStore', '6 POP'),
  loadProgram: row(3, 3, 'loadStore', '6 LPM'),
  inOut: row(1, 1, 'loadStore', '6 IN'),
  bitSet: row(2, 1, 'loadStore', '6 SBI'),
  storeProgram: row(1, 1, 'loadStore', '6 SPM'),
} as const satisfies Record<string, AvrTiming>;

export type AvrTimingClass = keyof typeof avrTiming;
