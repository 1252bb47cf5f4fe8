import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { AvrCore } from '../../../src/simulate/avr/core.ts';
import type { AvrInstructionRow } from '../../../wasm/avr/isa/types.ts';
import type { AvrTimingClass } from '../../../wasm/avr/timing/cycles.ts';
import { configOf, execute, fillMemories, hex, resultBytes, storageBus, unpackResult } from './core-state.ts';
import { createRandom, drawVector, packVector, type Random, rowsFor, type VectorPart, vectorBytes } from './vectors.ts';

const seed = Number(process.env.PREFLASH_SEED ?? 20261121);

/** Anywhere well inside RAM; where a return pops three bytes, the topmost must stay inside program memory. */
function drawStackPointer(row: AvrInstructionRow, part: VectorPart, core: AvrCore, random: Random): number {
  const pops = row.timing === 'return' && part.has22BitPc;
  for (;;) {
    const sp = part.ramStart + 0x100 + random(part.ramEnd - part.ramStart - 0x200);
    if (!pops || core.data[sp + 1]! < part.programBytes >> 17) return sp;
  }
}

/** Timing classes where the other simulator is known to be wrong, and the cycles it gives. */
export type KnownDivergences = Readonly<Partial<Record<AvrTimingClass, number>>>;

/**
 * Executes random vectors of every row here and in another simulator, and expects the same registers, flags, memory,
 * program counter and cycles.
 * @param command the other simulator: vectors on stdin, results on stdout
 */
export async function expectSameResults(
  part: VectorPart,
  vectorsPerRow: number,
  command: readonly [string, ...string[]],
  divergences: KnownDivergences = {},
): Promise<void> {
  const core = new AvrCore(await WebAssembly.compile(readFileSync('dist/wasm/avr.wasm')), configOf(part), storageBus());
  fillMemories(core, part);
  const random = createRandom(seed);
  const rows = rowsFor(part).flatMap((row) => Array<AvrInstructionRow>(vectorsPerRow).fill(row));
  const input = new DataView(new ArrayBuffer(rows.length * vectorBytes));
  const ours = rows.map((row, i) => {
    const vector = drawVector(row, part, random, drawStackPointer(row, part, core, random));
    packVector(vector, input, i * vectorBytes);
    return { row: row.id, words: hex(vector.words), from: hex(vector.registers), ...execute(core, vector, part) };
  });
  const partArgs = [part.name, String(part.ramStart), String(part.ramEnd)];
  const options = { input: new Uint8Array(input.buffer), maxBuffer: 2 ** 28 };
  const { stdout, stderr } = spawnSync(command[0], [...command.slice(1), ...partArgs], options);
  expect(stdout.length, stderr.toString()).toBe(rows.length * resultBytes);
  const results = new DataView(stdout.buffer, stdout.byteOffset);
  ours.forEach((state, i) => {
    const { row, words, from, cycles } = state;
    const theirs = { row, words, from, ...unpackResult(results, i * resultBytes) };
    const wrong = divergences[rows[i]!.timing as AvrTimingClass];
    if (wrong !== undefined) {
      expect(theirs.cycles, `${row}: the divergence is gone, take it off the list`).toBe(wrong);
      theirs.cycles = cycles;
    }
    if (JSON.stringify(state) !== JSON.stringify(theirs)) expect(state, `vector ${i}, seed ${seed}`).toEqual(theirs);
  });
}
