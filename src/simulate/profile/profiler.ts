import { indexSourceLines } from '../../image/dwarf/source-lines.ts';
import type { SymbolIndex } from '../../image/symbols.ts';
import type { FirmwareImage } from '../../image/types.ts';
import type { Machine } from '../machine.ts';
import type { Demangle } from '../regions/region-name.ts';
import { type CyclesByCause, cycleCauses, type ProfileNode } from '../types.ts';
import { type CallNode, CallTree } from './call-tree.ts';

/** Follows every call from `begin` to `end`, for a profile of what lay between them last. */
export class Profiler {
  readonly #machine: Machine;
  readonly #symbols: SymbolIndex;
  #underWay: CallTree | undefined;
  #last: CallTree | undefined;

  constructor(machine: Machine, symbols: SymbolIndex) {
    this.#machine = machine;
    this.#symbols = symbols;
  }

  /** Starts over with the instruction that is next. */
  begin(): void {
    const tree = new CallTree(this.#symbols, this.#machine.pc);
    this.#underWay = tree;
    this.#machine.trace((rows, count) => tree.add(rows, count));
  }

  end(): void {
    this.#machine.trace(undefined);
    this.#last = this.#underWay;
    this.#underWay = undefined;
  }

  /** Of what was ended last, or of what has not ended where nothing has: the outermost functions. */
  profile({ debug }: FirmwareImage, demangle: Demangle): ProfileNode[] {
    const tree = this.#last ?? this.#underWay;
    if (tree === undefined) return [];
    const lines = debug && indexSourceLines(debug);
    const nodeOf = ({ function: { name, address }, calls, ownCycles, children }: CallNode): ProfileNode => ({
      symbol: demangle(name),
      address,
      source: lines?.at(address),
      calls,
      ownCycles: causesOf(ownCycles),
      callees: [...children.values()].filter(hasRun).map(nodeOf),
    });
    return [...tree.root.children.values()].filter(hasRun).map(nodeOf);
  }
}

/** What the last instruction goes to is entered, and nothing of it executed. */
const hasRun = ({ ownCycles, children }: CallNode): boolean =>
  children.size > 0 || ownCycles.some((cycles) => cycles > 0);

const causesOf = (cycles: Float64Array): CyclesByCause =>
  Object.fromEntries(cycleCauses.map((cause, index) => [cause, cycles[index]!])) as unknown as CyclesByCause;
