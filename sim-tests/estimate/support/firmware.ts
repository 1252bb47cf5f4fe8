import type { WasmBuildId } from '../../../src/build/wasm/builds.ts';
import { type CountingFirmware, countingFirmware } from '../../../src/estimate/inference.ts';
import { loadWasmFirmware } from '../../../src/node/wasm-firmware.ts';

const loaded = new Map<WasmBuildId, Promise<CountingFirmware>>();

/** A counting build that came with the package, made ready once a test file. */
export function firmwareOf(id: WasmBuildId): Promise<CountingFirmware> {
  const firmware = loaded.get(id) ?? loadWasmFirmware(id).then(countingFirmware);
  loaded.set(id, firmware);
  return firmware;
}
