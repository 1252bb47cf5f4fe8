import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findDevice } from '../../src/devices/index.ts';
import { findProfile } from '../../src/estimate/find-profile.ts';
import { estimateModel } from '../../src/measure/estimate-model.ts';
import { countingFirmwareOnce } from '../../src/node/counting-firmware-once.ts';

/**
 * Hardware measurement H2, NNoM 0.4.2 at -Os on an ATmega4809 at 20 MHz, from the model alone. The weights are of networks
 * of the same shape, as those on the board are not ours to keep; the input is a bright bar as on a standardised image.
 */
const board = [
  { hidden: 8, ms: 7.01, flashBytes: 21984 },
  { hidden: 32, ms: 23.14, flashBytes: 41072 },
  { hidden: 40, ms: 28.51, flashBytes: 47424 },
];
const device = findDevice('atmega4809');
const image = new Int8Array(784).fill(-3).fill(22, 300, 480);
/** The board's time has the copy of the image in it: LD, ST, SUBI, SBCI and a taken BRCC a byte (DS40002198B, AVRxt). */
const copyCycles = image.length * (2 + 1 + 1 + 1 + 2);

describe.each(board)(
  '784 - tanh - $hidden - ReLU - 10 on the ATmega4809, with NNoM 0.4.2',
  ({ hidden, ms, flashBytes }) => {
    it(`is estimated beside ${ms} ms and ${flashBytes} B of the board`, async () => {
      const bytes = readFileSync(new URL(`../../models/mnist-dense/w${hidden}-weights.h`, import.meta.url));
      const { cycles, flash, warnings } = await estimateModel(
        {
          file: { name: 'weights.h', bytes: new Uint8Array(bytes) },
          input: { name: 'bar.bin', bytes: new Uint8Array(image.buffer) },
          device,
          profile: await findProfile('atmega4809-nnom-0.4.2-Os'),
        },
        { countingFirmware: countingFirmwareOnce() },
      );
      const estimatedMs = ((cycles.total + copyCycles) / device.clockHz) * 1000;
      expect(Math.abs(estimatedMs / ms - 1)).toBeLessThan(0.08);
      expect(Math.abs(flash.totalBytes / flashBytes - 1)).toBeLessThan(0.05);
      expect(warnings).toEqual([]);
    });
  },
);
