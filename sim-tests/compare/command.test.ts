import { describe, expect, it } from 'vitest';
import { reportSchema } from '../../src/report/schema.ts';
import { preflash } from '../cli/support/preflash.ts';

const models = ['ptq-int8', 'dynamic-range', 'pruned-qat-int8'].map((name) => `models/mnist-cnn/${name}.tflite`);
const compare = ['compare', ...models, '--device', 'stm32l475vg'];

describe('preflash compare', () => {
  it('gives reports with their names; what no microcontroller runs is a row with its reason', async () => {
    const ended = await preflash([...compare, '--json']);
    expect(ended.exitCode).toBe(0);
    const { schemaVersion, rows } = JSON.parse(ended.stdout);
    expect(schemaVersion).toBe(1);
    expect(rows.map(({ name }: { name: string }) => name)).toEqual(models.map((path) => path.split('/').at(-1)));
    expect(reportSchema.parse(rows[0]).model?.variant).toBe('int8');
    // 20,410 parameters, 784 inputs, 8,112 + 2,028 + 10 activations.
    expect(rows[0].variant.textbookBoundValues).toBe(31_344);
    expect(rows[1].refusal).toContain('dynamic-range quantisation');
    expect(rows[2].variant.remarks).toMatchObject([{ code: 'pruned-stored-dense' }]);
  });

  it('refuses a level that is none', async () => {
    const ended = await preflash([...compare, '--opt', 'O9']);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toContain("'O9' is none of O0, O1, O2, O3, Os");
  });
});
