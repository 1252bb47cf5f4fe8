import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { findDevice } from '../../src/devices/index.ts';
import { openImage } from '../../src/image/open.ts';
import { loadSimulatorModule } from '../../src/node/simulator-module.ts';
import { AvrMachine } from '../../src/simulate/avr/machine.ts';

/** The part all three simulators know. */
const part = 'atmega1284p';
const flashWords = 0x10000;
const ramBytes = 0x4000;
/** Long enough to be interrupted, short enough that entering WebAssembly costs nothing. */
const sliceCycles = 4_000_000;
/** Instructions avr8js executes between two looks at its clock. */
const burst = 1000;

const source = (name: string): string => new URL(name, import.meta.url).pathname;

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed:\n${stderr}`);
}

/** Simulated cycles a second. */
type Rate = () => Promise<number>;

/** Processor time, so that what else the machine does counts for nothing. */
async function rate(cycles: number, work: () => void | Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return cycles / ((user + system) / 1e6);
}

/** Compiles the AVR bench program; returns the ELF and its bytes in flash. */
function buildProgram(directory: string): { readonly elf: string; readonly flash: Uint8Array } {
  const elf = join(directory, 'bench-avr.elf');
  const binary = join(directory, 'bench-avr.bin');
  const flags = [`-mmcu=${part}`, '-Os', '-std=gnu11', '-Wall', '-Werror'];
  run('avr-gcc', [...flags, source('./firmware/avr-inference.c'), '-o', elf]);
  run('avr-objcopy', ['-O', 'binary', elf, binary]);
  return { elf, flash: readFileSync(binary) };
}

async function preflashRate(elf: string, cycles: number): Promise<Rate> {
  const module = await loadSimulatorModule('avr');
  const image = await openImage(new Uint8Array(readFileSync(elf)), elf);
  return () =>
    rate(cycles, () => {
      const machine = new AvrMachine(module, findDevice(part));
      machine.load(image);
      while (machine.cycles < cycles) machine.runFor(sliceCycles);
    });
}

/** The part of avr8js this uses; its own types need the DOM's. */
interface Avr8js {
  readonly CPU: new (program: Uint16Array, ramBytes: number) => { cycles: number; tick(): void };
  avrInstruction(cpu: InstanceType<Avr8js['CPU']>): void;
}

function avr8jsRate(flash: Uint8Array, cycles: number): Rate {
  const { CPU, avrInstruction } = createRequire(import.meta.url)('avr8js') as Avr8js;
  const program = new Uint16Array(flashWords);
  new Uint8Array(program.buffer).set(flash);
  return () =>
    rate(cycles, () => {
      const cpu = new CPU(program, ramBytes);
      while (cpu.cycles < cycles) {
        for (let i = 0; i < burst; i++) {
          avrInstruction(cpu);
          cpu.tick();
        }
      }
    });
}

/** simavr prints the processor time it took, start-up taken off. */
function simavrRate(directory: string, elf: string, cycles: number): Rate {
  const runner = join(directory, 'simavr-speed');
  run('gcc', ['-O2', '-Wall', '-Werror', source('./simavr-speed.c'), '-o', runner, '-lsimavr', '-lelf']);
  return async () => {
    const { stderr } = spawnSync(runner, [part, elf, String(cycles)], { encoding: 'utf8' });
    return cycles / Number(stderr.trim().split('\n').at(-1));
  };
}

/** The simulators of one AVR program, by the names to print; each tells simulated cycles a second. */
export async function avrSimulators(directory: string): Promise<readonly (readonly [name: string, run: Rate])[]> {
  const { elf, flash } = buildProgram(directory);
  return [
    ['avr8js 0.21.1', avr8jsRate(flash, 50_000_000)],
    ['simavr 1.6', simavrRate(directory, elf, 100_000_000)],
    ['preflash, cycle-exact', await preflashRate(elf, 400_000_000)],
  ];
}
