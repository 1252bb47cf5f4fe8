import { describe, expect, it } from 'vitest';
import { countedClasses } from '../../src/build/wasm/class-names.ts';
import { type ControlFlow, entryNode, exitNode, trapNode } from '../../src/build/wasm/control-flow.ts';
import { bodiesOf, countModule } from '../../src/build/wasm/count-module.ts';
import { parseModule } from '../../src/build/wasm/module.ts';
import { op } from '../../src/build/wasm/opcodes.ts';
import { conserveFlow } from '../../src/build/wasm/placement/conserve-flow.ts';
import { combine, counterAlone } from '../../src/build/wasm/placement/linear-sum.ts';
import { loopDepths } from '../../src/build/wasm/placement/loop-depth.ts';
import { classCounts } from '../../src/estimate/class-counts.ts';
import { Counts } from '../../src/estimate/inference.ts';
import { generator } from './support/random-stack.ts';
import { type TinyFunction, tinyModule } from './support/tiny-module.ts';

type Edges = ControlFlow['edges'];

const flowOf = (blockCount: number, edges: Edges): ControlFlow => ({
  blocks: Array.from({ length: blockCount }, (_, start) => ({
    start,
    instructions: [],
    isFallThrough: false,
    missingElse: undefined,
  })),
  edges,
});

/** Blocks that are counted, each by the counter of its number. */
function place(flow: ControlFlow, costs: readonly number[], callCounter?: number) {
  const counted: number[] = [];
  const calls = callCounter === undefined ? undefined : counterAlone(callCounter);
  const sums = conserveFlow(flow, costs, calls, (block) => {
    counted.push(block);
    return counterAlone(block);
  });
  return { counted, sums };
}

describe('blocks that are counted', () => {
  /** 0 leads to 1 or 2, and both to 3. */
  const choice = flowOf(4, [[entryNode, 0], [0, 1], [0, 2], [1, 3], [2, 3], [3, exitNode]]); // biome-ignore format: a graph

  it('are one way of two and the function, or the way alone where its calls are known', () => {
    expect(place(choice, [4, 3, 2, 4]).counted).toEqual([1, 2]);
    const { counted, sums } = place(choice, [4, 3, 2, 4], 9);
    expect(counted).toEqual([2]);
    const counterAt = (counter: number) => (counter === 9 ? 10 : 3);
    const times = sums.map((sum) => [...sum].reduce((all, [counter, factor]) => all + factor * counterAt(counter), 0));
    expect(times).toEqual([10, 7, 3, 10]);
  });

  it('are not those that end in a trap, nor those that go on when there is none', () => {
    const checked = flowOf(3, [[entryNode, 0], [0, 1], [0, 2], [1, trapNode], [2, exitNode]]); // biome-ignore format: a graph
    expect(place(checked, [1, 1, 1], 9)).toEqual({
      counted: [],
      sums: [counterAlone(9), new Map(), counterAlone(9)],
    });
  });

  it('leave a loop as the one thing to count in it', () => {
    const loop = flowOf(3, [[entryNode, 0], [0, 1], [1, 1], [1, 2], [2, exitNode]]); // biome-ignore format: a graph
    expect(place(loop, [1, 8, 1], 9).counted).toEqual([1]);
    expect(loopDepths(loop)).toEqual([0, 1, 0]);
  });
});

/** The oracle walks through the graph and counts every block that it comes by. */
describe('any graph of blocks', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('is told from the counted ones: graph %i', (seed) => {
    const random = generator(seed);
    const upTo = (count: number): number => Math.floor(random() * count);
    const blockCount = 2 + upTo(14);
    const next = Array.from({ length: blockCount }, (_, block) => {
      const onward = block + 1 < blockCount ? block + 1 : exitNode;
      return [onward, ...Array.from({ length: upTo(3) }, () => upTo(blockCount)), ...(upTo(4) === 0 ? [exitNode] : [])];
    });
    const edges: Edges = [[entryNode, 0], ...next.flatMap((ends, from) => ends.map((to) => [from, to] as const))];
    const times = new Float64Array(blockCount);
    const calls = 1 + upTo(5);
    for (let call = 0; call < calls; call++) {
      // Seldom back, so that every walk comes to its end.
      for (let at = 0; at !== exitNode; at = next[at]![upTo(3) === 0 ? upTo(next[at]!.length) : 0]!) times[at]!++;
    }
    const costs = Array.from({ length: blockCount }, random);
    for (const callCounter of [undefined, blockCount]) {
      const { counted, sums } = place(flowOf(blockCount, edges), costs, callCounter);
      const known = new Map([...counted.map((block) => [block, times[block]!] as const), [blockCount, calls] as const]);
      const told = sums.map((sum) =>
        [...sum].reduce((all, [counter, factor]) => all + factor * known.get(counter)!, 0),
      );
      expect(told).toEqual([...times]);
      expect(counted.length).toBeLessThanOrEqual(blockCount);
    }
  });
});

/** Classes that a call of the first function executes, and how many counters that took. */
async function counted(functions: readonly TinyFunction[], ...values: readonly number[]) {
  const { bytes, ...meaning } = countModule(tinyModule(functions));
  const { instance } = await WebAssembly.instantiate(bytes as Uint8Array<ArrayBuffer>);
  const { memory, f0 } = instance.exports as { memory: WebAssembly.Memory; f0: (...values: number[]) => number };
  const counts = new Counts(memory, meaning);
  f0(...values);
  const totals = classCounts(counts.values(), meaning.rows);
  const times = (name: (typeof countedClasses)[number]): number => totals[countedClasses.indexOf(name)]!;
  return { times, counterCount: meaning.counterCount };
}

