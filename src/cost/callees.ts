import type { CallTrace, CostInterval } from '../simulate/types.ts';
import type { LayerCost } from './types.ts';

/**
 * Cost of each call that the firmware's own interpreter made, in time order: layers of which only the function is
 * known, and its source file where the function is local to that.
 *
 * @param region the interval shares are taken of
 */
export function calleeCosts(calls: readonly CallTrace[], region: CostInterval): LayerCost[] {
  return calls.map((call, index) => ({
    index,
    name: call.symbol,
    op: shortName(call),
    shape: [],
    cycles: call.cycles,
    share: region.cycles === 0 ? 0 : call.cycles / region.cycles,
    macs: 0,
    cyclesPerMac: undefined,
    flashBytes: call.codeBytes ?? 0,
    byCause: call.byCause,
    instructions: call.instructions,
  }));
}

/** `tflite::(anonymous namespace)::Eval` of conv.cc -> `Eval (conv.cc)`. */
function shortName({ symbol, sourceFile }: CallTrace): string {
  const name = symbol.replaceAll('(anonymous namespace)::', '').replace(/^tflite::(ops::micro::)?/, '');
  return sourceFile === undefined ? name : `${name} (${sourceFile})`;
}
