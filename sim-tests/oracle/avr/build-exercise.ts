import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const source = (name: string): string => new URL(`./firmware/${name}`, import.meta.url).pathname;

const common = ['-Os', '-std=gnu11', '-Wall', '-Werror', '-Wl,-u,vfprintf'];
const libraries = ['-lprintf_flt', '-lm'];

/** What the compiler needs for each part. The ATmega4809 has no device file in Debian's avr-gcc: its own start-up. */
const partFlags: Readonly<Record<string, readonly string[]>> = {
  atmega1284p: ['-mmcu=atmega1284p'],
  atmega4809: [
    ...['-mmcu=avrxmega3', '-nostartfiles', '-Tdata=0x802800', '-Wl,-u,__vectors', source('atmega4809/start.S')],
    '-Wl,--defsym=__RODATA_PM_OFFSET__=0x4000,--defsym=__heap_end=0,--defsym=__TEXT_REGION_LENGTH__=0xC000',
  ],
};

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed:\n${stderr}`);
}

/** Compiles firmware/exercise.c for a part; returns the path of the ELF. */
export function buildExercise(directory: string, part: string, rounds: number): string {
  const elf = join(directory, `exercise-${part}-${rounds}.elf`);
  const board = ['-I', source(part), `-DROUNDS=${rounds}`];
  run('avr-gcc', [...common, ...partFlags[part]!, ...board, source('exercise.c'), '-o', elf, ...libraries]);
  return elf;
}

/** The bytes of an ELF as they lie in flash, in a file beside it. */
export function flatten(elf: string): string {
  const binary = elf.replace(/\.elf$/, '.bin');
  run('avr-objcopy', ['-O', 'binary', elf, binary]);
  return binary;
}
