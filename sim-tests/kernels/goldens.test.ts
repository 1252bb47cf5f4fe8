import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kernelSets } from '../../src/build/types.ts';
import { allRegistrations } from '../../src/model/registrations.ts';
import { firstDifference, goldens, inputsOf } from './goldens.ts';
import { compileHost, infer, repository } from './host.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'preflash-kernels-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe.each(kernelSets)('%s kernels', (kernels) => {
  let program: string;
  beforeAll(async () => {
    program = await compileHost('host_driver.c', kernels, directory);
  });

  it.each(goldens.filter((golden) => golden.kernels.includes(kernels)))(
    'answer $model as TensorFlow Lite Micro does',
    async (golden) => {
      const path = join(repository, golden.model);
      expect(createHash('sha256').update(readFileSync(path)).digest('hex'), 'the file the golden was made from').toBe(
        golden.sha256,
      );
      const { status, layer, outputs } = await infer(program, path, inputsOf(golden));
      expect({ status, layer }).toEqual({ status: 0, layer: -1 });
      expect(firstDifference(golden, outputs)).toBeUndefined();
    },
  );
});

describe('the single-operator models', () => {
  it.each(allRegistrations())('have one for %s', (registration) => {
    const [, op, type] = /^pf_op_(.+)_([a-z0-9]+)$/.exec(registration) ?? [];
    const covered = goldens.some(
      ({ model, inputs }) => model.includes(`/models/${op}-`) && (type === 'any' || inputs[0]?.type === type),
    );
    expect(covered).toBe(true);
  });
});
