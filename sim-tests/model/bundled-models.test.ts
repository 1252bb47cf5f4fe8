import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const modelsFolder = join(import.meta.dirname, '../../models');

interface VariantRecord {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly accuracy: number;
}

interface ModelRecord {
  readonly task: string;
  readonly variants: readonly VariantRecord[];
}

function readRecord(folder: string): ModelRecord {
  return JSON.parse(readFileSync(join(modelsFolder, folder, 'model.json'), 'utf8')) as ModelRecord;
}

const folders = readdirSync(modelsFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'train')
  .map((entry) => entry.name);

describe.each(folders)('bundled model %s', (folder) => {
  const record = readRecord(folder);

  test('names its folder and lists every network in it', () => {
    const files = readdirSync(join(modelsFolder, folder)).filter((name) => name !== 'model.json');
    expect(record.task).toBe(folder);
    expect(record.variants.map((variant) => variant.file).sort()).toEqual(files.sort());
  });

  test.each(record.variants)('$file is the file that was measured', (variant) => {
    const bytes = readFileSync(join(modelsFolder, folder, variant.file));
    expect(bytes.length).toBe(variant.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(variant.sha256);
  });

  test.each(record.variants)('$file was measured above 95 % accuracy, or 90 % with eight hidden units', (variant) => {
    expect(variant.accuracy).toBeGreaterThan(variant.file.startsWith('w8-') ? 0.9 : 0.95);
  });

  const headers = readdirSync(join(modelsFolder, folder)).filter((name) => name.endsWith('weights.h'));
  for (const header of headers) {
    test(`${header} says that it was converted from the float file beside it`, () => {
      const source = record.variants.find(({ file }) => file === header.replace('weights.h', 'float32.tflite'));
      expect(readFileSync(join(modelsFolder, folder, header), 'utf8')).toContain(`(SHA-256 ${source?.sha256})`);
    });
  }
});
