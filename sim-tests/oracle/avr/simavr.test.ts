import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AvrCore, type AvrCoreConfig, type AvrIoBus } from '../../../src/simulate/avr/core.ts';
import type { AvrInstructionRow } from '../../../wasm/avr/isa/types.ts';
import {
  createRandom,
  drawVector,
  packVector,
  type Random,
  rowsFor,
  type Vector,
  type VectorPart,
  vectorBytes,
} from './vectors.ts';

const vectorsPerRow = 300;
const resultBytes = 52;
const seed = Number(process.env.PREFLASH_SEED ?? 20261121);

const parts: readonly VectorPart[] = [
  { simavrName: 'atmega1284p', programBytes: 0x20000, ramStart: 0x100, ramEnd: 0x4100, has22BitPc: false },
  { simavrName: 'atmega2560', programBytes: 0x40000, ramStart: 0x200, ramEnd: 0x2200, has22BitPc: true },
];

/** What an instruction left behind, as text so that a difference reads well. */
type State = Readonly<Record<string, number | string>>;

/** GPIOR0 and friends: registers that only store. */
function storageBus(): AvrIoBus {
  const values = new Uint8Array(0x10000);
  return {
    read: (address) => values[address] ?? 0,
    write: (address, value) => {
      values[address] = value;
      return 0;
    },
    endInterrupt: () => {},
  };
}

function createCore(module: WebAssembly.Module, part: VectorPart): AvrCore {
  const config: AvrCoreConfig = {
    timing: 'avre',
    programBytes: part.programBytes,
    ram: { base: part.ramStart, sizeBytes: part.ramEnd - part.ramStart },
    ioBase: 0x20,
    interruptEntryCycles: part.has22BitPc ? 5 : 4,
  };
  const core = new AvrCore(module, config, storageBus());
  for (let i = 0; i < part.programBytes; i++) core.program[i] = i * 7 + (i >> 8);
  for (let i = part.ramStart; i < part.ramEnd; i++) core.data[i] = i * 13 + (i >> 8);
  return core;
}

function sumRam(core: AvrCore, part: VectorPart): number {
  const words = new Uint32Array(
    core.data.buffer,
    core.data.byteOffset + part.ramStart,
    (part.ramEnd - part.ramStart) / 4,
  );
  let sum = 0;
  for (let i = 0; i < words.length; i++) sum = (Math.imul(sum, 31) + words[i]!) | 0;
  return sum >>> 0;
}

/** Anywhere well inside RAM; where a return pops three bytes, the topmost must stay inside program memory. */
function drawStackPointer(row: AvrInstructionRow, part: VectorPart, core: AvrCore, random: Random): number {
  const pops = row.timing === 'return' && part.has22BitPc;
  for (;;) {
    const sp = part.ramStart + 0x100 + random(part.ramEnd - part.ramStart - 0x200);
    if (!pops || core.data[sp + 1]! < part.programBytes >> 17) return sp;
  }
}

const hex = (values: Iterable<number>): string => [...values].map((v) => v.toString(16).padStart(2, '0')).join(' ');

function execute(core: AvrCore, vector: Vector, part: VectorPart): State {
  core.registers.set(vector.registers);
  core.setExtended(vector.rampz, vector.eind);
  core.sp = vector.sp;
  core.sreg = vector.sreg;
  core.load(vector.pc, new Uint8Array(Uint16Array.from(vector.words).buffer));
  core.decode([vector.pc - 4, vector.pc + 6]);
  core.pc = vector.pc;
  core.clearStop();
  const before = core.cycles;
  const stop = core.runUntil(before);
  return {
    stop,
    registers: hex(core.registers),
    sreg: core.sreg.toString(2).padStart(8, '0'),
    rampz: core.rampz,
    sp: core.sp,
    pc: core.pc,
    cycles: core.cycles - before,
    ram: sumRam(core, part),
  };
}

function unpack(view: DataView, offset: number): State {
  const registers = Array.from({ length: 32 }, (_, i) => view.getUint8(offset + i));
  return {
    stop: 0,
    registers: hex(registers),
    sreg: view
      .getUint8(offset + 32)
      .toString(2)
      .padStart(8, '0'),
    rampz: view.getUint8(offset + 33),
    sp: view.getUint16(offset + 36, true),
    pc: view.getUint32(offset + 40, true),
    cycles: view.getUint32(offset + 44, true),
    ram: view.getUint32(offset + 48, true),
  };
}

describe('AVRe+ instructions leave what simavr leaves, in as many cycles', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'preflash-simavr-'));
  const runner = join(scratch, 'simavr-vectors');
  let module: WebAssembly.Module;

  beforeAll(async () => {
    const source = new URL('./simavr-vectors.c', import.meta.url).pathname;
    const built = spawnSync('gcc', ['-O2', '-Wall', '-Werror', source, '-o', runner, '-lsimavr', '-lelf'], {
      encoding: 'utf8',
    });
    expect(built.stderr).toBe('');
    module = await WebAssembly.compile(readFileSync('dist/wasm/avr.wasm'));
  });

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test.each(parts)('$simavrName', (part) => {
    const random = createRandom(seed);
    const core = createCore(module, part);
    const rows = rowsFor(part).flatMap((row) => Array<AvrInstructionRow>(vectorsPerRow).fill(row));
    const input = new DataView(new ArrayBuffer(rows.length * vectorBytes));
    const ours = rows.map((row, i) => {
      const vector = drawVector(row, part, random, drawStackPointer(row, part, core, random));
      packVector(vector, input, i * vectorBytes);
      return { row: row.id, words: hex(vector.words), from: hex(vector.registers), ...execute(core, vector, part) };
    });
    const args = [part.simavrName, String(part.ramStart), String(part.ramEnd)];
    const { stdout } = spawnSync(runner, args, { input: new Uint8Array(input.buffer), maxBuffer: 2 ** 28 });
    expect(stdout.length).toBe(rows.length * resultBytes);
    const results = new DataView(stdout.buffer, stdout.byteOffset);
    ours.forEach((state, i) => {
      const { row, words, from } = state;
      const theirs = { row, words, from, ...unpack(results, i * resultBytes) };
      if (JSON.stringify(state) !== JSON.stringify(theirs)) expect(state, `vector ${i}, seed ${seed}`).toEqual(theirs);
    });
  });
});
