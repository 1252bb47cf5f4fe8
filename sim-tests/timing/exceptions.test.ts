import { beforeEach, describe, expect, test } from 'vitest';
import { Stopwatch } from './stopwatch.ts';

// Cortex-M4 TRM (ARM 100166) section 3.9: interrupt latency of 12 cycles on zero-wait memory, tail-chaining in 6.
const entryCycles = 12;
const tailChainCycles = 6;
const oneInstruction = 1;

const program = `
  .balign 4
with_svc:
  svc #0
after:
  nop
  b .
`;

describe('exceptions take the cycles of the Cortex-M4 manual', () => {
  let stopwatch: Stopwatch;

  beforeEach(async () => {
    stopwatch = await Stopwatch.boot(program);
  });

  test('entry: SVC to the first instruction of its handler', () => {
    expect(stopwatch.measure('with_svc', 'svc_handler')).toBe(oneInstruction + entryCycles);
  });

  test('tail-chaining: the return from SVC goes straight to the waiting PendSV', () => {
    stopwatch.goTo('with_svc');
    stopwatch.runTo('svc_return');
    expect(stopwatch.until('pendsv_handler')).toBe(oneInstruction + tailChainCycles);
  });

  test('a pending FPU context adds nothing to the entry: it is saved only when the handler uses the FPU', () => {
    // Boot has used the FPU, so that the frame has room for its registers (section B1.5.7 of DDI 0403E).
    stopwatch.goTo('with_svc');
    const before = stopwatch.machine.register(13);
    stopwatch.runTo('svc_handler');
    expect(before - stopwatch.machine.register(13)).toBe(0x68);
  });

  test('the program goes on behind the SVC with its stack as it was', () => {
    stopwatch.goTo('with_svc');
    const before = stopwatch.machine.register(13);
    stopwatch.runTo('after');
    expect(stopwatch.machine.register(13)).toBe(before);
  });
});
