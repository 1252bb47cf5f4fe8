import { expect, test } from 'vitest';
import { boot, runToEnd } from './bench-part.ts';

/*
 * RM0351 chapter 27: CK_CNT is the timer clock by PSC + 1, a period is ARR + 1 counts. After reset the timer clock is
 * the core's.
 */
const tim2 = '0x40000000';

test('CNT counts the timer clock divided by PSC + 1', async () => {
  const machine = await boot(`
    ldr r0, =${tim2}
    movs r1, #9
    str r1, [r0, #0x28]
    movs r1, #1
    str r1, [r0, #0x14]
    str r1, [r0]
    ldr r2, [r0, #0x24]
    ldr r3, =1000
  1: subs r3, #1
    bne 1b
    ldr r4, [r0, #0x24]
    subs r4, r4, r2
    b .
    .ltorg`);
  runToEnd(machine);
  // 1,000 rounds of SUBS and a taken BNE are three cycles each (Cortex-M4 TRM table 3-1), the last one less.
  expect(machine.register(4)).toBeGreaterThanOrEqual(299);
  expect(machine.register(4)).toBeLessThanOrEqual(302);
});

test('each overflow sets UIF and interrupts while UIE is on', async () => {
  const period = 500;
  const interrupts = 4;
  const machine = await boot(`
    ldr r0, =${tim2}
    ldr r1, =${period - 1}
    str r1, [r0, #0x2c]
    movs r1, #1
    str r1, [r0, #0x0c]
    ldr r2, =0xe000e100
    ldr r3, =${1 << 28}
    str r3, [r2]
    movs r4, #0
    str r1, [r0]
  1: wfi
    cmp r4, #${interrupts}
    bne 1b
    cpsid i
    movs r1, #0
    str r1, [r0]
    str r1, [r0, #0x0c]
    b .
    .ltorg
    .thumb_func

  handler:
    movs r3, #0
    str r3, [r0, #0x10]
    adds r4, #1
    bx lr`);
  const before = machine.cycles;
  runToEnd(machine);
  expect(machine.register(4)).toBe(interrupts);
  expect(machine.cycles - before).toBeGreaterThan(interrupts * period);
  // The loop at the end waits for the overflow that was called off, and then for nothing.
  expect(machine.cycles - before).toBeLessThan((interrupts + 1) * period + 200);
});

test('another way of counting than up is refused', async () => {
  const machine = await boot(`ldr r0, =${tim2}\n movs r1, #0x11\n str r1, [r0]\n b .\n .ltorg`);
  expect(() => machine.runFor(1000)).toThrow(/0x40000000.*not modelled/);
});
