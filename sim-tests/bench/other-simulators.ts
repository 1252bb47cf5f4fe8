import { spawnSync } from 'node:child_process';
import { RP2040 } from 'rp2040js';
import { buildProgram, flatten } from './build-program.ts';

/** What one run of the bench program took. `instructions` is undefined where the simulator does not count them. */
export interface Timing {
  readonly seconds: number;
  readonly instructions: number | undefined;
}

const rp2040FlashOrigin = 0x10000000;
/** Code memory of QEMU's mps2-an386. */
const mps2CodeOrigin = 0;

const secondsSince = (start: number): number => (performance.now() - start) / 1000;

/** Runs the program in rp2040js 1.4, a Cortex-M0+ interpreter in TypeScript, until its breakpoint. */
export function timeRp2040js(directory: string, rounds: number): Timing {
  const program = flatten(buildProgram(directory, rp2040FlashOrigin, rounds));
  const chip = new RP2040();
  chip.flash.set(program, 0);
  let running = true;
  chip.onBreak = () => {
    running = false;
  };
  const words = new DataView(program.buffer, program.byteOffset);
  chip.core.SP = words.getUint32(0, true);
  chip.core.PC = words.getUint32(4, true) & ~1;
  let instructions = 0;
  const start = performance.now();
  while (running) {
    chip.core.executeInstruction();
    instructions++;
  }
  return { seconds: secondsSince(start), instructions };
}

/** Runs the program in qemu-system-arm (TCG translation, no cycle model), start-up of QEMU taken off. */
export function timeQemu(directory: string, rounds: number): Timing {
  const whole = timeQemuProcess(buildProgram(directory, mps2CodeOrigin, rounds));
  const empty = timeQemuProcess(buildProgram(directory, mps2CodeOrigin, 0));
  return { seconds: whole - empty, instructions: undefined };
}

function timeQemuProcess(elf: string): number {
  const machine = ['-M', 'mps2-an386', '-cpu', 'cortex-m4', '-display', 'none', '-serial', 'none', '-monitor', 'none'];
  const start = performance.now();
  const { status, stderr } = spawnSync('qemu-system-arm', [...machine, '-semihosting', '-kernel', elf], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`qemu-system-arm failed:\n${stderr}`);
  return secondsSince(start);
}
