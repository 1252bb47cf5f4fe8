import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { advanceCrc } from '../../../src/simulate/cortex-m/peripherals/stm32-crc.ts';
import { boot, runToEnd } from './bench-part.ts';

const check = new TextEncoder().encode('123456789');
const crc = '0x40023000';
const bytes = (word: number): string => `ldr r1, =${word}\n strb r1, [r0]\n`;

test('"123456789" gives the check value of CRC-32/MPEG-2, which is what the unit computes after reset', async () => {
  const machine = await boot(`ldr r0, =${crc}\n ${[...check].map(bytes).join('')} ldr r4, [r0]\n b .\n .ltorg`);
  runToEnd(machine);
  // The catalogue of parametrised CRC algorithms: CRC-32/MPEG-2, check 0x0376e6e7.
  expect(machine.register(4)).toBe(0x0376e6e7);
});

test('with bytes and result reversed it is the CRC-32 of zlib, inverted', async () => {
  const machine = await boot(`
    ldr r0, =${crc}
    movs r1, #0xa1
    str r1, [r0, #8]
    ${[...check].map(bytes).join('')}
    ldr r4, [r0]
    mvns r4, r4
    b .
    .ltorg`);
  runToEnd(machine);
  expect(machine.register(4)).toBe(crc32(check));
});

test('a word goes in most significant bit first', () => {
  const whole = advanceCrc(0xffffffff, 0x31323334, 32, 0x04c11db7, 32);
  const inBytes = [0x31, 0x32, 0x33, 0x34].reduce(
    (register, byte) => advanceCrc(register, byte, 8, 0x04c11db7, 32),
    0xffffffff,
  );
  expect(whole).toBe(inBytes);
});