const emptyBlock = 0x40;
const get = (local: number): number[] => [op.localGet, local];
const changed = (local: number, operation: number, by: number): number[] => [
  ...[...get(local), op.i32Const, by, operation],
  ...[op.localSet, local],
];

describe('a loop of one block', () => {
  /** Turns until the second parameter, that goes down by two, is 0; the multiplication shows how often. */
  const loopOf = (change: readonly number[]): TinyFunction => ({
    parameterCount: 2,
    hasResult: false,
    isExported: true,
    code: [
      ...[op.loop, emptyBlock, ...get(0), ...get(0), op.i32Mul, op.drop, ...change],
      ...[...get(1), op.i32Const, 2, op.i32Sub, op.localTee, 1, op.brIf, 0, op.end],
    ],
  });

  it.each([
    ['up', changed(0, op.i32Add, 1)],
    ['down', changed(0, op.i32Sub, 1)],
    ['by more than one', changed(0, op.i32Add, 3)],
    ['twice', [...changed(0, op.i32Add, 1), ...changed(0, op.i32Add, 1)]],
  ])('is counted by a local that goes %s, and may pass the end of its range', async (_, change) => {
    for (const from of [0, 5, -3, 0x7fff_fffe, 0x8000_0001]) {
      const { times } = await counted([loopOf(change)], from, 14);
      expect([from, times('multiply')]).toEqual([from, 7]);
    }
  });

  it.each([
    [1, false],
    [3, true],
  ])('with a local that goes up by %i has a counter inside: %s', (by, hasCounter) => {
    const { bytes } = countModule(tinyModule([loopOf(changed(0, op.i32Add, by))]));
    const opcodes = bodiesOf(parseModule(bytes))[0]!.instructions.map(({ opcode }) => opcode);
    const loop = opcodes.slice(opcodes.indexOf(op.loop), opcodes.indexOf(op.brIf));
    expect(loop.includes(op.i64Store)).toBe(hasCounter);
    expect(opcodes).toContain(op.i64Store);
  });
});

describe('an if without else around a loop', () => {
  /** f(n, m): where n is not 0, a loop of two blocks turns n times, and multiplies in each turn where m is not 0. */
  const guarded: TinyFunction = {
    parameterCount: 2,
    hasResult: false,
    isExported: true,
    code: [
      ...[...get(0), op.if, emptyBlock, op.loop, emptyBlock],
      ...[...get(1), op.if, emptyBlock, ...get(0), ...get(0), op.i32Mul, op.drop, op.end],
      ...[...get(0), op.i32Const, 1, op.i32Sub, op.localTee, 0, op.brIf, 0, op.end, op.end],
    ],
  };

  it.each([
    [0, 1, 0, 0],
    [5, 1, 5, 5],
    [5, 0, 0, 5],
  ])('f(%i, %i) multiplies %i times and turns %i times', async (n, m, products, turns) => {
    const { times } = await counted([guarded], n, m);
    expect([times('multiply'), times('alu')]).toEqual([products, turns]);
  });

  it('is counted where the loop is skipped', () => {
    const { bytes } = countModule(tinyModule([guarded]));
    const opcodes = bodiesOf(parseModule(bytes))[0]!.instructions.map(({ opcode }) => opcode);
    expect(opcodes.filter((opcode) => opcode === op.else)).toHaveLength(1);
    const afterLoop = opcodes.slice(opcodes.lastIndexOf(op.brIf));
    expect(afterLoop.indexOf(op.i64Store)).toBeGreaterThan(afterLoop.indexOf(op.else));
  });
});

describe('a function that only direct calls reach', () => {
  const square: TinyFunction = {
    parameterCount: 1,
    hasResult: true,
    isExported: false,
    code: [...get(0), ...get(0), op.i32Mul],
  };
  const callsTwice: TinyFunction = {
    parameterCount: 1,
    hasResult: true,
    isExported: true,
    code: [...get(0), op.call, 1, op.call, 1],
  };

  it('is counted by those that call it', async () => {
    const { times, counterCount } = await counted([callsTwice, square], 3);
    expect([times('multiply'), times('call'), counterCount]).toEqual([2, 2, 1]);
  });

  it('has its own counter when it can be called from outside too', async () => {
    const { times, counterCount } = await counted([callsTwice, { ...square, isExported: true }], 3);
    expect([times('multiply'), times('call'), counterCount]).toEqual([2, 2, 2]);
  });

  /** f1(n) multiplies once and calls itself with n - 1 until that is 0. */
  it('has its own counter when it calls itself', async () => {
    const recursive: TinyFunction = {
      ...square,
      code: [
        ...[...get(0), ...get(0), op.i32Mul, op.drop, op.i32Const, 0],
        ...[...get(0), op.if, emptyBlock, ...get(0), op.i32Const, 1, op.i32Sub, op.call, 1, op.drop, op.end],
      ],
    };
    const callsOnce: TinyFunction = { ...callsTwice, code: [...get(0), op.call, 1] };
    const { times } = await counted([callsOnce, recursive], 4);
    expect([times('multiply'), times('call')]).toEqual([5, 5]);
  });
});

describe('a sum of counters', () => {
  it('forgets those that cancel out', () => {
    const difference = combine([
      [new Map([[1, 2], [2, 1]]), 1], // biome-ignore format: one line a sum
      [counterAlone(1), -2],
    ]);
    expect([...difference]).toEqual([[2, 1]]);
  });
});
