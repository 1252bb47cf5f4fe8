/** ARMv6-M, what ARMv7-M adds to it, what ARMv7E-M adds to that (the DSP extension), and the FPU's FPv4-SP. */
export const architectures = ['v6m', 'v7m', 'v7em', 'fpv4sp'] as const;

/** One row of the instruction table. Decoder, disassembler, supported-instruction page and tests are made from it. */
export interface InstructionRow {
  /** Unique: mnemonic, form and encoding as the manual names them: `ADD_imm_T1`. */
  readonly id: string;
  /** Assembler spelling without condition, with `S` where the encoding always sets flags outside IT: `ADDS`. */
  readonly mnemonic: string;
  /**
   * Bits from most to least significant: `0`, `1`, or a letter naming the field the bit belongs to. Spaces are free.
   * A 32-bit encoding is written first halfword, `|`, second halfword. Fields may be split: equal letters concatenate.
   */
  readonly pattern: string;
  /**
   * What must hold for this row to match, for example `n!=15 d!=n` (else another row or UNPREDICTABLE): terms separated
   * by spaces, each `field op number` or `field op field` with op one of == != < <= >=. The names that are not fields
   * are in `derivedFields` of match.ts.
   */
  readonly where?: string;
  /** Operand template for the disassembler. */
  readonly operands: string;
  /** Name of the handler that executes it. */
  readonly operation: string;
  /** Row of the core's timing table. */
  readonly timing: string;
  /** Class for the instruction mix: one of `instructionClasses` in src/simulate/types.ts. */
  readonly class: string;
  readonly architecture: (typeof architectures)[number];
  /** Section of the ARMv7-M Architecture Reference Manual (DDI 0403E). */
  readonly section: string;
}
