/** One row of the AVR instruction table. Decoder, disassembler, supported-instruction page and tests are made from it. */
export interface AvrInstructionRow {
  /** Unique; the mnemonic, with the addressing mode where one mnemonic has several: `LD_X_postinc`. */
  readonly id: string;
  readonly mnemonic: string;
  /**
   * Sixteen bits from most to least significant: `0`, `1`, or a letter naming the field the bit belongs to. Spaces are
   * free; equal letters concatenate. A second word is written after `|`.
   */
  readonly pattern: string;
  /** What the fields may not be for this row to match: `d!=26,27`. */
  readonly where?: string;
  /** Operand template for the disassembler: `{d}` with an optional `:format`. */
  readonly operands: string;
  /** Name of the handler that executes it. */
  readonly operation: string;
  /** Row of the timing table. */
  readonly timing: string;
  /** Class for the instruction mix: one of `instructionClasses` in src/simulate/types.ts. */
  readonly class: string;
  /** The cores that have it. */
  readonly architecture: 'avre+' | 'avrxt' | 'both';
  /** Section of the AVR Instruction Set Manual (DS40002198B). */
  readonly section: string;
}
