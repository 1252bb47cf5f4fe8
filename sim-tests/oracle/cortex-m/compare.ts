import { disassembleCode, disassembleInstruction } from '../../../src/simulate/cortex-m/disassemble.ts';
import { halfwordsOf } from '../../isa/random-encoding.ts';
import { blockWords, type TestImage } from './image.ts';
import { block, nameOfWord } from './layout.ts';
import type { Snippet } from './snippet.ts';

/** A case whose block two machines left different, or that one of them did not finish. */
export interface Difference {
  readonly index: number;
  readonly rowId: string;
  /** Words of the block that differ. */
  readonly words: readonly number[];
}

/** Cases whose blocks differ, in the order in which they ran. */
export function findDifferences(image: TestImage, expected: Uint8Array, actual: Uint8Array): Difference[] {
  return image.cases.flatMap((snippet, index) => {
    const [left, right] = [blockWords(expected, index), blockWords(actual, index)];
    const words = Array.from(left.keys()).filter((word) => left[word] !== right[word]);
    return words.length === 0 ? [] : [{ index, rowId: snippet.encoding.row.id, words }];
  });
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');

/** The tested instruction as text, with its encoding, and the instructions that follow it. */
export function describeSnippet(snippet: Snippet): string {
  const { encoding, address, testAddress, endAddress, condition } = snippet;
  const halfwords = halfwordsOf(encoding);
  const { text } = disassembleInstruction(testAddress, halfwords[0]!, halfwords[1] ?? 0, condition);
  const bytes = halfwords.map((halfword) => halfword.toString(16).padStart(4, '0')).join(' ');
  const start = testAddress + halfwords.length * 2;
  const code = Uint16Array.from(snippet.halfwords).slice((start - address) / 2, (endAddress - address) / 2);
  const followers = disassembleCode(new Uint8Array(code.buffer), start).map((line) => `\n    ${line.text}`);
  return `${encoding.row.id} at ${hex(testAddress)}: ${bytes}  ${text}${followers.join('')}`;
}

const interesting = [
  ...Array.from({ length: block.fpscr + 1 }, (_, word) => word),
  ...Array.from({ length: 32 }, (_, single) => block.singles + single),
];

/** A difference as a reader wants it: the instruction, the state before it, and what each machine made of it. */
export function describeDifference(
  image: TestImage,
  { index, words }: Difference,
  expected: Uint8Array,
  actual: Uint8Array,
): string {
  const before = blockWords(image.blocks, index);
  const [left, right] = [blockWords(expected, index), blockWords(actual, index)];
  const input = interesting.map((word) => `${nameOfWord(word)}=${hex(before[word]!)}`);
  const lines = words.map(
    (word) =>
      `  ${nameOfWord(word)}: was ${hex(before[word]!)}, QEMU ${hex(left[word]!)}, preflash ${hex(right[word]!)}`,
  );
  return [`case ${index}, ${describeSnippet(image.cases[index]!)}`, ...lines, `  before: ${input.join(' ')}`].join(
    '\n',
  );
}

/** `ADD_imm_T1 (3), SEL_T1 (1)`. */
function countRows(ids: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return Array.from(counts, ([id, count]) => `${id} (${count})`).join(', ');
}

/** Summary for a test's failure message: how many cases of which rows differ, and the first few in full. */
export function describeDifferences(
  image: TestImage,
  differences: readonly Difference[],
  expected: Uint8Array,
  actual: Uint8Array,
  shown = 3,
): string {
  const counts = countRows(differences.map(({ rowId }) => rowId));
  const details = differences.slice(0, shown).map((each) => describeDifference(image, each, expected, actual));
  return `${differences.length} of ${image.cases.length} cases differ: ${counts}\n\n${details.join('\n\n')}`;
}
