import type { FirmwareImage } from '../../src/image/types.ts';
import { assemble } from '../timing/assemble.ts';

/** A symbol of the kind and size that a compiler gives a function. */
const labelled = (name: string, code: string): string => `
  .thumb_func
  .type ${name}, %function
${name}:
  ${code}
  .size ${name}, . - ${name}
`;

/** Assembles functions behind a vector table: reset goes to `start`, and every exception to `tick` where there is one. */
export function thumbProgram(functions: Readonly<Record<string, string>>): Promise<FirmwareImage> {
  const code = Object.entries(functions).map(([name, body]) => labelled(name, body));
  const handler = 'tick' in functions ? 'tick + 1' : '0';
  return assemble(`
    .syntax unified
    .thumb
    .global start
    .word 0x20008000, start + 1
    .rept 14
    .word ${handler}
    .endr
    ${code.join('')}`);
}
