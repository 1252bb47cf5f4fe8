import type { Fields } from '../../../wasm/cortex-m/isa/match.ts';
import type { InstructionRow } from '../../../wasm/cortex-m/isa/types.ts';

/** Distances from the PC (address + 4) that a direct branch reaches, in bytes. */
export interface Reach {
  readonly lowest: number;
  readonly highest: number;
}

const reaches: Readonly<Record<string, Reach>> = {
  '<label6>': { lowest: 0, highest: 126 },
  '<label8>': { lowest: -256, highest: 254 },
  '<label11>': { lowest: -2048, highest: 2046 },
  '<label20>': { lowest: -(1 << 20), highest: (1 << 20) - 2 },
  '<label24>': { lowest: -(1 << 24), highest: (1 << 24) - 2 },
};

const labelToken = (row: InstructionRow): string | undefined => /<label\d+>/.exec(row.operands)?.[0];

/** Reach of a row that branches to a label, undefined for another row. */
export function branchReach(row: InstructionRow): Reach | undefined {
  const token = labelToken(row);
  return token === undefined ? undefined : reaches[token];
}

/** Fields of the offset for a branch over a distance from the PC: A7.7.12 (B), A7.7.18 (BL), A7.7.21 (CBZ). */
export function distanceFields(row: InstructionRow, distanceBytes: number): Fields {
  const half = distanceBytes >> 1;
  const bit = (position: number): number => (distanceBytes >> position) & 1;
  switch (labelToken(row)) {
    case '<label6>':
      return { i: half };
    case '<label8>':
      return { i: half & 0xff };
    case '<label11>':
      return { i: half & 0x7ff };
    case '<label20>':
      return { i: half & 0x1_ffff, x: bit(18), y: bit(19), s: bit(20) };
    case '<label24>':
      return { i: half & 0x1f_ffff, y: 1 ^ bit(22) ^ bit(24), x: 1 ^ bit(23) ^ bit(24), s: bit(24) };
    default:
      throw new Error(`${row.id} does not branch to a label`);
  }
}
