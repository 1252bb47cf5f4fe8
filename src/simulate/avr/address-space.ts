import type { AvrCore } from './core.ts';
import { dataSpace } from './part.ts';
import type { AvrHardware } from './peripherals/types.ts';

/** Where AVR ELF files put EEPROM and fuses. */
const eepromSpace = 0x81_0000;
const fuseSpace = 0x82_0000;

/**
 * Every memory of a part under the addresses of its ELF files: flash from 0, data space from 0x800000 with its window
 * on flash, EEPROM, fuses. Views are live and cost no simulated time.
 */
export class AddressSpace {
  readonly #core: AvrCore;
  readonly #spaces: readonly (readonly [base: number, bytes: Uint8Array])[];

  constructor(core: AvrCore, hardware: Pick<AvrHardware, 'eeprom' | 'fuses'>) {
    this.#core = core;
    this.#spaces = [
      [0, core.program],
      [dataSpace, core.data],
      [eepromSpace, hardware.eeprom],
      [fuseSpace, hardware.fuses],
    ];
  }

  view(address: number, length: number): Uint8Array {
    const flashAddress = this.#throughWindow(address, length);
    if (flashAddress !== undefined) return this.view(flashAddress, length);
    const space = this.#spaces.find(([base, bytes]) => address >= base && address + length <= base + bytes.length);
    // Lock bits and signatures are programmed too; nothing of the machine depends on them.
    if (space === undefined) return new Uint8Array(length);
    const [base, bytes] = space;
    return bytes.subarray(address - base, address - base + length);
  }

  /** The flash address that a range of data space shows; undefined where it shows none. */
  #throughWindow(address: number, length: number): number | undefined {
    const { mappedFlash } = this.#core.config;
    if (mappedFlash === undefined) return undefined;
    const offset = address - dataSpace - mappedFlash.base;
    return offset >= 0 && offset + length <= mappedFlash.sizeBytes ? offset + this.#core.mappedFlashOffset : undefined;
  }

  /** 16 bits, little-endian. */
  half(address: number): number {
    const [low = 0, high = 0] = this.view(address, 2);
    return low | (high << 8);
  }
}
