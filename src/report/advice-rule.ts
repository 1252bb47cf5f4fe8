import type { BuiltImage } from '../build/types.ts';
import type { LayerCost, RamFootprint } from '../cost/types.ts';
import type { Device } from '../devices/schema.ts';
import type { ModelInfo } from '../model/types.ts';
import type { CostInterval, FlashSettings } from '../simulate/types.ts';

/** What is known of how the firmware came to be. */
export type AdviceSource =
  | { readonly origin: 'user' }
  | { readonly origin: 'model'; readonly built: Pick<BuiltImage, 'kernels' | 'opt'>; readonly model: ModelInfo };

/** What advice is given from. */
export interface AdviceContext {
  readonly measured: CostInterval;
  readonly layers: readonly LayerCost[];
  readonly device: Device;
  readonly source: AdviceSource;
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
