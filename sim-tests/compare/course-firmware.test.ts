import { describe, expect, it } from 'vitest';
import { compareFiles } from '../../src/node/index.ts';

const files = [
  'fmnist_full_quant',
  'fmnist_qat_int8',
  'fmnist_model_f32',
  'pruned_model',
  'pruned_model_unstructured',
  'pruned_model_unstructured_dynamic',
].map((name) => `../shared/models/fmnist/${name}.tflite`);

/** hardware.md, H1: what the course saw on the board, to two digits. */
const board = { int8: 14e6, float: 46e6 };

describe("the course's variants, by the profile of its firmware (TensorFlow Lite Micro at -O0)", async () => {
  const rows = await compareFiles({
    files,
    devices: ['stm32l475vg'],
    kernels: ['cmsis-nn'],
    levels: ['Os'],
    engine: 'estimate',
    costProfile: 'stm32l475vg-tflm-workshop-cmsis-nn-O0',
  });
  const [ptq, qat, float, ...pruned] = rows.map((row) => ('report' in row ? row.report.cycles.total : Number.NaN));

  it('cost the same in int8, however they were trained', () => {
    expect(Math.abs(ptq! / qat! - 1)).toBeLessThan(0.01);
  });

  it('cost in float what the unpruned network costs: zeros are multiplied, too', () => {
    expect([float!, ...pruned].map((cycles) => Math.round(cycles / 1e6) * 1e6)).toEqual(Array(4).fill(board.float));
    // Not to the cycle: max pooling and Softmax branch on data. The machine code of `--kernels reference --opt O0` takes
    // 45,138,653 to 45,138,956 cycles for these four, which is 7 in a million.
    for (const cycles of pruned) expect(Math.abs(cycles / float! - 1)).toBeLessThan(1e-5);
  });

  it('cost float to int8 as on the board, within a fifth', () => {
    expect(Math.abs(float! / ptq! / (board.float / board.int8) - 1)).toBeLessThan(0.2);
  });
});
