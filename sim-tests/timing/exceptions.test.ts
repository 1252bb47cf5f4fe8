import { beforeEach, describe, expect, test } from 'vitest';
import { Stopwatch, zeroWaitPart } from './stopwatch.ts';

/**
 * Cycles from the exception to the first instruction of its handler, and from one handler to the next, on zero-wait
 * memory. Cortex-M4 TRM (ARM 100166) section 3.9 and Cortex-M3 TRM (ARM DDI 0337I) section 3.9: 12 and 6. Cortex-M0+ TRM
 * (ARM DDI 0484C) section 3.6.1: an interrupt latency of 15; tail-chaining is there, but no number for it.
 */
const cores = [
  { core: 'cortex-m4f', entryCycles: 12, tailChainCycles: 6 },
  { core: 'cortex-m3', entryCycles: 12, tailChainCycles: 6 },
  { core: 'cortex-m0plus', entryCycles: 15, tailChainCycles: undefined },
];
/** SVC 1, BX LR 1, and BX LR of the Cortex-M0+ too: its refill is part of the exception. */
const oneInstruction = 1;

const program = `
  .balign 4
with_svc:
  svc #0
after:
  nop
  b .
  .ltorg
  .balign 4
@ PendSV at a lower priority than SysTick, both pending when PRIMASK is cleared.
both_pending:
  ldr r0, =0xe000ed20
  ldr r1, =0x00c00000
  str r1, [r0]
  cpsid i
  ldr r0, =0xe000ed04
  ldr r1, =0x14000000
  str r1, [r0]
  b released
  .balign 4
released:
  cpsie i
both_done:
  nop
  b .
  .ltorg
`;

describe.each(cores)('exceptions take the cycles of the manual: $core', ({ core, entryCycles, tailChainCycles }) => {
  let stopwatch: Stopwatch;

  beforeEach(async () => {
    stopwatch = await Stopwatch.boot(program, zeroWaitPart(core));
  });

  test('entry: SVC to the first instruction of its handler', () => {
    expect(stopwatch.measure('with_svc', 'svc_handler')).toBe(oneInstruction + entryCycles);
  });

  test('tail-chaining: the return from SVC goes straight to the waiting PendSV', () => {
    stopwatch.goTo('with_svc');
    stopwatch.runTo('svc_return');
    const sp = stopwatch.machine.register(13);
    const cycles = stopwatch.until('pendsv_handler');
    // Nothing is popped and pushed again.
    expect(stopwatch.machine.register(13)).toBe(sp);
    if (tailChainCycles === undefined) expect(cycles).toBeLessThan(entryCycles);
    else expect(cycles).toBe(oneInstruction + tailChainCycles);
  });

  test('of two that wait, the one with the higher priority is entered, as if the other had come before it', () => {
    // Late arrival: "the stacking already done serves the higher priority exception" (section B1.5.12 of DDI 0403E).
    stopwatch.goTo('both_pending');
    stopwatch.runTo('released');
    expect(stopwatch.until('systick_handler')).toBe(oneInstruction + entryCycles);
    const sp = stopwatch.machine.register(13);
    stopwatch.runTo('pendsv_handler');
    expect(stopwatch.machine.register(13)).toBe(sp);
  });

  test('the program goes on behind the SVC with its stack as it was', () => {
    stopwatch.goTo('with_svc');
    const before = stopwatch.machine.register(13);
    stopwatch.runTo('after');
    expect(stopwatch.machine.register(13)).toBe(before);
  });
});

// Arm application note 298, "Cortex-M4(F) lazy stacking and context switching", section 2.
describe('the FPU context of a Cortex-M4F', () => {
  const extendedFrameBytes = 0x68;
  const contextCycles = 17;
  const withFpuHandler = `${program}
  .balign 4
switch_off_lazy_stacking:
  ldr r0, =0xe000ef34
  ldr r1, =0x80000000
  str r1, [r0]
  vmov.f32 s0, #1.0
switched:
  nop
  b .
  .ltorg
`;
  let stopwatch: Stopwatch;

  beforeEach(async () => {
    stopwatch = await Stopwatch.boot(withFpuHandler);
  });

  test('is left where it is by the entry: 12 cycles, with room for it in the frame', () => {
    // Boot has used the FPU, so that the frame has room for its registers (section B1.5.7 of DDI 0403E).
    stopwatch.goTo('with_svc');
    const before = stopwatch.machine.register(13);
    expect(stopwatch.until('svc_handler')).toBe(oneInstruction + 12);
    expect(before - stopwatch.machine.register(13)).toBe(extendedFrameBytes);
  });

  test('is stacked with the rest when lazy stacking is off: 29 cycles', () => {
    stopwatch.goTo('switch_off_lazy_stacking');
    stopwatch.runTo('switched');
    expect(stopwatch.measure('with_svc', 'svc_handler')).toBe(oneInstruction + 29);
  });

  test('is stacked by the first floating-point instruction of a handler', () => {
    stopwatch.goTo('with_svc');
    stopwatch.runTo('svc_float');
    const first = stopwatch.until('svc_float_again');
    expect(first - stopwatch.until('svc_float_end')).toBe(contextCycles);
  });
});
