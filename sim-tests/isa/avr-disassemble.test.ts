import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openImage } from '../../src/image/open.ts';
import { disassembleAvr } from '../../src/simulate/avr/disassemble.ts';

const elf = 'firmware/avr/prebuilt/atmega4809-all-Os.elf';

/** Instructions as avr-objdump prints them, by address: `   1a0:	0f ef       	ldi	r16, 0xFF	; 255`. */
function objdump(): Map<number, string> {
  const text = execFileSync('avr-objdump', ['-d', '--section=.text', elf], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const lines = text.matchAll(/^\s*([0-9a-f]+):\t[0-9a-f ]+\t([^;\n]+)/gm);
  return new Map([...lines].map(([, address, words]) => [Number.parseInt(address!, 16), words!]));
}

/** Mnemonic and operands with numbers as numbers: the two write them in different bases, and jumps as distances. */
function meaning(text: string, address: number): string {
  const [mnemonic, ...operands] = text.trim().split(/[\s,]+/);
  const values = operands.map((operand) => {
    const distance = /^\.([+-]\d+)$/.exec(operand)?.[1];
    if (distance !== undefined) return String(address + 2 + Number(distance));
    return /^(0x[0-9a-f]+|\d+)$/i.test(operand) ? String(Number(operand)) : operand.toUpperCase();
  });
  return [mnemonic, ...values].join(' ');
}

it('writes every instruction of a firmware as avr-objdump does', async () => {
  const expected = objdump();
  const image = await openImage(new Uint8Array(readFileSync(elf)), elf);
  const lines = image.segments.flatMap(({ bytes, loadAddress }) => disassembleAvr(bytes, loadAddress));
  const both = lines.filter(({ address }) => expected.has(address));
  expect(both.length).toBeGreaterThan(5000);
  const different = both
    .map(({ address, text }) => [meaning(text, address), meaning(expected.get(address)!, address)] as const)
    .filter(([ours, theirs]) => ours !== theirs);
  expect(different).toEqual([]);
});
