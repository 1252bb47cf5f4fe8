import { describe, expect, it } from 'vitest';
import { findDevice } from '../../../src/devices/index.ts';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { simulate } from '../../../src/simulate/simulate.ts';
import { assembleAvr } from '../../support/assemble-avr.ts';
import { compileFirmware, run } from './firmware.ts';

/** `outer` calls `middle` calls `inner`, which takes `bytes` of stack; afterwards `shallow` takes little. */
const nested = (bytes: number): string => `
  __attribute__((noinline)) int inner(void) {
    volatile char local[${bytes}];
    for (int i = 0; i < ${bytes}; i++) local[i] = (char)i;
    return local[5];
  }
  __attribute__((noinline)) int middle(void) { return inner() + 1; }
  __attribute__((noinline)) int outer(void) { return middle() + 1; }
  __attribute__((noinline)) int shallow(void) { volatile int x = 1; return x; }`;

describe('a stack that runs into what lies below it', () => {
  it('stops the run with the calls there: static data', async () => {
    const image = await compileFirmware(`
      ${nested(20_000)}
      char table[80000];
      int main(void) { table[3] = 1; outer(); shallow(); return table[4]; }`);
    await expect(run(image)).rejects.toMatchObject({
      fault: { kind: 'stack-collision', calls: ['Reset_Handler', 'main', 'outer', 'middle', 'inner'] },
    });
    await expect(run(image)).rejects.toThrow(
      /main stack runs \d+ bytes into table; the calls there: Reset_Handler > main > outer > middle > inner/,
    );
  });

  it('stops the run with the calls there: the heap as it was then', async () => {
    const image = await compileFirmware(
      `
      #include <stdlib.h>
      ${nested(40_000)}
      char *volatile block;
      int main(void) { outer(); block = malloc(60000); outer(); return 0; }`,
      '--specs=nano.specs',
    );
    await expect(run(image)).rejects.toThrow(/into the heap; the calls there: Reset_Handler > main > outer/);
  });

  it('is none where the heap came later, and the stack was no longer there', async () => {
    const image = await compileFirmware(
      `
      #include <stdlib.h>
      ${nested(40_000)}
      char *volatile block;
      int main(void) { outer(); block = malloc(60000); shallow(); return 0; }`,
      '--specs=nano.specs',
    );
    expect((await run(image)).stackPeakBytes).toBeGreaterThan(40_000);
  });

  it('of a task stops the run, with the calls of that task', async () => {
    const image = await compileFirmware(`
      ${nested(300)}
      static unsigned below[64], task_stack[64];
      int deeper(void) { volatile char local[1000]; local[3] = 1; return local[3] + 1; }
      __attribute__((noinline)) void task(void) {
        outer();
        __asm__ volatile("movs r0, #0x18\\n ldr r1, =0x20026\\n bkpt 0xab" ::: "r0", "r1");
      }
      int main(void) {
        below[1] = (unsigned)deeper();
        __asm__ volatile(
          "msr psp, %0\\n movs r0, #2\\n msr control, r0\\n isb\\n bx %1" ::"r"(task_stack + 64), "r"(task) : "r0");
        return (int)below[2];
      }`);
    await expect(run(image)).rejects.toThrow(
      /the stack in task_stack runs \d+ bytes into .*; the calls there: Reset_Handler > task > outer > middle > inner\. /,
    );
  });

  it('stops the run on AVR, too', async () => {
    const image = await assembleAvr(
      `rcall outer
       break
       .type outer, @function
       outer: ldi r24, 100
       rcall inner
       ret
       .size outer, . - outer
       .type inner, @function
       inner: push r0
       dec r24
       brne inner
       ldi r24, 100
       1: pop r0
       dec r24
       brne 1b
       ret
       .size inner, . - inner
       .global __heap_start
       .set __heap_start, 0x8008d0`,
      'atmega328p',
    );
    const named = image.symbols.map((symbol) =>
      symbol.name === 'start' ? { ...symbol, kind: 'function' as const } : symbol,
    );
    const module = await loadSimulatorModule('avr');
    const result = simulate(module, { ...image, symbols: named }, findDevice('atmega328p'), { maxCycles: 10_000 });
    // Two return addresses and 100 bytes below 0x8ff: 56 of them are below the limit.
    await expect(result).rejects.toThrow(/the stack runs 56 bytes into .*; the calls there: start > outer > inner\. /);
  });
});
