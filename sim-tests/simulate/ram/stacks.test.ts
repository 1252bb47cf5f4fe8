import { describe, expect, it } from 'vitest';
import { footprint } from '../../../src/cost/footprint.ts';
import { findDevice } from '../../../src/devices/index.ts';
import { compileFirmware, run } from './firmware.ts';

/**
 * Two tasks on stacks of their own, switched by PendSV as the Armv7-M ports of FreeRTOS do it: r4 to r11 are stored below
 * the process stack pointer before it is moved. The firmware fills every stack with 0xA5 first and tells at the end how
 * much is no longer so: the oracle.
 */
const tasks = `
  #include <stdint.h>
  #define WORDS 128
  #define FILL 0xA5A5A5A5u
  void print(const char *text);
  static uint32_t first_stack[WORDS], second_stack[WORDS];
  static uint32_t *volatile main_mark;
  uint32_t *saved[2];
  volatile uint32_t current, switches;

  static void print_number(uint32_t value) {
    char text[13], *at = text + sizeof(text);
    *--at = 0;
    *--at = ' ';
    do *--at = (char)('0' + value % 10); while ((value /= 10) > 0);
    print(at);
  }
  static uint32_t used(const uint32_t *from, const uint32_t *end) {
    while (*from == FILL) from++;
    return (uint32_t)(end - from) * 4;
  }
  __attribute__((noinline)) static uint32_t dig(uint32_t depth) {
    volatile uint32_t local[4] = {depth, 2, 3, 4};
    return depth == 0 ? local[1] : dig(depth - 1) + local[0];
  }
  static void yield(void) {
    *(volatile uint32_t *)0xE000ED04 = 1u << 28;
    __asm__ volatile("dsb\\n isb" ::: "memory");
  }
  __attribute__((noinline)) uint32_t *next_task(uint32_t *sp) {
    volatile uint32_t local[10] = {switches};
    saved[current] = sp;
    current ^= 1;
    switches = local[0] + 1;
    return saved[current];
  }
  __attribute__((naked)) void PendSV_Handler(void) {
    __asm__ volatile(
        "mrs r0, psp\\n stmdb r0!, {r4-r11}\\n push {r3, lr}\\n bl next_task\\n pop {r3, lr}\\n"
        "ldmia r0!, {r4-r11}\\n msr psp, r0\\n bx lr");
  }
  static void first(void) {
    for (;;) {
      dig(switches & 3);
      yield();
      if (switches > 10) break;
    }
    uint32_t results[3] = {
      used(first_stack, first_stack + WORDS),
      used(second_stack, second_stack + WORDS),
      used(main_mark - 64, main_mark),
    };
    for (int i = 0; i < 3; i++) print_number(results[i]);
    __asm__ volatile("movs r0, #0x18\\n ldr r1, =0x20026\\n bkpt 0xab" ::: "r0", "r1");
    for (;;) {}
  }
  static void second(void) {
    for (;;) {
      dig(9);
      yield();
    }
  }
  static void prepare(int number, uint32_t *top, void (*task)(void)) {
    top -= 8;
    top[7] = 0x01000000;
    top[6] = (uint32_t)task;
    saved[number] = top - 8;
  }
  int main(void) {
    for (int i = 0; i < WORDS; i++) first_stack[i] = second_stack[i] = FILL;
    prepare(0, first_stack + WORDS, first);
    prepare(1, second_stack + WORDS, second);
    uint32_t *msp;
    __asm__ volatile("mov %0, sp" : "=r"(msp));
    for (volatile uint32_t *at = msp - 64; at < msp; at++) *at = FILL;
    main_mark = msp;
    /* The first task begins here, on its own stack. */
    __asm__ volatile(
        "msr psp, %0\\n movs r0, #2\\n msr control, r0\\n isb\\n bx %1" ::"r"(first_stack + WORDS), "r"(first) : "r0");
    return 0;
  }`;

describe('stacks', () => {
  it('of tasks are told apart, and are as deep as their own fill pattern says', async () => {
    const image = await compileFirmware(tasks);
    const trace = await run(image);
    const [first, second, handlers] = trace.consoleText.trim().split(' ').map(Number);
    const sizes = trace.stacks?.map(({ name, used }) => [name, used.end - used.start]);
    expect(sizes?.slice(1)).toEqual([
      ['first_stack', expect.any(Number)],
      ['second_stack', second],
    ]);
    // What it prints with comes after its own look at the stack.
    expect(sizes?.[1]?.[1]).toBeGreaterThanOrEqual(first!);
    expect(trace.handlerPeakBytes).toBe(handlers);
    expect(trace.stacks?.[1]?.reservedBytes).toBe(512);
    const { ram } = footprint({ origin: 'user', image }, findDevice('stm32l475vg'), trace);
    // Those of the tasks are static data.
    expect(ram.stackPeakBytes).toBe(trace.stackPeakBytes);
  });

  it('count what a handler takes: the frame of eight words, and its own', async () => {
    const image = await compileFirmware(`
      #include <stdint.h>
      volatile uint32_t ticks;
      __attribute__((naked)) void SysTick_Handler(void) {
        __asm__ volatile(
            "push {r4, lr}\\n sub sp, #40\\n ldr r0, =ticks\\n ldr r1, [r0]\\n adds r1, #1\\n str r1, [r0]\\n"
            "add sp, #40\\n pop {r4, pc}\\n .ltorg");
      }
      int main(void) {
        *(volatile uint32_t *)0xE000E014 = 999;
        *(volatile uint32_t *)0xE000E010 = 7;
        while (ticks < 3) {}
        return 0;
      }`);
    const trace = await run(image);
    // DDI 0403E, B1.5.7: eight words, and one more where the stack was not aligned to eight bytes.
    const taken = 32 + 8 + 40;
    expect([taken, taken + 4]).toContain(trace.handlerPeakBytes);
    expect(trace.stacks).toHaveLength(1);
    expect(trace.stackPeakBytes).toBeGreaterThan(taken);
  });
});
