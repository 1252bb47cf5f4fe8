import type { InstructionRow } from '../isa/types.ts';

/**
 * What one row of a core's timing table says. `cycles` is the least an instruction takes and includes the one issue
 * cycle; all beyond that one goes to `cause`. Rules that look at neighbours are in timing/static-cost.ts.
 */
export interface TimingRow {
  readonly cycles: number;
  /** For each register transferred beyond what `cycles` holds. */
  readonly perRegister?: number;
  readonly cause: 'issue' | 'branchRefill' | 'loadStore' | 'multiplyDivide' | 'fpu' | 'exceptions';
  /** Manual and table or section. */
  readonly source: string;
}

export type CoreTiming = Readonly<Record<string, TimingRow>>;

/** What no single instruction class has: the pipeline and exceptions. Cycles, or 1 for yes and 0 for no. */
export const coreParameters = [
  /** CPUID register. */
  'cpuid',
  /** Refill after a taken direct branch, beyond the branch's own cycles. */
  'directRefill',
  /** Refill after a branch to an address in a register. */
  'registerRefill',
  /** Refill after a load of the PC. */
  'loadRefill',
  /** More of it when the target is a 32-bit instruction across a word boundary. */
  'straddleRefill',
  /** Loads overlap with the load, or the store by register offset, that follows. */
  'pipelinedLoads',
  /** An address that depends on the data-processing instruction before waits this long. */
  'addressInterlock',
  /** Long multiplies of small operands end early: timing/long-multiply.ts. */
  'earlyLongMultiply',
  /** From an exception to the first instruction of its handler. */
  'exceptionEntry',
  /** From the return of one handler to the first instruction of the next. */
  'tailChain',
  /** From the return of a handler to the instruction it goes back to. */
  'exceptionReturn',
] as const;
export type CoreParameter = (typeof coreParameters)[number];

/** One core of the family: the instructions it has and what they cost. */
export interface CoreModel {
  readonly id: string;
  readonly architectures: readonly InstructionRow['architecture'][];
  readonly timing: CoreTiming;
  readonly parameters: Readonly<Record<CoreParameter, { readonly value: number; readonly source: string }>>;
}
