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
