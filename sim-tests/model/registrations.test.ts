import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { supportedOperators } from '../../src/model/ops.ts';
import { allRegistrations } from '../../src/model/registrations.ts';
import { builtinOperatorNames } from '../../src/model/tflite/builtin-operators.ts';

const operatorsFolder = new URL('../../firmware/stm32/ops/', import.meta.url);

describe('the table of supported operators', () => {
  it('has every registration the firmware defines', () => {
    const files = readdirSync(operatorsFolder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.c'),
    );
    const sources = files.map((file) => readFileSync(new URL(file, operatorsFolder), 'utf8'));
    const defined = sources.flatMap((text) =>
      [...text.matchAll(/^const pf_op_t (pf_op_\w+) =/gm)].map(([, name]) => name),
    );
    expect(defined.length).toBeGreaterThan(10);
    // The other direction is the linker's: a prebuilt image registers every row of the table.
    expect(allRegistrations()).toEqual(expect.arrayContaining(defined));
  });

  it('names operators as TensorFlow Lite does, each once', () => {
    const names = supportedOperators.map((row) => row.name);
    expect(new Set(names).size).toBe(names.length);
    expect(builtinOperatorNames).toEqual(expect.arrayContaining(names));
  });

  // Codes of schema.fbs, picked from its beginning, middle and end.
  it.each([
    [0, 'ADD'],
    [3, 'CONV_2D'],
    [32, 'CUSTOM'],
    [83, 'PACK'],
    [114, 'QUANTIZE'],
    [127, 'PLACEHOLDER_FOR_GREATER_OP_CODES'],
    [150, 'GELU'],
    [203, 'DILATE'],
  ])('knows code %d as %s', (code, name) => expect(builtinOperatorNames[code]).toBe(name));
});
