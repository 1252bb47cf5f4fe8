import type { ImageSource } from '../cost/footprint.ts';
import type { LayerCost, RamFootprint } from '../cost/types.ts';
import type { Device } from '../devices/schema.ts';
import type { CostInterval, FlashSettings } from '../simulate/types.ts';

/** What advice is given from. */
export interface AdviceContext {
  readonly measured: CostInterval;
  readonly layers: readonly LayerCost[];
  readonly device: Device;
  readonly source: ImageSource;
  readonly ram: RamFootprint;
  readonly flashSettings: FlashSettings | undefined;
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
