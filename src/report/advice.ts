import type { ImageSource } from '../cost/footprint.ts';
import type { LayerCost, RamFootprint } from '../cost/types.ts';
import type { Device } from '../devices/schema.ts';
import type { CostInterval } from '../simulate/types.ts';
import { causeAdvice } from './cause-advice.ts';
import type { Finding } from './schema.ts';
import { setupAdvice } from './setup-advice.ts';

/** What advice is given from. */
export interface AdviceContext {
  readonly measured: CostInterval;
  readonly layers: readonly LayerCost[];
  readonly device: Device;
  readonly source: ImageSource;
  readonly ram: RamFootprint;
}

/** One thing that can be said about where cycles go. */
export interface AdviceRule {
  readonly code: string;
  /** Part of the measured cycles the rule speaks of, 0..1; 0 when it has nothing to say. */
  readonly share: (context: AdviceContext) => number;
  /** What was found, with the figure, without a full stop. */
  readonly message: (context: AdviceContext, share: number) => string;
  /** What to do about it, as a sentence that is true for this context. */
  readonly advice: (context: AdviceContext) => string;
}

/** Shares below this are not worth a line. */
const leastShare = 0.01;

/** Everything the rules find, largest share of the cycles first; how the firmware was built goes before where it waits. */
export function findingsOf(context: AdviceContext): Finding[] {
  return [...setupAdvice, ...causeAdvice]
    .map((rule) => ({ rule, share: rule.share(context) }))
    .filter(({ share }) => share >= leastShare)
    .map(({ rule, share }) => ({
      code: rule.code,
      share,
      message: rule.message(context, share),
      advice: rule.advice(context),
    }))
    .sort((a, b) => b.share - a.share);
}
