import { describe, expect, it } from 'vitest';
import { footprint } from '../../../src/cost/footprint.ts';
import { findDevice } from '../../../src/devices/index.ts';
import { hasUnknownHeap } from '../../../src/simulate/ram/break-function.ts';
import { compileFirmware, run } from './firmware.ts';

/** Allocates, frees and allocates again, and tells how far its own sbrk(0) has got: the oracle. */
const program = `
  #include <stddef.h>
  #include <stdint.h>
  #include <stdlib.h>
  #include <string.h>
  extern char end[];
  void *_sbrk(ptrdiff_t bytes);
  void print(const char *text);
  static void print_number(uint32_t value) {
    char text[12], *at = text + sizeof(text);
    for (*--at = 0; value > 0; value /= 10) *--at = (char)('0' + value % 10);
    print(at);
  }
  int main(void) {
    char *volatile blocks[8];
    for (int i = 0; i < 8; i++) {
      blocks[i] = malloc(100 + 333 * i);
      memset(blocks[i], i, 100 + 333 * i);
    }
    for (int i = 0; i < 8; i += 2) free(blocks[i]);
    for (int i = 0; i < 8; i += 2) blocks[i] = malloc(200 + 500 * i);
    /* More than there is: malloc asks for it and does not get it. */
    char *volatile refused = malloc(1000000);
    if (refused != NULL) print("refused?");
    print_number((uint32_t)((char *)_sbrk(0) - end));
    return 0;
  }`;

describe.each([
  ['newlib', []],
  ['newlib-nano', ['--specs=nano.specs']],
])('the heap of firmware with %s', (_, specs) => {
  it('is as large as its own sbrk(0) says', async () => {
    const image = await compileFirmware(program, ...specs);
    const trace = await run(image);
    const bytes = Number(trace.consoleText);
    expect(bytes).toBeGreaterThan(8 * 100 + 28 * 333);
    expect(trace.heapPeakBytes).toBe(bytes);
    const { ram } = footprint({ origin: 'user', image }, findDevice('stm32l475vg'), trace);
    expect(ram.heapPeakBytes).toBe(bytes);
    expect(ram.totalBytes).toBe(ram.staticBytes + ram.stackPeakBytes + bytes);
  });
});

it('a heap that is an array is not counted twice', async () => {
  const image = await compileFirmware(
    `
    #include <stddef.h>
    #include <stdlib.h>
    static char pool[4096];
    static size_t taken;
    /* newlib takes this one when there is no _sbrk. */
    void *_sbrk_r(void *reent, ptrdiff_t bytes) {
      void *previous = pool + taken;
      (void)reent;
      taken += (size_t)bytes;
      return previous;
    }
    char *volatile block;
    int main(void) { block = malloc(1000); return 0; }`,
    '--specs=nano.specs',
  );
  const trace = await run(image);
  expect(trace.heapPeakBytes).toBeGreaterThanOrEqual(1000);
  const { ram } = footprint({ origin: 'user', image }, findDevice('stm32l475vg'), trace);
  expect(ram.staticBytes).toBeGreaterThan(4096);
  expect(ram.heapPeakBytes).toBe(0);
});

it('is unknown with a malloc that takes its memory otherwise', () => {
  const symbol = { address: 0x0800_0000, sizeBytes: 4, kind: 'function', binding: 'global' } as const;
  expect(hasUnknownHeap([{ ...symbol, name: 'malloc' }])).toBe(true);
  expect(
    hasUnknownHeap([
      { ...symbol, name: 'malloc' },
      { ...symbol, name: '_sbrk' },
    ]),
  ).toBe(false);
  expect(hasUnknownHeap([{ ...symbol, name: 'main' }])).toBe(false);
});
