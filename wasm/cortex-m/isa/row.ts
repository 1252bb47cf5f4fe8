import type { InstructionRow } from './types.ts';

type Architecture = InstructionRow['architecture'];

/** What every row of one part of the table shares, so that a row is one readable line. */
export interface RowDefaults {
  readonly architecture: Architecture;
  readonly timing: string;
  readonly class: string;
}

export type RowMaker = (
  id: string,
  mnemonic: string,
  pattern: string,
  operands: string,
  operation: string,
  title: string,
  changes?: Partial<Omit<InstructionRow, 'id' | 'mnemonic' | 'pattern' | 'operands' | 'operation' | 'section'>>,
) => InstructionRow;

/**
 * Returns a function that makes rows with these defaults. `title` is the instruction's heading in section A7.7 of
 * DDI 0403E, cited by name because its number moved between issues of the manual.
 */
export function rowMaker(defaults: RowDefaults): RowMaker {
  return (id, mnemonic, pattern, operands, operation, title, changes = {}) => ({
    id,
    mnemonic,
    pattern,
    operands,
    operation,
    ...defaults,
    ...changes,
    section: `A7.7 ${title}`,
  });
}
