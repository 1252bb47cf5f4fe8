import type { ControlFlow } from '../control-flow.ts';
import type { FunctionBody } from '../function-body.ts';
import { op } from '../opcodes.ts';

/** A block with a call of a function in it: one entry a call. */
export interface CallSite {
  /** Position among the functions that the module defines. */
  readonly caller: number;
  readonly block: number;
}

/** A function, and every place that calls it; undefined where others than these may, or where it calls itself. */
export interface CalledFunction {
  readonly index: number;
  readonly sites: readonly CallSite[] | undefined;
}

/** What the order of a module's functions follows from. */
export interface Callers {
  readonly bodies: readonly FunctionBody[];
  readonly flows: readonly ControlFlow[];
  /** Functions before the first that the module defines. */
  readonly importedCount: number;
  /** Indices of functions that not only direct calls reach, imported ones counted. */
  readonly open: ReadonlySet<number>;
}

/** A module's functions, each behind all that its `sites` name. */
export function callersFirst({ bodies, flows, importedCount, open }: Callers): CalledFunction[] {
  const sites = callSites(bodies, flows, importedCount);
  const isOpen = (index: number): boolean => open.has(index + importedCount);
  const placed = new Set<number>();
  const waiting = new Set(bodies.keys());
  const order: CalledFunction[] = [];
  const place = (index: number, known: readonly CallSite[] | undefined): void => {
    order.push({ index, sites: known });
    placed.add(index);
    waiting.delete(index);
  };
  while (waiting.size > 0) {
    const before = waiting.size;
    for (const index of waiting) {
      if (isOpen(index)) place(index, undefined);
      else if (sites[index]!.every(({ caller }) => placed.has(caller))) place(index, sites[index]!);
    }
    const [ofRing] = waiting;
    if (waiting.size === before && ofRing !== undefined) place(ofRing, undefined);
  }
  return order;
}

function callSites(
  bodies: readonly FunctionBody[],
  flows: readonly ControlFlow[],
  importedCount: number,
): readonly CallSite[][] {
  const sites: CallSite[][] = bodies.map(() => []);
  for (const [caller, { blocks }] of flows.entries()) {
    for (const [block, { instructions }] of blocks.entries()) {
      for (const position of instructions) {
        const { opcode, operand } = bodies[caller]!.instructions[position]!;
        if (opcode === op.call && operand >= importedCount) sites[operand - importedCount]!.push({ caller, block });
      }
    }
  }
  return sites;
}
