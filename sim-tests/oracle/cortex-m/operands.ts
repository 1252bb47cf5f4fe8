import type { Fields } from '../../../wasm/cortex-m/isa/match.ts';
import type { InstructionRow } from '../../../wasm/cortex-m/isa/types.ts';

const stackPointer = 13;

/** Field of each operand token that names a core register. */
const registerTokens: Readonly<Record<string, string>> = {
  '<Rd>': 'd',
  '<Rdn>': 'd',
  '<Rdm>': 'd',
  '<Rn>': 'n',
  '<Rm>': 'm',
  '<Ra>': 'a',
  '<Rt>': 't',
  '<Rt2>': 'u',
  '<RdLo>': 'l',
  '<RdHi>': 'h',
};

/** Core registers that a row's list names, lowest first. */
export function listedRegisters(row: InstructionRow, fields: Fields): number[] {
  if (!row.operands.includes('<registers')) return [];
  const pc = row.operands.includes('<registers+PC>') ? 1 : (fields.P ?? 0);
  const mask = (fields.r ?? 0) | ((fields.M ?? 0) << 14) | (pc << 15);
  return Array.from({ length: 16 }, (_, register) => register).filter((register) => (mask >>> register) & 1);
}

/** All core registers an encoding names. */
export function namedRegisters(row: InstructionRow, fields: Fields): ReadonlySet<number> {
  const tokens = row.operands.match(/<[^>]+>/g) ?? [];
  const single = tokens.flatMap((token) => {
    const field = registerTokens[token];
    return field === undefined ? [] : [fields[field] ?? 0];
  });
  return new Set([...single, ...listedRegisters(row, fields)]);
}

export const isPushOrPop = (row: InstructionRow): boolean => row.mnemonic === 'PUSH' || row.mnemonic === 'POP';

/** The base register of a load or store, or undefined when the row has none. */
export function baseRegister(row: InstructionRow, fields: Fields): number | undefined {
  if (isPushOrPop(row) || row.operands.includes('[SP')) return stackPointer;
  const addresses = /\[<Rn>|<Rn><?!/.test(row.operands);
  return addresses ? fields.n : undefined;
}

/** Bytes that a load or store of one or two registers moves. */
export function accessBytes(row: InstructionRow): number {
  const width = /^(?:LDR|STR)(?:EX)?S?([BHD])T?$/.exec(row.mnemonic)?.[1];
  if (row.operands.startsWith('<Dd>') || width === 'D') return 8;
  return width === 'B' ? 1 : width === 'H' ? 2 : 4;
}

/** Words that a load or store of many registers moves, or undefined for another row. */
export function listWords(row: InstructionRow, fields: Fields): number | undefined {
  if (/<[sd]list>/.test(row.operands)) return fields.i;
  const count = listedRegisters(row, fields).length;
  return count > 0 ? count : undefined;
}

/** Lists that go down from the base. */
export function descends(row: InstructionRow): boolean {
  return row.mnemonic === 'PUSH' || row.mnemonic.endsWith('DB');
}

/** Bytes from the base register to the address, where `registers` has the values of the core registers. */
export function addressOffset(row: InstructionRow, fields: Fields, registers: Uint32Array): number {
  const inside = /\[(?:<Rn>|SP), ([^\]]*)\]/.exec(row.operands)?.[1];
  const i = fields.i ?? 0;
  const sign = fields.U === 0 ? -1 : 1;
  const m = registers[fields.m ?? 0]!;
  switch (inside) {
    case undefined:
      return 0;
    case '<Rm>':
      return m;
    case '<Rm><lslshift>':
      return m << i;
    case '<Rm>, LSL #1':
      return m << 1;
    case '#<imm>':
      return i;
    case '#<imm2>':
      return i * 2;
    case '#<imm4>':
      return i * 4;
    case '#<-imm>':
      return -i;
    case '#<+imm>':
      return sign * i;
    case '#<+imm4>':
      return sign * i * 4;
    default:
      throw new Error(`${row.id}: no rule for the address "${inside}"`);
  }
}

/** Tells whether an unaligned address faults whatever CCR.UNALIGN_TRP says, ARMv7-M ARM A3.2.1. */
export function needsAlignment(row: InstructionRow): boolean {
  return row.mnemonic.includes('EX') || row.mnemonic.startsWith('V') || accessBytes(row) === 8 || writesPc(row);
}

/** Tells whether the row can go somewhere else than to the next instruction. */
export function writesPc(row: InstructionRow): boolean {
  return row.class === 'branch' || row.class === 'call';
}
