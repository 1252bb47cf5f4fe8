import { describe, expect, it } from 'vitest';
import { findDevice } from '../../src/devices/index.ts';
import type { FirmwareImage } from '../../src/image/types.ts';
import { loadSimulatorModule } from '../../src/node/simulator-module.ts';
import { CortexMMachine } from '../../src/simulate/cortex-m/machine.ts';
import { assemble } from '../timing/assemble.ts';

/** SysTick counts in r2's word of RAM, as HAL_IncTick does in uwTick; `body` waits with it or for USART1. */
const program = (acr: number, tickCycles: number, body: string): string => `
  .syntax unified
  .thumb
  .global start
  .word 0x20008000, start + 1
  .rept 13
  .word 0
  .endr
  .word tick + 1
  .thumb_func
  .type start, %function
start:
  ldr r0, =0x40022000
  ldr r1, =${acr}
  str r1, [r0]
  ldr r2, =0x20000100
  ldr r0, =0xE000E010
  ldr r1, =${tickCycles - 1}
  str r1, [r0, #4]
  movs r1, #7
  str r1, [r0]
  ${body}
  b .
  .ltorg
  .thumb_func
tick:
  ldr r0, =0x20000100
  ldr r1, [r0]
  adds r1, #1
  str r1, [r0]
  bx lr
  .ltorg
`;

/** HAL_Delay(40) as -O0 leaves it: the tick is read by a function with a frame, and compared in a frame. */
const delayAtO0 = `
  push {r7, lr}
  sub sp, #16
  add r7, sp, #0
  bl get_tick
  str r0, [r7, #8]
1: bl get_tick
  mov r2, r0
  ldr r3, [r7, #8]
  subs r3, r2, r3
  str r3, [r7, #4]
  ldr r2, [r7, #4]
  cmp r2, #40
  bcc 1b
  b .
  .thumb_func
get_tick:
  push {r7}
  add r7, sp, #0
  ldr r3, =0x20000100
  ldr r3, [r3]
  mov r0, r3
  mov sp, r7
  ldr r7, [sp], #4
  bx lr
  .ltorg`;

const delayInLoop = 'movs r4, #0\n 1: ldr r3, [r2]\n cmp r3, #40\n bne 1b\n movs r4, #1';

/** Prints by polling TXE and waits for TC: RM0351 40.8. USART1 is at 0x40013800; BRR 694 is 115200 baud at 80 MHz. */
const printByPolling = `
  ldr r5, =0x40013800
  ldr r1, =694
  str r1, [r5, #0x0c]
  movs r1, #9
  str r1, [r5]
  movs r6, #20
2: ldr r1, [r5, #0x1c]
  lsls r1, r1, #24
  bpl 2b
  add r1, r6, #64
  str r1, [r5, #0x28]
  subs r6, #1
  bne 2b
3: ldr r1, [r5, #0x1c]
  tst r1, #64
  beq 3b`;

/** Changes a register each round: nothing to skip. */
const countsItself = 'ldr r4, =30000\n 1: ldr r3, [r2]\n subs r4, #1\n bne 1b\n .ltorg\n b .';
/** Changes memory each round, and no register. */
const countsInMemory = `
  ldr r4, =0x20000200
1: ldr r3, [r4]
  adds r3, #1
  str r3, [r4]
  cmp r3, #8192
  mov r3, #0
  bne 1b`;

const programs: Readonly<Record<string, string>> = {
  'HAL_Delay at -O0': delayAtO0,
  'a loop over one load': delayInLoop,
  'a UART that is polled': printByPolling,
  'a loop that counts': countsItself,
  'a loop that counts in memory': countsInMemory,
};

const flash = { latency4: 4, prefetch: 1 << 8, caches: 3 << 9 } as const;

async function boot(image: FirmwareImage, careful: boolean): Promise<CortexMMachine> {
  const machine = new CortexMMachine(await loadSimulatorModule('cortex-m'), findDevice('stm32l475vg'));
  if (careful) machine.executeCarefully();
  machine.load(image);
  return machine;
}

function stateOf(machine: CortexMMachine, cost: ReturnType<CortexMMachine['measure']>): unknown {
  const registers = Array.from({ length: 15 }, (_, number) => machine.register(number));
  const words = Array.from({ length: 0x90 }, (_, index) => machine.readWord(0x2000_0000 + 4 * index));
  const { pc, xpsr, lowestSp, consoleText } = machine;
  return { pc, xpsr, registers, words, lowestSp, consoleText, ...cost() };
}

describe.each(Object.entries(programs))('%s', (_, body) => {
  it.each([
    ['no wait states', 0],
    ['caches', flash.latency4 | flash.caches],
    ['caches and prefetch', flash.latency4 | flash.caches | flash.prefetch],
    ['prefetch alone', flash.latency4 | flash.prefetch],
    ['nothing', flash.latency4],
  ])('is the same skipped as executed, at the end of every slice: %s', async (_name, acr) => {
    const image = await assemble(program(acr, 8000, body));
    const [skipping, executing] = [await boot(image, false), await boot(image, true)];
    const [skippingCost, executingCost] = [skipping.measure(), executing.measure()];
    for (let slice = 0; slice < 40; slice++) {
      const cycles = 5000 + ((slice * 7919) % 7777);
      skipping.runFor(cycles);
      executing.runFor(cycles);
      expect(stateOf(skipping, skippingCost), `after slice ${slice}`).toEqual(stateOf(executing, executingCost));
    }
  });
});

it('SysTick interrupts from its first period on, however long the slice', async () => {
  const image = await assemble(program(0, 8000, '1: nop\n nop\n b 1b\n .ltorg'));
  const machine = await boot(image, false);
  machine.runFor(1_000_000);
  expect(machine.readWord(0x2000_0100)).toBe(124);
});

it('a delay of minutes takes no time', async () => {
  // 80 MHz for 200 s, a tick a millisecond: 16 Gcycles, which would take a minute or two to execute.
  const image = await assemble(
    program(
      flash.latency4 | flash.caches,
      80_000,
      delayInLoop.replace('#40', 'r6').replace('movs r4, #0', 'movs r4, #0\n ldr r6, =200000'),
    ),
  );
  const machine = await boot(image, false);
  machine.runFor(200_500 * 80_000);
  expect(machine.register(4)).toBe(1);
}, 20_000);
