import { describe, expect, it } from 'vitest';
import { compileFirmware, run } from './firmware.ts';

/*
 * What TensorFlow Lite Micro's SingleArenaBufferAllocator does with its buffer (tensorflow/lite/micro/arena_allocator,
 * API and layout of its members since 2019): `Create` puts the allocator at the end of the buffer and returns it.
 * docs/accuracy.md has the arenas of firmware that was built from upstream.
 */
const allocator = (create: string, parameters: string): string => `
  #include <stddef.h>
  #include <stdint.h>
  struct allocator { const void *methods; uint8_t *buffer_head, *buffer_tail, *head, *tail, *temp; };
  static uint8_t arena[10000];
  __attribute__((noinline)) struct allocator *create(${parameters}) __asm__("${create}");
  __attribute__((noinline)) struct allocator *create(${parameters}) {
    uint8_t *const from = (uint8_t *)(((uintptr_t)buffer + 15) & ~(uintptr_t)15);
    uint8_t *const to = (uint8_t *)((uintptr_t)(buffer + bytes) & ~(uintptr_t)15);
    struct allocator *const made = (struct allocator *)(to - 32);
    *made = (struct allocator){arena, from, to, from, to - 32, from};
    return made;
  }
  static void use(struct allocator *made) {
    made->tail -= 3000;
    made->temp = made->head + 4000;
    made->temp = made->head += 2500;
  }`;

describe('the arena of TensorFlow Lite Micro', () => {
  it.each([
    ['_ZN6tflite26SingleArenaBufferAllocator6CreateEPhj', 'uint8_t *buffer, size_t bytes', 'arena, sizeof(arena)'],
    [
      '_ZN6tflite21SimpleMemoryAllocator6CreateEPNS_13ErrorReporterEPhj',
      'void *reporter, uint8_t *buffer, size_t bytes',
      '(void *)0, arena, sizeof(arena)',
    ],
  ])('is as full as head and tail say: %s', async (name, parameters, args) => {
    const image = await compileFirmware(
      `${allocator(name, parameters)} int main(void) { use(create(${args})); return 0; }`,
    );
    const { arena } = await run(image);
    expect(arena?.usedBytes).toBe(32 + 3000 + 2500);
    expect((arena?.place.end ?? 0) - (arena?.place.start ?? 0)).toBe(10_000);
  });

  it('is not told of where the allocator is another', async () => {
    const image = await compileFirmware(
      `int made __asm__("made"); int *create(char *buffer, unsigned bytes)
         __asm__("_ZN6tflite26SingleArenaBufferAllocator6CreateEPhj");
       __attribute__((noinline)) int *create(char *buffer, unsigned bytes) { made = buffer[0] + (int)bytes; return &made; }
       static char arena[512];
       int main(void) { return *create(arena, sizeof(arena)) & 0; }`,
    );
    expect((await run(image)).arena).toBeUndefined();
  });
});
