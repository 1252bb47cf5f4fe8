import { describe, expect, test } from 'vitest';
import type { ImageSymbol } from '../../../src/image/types.ts';
import { demanglerFor } from '../../../src/node/demangler.ts';
import { findRegion, withoutParameters } from '../../../src/simulate/regions/region-name.ts';

const symbol = (name: string, address: number, more: Partial<ImageSymbol> = {}): ImageSymbol => ({
  name,
  address,
  sizeBytes: 4,
  kind: 'function',
  binding: 'global',
  ...more,
});

/** Linker names as arm-none-eabi-g++ 12 makes them, read back with `c++filt`. */
const image = {
  symbols: [
    symbol('main', 0x100),
    symbol('_ZN6tflite16MicroInterpreter6InvokeEv', 0x200),
    symbol('_ZN12_GLOBAL__N_14EvalEP13TfLiteContext', 0x300, { binding: 'local' }),
    symbol('_Z5scalei', 0x400),
    symbol('_Z5scalef', 0x500),
    symbol('g_counter', 0x600, { kind: 'object' }),
    symbol('step', 0x700, { binding: 'local', sourceFile: 'net.c' }),
    symbol('step', 0x800, { binding: 'local', sourceFile: 'motor.c' }),
    symbol('init', 0x900, { binding: 'local', sourceFile: 'net.c' }),
    symbol('init', 0xa00),
  ],
};
const demangle = await demanglerFor(image);
const find = (text: string) => findRegion(image, text, demangle, '--region');

describe('--region', () => {
  test.each([
    ['main', 0x100],
    ['_ZN6tflite16MicroInterpreter6InvokeEv', 0x200],
    ['tflite::MicroInterpreter::Invoke', 0x200],
    ['tflite::MicroInterpreter::Invoke()', 0x200],
    ['(anonymous namespace)::Eval', 0x300],
    ['scale(float)', 0x500],
    ['motor.c:step', 0x800],
    // A global function is what other files mean by its name.
    ['init', 0xa00],
    ['net.c:init', 0x900],
  ])('%s', (text, address) => {
    expect(find(text).symbol.address).toBe(address);
  });

  test('NAME#2 is the second call', () => {
    expect(find('main#2').call).toBe(2);
    expect(find('main').call).toBeUndefined();
  });

  test.each([
    ['Invoke', /no such function.*Did you mean tflite::MicroInterpreter::Invoke\?/s],
    ['mainn', /no such function.*Did you mean main\?/s],
    ['scale', /2 functions have that name.*scale\(int\), scale\(float\)/s],
    // Two static functions: measuring the first would be a guess.
    ['step', /2 functions have that name.*its source file: net\.c:step, motor\.c:step/s],
    ['pwm.c:step', /no such function/],
    ['g_counter', /a variable, not a function/],
    ['main#0', /counted from 1.*main#1/s],
  ])('%s is an error that says what to do', (text, message) => {
    expect(() => find(text)).toThrow(expect.objectContaining({ message: expect.stringMatching(message) }));
  });

  test('a stripped image says so', () => {
    expect(() => findRegion({ symbols: [] }, 'main', demangle, '--region')).toThrow(/the image has no symbols/);
  });
});

test.each([
  ['f', 'f'],
  ['ns::f(int)', 'ns::f'],
  ['ns::f(int (*)(char)) const', 'ns::f'],
  ['(anonymous namespace)::f', '(anonymous namespace)::f'],
  ['(anonymous namespace)::f(int)', '(anonymous namespace)::f'],
])('%s without parameters is %s', (demangled, bare) => {
  expect(withoutParameters(demangled)).toBe(bare);
});
