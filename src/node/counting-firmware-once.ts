import type { WasmBuildId } from '../build/wasm/builds.ts';
import type { CountingFirmware } from '../estimate/inference.ts';
import type { Facilities } from '../measure/facilities.ts';
import { loadCountingFirmware } from './wasm-firmware.ts';

/** Loads each build when it is first asked for: adding counters takes longer than most models run. */
export function countingFirmwareOnce(load: Facilities['countingFirmware'] = loadCountingFirmware) {
  const ready = new Map<WasmBuildId, Promise<CountingFirmware>>();
  return (id: WasmBuildId): Promise<CountingFirmware> => {
    const firmware = ready.get(id) ?? load(id);
    ready.set(id, firmware);
    return firmware;
  };
}
