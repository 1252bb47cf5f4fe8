import binaryen from 'binaryen';
import { classCounter } from '../../../src/build/wasm/class-counter.ts';
import { bodiesOf } from '../../../src/build/wasm/count-module.ts';
import { parseModule } from '../../../src/build/wasm/module.ts';

/** Marks a module as one for a core that shifts bit by bit: firmware/avr/host/shifter.c. */
const byteCore = '(global (export "pf_shifts_bit_by_bit") i32 (i32.const 1024))';

/**
 * What the instructions of a module's first function count for on a core of 8 bits, in their order: `alu16` or
 * `shiftDistance16*3`, and nothing for those that take none.
 *
 * @param text functions of a module with memory, in the text format of WebAssembly
 */
export function countedOnByteCore(text: string): string[] {
  const parsed = binaryen.parseText(`(module (memory 1) ${byteCore} ${text})`);
  const module = parseModule(parsed.emitBinary());
  parsed.dispose();
  const bodies = bodiesOf(module);
  const { countsAt } = classCounter(module, bodies, new Map());
  const { instructions } = bodies[0]!;
  return instructions.flatMap((_, position) =>
    countsAt(0, position, instructions[position - 1]).map(([name, times]) => (times === 1 ? name : `${name}*${times}`)),
  );
}
