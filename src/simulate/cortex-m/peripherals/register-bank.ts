import type { Peripheral, PeripheralModel } from './types.ts';

/** A register that stores what is written, with status bits that follow control bits at once. */
export interface RegisterSpec {
  readonly name: string;
  readonly offset: number;
  readonly resetValue: number;
  /** Bits that a write changes; all of them when left out. */
  readonly writableMask?: number;
  /** Status fields that show what a control field of the same register was set to. */
  readonly follows?: readonly FieldCopy[];
}

/** Copies `width` bits from bit `from` to bit `to`. */
export interface FieldCopy {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

/** A register that only stores. */
export const storage = (name: string, offset: number, resetValue = 0): RegisterSpec => ({ name, offset, resetValue });

/** An oscillator, regulator or PLL is ready as soon as it is switched on: settling time is not modelled. */
export const readyAtOnce = (on: number, ready: number): FieldCopy => ({ from: on, to: ready, width: 1 });

function copyField(value: number, { from, to, width }: FieldCopy): number {
  const mask = (1 << width) - 1;
  const field = (value >>> from) & mask;
  return ((value & ~(mask << to)) | (field << to)) >>> 0;
}

/** A peripheral whose registers are those of `specs`. */
export function createBank(specs: readonly RegisterSpec[]): Peripheral {
  const byOffset = new Map(specs.map((spec) => [spec.offset, spec]));
  const values = new Map(specs.map((spec) => [spec.offset, spec.resetValue >>> 0]));
  return {
    read: (offset) => values.get(offset),
    write: (offset, value) => {
      const spec = byOffset.get(offset);
      if (!spec) return false;
      const mask = spec.writableMask ?? 0xffffffff;
      const stored = ((values.get(offset)! & ~mask) | (value & mask)) >>> 0;
      values.set(offset, (spec.follows ?? []).reduce(copyField, stored));
      return true;
    },
  };
}

/** A model whose registers only store and report ready: enough for what start-up code polls. */
export function registerBank(sizeBytes: number, specs: readonly RegisterSpec[]): PeripheralModel {
  return { sizeBytes, create: () => createBank(specs) };
}
