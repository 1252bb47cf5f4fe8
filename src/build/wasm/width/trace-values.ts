import type { FunctionBody, Instruction } from '../function-body.ts';
import type { WasmModule } from '../module.ts';
import { op } from '../opcodes.ts';
import { stackEffectOf } from './stack-effect.ts';
import type { FunctionValues, ValueList } from './value.ts';

/** One function, and what it shares with the others. */
export interface TracedFunction {
  readonly module: WasmModule;
  /** Of the functions the module defines. */
  readonly functions: readonly FunctionValues[];
  readonly list: ValueList;
  /** Which of them. */
  readonly index: number;
  readonly body: FunctionBody;
}

/** What the locals hold, and what a block leaves on the stack, at the end of one way. */
interface State {
  readonly locals: readonly number[];
  readonly results: readonly number[];
}

/** A structured instruction that is still open. */
interface Frame {
  readonly kind: 'block' | 'loop' | 'if';
  /** Values that a branch to its end brings; none for a loop, whose branches lead to its begin. */
  readonly arity: number;
  /** How many values lie below on the stack. */
  readonly height: number;
  readonly ends: State[];
  /** Of a loop: the merges of the locals it assigns. */
  readonly merges: ReadonlyMap<number, number>;
  /** Of a loop: see `Value.conditions`. */
  readonly conditions: number[];
  /** Of an `if` whose `else` has not come. */
  otherwise: readonly number[] | undefined;
}

const emptyBlock = -64;

/** Whether an instruction has an `end` of its own. */
const opens = (opcode: number): boolean => opcode === op.block || opcode === op.loop || opcode === op.if;

/** Adds the values of a function to the list; returns its operations by position. */
export function traceValues(traced: TracedFunction): ReadonlyMap<number, number> {
  return new Tracer(traced).trace();
}

class Tracer {
  readonly #traced: TracedFunction;
  readonly #operations = new Map<number, number>();
  readonly #frames: Frame[] = [];
  #stack: number[] = [];
  #locals: number[];
  #isReachable = true;
  /** Structured instructions that opened in code that cannot be reached. */
  #unreachedDepth = 0;

  constructor(traced: TracedFunction) {
    this.#traced = traced;
    const { functions, index, body, list } = traced;
    const zero = list.add({ kind: 'constant' });
    const own = body.locals.flatMap(([count]) => Array.from({ length: count }, () => zero));
    this.#locals = [...functions[index]!.parameters, ...own];
  }

  trace(): ReadonlyMap<number, number> {
    const { module, index, body, functions, list } = this.#traced;
    const arity = module.types[module.functionTypes[index]!]!.results.length;
    const outermost = this.#open('block', arity);
    for (const [position, instruction] of body.instructions.entries()) this.#step(position, instruction);
    const { operands } = list.values[functions[index]!.result]!;
    operands.push(...outermost.ends.flatMap(({ results }) => results));
    return this.#operations;
  }

