import type { Peripheral, PeripheralModel } from './types.ts';

/** Bytes between the four views of an APB peripheral: plain, XOR, set and clear (RP2040 datasheet 2.1.2). */
const viewBytes = 0x1000;
const views = 4;

const combine: readonly ((old: number, written: number) => number)[] = [
  (_, written) => written,
  (old, written) => (old ^ written) >>> 0,
  (old, written) => (old | written) >>> 0,
  (old, written) => (old & ~written) >>> 0,
];

/** The peripheral with its XOR, set and clear views behind it. */
function withViews(peripheral: Peripheral): Peripheral {
  return {
    ...peripheral,
    isQuiet: (offset) => peripheral.isQuiet?.(offset % viewBytes) ?? false,
    read: (offset) => peripheral.read(offset % viewBytes),
    write: (offset, value, access) => {
      const register = offset % viewBytes;
      const view = Math.floor(offset / viewBytes);
      // A plain write reads nothing: a read may have side effects.
      const old = view === 0 ? 0 : (peripheral.read(register) ?? 0);
      return peripheral.write(register, combine[view]!(old, value), access);
    },
  };
}

/** An APB peripheral of the RP2040: the model, with atomic accesses. */
export function withAtomicViews(model: PeripheralModel): PeripheralModel {
  return { ...model, sizeBytes: views * viewBytes, create: (context) => withViews(model.create(context)) };
}
