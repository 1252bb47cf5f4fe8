/** How many values an instruction takes off the stack and puts on it. */
export interface StackEffect {
  readonly takes: number;
  readonly gives: number;
}

/** Opcodes from..to, both included: Core Specification, 3.3. Of structured instructions and calls nothing is said. */
const ranges: readonly (readonly [from: number, to: number, takes: number, gives: number])[] = [
  [0x1a, 0x1a, 1, 0],
  [0x1b, 0x1c, 3, 1],
  [0x23, 0x23, 0, 1],
  [0x24, 0x24, 1, 0],
  [0x28, 0x35, 1, 1],
  [0x36, 0x3e, 2, 0],
  [0x3f, 0x3f, 0, 1],
  [0x40, 0x40, 1, 1],
  [0x41, 0x44, 0, 1],
  [0x45, 0x45, 1, 1],
  [0x46, 0x4f, 2, 1],
  [0x50, 0x50, 1, 1],
  [0x51, 0x66, 2, 1],
  [0x67, 0x69, 1, 1],
  [0x6a, 0x78, 2, 1],
  [0x79, 0x7b, 1, 1],
  [0x7c, 0x8a, 2, 1],
  [0x8b, 0x91, 1, 1],
  [0x92, 0x98, 2, 1],
  [0x99, 0x9f, 1, 1],
  [0xa0, 0xa6, 2, 1],
  [0xa7, 0xc4, 1, 1],
  [0xfc, 0xfc, 1, 1],
];

const none: StackEffect = { takes: 0, gives: 0 };

const effects: readonly StackEffect[] = Array.from({ length: 0x100 }, (_, opcode) => {
  const found = ranges.find(([from, to]) => opcode >= from && opcode <= to);
  return found === undefined ? none : { takes: found[2], gives: found[3] };
});

/** What an instruction does to the stack; nothing for those whose effect depends on types. */
export const stackEffectOf = (opcode: number): StackEffect => effects[opcode]!;
