import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { findDevice } from '../../../src/devices/index.ts';
import { openImage } from '../../../src/image/open.ts';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { AvrMachine } from '../../../src/simulate/avr/machine.ts';
import type { Random } from './vectors.ts';

/** How many instructions before a difference are shown. */
const context = 6;

const show = (pc: number, cycle: number): string => `0x${pc.toString(16)} at cycle ${cycle}`;

/** Loads an ELF on a part. */
export async function loadElf(elf: string, part: string): Promise<AvrMachine> {
  const machine = new AvrMachine(await loadSimulatorModule('avr'), findDevice(part));
  machine.load(await openImage(new Uint8Array(readFileSync(elf)), elf));
  return machine;
}

function readTrace(path: string): Uint32Array {
  const bytes = readFileSync(path);
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

/**
 * Runs an ELF here in slices of random length, as fast as it goes, and expects each slice to end at an instruction of
 * the trace, at its cycle.
 */
export async function expectSlicesOnTrace(elf: string, part: string, trace: string, random: Random): Promise<void> {
  const machine = await loadElf(elf, part);
  const theirs = readTrace(trace);
  let index = 0;
  let slices = 0;
  while (true) {
    machine.runFor(1 + random(slices % 2 === 0 ? 40 : 8000));
    machine.settle();
    while (2 * index < theirs.length && theirs[2 * index + 1]! < machine.cycles) index++;
    if (2 * index >= theirs.length) break;
    const there = show(theirs[2 * index]!, theirs[2 * index + 1]!);
    if (there !== show(machine.pc, machine.cycles)) {
      expect.fail(`slice ${slices} ends at ${show(machine.pc, machine.cycles)} here, ${there} there`);
    }
    slices++;
  }
  expect(slices).toBeGreaterThan(100);
}

/**
 * Executes an ELF here and expects each instruction to be where, and to begin at the cycle, another simulator wrote down.
 * @param trace program counter and cycle of each instruction, two 32-bit words
 */
export async function expectSameTrace(elf: string, part: string, trace: string, instructions: number): Promise<void> {
  const machine = await loadElf(elf, part);
  const theirs = readTrace(trace);
  expect(theirs.length / 2).toBe(instructions);
  for (let index = 0; index < instructions; index++) {
    machine.settle();
    const { pc, cycles } = machine;
    if (pc !== theirs[2 * index] || cycles !== theirs[2 * index + 1]) {
      const before = Array.from(theirs.subarray(Math.max(0, 2 * (index - context)), 2 * index));
      const path = before.map((word, i) => (i % 2 === 0 ? show(word, before[i + 1]!) : '')).filter(Boolean);
      const there = show(theirs[2 * index]!, theirs[2 * index + 1]!);
      expect.fail(`instruction ${index}: ${show(pc, cycles)} here, ${there} there; before: ${path.join(', ')}`);
    }
    machine.step();
  }
}
