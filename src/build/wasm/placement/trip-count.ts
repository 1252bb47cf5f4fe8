import type { ControlFlow } from '../control-flow.ts';
import type { Instruction } from '../function-body.ts';
import { op } from '../opcodes.ts';

/** A loop of one block in which a local goes up or down by one each time around: what it went by is how often that was. */
export interface TripCount {
  readonly local: number;
  readonly goesUp: boolean;
  /** Position of the `loop` instruction, which whoever enters the loop comes by. */
  readonly loop: number;
  /** Position behind the branch back, which whoever leaves the loop comes by. */
  readonly behind: number;
}

/** How a local says how often a block ran; undefined when it is no such loop. */
export function tripCountOf(
  { blocks }: ControlFlow,
  block: number,
  instructions: readonly Instruction[],
): TripCount | undefined {
  const { start, instructions: positions } = blocks[block]!;
  const inside = positions.map((position) => instructions[position]!);
  const branch = inside.at(-1);
  if (instructions[start - 1]?.opcode !== op.loop || branch?.opcode !== op.brIf) return undefined;
  if (branch.operand !== openBlocks(inside)) return undefined;
  const step = stepByOne(inside);
  return step && { ...step, loop: start - 1, behind: positions.at(-1)! + 1 };
}

/** What is still open at the end of a loop's only block: with so many around it, the branch goes to the loop. */
function openBlocks(inside: readonly Instruction[]): number {
  return inside.reduce((open, { opcode }) => open + (opcode === op.block ? 1 : opcode === op.end ? -1 : 0), 0);
}

/** A local that is set once, to one more or one less than it was. */
function stepByOne(inside: readonly Instruction[]): Pick<TripCount, 'local' | 'goesUp'> | undefined {
  const isSet = ({ opcode }: Instruction): boolean => opcode === op.localSet || opcode === op.localTee;
  const sets = inside.filter(isSet).map(({ operand }) => operand);
  for (const [at, set] of inside.entries()) {
    if (!isSet(set) || sets.indexOf(set.operand) !== sets.lastIndexOf(set.operand)) continue;
    const [get, constant, change] = inside.slice(Math.max(0, at - 3), at);
    if (get?.opcode !== op.localGet || get.operand !== set.operand || constant?.opcode !== op.i32Const) continue;
    const step = change?.opcode === op.i32Add ? constant.operand : change?.opcode === op.i32Sub ? -constant.operand : 0;
    if (Math.abs(step) === 1) return { local: set.operand, goesUp: step > 0 };
  }
  return undefined;
}
