import type { AvrTimingClass } from '../../wasm/avr/timing/cycles.ts';

/** Source between two labels, `{ram}` standing for a page of RAM, and the cycles it takes, by the manual: DS40002198B, section 6, under each mnemonic. */
export interface AvrTimingCase {
  readonly class: AvrTimingClass;
  readonly name: string;
  /** Executed before, for what the code needs; not measured. */
  readonly setUp?: string;
  readonly code: string;
  /** Columns AVRe and AVRxt. */
  readonly cycles: readonly [avre: number, avrxt: number];
  /** One more where the program counter has 22 bits. */
  readonly extraWith22BitPc?: boolean;
  /** For the parts that have it: EIJMP and EICALL need more than 128 KiB, SPM Z+ is AVRxt's. */
  readonly onlyOn?: readonly string[];
}

const inRam = 'ldi r26, 0x40\n ldi r27, {ram}\n movw r28, r26\n movw r30, r26';
const toEnd = 'ldi r30, pm_lo8(1f)\n ldi r31, pm_hi8(1f)';

export const avrTimingCases: readonly AvrTimingCase[] = [
  { class: 'alu', name: 'ADD', code: 'add r1, r2', cycles: [1, 1] },
  { class: 'alu', name: 'MOVW', code: 'movw r2, r4', cycles: [1, 1] },
  { class: 'alu', name: 'SEC, NOP', code: 'sec\n nop', cycles: [2, 2] },
  { class: 'alu16', name: 'ADIW', code: 'adiw r24, 5', cycles: [2, 2] },
  { class: 'multiply', name: 'MUL', code: 'mul r2, r3', cycles: [2, 2] },
  { class: 'multiply', name: 'FMULSU', code: 'fmulsu r18, r19', cycles: [2, 2] },
  { class: 'branch', name: 'BRCC, not taken', setUp: 'sec', code: 'brcc .+2\n nop', cycles: [2, 2] },
  { class: 'branch', name: 'BRCC, taken', setUp: 'clc', code: 'brcc 1f\n nop\n1:', cycles: [2, 2] },
  {
    class: 'skip',
    name: 'CPSE, not skipping',
    setUp: 'ldi r16, 1\n clr r17',
    code: 'cpse r16, r17\n nop',
    cycles: [2, 2],
  },
  {
    class: 'skip',
    name: 'CPSE over one word',
    setUp: 'clr r16\n clr r17',
    code: 'cpse r16, r17\n nop',
    cycles: [2, 2],
  },
  {
    class: 'skip',
    name: 'SBRC over two words',
    setUp: 'clr r16',
    code: 'sbrc r16, 3\n lds r2, {ram}00',
    cycles: [3, 3],
  },
  { class: 'jumpRelative', name: 'RJMP', code: 'rjmp 1f\n nop\n1:', cycles: [2, 2] },
  { class: 'jumpAbsolute', name: 'JMP', code: 'jmp 1f\n nop\n1:', cycles: [3, 3] },
  { class: 'jumpIndirect', name: 'IJMP', setUp: toEnd, code: 'ijmp\n nop\n1:', cycles: [2, 2] },
  { class: 'callRelative', name: 'RCALL', code: 'rcall 1f\n nop\n1:', cycles: [3, 2], extraWith22BitPc: true },
  { class: 'callAbsolute', name: 'CALL', code: 'call 1f\n nop\n1:', cycles: [4, 3], extraWith22BitPc: true },
  {
    class: 'callIndirect',
    name: 'ICALL',
    setUp: toEnd,
    code: 'icall\n nop\n1:',
    cycles: [3, 2],
    extraWith22BitPc: true,
  },
  {
    class: 'callExtended',
    name: 'EICALL',
    setUp: `${toEnd}\n clr r16\n out 0x3c, r16`,
    code: 'eicall\n nop\n1:',
    cycles: [4, 4],
    onlyOn: ['atmega2560'],
  },
  {
    class: 'return',
    name: 'RET',
    setUp: 'rcall 2f\n rjmp 3f\n2:',
    code: 'ret\n3:',
    cycles: [6, 6],
    extraWith22BitPc: true,
  },
  { class: 'loadPointer', name: 'LD X', setUp: inRam, code: 'ld r2, X', cycles: [2, 2] },
  { class: 'loadPostIncrement', name: 'LD Y+', setUp: inRam, code: 'ld r2, Y+', cycles: [2, 2] },
  { class: 'loadPreDecrement', name: 'LD -Z', setUp: inRam, code: 'ld r2, -Z', cycles: [2, 2] },
  { class: 'loadDisplacement', name: 'LDD Z+5', setUp: inRam, code: 'ldd r2, Z+5', cycles: [2, 2] },
  { class: 'loadDirect', name: 'LDS', code: 'lds r2, {ram}00', cycles: [2, 3] },
  { class: 'storePointer', name: 'ST X', setUp: inRam, code: 'st X, r2', cycles: [2, 1] },
  { class: 'storePostIncrement', name: 'ST Y+', setUp: inRam, code: 'st Y+, r2', cycles: [2, 1] },
  { class: 'storePreDecrement', name: 'ST -Z', setUp: inRam, code: 'st -Z, r2', cycles: [2, 1] },
  { class: 'storeDisplacement', name: 'STD Y+63', setUp: inRam, code: 'std Y+63, r2', cycles: [2, 1] },
  { class: 'storeDirect', name: 'STS', code: 'sts {ram}00, r2', cycles: [2, 2] },
  { class: 'push', name: 'PUSH', code: 'push r2', cycles: [2, 1] },
  { class: 'pop', name: 'POP', setUp: 'push r2', code: 'pop r2', cycles: [2, 2] },
  { class: 'loadProgram', name: 'LPM', setUp: 'clr r30\n clr r31', code: 'lpm r2, Z+', cycles: [3, 3] },
  { class: 'inOut', name: 'IN SREG', code: 'in r2, 0x3f', cycles: [1, 1] },
  { class: 'inOut', name: 'OUT SREG', code: 'out 0x3f, r2', cycles: [1, 1] },
  { class: 'bitSet', name: 'SBI', code: 'sbi 0x1e, 1', cycles: [2, 1] },
];
