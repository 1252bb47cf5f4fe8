import type { AvrRegister } from './types.ts';

/** A register that stores what is written to `mask`; `onWrite` hears the stored value. */
export function storage(
  name: string,
  resetValue = 0,
  mask = 0xff,
  onWrite: (value: number) => void = () => {},
): AvrRegister & { value: number } {
  return {
    name,
    value: resetValue,
    read() {
      return this.value;
    },
    write(written) {
      this.value = (this.value & ~mask) | (written & mask);
      onWrite(this.value);
    },
  };
}

/** A register that is computed when it is read and ignores writes. */
export const readOnly = (name: string, read: () => number): AvrRegister => ({ name, read, write: () => {} });

/** A register whose read and write do different things. */
export const register = (name: string, read: () => number, write: (value: number) => void): AvrRegister => ({
  name,
  read,
  write,
});

/** Registers at their offsets from a base address. */
export function atOffsets(base: number, entries: Readonly<Record<number, AvrRegister>>): Map<number, AvrRegister> {
  return new Map(Object.entries(entries).map(([offset, entry]) => [base + Number(offset), entry]));
}

/** `count` bytes of plain memory. */
export const bank = (base: number, name: string, bytes: Uint8Array): Map<number, AvrRegister> =>
  new Map(
    Array.from(bytes, (_, index) => [
      base + index,
      register(
        `${name}[${index}]`,
        () => bytes[index] ?? 0xff,
        () => {},
      ),
    ]),
  );
