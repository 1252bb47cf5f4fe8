import { itConditions } from '../../../src/simulate/cortex-m/disassemble.ts';
import type { Encoding } from '../../isa/random-encoding.ts';
import type { Random } from '../random.ts';
import { block } from './layout.ts';
import * as thumb from './thumb.ts';

/** Instructions around the tested one, and the condition that an IT among them gives it. */
export interface Surroundings {
  readonly before: readonly number[];
  readonly condition: number | undefined;
  readonly after: readonly number[];
}

/** Operations that may not be in an IT block, A7.3. */
const neverInIt: ReadonlySet<string> = new Set(['it', 'cbz', 'cbnz', 'bCond', 'cpsie', 'cpsid']);
const inItProbability = 0.3;
const conditionCount = 15;
const sev = 0xbf40;

/**
 * What the tested instruction needs to show what it does: an IT block before it now and then, a LDREX before a STREX,
 * an event before WFE, instructions behind IT. `reserved` holds the address of the block.
 */
export function accompany(encoding: Encoding, reserved: number, random: Random): Surroundings {
  const { row } = encoding;
  if (row.operation === 'it') return { before: [], condition: undefined, after: itBody(encoding, reserved, random) };
  const before = preparation(encoding, reserved, random);
  const after = row.operation === 'clrex' ? storeExclusive(reserved) : [];
  if (neverInIt.has(row.operation) || !random.chance(inItProbability)) return { before, condition: undefined, after };
  const condition = random.below(conditionCount);
  return { before: [...before, ...thumb.ifThen(condition, 0b1000)], condition, after };
}

function preparation({ row, fields }: Encoding, reserved: number, random: Random): readonly number[] {
  const { operation } = row;
  if (operation === 'wfe') return [sev];
  if (operation === 'clrex') return random.chance(0.5) ? loadExclusive(reserved, random) : [];
  if (!operation.startsWith('strex') || random.chance(0.3)) return [];
  const n = fields.n!;
  const d = fields.d! << 12;
  if (operation === 'strex') return [0xe850 | n, 0x0f00 | d | fields.i!];
  return [0xe8d0 | n, (operation === 'strexb' ? 0x0f4f : 0x0f5f) | d];
}

const scratchField = block.scratch;

function otherRegister(reserved: number, random: Random): number {
  return (reserved + random.between(1, 12)) % 13;
}

/** LDREX t, [reserved, #scratch]. */
function loadExclusive(reserved: number, random: Random): number[] {
  return [0xe850 | reserved, 0x0f00 | (otherRegister(reserved, random) << 12) | scratchField];
}

/** STREX d, t, [reserved, #scratch] with d and t different. */
function storeExclusive(reserved: number): number[] {
  const d = (reserved + 2) % 13;
  const t = (reserved + 7) % 13;
  return [0xe840 | reserved, (t << 12) | (d << 8) | scratchField];
}

/** Instructions that an IT rules: 16-bit ones that would set flags outside it, a comparison that does, wide ones. */
function itBody({ encoding }: Encoding, reserved: number, random: Random): number[] {
  return itConditions(encoding).flatMap(() => {
    const low = random.pick([0, 1, 2, 3, 4, 5, 6, 7].filter((register) => register !== reserved));
    const byte = random.below(256);
    switch (random.below(5)) {
      case 0:
        return [0x3000 | (low << 8) | byte]; // ADD low, #byte
      case 1:
        return [0x2800 | (low << 8) | byte]; // CMP low, #byte
      case 2:
        return [0x4240 | low]; // RSB low, r0, #0
      case 3:
        return [0x0040 | low]; // LSL low, r0, #1
      default:
        return [...thumb.addWide(otherRegister(reserved, random), low, byte)];
    }
  });
}
