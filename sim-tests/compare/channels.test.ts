import { describe, expect, it } from 'vitest';
import { measureFile } from '../../src/node/index.ts';
import { preflash } from '../cli/support/preflash.ts';

describe('the cost of a channel', () => {
  it('is what the network with six channels fewer costs less: cycles and flash as they were measured', async () => {
    const device = 'stm32l475vg';
    const whole = await measureFile({ file: 'models/mnist-cnn/float32.tflite', device });
    const narrow = await measureFile({ file: 'models/mnist-cnn/channels-6-float32.tflite', device });
    const cost = whole.layers[0]!.perChannel!;
    const cyclesSaved = whole.cycles.total - narrow.cycles.total;
    const flashSaved = whole.flash.totalBytes - narrow.flash.totalBytes;
    const ramSaved = whole.ram.totalBytes - narrow.ram.totalBytes;
    expect(Math.abs(6 * cost.cycles - cyclesSaved) / cyclesSaved).toBeLessThan(0.01);
    expect(Math.abs(6 * cost.flashBytes - flashSaved) / flashSaved).toBeLessThan(0.01);
    expect(Math.abs(6 * cost.ramBytes - ramSaved) / ramSaved).toBeLessThan(0.01);
  });

  it('tells who has too large a model which layer to make narrower, and by how much', async () => {
    const ended = await preflash(['run', 'models/mnist-cnn/float32.tflite', '--device', 'stm32f103c8']);
    expect(ended.exitCode).toBe(1);
    // 56,380 bytes too many, at (9 + 1 + 13 x 13 x 10) x 4 bytes a channel.
    expect(ended.stderr).toContain('the model is 56380 bytes too large');
    expect(ended.stderr).toContain(`Taking ${Math.ceil(56_380 / 6800)} of the 12 channels out of layer 0 (CONV_2D)`);
  });
});
