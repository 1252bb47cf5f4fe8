import type { Instruction } from './function-body.ts';
import { op } from './opcodes.ts';

/** A run of instructions that is entered at its first and left behind its last one. */
export interface BasicBlock {
  /** Index of the first instruction; a counter placed before it counts the block, behind an `else` if that is missing. */
  readonly start: number;
  /** Indices of its instructions. */
  readonly instructions: number[];
  /** Where a conditional branch goes on when it is not taken. */
  readonly isFallThrough: boolean;
  /** Of the `else` that an `if` does not have: an empty block that starts at the `end`. */
  readonly missingElse: { readonly skipsLoop: boolean } | undefined;
}

/** Blocks of one function that can be reached, and the ways between them. */
export interface ControlFlow {
  readonly blocks: readonly BasicBlock[];
  /** From block to block; `entryNode` and `exitNode` stand for the function's ends, `trapNode` for that of the run. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}

export const entryNode = -1;
export const exitNode = -2;
export const trapNode = -3;

/** A structured instruction that is still open. */
interface Frame {
  readonly kind: 'block' | 'loop' | 'if';
  /** Blocks whose way leads to the end of this frame. */
  readonly toEnd: number[];
  /** Where a branch to a loop goes. */
  readonly header: number | undefined;
  /** Of an `if` whose `else` has not come: the block that ends with the condition. */
  condition: number | undefined;
  /** Whether a loop stood in it so far. */
  holdsLoop: boolean;
}

/** Splits a function's code into basic blocks. Code that cannot be reached is in none. */
export function controlFlow(instructions: readonly Instruction[]): ControlFlow {
  return new Tracer(instructions).trace();
}

class Tracer {
  readonly #instructions: readonly Instruction[];
  readonly #blocks: BasicBlock[] = [];
  readonly #edges: (readonly [number, number])[] = [];
  readonly #frames: Frame[] = [];
  /** The block that instructions now belong to; undefined in code that cannot be reached. */
  #current: number | undefined;

  constructor(instructions: readonly Instruction[]) {
    this.#instructions = instructions;
  }

  trace(): ControlFlow {
    this.#open('block');
    this.#enter(0, [entryNode]);
    for (const [index, instruction] of this.#instructions.entries()) this.#step(index, instruction);
    return { blocks: this.#blocks, edges: this.#edges };
  }

  #step(index: number, instruction: Instruction): void {
    if (this.#current !== undefined) this.#blocks[this.#current]!.instructions.push(index);
    const next = index + 1;
    switch (instruction.opcode) {
      case op.block:
        this.#open('block');
        break;
      case op.loop:
        for (const frame of this.#frames) frame.holdsLoop = true;
        this.#enter(next, this.#here());
        this.#open('loop', this.#current);
        break;
      case op.if:
        this.#openIf(next);
        break;
      case op.else:
        this.#else(next);
        break;
      case op.end:
        this.#end(index);
        break;
      case op.br:
        this.#leave([instruction.operand]);
        break;
      case op.brTable:
        this.#leave(instruction.labels);
        break;
      case op.brIf:
        this.#branch([instruction.operand]);
        this.#enter(next, this.#here(), { isFallThrough: true });
        break;
      case op.return:
        this.#leave([this.#frames.length - 1]);
        break;
      case op.unreachable:
        for (const block of this.#here()) this.#edges.push([block, trapNode]);
        this.#current = undefined;
        break;
    }
  }

  #here(): number[] {
    return this.#current === undefined ? [] : [this.#current];
  }

  #open(kind: Frame['kind'], header?: number): void {
    this.#frames.push({ kind, toEnd: [], header, condition: undefined, holdsLoop: false });
  }

  #openIf(next: number): void {
    const condition = this.#current;
    this.#open('if');
    this.#frames.at(-1)!.condition = condition;
    this.#enter(next, this.#here(), { isFallThrough: true });
  }

  #else(next: number): void {
    const frame = this.#frames.at(-1)!;
    frame.toEnd.push(...this.#here());
    const before = frame.condition === undefined ? [] : [frame.condition];
    frame.condition = undefined;
    this.#enter(next, before);
  }

  #end(index: number): void {
    const frame = this.#frames.pop()!;
    if (frame.kind === 'loop') return;
    const before = [...frame.toEnd, ...this.#here()];
    if (frame.condition !== undefined) {
      this.#enter(index, [frame.condition], { missingElse: { skipsLoop: frame.holdsLoop } });
      before.push(...this.#here());
    }
    if (this.#frames.length > 0) {
      this.#enter(index + 1, before);
      return;
    }
    for (const from of before) this.#edges.push([from, exitNode]);
    this.#current = undefined;
  }

  /** Goes on in a new block, or nowhere when no way leads there. */
  #enter(
    start: number,
    from: readonly number[],
    { isFallThrough = false, missingElse }: Partial<Pick<BasicBlock, 'isFallThrough' | 'missingElse'>> = {},
  ): void {
    this.#current = undefined;
    if (from.length === 0) return;
    this.#current = this.#blocks.length;
    this.#blocks.push({ start, instructions: [], isFallThrough, missingElse });
    for (const block of from) this.#edges.push([block, this.#current]);
  }

  #branch(labels: readonly number[]): void {
    const from = this.#current;
    if (from === undefined) return;
    for (const label of new Set(labels)) {
      const frame = this.#frames[this.#frames.length - 1 - label]!;
      if (frame.header !== undefined) this.#edges.push([from, frame.header]);
      else frame.toEnd.push(from);
    }
  }

  #leave(labels: readonly number[]): void {
    this.#branch(labels);
    this.#current = undefined;
  }
}
