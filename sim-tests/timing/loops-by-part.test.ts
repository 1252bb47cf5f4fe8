import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findPrebuilt } from '../../src/build/manifest.ts';
import { placeModel } from '../../src/build/place-model.ts';
import { findDevice } from '../../src/devices/index.ts';
import { indexSymbols } from '../../src/image/symbols.ts';
import type { FirmwareImage } from '../../src/image/types.ts';
import { firmwareDirectory, loadManifest, loadPrebuilt, prebuiltDirectory } from '../../src/node/prebuilt.ts';
import { loadSimulatorModule } from '../../src/node/simulator-module.ts';
import { CortexMMachine } from '../../src/simulate/cortex-m/machine.ts';

async function inferenceImage(id: string): Promise<FirmwareImage> {
  const directory = prebuiltDirectory(firmwareDirectory());
  const entry = findPrebuilt(await loadManifest(directory), id, 'cmsis-nn', 'Os')!;
  const model = new Uint8Array(readFileSync('models/mnist-cnn/ptq-int8.tflite'));
  return placeModel((await loadPrebuilt(directory, entry)).image, findDevice(id), model);
}

/** Cycles from reset to the end of one inference. */
async function cyclesOf(id: string, image: FirmwareImage, carefully: boolean): Promise<number> {
  const machine = new CortexMMachine(await loadSimulatorModule('cortex-m'), findDevice(id));
  if (carefully) machine.executeCarefully();
  machine.load(image);
  machine.watch(indexSymbols(image).byName('pf_send_outputs')!.address);
  while (machine.runFor(4_000_000) !== 'watch');
  return machine.cycles;
}

// loops.test.ts compares every detail on the M4F; here each core and memory system comes to the same cycle.
it.each(['stm32f401re', 'nrf52840', 'stm32f103c8', 'stm32g0b1re', 'rp2040'])(
  'an inference takes the same cycles in both loops: %s',
  async (id) => {
    const image = await inferenceImage(id);
    expect(await cyclesOf(id, image, false)).toBe(await cyclesOf(id, image, true));
  },
);
