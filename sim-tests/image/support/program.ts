import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// One function of every kind the reader must tell apart, data in flash and RAM, and a table of pointers.
const source = `
#include <stdint.h>
extern uint32_t stack_top;
extern uint32_t data_load, data_start, data_end;
static const uint16_t lookup[4] = {1, 2, 3, 5};
static const uint16_t *const pointers[2] = {&lookup[1], &lookup[3]};
volatile uint32_t initialised = 0x12345678;
volatile uint32_t zeroed[16];
volatile float ratio;
__attribute__((noinline)) static uint32_t local_helper(uint32_t x) { return pointers[x & 1][0] + x; }
__attribute__((noinline)) uint32_t global_helper(uint32_t x) { return local_helper(x) * 3; }
__attribute__((weak)) void weak_handler(void) { for (;;); }
void aliased_handler(void) __attribute__((weak, alias("weak_handler")));
__attribute__((noreturn)) void Reset_Handler(void) {
  uint32_t *from = &data_load;
  for (uint32_t *to = &data_start; to < &data_end;) *to++ = *from++;
  zeroed[0] = global_helper(initialised);
  ratio = (float)zeroed[0] * 0.5f;
  for (;;);
}
__asm__(".section .text.assembly, \\"ax\\"\\n.thumb\\nplain_label:\\n nop\\n nop\\n b plain_label\\n");
__attribute__((section(".vectors"), used)) const void *vectors[4] = {
  &stack_top, (void *)Reset_Handler, (void *)weak_handler, (void *)aliased_handler};
`;

const linkerScript = `
ENTRY(Reset_Handler)
MEMORY { FLASH (rx) : ORIGIN = 0x08000000, LENGTH = 1M  RAM (rw) : ORIGIN = 0x20000000, LENGTH = 96K }
SECTIONS {
  .text : { KEEP(*(.vectors)) KEEP(*(.text.assembly)) *(.text*) *(.rodata*) . = ALIGN(4); } > FLASH
  data_load = LOADADDR(.data);
  .data : { data_start = .; *(.data*) . = ALIGN(4); data_end = .; } > RAM AT > FLASH
  .bss (NOLOAD) : { *(.bss*) *(COMMON) } > RAM
  stack_top = ORIGIN(RAM) + LENGTH(RAM);
}`;

const cpuFlags = ['-mcpu=cortex-m4', '-mthumb', '-mfloat-abi=hard', '-mfpu=fpv4-sp-d16'];

/** A small firmware built by the cross compiler, and a way to ask binutils about it. */
export interface Program {
  readonly elf: Uint8Array;
  readonly hex: Uint8Array;
  /** Runs `arm-none-eabi-TOOL ...args ELF` and returns what it prints. */
  ask(tool: 'readelf' | 'objdump' | 'nm', ...args: string[]): string;
  dispose(): void;
}

export function buildProgram(): Program {
  const folder = mkdtempSync(join(tmpdir(), 'preflash-image-'));
  const path = (name: string) => join(folder, name);
  writeFileSync(path('program.c'), source);
  writeFileSync(path('program.ld'), linkerScript);
  const linkFlags = ['-nostdlib', `-Wl,-T,${path('program.ld')}`, '-Wl,--emit-relocs', '-Wl,--build-id=none'];
  const codeFlags = [...cpuFlags, '-O1', '-ffunction-sections', '-fdata-sections'];
  execFileSync('arm-none-eabi-gcc', [...codeFlags, ...linkFlags, path('program.c'), '-o', path('program.elf')], {
    stdio: 'pipe',
  });
  execFileSync('arm-none-eabi-objcopy', ['-O', 'ihex', path('program.elf'), path('program.hex')]);
  return {
    elf: new Uint8Array(readFileSync(path('program.elf'))),
    hex: new Uint8Array(readFileSync(path('program.hex'))),
    ask: (tool, ...args) => execFileSync(`arm-none-eabi-${tool}`, [...args, path('program.elf')], { encoding: 'utf8' }),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}
