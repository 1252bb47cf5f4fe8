import { describe, expect, it } from 'vitest';
import { findDevice } from '../../../src/devices/index.ts';
import type { FirmwareImage } from '../../../src/image/types.ts';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { simulate } from '../../../src/simulate/simulate.ts';
import { assembleAvr } from '../../support/assemble-avr.ts';
import { thumbProgram } from '../../support/thumb-program.ts';

const label = (name: string, body: string): string => `
  .type ${name}, @function
${name}:
${body}
  .size ${name}, . - ${name}
`;

const nops = (count: number, end: string): string => `.rept ${count}\n nop\n .endr\n ${end}`;

/** `net` calls `conv`, and ends as `tail` says. */
const onArm = (tail: string): Promise<FirmwareImage> =>
  thumbProgram({
    start: 'movs r4, #2\n 1: bl net\n subs r4, #1\n bne 1b\n b .',
    // A jump back within the function is none to another.
    net: `push {r4, lr}\n bl conv\n movs r4, #3\n 1: subs r4, #1\n beq 2f\n b 1b\n 2: ${tail}\n .ltorg`,
    conv: nops(10, 'bx lr'),
    fc: nops(100, 'bx lr'),
  });

const onAvr = (tail: string, part: string): Promise<FirmwareImage> => {
  const functions = {
    main: 'rcall net\n rcall net\n cli\n 1: rjmp 1b',
    net: `push r28\n rcall conv\n pop r28\n ${tail}`,
    conv: nops(10, 'ret'),
    fc: nops(100, 'ret'),
    restore: 'pop r28\n ret',
  };
  const code = Object.entries(functions).map(([name, body]) => label(name, body));
  return assembleAvr(code.join(''), part);
};

async function run(image: FirmwareImage, device: string) {
  const module = await loadSimulatorModule(image.machine === 'avr' ? 'avr' : 'cortex-m');
  return simulate(module, image, findDevice(device), { maxCycles: 100_000, layersOf: 'net' });
}

describe('a function that ends in a jump to another has that as its last layer', () => {
  it.each([
    ['B', 'pop.w {r4, lr}\n b.w fc', 2],
    ['B, of 16 bits', 'pop.w {r4, lr}\n b.n fc', 2],
    ['BX', 'pop.w {r4, lr}\n ldr r3, =fc + 1\n bx r3', 3],
  ])('Thumb: %s', async (_, tail, ending) => {
    const { regions, layers } = await run(await onArm(tail), 'stm32l475vg');
    expect(layers.map(({ symbol }) => symbol)).toEqual(['conv', 'fc']);
    // Each with what leads to it, its NOPs and its return.
    expect(layers.map(({ instructions }) => instructions)).toEqual([12, 102]);
    expect(regions).toHaveLength(2);
    // PUSH, MOVS, three rounds of SUBS and BEQ, two of B, and the end without its jump.
    expect(regions[1]!.instructions).toBe(12 + 102 + 2 + 3 * 2 + 2 + ending - 1);
  });

  it.each([
    ['RJMP', 'rjmp fc', 1, 'atmega4809'],
    ['JMP', 'jmp fc', 1, 'atmega4809'],
    ['IJMP', 'ldi r30, pm_lo8(fc)\n ldi r31, pm_hi8(fc)\n ijmp', 3, 'atmega4809'],
    // Return addresses of three bytes.
    ['JMP', 'jmp fc', 1, 'atmega2560'],
  ])('AVR: %s', async (_, tail, ending, part) => {
    const { regions, layers } = await run(await onAvr(tail, part), part);
    expect(layers.map(({ symbol }) => symbol)).toEqual(['conv', 'fc']);
    expect(layers.map(({ instructions }) => instructions)).toEqual([12, 102]);
    // PUSH, POP and the end without its jump.
    expect(regions[1]!.instructions).toBe(12 + 102 + 2 + ending - 1);
  });

  it('but not what only restores its registers, from deeper in the stack', async () => {
    const { layers } = await run(await onAvr('push r28\n rjmp restore', 'atmega4809'), 'atmega4809');
    expect(layers.map(({ symbol }) => symbol)).toEqual(['conv']);
  });
});
