import { avrOperations, isStraight } from './operations.ts';

/**
 * Pairs of instructions that compilers write one after the other: arithmetic on values wider than a byte, comparisons
 * with their branch, prologues, copies, multiply-accumulate. A record that begins one executes both, which saves going
 * back to the dispatcher in between; what they do and cost is the sum of both. Operations by name, first to second.
 */
const pairs: Readonly<Record<string, readonly string[]>> = {
  ADD: ['ADC', 'ADD', 'MOV', 'LD_Z_INC'],
  ADC: ['ADC', 'ADD', 'SUBI', 'EOR', 'MOV', 'CP', 'MUL', 'LDD_Z', 'DEC', 'ADIW', 'LD_Z_INC', 'LD_X_INC'],
  SUB: ['SBC', 'ADD', 'SUB'],
  SBC: ['SBC', 'ADC', 'BRBC', 'BRBS'],
  SUBI: ['SBCI', 'CPI', 'BRBC', 'BRBS'],
  SBCI: ['ADD', 'CPI', 'LPM_Z', 'SBCI', 'BRBC', 'BRBS', 'STD_Z'],
  CP: ['CPC', 'BRBC', 'BRBS'],
  CPC: ['CPC', 'BRBC', 'BRBS'],
  CPI: ['CPC', 'BRBC', 'BRBS'],
  AND: ['BRBC', 'BRBS', 'AND'],
  OR: ['BRBC', 'BRBS', 'OR'],
  EOR: ['EOR', 'SUBI', 'LSR', 'ADD', 'LD_Z_INC', 'LD_X_INC'],
  DEC: ['BRBC', 'CPSE'],
  SBIW: ['BRBC', 'BRBS'],
  ADIW: ['CP', 'LDD_Z'],
  LSR: ['ROR', 'MOVW'],
  ROR: ['ROR', 'DEC', 'SBCI'],
  ASR: ['ROR', 'MULS'],
  MUL: ['MOV', 'MOVW', 'ADD', 'EOR'],
  MULS: ['ADD', 'MOVW'],
  MULSU: ['ADD', 'MOVW'],
  MOV: ['ADD', 'EOR', 'MOV', 'SUB', 'MULS', 'LSR', 'LDI'],
  MOVW: ['MOVW', 'ADD', 'LDI', 'LDD_Z', 'ADIW', 'SBIW', 'AND'],
  LDI: ['LDI', 'MOVW', 'ADD', 'STS', 'RCALL', 'CALL'],
  LPM_Z: ['MUL', 'MULS'],
  LPM_Z_INC: ['LPM_Z_INC', 'LPM_Z'],
  PUSH: ['PUSH', 'MOVW'],
  POP: ['POP', 'RET'],
  LDD_Z: ['LDD_Z', 'MOV', 'MOVW', 'MULS', 'CP', 'SUBI', 'STD_Z'],
  LDD_Y: ['LDD_Y', 'MULS', 'MOVW'],
  STD_Z: ['STD_Z', 'MOVW'],
  STD_Y: ['STD_Y'],
  LD_Z_INC: ['MULS', 'LD_X_INC', 'ASR', 'ST_X_INC', 'LDD_Z'],
  LD_X_INC: ['LD_Z_INC', 'MULS', 'ST_Z_INC'],
  ST_X_INC: ['SUBI', 'CPI', 'DEC'],
};

/** Two operations executed from one record. `code` goes on from those of the single operations. */
export interface AvrFusion {
  readonly code: number;
  readonly first: (typeof avrOperations)[number];
  readonly second: (typeof avrOperations)[number];
}

function operation(name: string): (typeof avrOperations)[number] {
  const found = avrOperations.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`wasm/avr/isa/fusions.ts names the unknown operation ${name}`);
  return found;
}

export const avrFusions: readonly AvrFusion[] = Object.entries(pairs)
  .flatMap(([first, seconds]) => seconds.map((second) => ({ first: operation(first), second: operation(second) })))
  .map((pair, index) => ({ ...pair, code: avrOperations.length + index }));

/** Whether the first of a pair may leave the run loop, so that the second must wait. */
export const mayLeave = ({ first }: AvrFusion): boolean => !isStraight(first);
