import type { Device, MemoryRegion } from '../../devices/schema.ts';
import { flashLayout } from './memory-systems/registry.ts';
import type { CacheShape, FlashLayout } from './memory-systems/types.ts';
import type { CortexMExports } from './wasm-exports.ts';

/** The memories of a part in the WebAssembly module, and a way to them that costs no cycles. */
export class Memory {
  readonly #wasm: CortexMExports;
  readonly #unmapped: (address: number) => Error;

  /** @param unmapped makes what is thrown where the part has no memory */
  constructor(wasm: CortexMExports, device: Device, unmapped: (address: number) => Error) {
    this.#wasm = wasm;
    this.#unmapped = unmapped;
    const layout = flashLayout(device);
    for (const region of device.regions) this.#map(region, layout);
    wasm.setFollowFetches(layout ? 1 : 0);
  }

  #map(region: MemoryRegion, layout: FlashLayout | undefined): void {
    const { base, sizeBytes, aliases } = region;
    const flash = region.kind === 'flash' ? 1 : 0;
    const host = this.#wasm.reserve(sizeBytes);
    const records = this.#wasm.addMemory(base, sizeBytes, host, flash);
    if (flash && layout) this.#setUpFlash(sizeBytes, records, layout);
    for (const alias of aliases) {
      const aliasRecords = this.#wasm.addMemory(alias, sizeBytes, host, flash);
      if (flash && layout) this.#wasm.setUpAlias(aliasRecords, sizeBytes);
    }
  }

  #setUpFlash(sizeBytes: number, records: number, layout: FlashLayout): void {
    const { wordBytes, instructionCache, dataCache, unified } = layout;
    this.#wasm.setUpFlash(records, sizeBytes, wordBytes, unified ? 1 : 0);
    const words = sizeBytes / wordBytes;
    if (instructionCache) this.#wasm.setUpInstructionCache(...this.#cacheArguments(instructionCache, words));
    if (dataCache) this.#wasm.setUpDataCache(...this.#cacheArguments(dataCache, words));
  }

  /** Room for a cache of eight bytes a line, and for a table of two bytes a flash word. */
  #cacheArguments({ lines, lineBytes, ways }: CacheShape, words: number): [number, number, number, number, number] {
    return [this.#wasm.reserve(lines * 8), this.#wasm.reserve(words * 2), lines, lineBytes, ways];
  }

  /** Bytes of flash or RAM: a live view. Throws where there is none. */
  view(address: number, length: number): Uint8Array {
    if (length === 0) return new Uint8Array();
    const first = this.#wasm.hostAddress(address);
    const last = this.#wasm.hostAddress(address + length - 1);
    if (first === 0 || last - first !== length - 1) throw this.#unmapped(address);
    return new Uint8Array(this.#wasm.memory.buffer, first, length);
  }

  /** 32 bits, little-endian. */
  word(address: number): number {
    const bytes = this.view(address, 4);
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  }
}
