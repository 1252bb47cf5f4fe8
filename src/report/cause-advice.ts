import type { LayerCost } from '../cost/types.ts';
import { isAvrCore } from '../devices/core-family.ts';
import { capacityBytes } from '../devices/memory-map.ts';
import type { Device } from '../devices/schema.ts';
import { type CycleCause, cycleCauses } from '../simulate/types.ts';
import { formatBytes } from '../units/bytes.ts';
import { formatCount } from '../units/count.ts';
import { formatPercent } from '../units/percent.ts';
import type { AdviceContext, AdviceRule } from './advice-rule.ts';

interface CauseText {
  readonly code: string;
  /** What these cycles are, read after "38.2 % of the cycles". */
  readonly what: (context: AdviceContext) => string;
  readonly advice: (context: AdviceContext) => string;
}

/** What each cause of cycles means and what lowers it. */
const causes: Readonly<Record<CycleCause, CauseText>> = {
  issue: {
    code: 'instructions',
    what: () => 'are instructions at work, one a cycle',
    advice: (context) =>
      `Only fewer instructions help: ${optimiseHint(context)}fewer channels or a larger stride in ${hotSpot(context, 'issue')}.`,
  },
  branchRefill: {
    code: 'branch-refill',
    what: () => 'refill the pipeline after taken branches',
    advice: (context) =>
      `Unroll and inline the inner loop of ${hotSpot(context, 'branchRefill')} (-O3, -funroll-loops): longer bodies branch less.`,
  },
  loadStore: {
    code: 'load-store',
    what: () => 'are loads and stores beyond their first cycle',
    advice: (context) =>
      isAvr(context)
        ? `In ${hotSpot(context, 'loadStore')}, keep in registers what the inner loop uses again: each load takes two cycles, and none overlap.`
        : `In ${hotSpot(context, 'loadStore')}, load words rather than bytes and several in a row: loads that follow each other overlap.`,
  },
  multiplyDivide: {
    code: 'multiply-divide',
    what: ({ measured }) =>
      `are multiplications and divisions beyond their first cycle (${formatCount(measured.byClass.divide)} divisions)`,
    advice: (context) =>
      `In ${hotSpot(context, 'multiplyDivide')}, divide outside the inner loop, or multiply by a reciprocal.`,
  },
  fpu: {
    code: 'floating-point',
    what: () => 'wait for results of the floating-point unit',
    advice: (context) =>
      `Quantise ${hotSpot(context, 'fpu')} to int8, or keep division, square root and chained multiply-adds out of its inner loop.`,
  },
  flashFetch: {
    code: 'flash-fetch',
    what: ({ device }) => `wait for instructions from flash${cacheNote(device, 'instructionCache')}`,
    advice: codePlacementAdvice,
  },
  flashData: {
    code: 'flash-data',
    what: ({ device }) => `wait for constants from flash${cacheNote(device, 'dataCache')}`,
    advice: copyToRamAdvice,
  },
  exceptions: {
    code: 'exceptions',
    what: () => 'enter and leave interrupts',
    advice: () => 'Slow down or mask periodic interrupts, such as SysTick, during the inference.',
  },
};

/** One rule a cause of cycles. */
export const causeAdvice: readonly AdviceRule[] = cycleCauses.map((cause) => ({
  code: causes[cause].code,
  share: ({ measured }) => (measured.cycles === 0 ? 0 : measured.byCause[cause] / measured.cycles),
  message: (context, share) => `${formatPercent(share)} of the cycles ${causes[cause].what(context)}`,
  advice: causes[cause].advice,
}));

const isAvr = ({ device }: AdviceContext): boolean => isAvrCore(device.core);

/** On an 8-bit core no level is the fastest for every network. */
function optimiseHint(context: AdviceContext): string {
  const { source } = context;
  if (isAvr(context) && source.origin === 'model') return 'try the other levels of --opt, or use ';
  return source.origin === 'model' && source.built.opt !== 'O3' ? 'try --opt O3, or ' : '';
}

function largestBy({ layers }: AdviceContext, value: (layer: LayerCost) => number): LayerCost | undefined {
  return layers.reduce<LayerCost | undefined>(
    (largest, layer) => (largest === undefined || value(layer) > value(largest) ? layer : largest),
    undefined,
  );
}

/** The layer with most cycles of one cause; without layers, the measured code. */
function hotSpot(context: AdviceContext, cause: CycleCause): string {
  const layer = largestBy(context, ({ byCause }) => byCause[cause]);
  return layer === undefined ? 'the hottest function' : `layer ${layer.index} (${layer.op})`;
}

function cacheNote({ flash }: Device, cache: 'instructionCache' | 'dataCache'): string {
  const size = flash.kind === 'st-art' ? flash[cache] : undefined;
  return size === undefined ? '' : ` past a cache of ${formatBytes(size.lines * size.lineBytes)}`;
}

/** preflash's own firmware sets the wait states of its clock: only the user's can have more. */
function codePlacementAdvice(context: AdviceContext): string {
  const { source } = context;
  const place = `run the code of ${hotSpot(context, 'flashFetch')} from RAM`;
  if (source.origin === 'user') {
    return `See that the firmware sets no more wait states than its clock needs, and ${place}.`;
  }
  return source.built.opt === 'Os'
    ? `Inner loops longer than the cache miss on every turn: ${place}.`
    : `Inner loops longer than the cache miss on every turn: try --opt Os, or ${place}.`;
}

/** Constants in RAM are read without wait states: worth it where they fit beside what the run used. */
function copyToRamAdvice(context: AdviceContext): string {
  const layer = largestBy(context, ({ byCause }) => byCause.flashData);
  const constants = context.source.origin === 'model' ? constantBytesOf(context.source.model, layer?.index) : undefined;
  if (layer === undefined || constants === undefined) {
    return 'Copy the constants that are read most into RAM, which has no wait states.';
  }
  const freeBytes = capacityBytes(context.device, 'ram') - context.ram.totalBytes;
  const where = `the ${formatBytes(constants)} of constants of layer ${layer.index} (${layer.op})`;
  return constants <= freeBytes
    ? `Copy ${where} into RAM, which has no wait states: ${formatBytes(freeBytes)} are free.`
    : `Make ${where} smaller: they do not fit into the ${formatBytes(freeBytes)} of RAM left, which has no wait states.`;
}

function constantBytesOf(
  model: { readonly layers: readonly { readonly constantBytes: number }[] },
  index: number | undefined,
): number | undefined {
  return index === undefined ? undefined : model.layers[index]?.constantBytes;
}
