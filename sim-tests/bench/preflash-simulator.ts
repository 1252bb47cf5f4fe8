import { readFileSync } from 'node:fs';
import type { Device } from '../../src/devices/schema.ts';
import { openImage } from '../../src/image/open.ts';
import { loadSimulatorModule } from '../../src/node/simulator-module.ts';
import { simulate } from '../../src/simulate/simulate.ts';
import type { RunTrace } from '../../src/simulate/types.ts';
import { buildProgram } from './build-program.ts';
import type { Timing } from './other-simulators.ts';

/** The memories of an RP2040 as far as the bench program uses them, around this simulator's core. */
const rp2040Memories: Device = {
  id: 'bench',
  name: 'bench memories',
  vendor: 'none',
  core: 'cortex-m4f',
  clockHz: 125_000_000,
  regions: [
    { name: 'flash', kind: 'flash', base: 0x10000000, sizeBytes: 0x10000, aliases: [] },
    { name: 'ram', kind: 'ram', base: 0x20000000, sizeBytes: 0x20000, aliases: [] },
  ],
  flash: { kind: 'zero-wait', wordBytes: 4 },
  peripherals: [],
  interruptCount: 32,
  supplyVolts: 3.3,
  runCurrentAmps: 0.02,
  citations: [{ what: 'regions', source: 'RP2040 datasheet, 2.2 Address map' }],
};

async function time(run: () => Promise<RunTrace>): Promise<Timing> {
  const start = performance.now();
  const { total } = await run();
  return { seconds: (performance.now() - start) / 1000, instructions: total.instructions };
}

/** Runs the bench program here. */
export async function timePreflash(directory: string, rounds: number): Promise<Timing> {
  const bytes = new Uint8Array(readFileSync(buildProgram(directory, 0x10000000, rounds)));
  const image = await openImage(bytes, 'bench');
  const module = await loadSimulatorModule('cortex-m');
  return time(() => simulate(module, image, rp2040Memories, { maxCycles: 1e12 }));
}

/** Runs an image on a device of the catalogue, with its flash and cache model. */
export async function timeInference(image: Parameters<typeof simulate>[1], device: Device, inputs: Uint8Array[]) {
  const module = await loadSimulatorModule('cortex-m');
  return time(() => simulate(module, image, device, { inputs, maxCycles: 1e12 }));
}
