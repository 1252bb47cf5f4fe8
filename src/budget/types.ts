/** What can be limited. The order is the order of checks in a verdict. */
export const limitNames = ['flash', 'ram', 'latency', 'cycles'] as const;
export type LimitName = (typeof limitNames)[number];

/** Flash and RAM in bytes, latency in milliseconds. */
export type Measures = Readonly<Record<LimitName, number>>;
/** A limit that is missing or undefined is not checked. */
export type Limits = { readonly [name in LimitName]?: number | undefined };

/** One limit against what was measured, in the unit of the limit. */
export interface Check {
  readonly name: LimitName;
  readonly limit: number;
  readonly actual: number;
  /** How far above the limit; 0 when inside. */
  readonly excess: number;
  /** Percent of the limit in use. */
  readonly usedPercent: number;
}

export interface Verdict {
  readonly pass: boolean;
  readonly checks: readonly Check[];
}
