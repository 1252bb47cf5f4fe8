import { describe, expect, it } from 'vitest';
import { findPrebuilt } from '../../src/build/manifest.ts';
import { findDevice } from '../../src/devices/index.ts';
import { indexSymbols } from '../../src/image/symbols.ts';
import { firmwareDirectory, loadManifest, loadPrebuilt, prebuiltDirectory } from '../../src/node/prebuilt.ts';
import { loadSimulatorModule } from '../../src/node/simulator-module.ts';
import { CortexMMachine } from '../../src/simulate/cortex-m/machine.ts';

/** The machine at the first instruction of main(), with the clocks as our start-up code has set them. */
async function atMain(id: string): Promise<CortexMMachine> {
  const directory = prebuiltDirectory(firmwareDirectory());
  const entry = findPrebuilt(await loadManifest(directory), id, 'reference', 'Os')!;
  const { image } = await loadPrebuilt(directory, entry);
  const machine = new CortexMMachine(await loadSimulatorModule('cortex-m'), findDevice(id));
  machine.load(image);
  machine.watch(indexSymbols(image).byName('main')!.address);
  expect(machine.runFor(10_000_000)).toBe('watch');
  return machine;
}

// PLL settings of firmware/boards/*/system.c, by the formulas of the clock trees: RM0351 6.2, RM0368 6.2, RM0008 7.2,
// RM0444 5.2. All end at the highest clock of the data sheet.
describe('start-up code reaches the highest clock of the data sheet', () => {
  it.each([
    ['stm32l475vg', (4e6 / 1) * (40 / 2)],
    ['stm32l4r5zi', (4e6 / 1) * (60 / 2)],
    ['stm32f401re', (16e6 / 16) * (336 / 4)],
    ['stm32f103c8', 8e6 * 9],
    ['stm32g0b1re', (16e6 / 1) * (8 / 2)],
  ])('%s: %d Hz', async (id, clockHz) => {
    const machine = await atMain(id);
    expect(machine.clockHz).toBe(clockHz);
    expect(machine.clockHz).toBe(findDevice(id).clockHz);
  });

  it.each(['stm32f401re', 'stm32f103c8', 'stm32g0b1re'])('%s: with the wait states that clock needs', async (id) => {
    const { flash, clockHz } = findDevice(id);
    if (flash.kind !== 'st-art') throw new Error(`${id} has an ST flash interface`);
    const needed = flash.waitStates.find(({ upToHz }) => clockHz <= upToHz)?.waitStates;
    expect((await atMain(id)).flashSettings).toMatchObject({ waitStates: needed });
  });

  it('the nRF52840 has its cache on, and the RP2040 reads its flash on four lines', async () => {
    expect((await atMain('nrf52840')).flashSettings).toMatchObject({ instructionCache: true });
    // 20 SCK, each two system clocks: RP2040 datasheet 4.10.13.
    expect((await atMain('rp2040')).flashSettings).toMatchObject({ waitStates: 40, instructionCache: true });
  });
});
