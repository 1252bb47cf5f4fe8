import type { SymbolIndex } from '../../image/symbols.ts';

/** What runs a layer of NNoM with the activation behind it. */
export const nnomLayer = 'layer_run';
/** What runs an inference, the outermost first. */
const inferenceFunctions = ['model_run', 'model_run_to'];

/** In C `model_run` may be anybody's: NNoM's comes with what runs a layer. Undefined where there is none. */
export function nnomInference(symbols: SymbolIndex): string | undefined {
  if (symbols.byName(nnomLayer) === undefined) return undefined;
  return inferenceFunctions.find((name) => symbols.byName(name) !== undefined);
}