  #step(position: number, instruction: Instruction): void {
    const { opcode } = instruction;
    if (!this.#isReachable) {
      this.#skip(opcode);
      return;
    }
    switch (opcode) {
      case op.block:
        this.#open('block', this.#arityOf(instruction.operand));
        break;
      case op.loop:
        this.#openLoop(position, this.#arityOf(instruction.operand));
        break;
      case op.if: {
        this.#operate(position, instruction, 1, 0);
        this.#open('if', this.#arityOf(instruction.operand)).otherwise = [...this.#locals];
        break;
      }
      case op.else:
        this.#leaveFrame();
        this.#else();
        break;
      case op.end:
        this.#leaveFrame();
        this.#end();
        break;
      case op.br:
        this.#branch(instruction.operand);
        this.#isReachable = false;
        break;
      case op.brIf:
        this.#branchIf(position, instruction);
        break;
      case op.brTable:
        this.#operate(position, instruction, 1, 0);
        for (const label of new Set(instruction.labels)) this.#branch(label);
        this.#isReachable = false;
        break;
      case op.return:
        this.#branch(this.#frames.length - 1);
        this.#isReachable = false;
        break;
      case op.unreachable:
        this.#isReachable = false;
        break;
      default:
        this.#straight(position, instruction);
    }
  }

  /** What neither branches nor opens or closes anything. */
  #straight(position: number, instruction: Instruction): void {
    const { opcode, operand } = instruction;
    if (opcode === op.localGet) this.#stack.push(this.#locals[operand]!);
    else if (opcode === op.localSet) this.#locals[operand] = this.#stack.pop()!;
    else if (opcode === op.localTee) this.#locals[operand] = this.#stack.at(-1)!;
    else if (opcode === op.i32Const) this.#stack.push(this.#traced.list.add({ kind: 'constant', constant: operand }));
    else if (opcode === op.call) this.#call(position, instruction);
    else if (opcode === op.callIndirect) this.#callUnknown(position, instruction, operand, 1);
    else {
      const { takes, gives } = stackEffectOf(opcode);
      this.#operate(position, instruction, takes, gives);
    }
  }

  #top(count: number): number[] {
    return this.#stack.slice(this.#stack.length - count);
  }

  #operate(position: number, { opcode }: Instruction, takes: number, gives: number): void {
    const operands = this.#stack.splice(this.#stack.length - takes, takes);
    const value = this.#traced.list.add({ kind: 'operation', opcode, operands });
    this.#operations.set(position, value);
    if (gives > 0) this.#stack.push(value);
  }

  #call(position: number, instruction: Instruction): void {
    const { module, functions, list } = this.#traced;
    const defined = instruction.operand - module.importedFunctions.length;
    if (defined < 0) {
      this.#callUnknown(position, instruction, module.importedFunctions[instruction.operand]!.type, 0);
      return;
    }
    const { parameters, result } = functions[defined]!;
    const given = this.#stack.splice(this.#stack.length - parameters.length, parameters.length);
    for (const [at, parameter] of parameters.entries()) list.values[parameter]!.operands.push(given[at]!);
    if (module.types[module.functionTypes[defined]!]!.results.length > 0) this.#stack.push(result);
  }

  #callUnknown(position: number, instruction: Instruction, type: number, more: number): void {
    const { parameters, results } = this.#traced.module.types[type]!;
    this.#operate(position, instruction, parameters.length + more, results.length);
  }

  #arityOf(blockType: number): number {
    if (blockType === emptyBlock) return 0;
    return blockType < 0 ? 1 : this.#traced.module.types[blockType]!.results.length;
  }

  #open(kind: Frame['kind'], arity: number, merges: Frame['merges'] = new Map(), conditions: number[] = []): Frame {
    const height = this.#stack.length;
    const frame: Frame = { kind, arity, height, ends: [], merges, conditions, otherwise: undefined };
    this.#frames.push(frame);
    return frame;
  }

  #openLoop(position: number, arity: number): void {
    const conditions: number[] = [];
    const merges = new Map<number, number>();
    for (const local of this.#assignedIn(position)) {
      const operands = [this.#locals[local]!];
      merges.set(local, this.#traced.list.add({ kind: 'merge', operands, conditions }));
    }
    for (const [local, merge] of merges) this.#locals[local] = merge;
    this.#open('loop', arity, merges, conditions);
  }

  /** Locals that a structured instruction assigns. */
  #assignedIn(position: number): Set<number> {
    const { instructions } = this.#traced.body;
    const assigned = new Set<number>();
    let depth = 0;
    for (let at = position; at < instructions.length; at++) {
      const { opcode, operand } = instructions[at]!;
      if (opcode === op.localSet || opcode === op.localTee) assigned.add(operand);
      else if (opens(opcode)) depth += 1;
      else if (opcode === op.end && --depth === 0) break;
    }
    return assigned;
  }

  #skip(opcode: number): void {
    if (opens(opcode)) this.#unreachedDepth += 1;
    else if (opcode === op.end && this.#unreachedDepth > 0) this.#unreachedDepth -= 1;
    else if (opcode === op.end) this.#end();
    else if (opcode === op.else && this.#unreachedDepth === 0) this.#else();
  }

  /** The end of a block is reached without a branch. */
  #leaveFrame(): void {
    const frame = this.#frames.at(-1)!;
    frame.ends.push({ locals: [...this.#locals], results: this.#top(frame.arity) });
  }

  #else(): void {
    const frame = this.#frames.at(-1)!;
    this.#stack.length = frame.height;
    this.#locals = [...frame.otherwise!];
    frame.otherwise = undefined;
    this.#isReachable = true;
  }

  #end(): void {
    const frame = this.#frames.pop()!;
    if (frame.otherwise !== undefined) frame.ends.push({ locals: frame.otherwise, results: [] });
    this.#stack.length = frame.height;
    this.#isReachable = frame.ends.length > 0;
    if (!this.#isReachable || this.#frames.length === 0) return;
    const [first, ...others] = frame.ends;
    this.#locals = first!.locals.map((value, local) =>
      this.#merged([value, ...others.map(({ locals }) => locals[local]!)]),
    );
    const results = first!.results.map((value, at) => this.#merged([value, ...others.map((end) => end.results[at]!)]));
    this.#stack.push(...results);
  }

  #merged(values: readonly number[]): number {
    if (values.every((value) => value === values[0])) return values[0]!;
    return this.#traced.list.add({ kind: 'merge', operands: [...new Set(values)] });
  }

  #branchIf(position: number, instruction: Instruction): void {
    const condition = this.#stack.at(-1)!;
    this.#operate(position, instruction, 1, 0);
    const target = this.#frames.length - 1 - instruction.operand;
    for (const { kind, conditions } of this.#frames.slice(target)) if (kind === 'loop') conditions.push(condition);
    this.#branch(instruction.operand);
  }

  #branch(label: number): void {
    const frame = this.#frames[this.#frames.length - 1 - label]!;
    if (frame.kind === 'loop') {
      for (const [local, merge] of frame.merges) this.#traced.list.values[merge]!.operands.push(this.#locals[local]!);
    } else {
      frame.ends.push({ locals: [...this.#locals], results: this.#top(frame.arity) });
    }
  }
}
