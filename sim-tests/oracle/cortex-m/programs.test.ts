import { expect, it } from 'vitest';
import { compileProgram, traceOnPreflash, traceOnQemu } from './program.ts';

it.each([
  ['exceptions: frames, EXC_RETURN, priorities, lazy FPU state, context switches', 'exceptions.c'],
  ['code in RAM that changes', 'ram-code.c'],
])('%s', async (_, source) => {
  const code = compileProgram(source);
  expect(await traceOnPreflash(code)).toEqual(traceOnQemu(code));
});
