import { formatCount } from '../units/count.ts';
import { formatPercent } from '../units/percent.ts';
import type { Report } from './schema.ts';

/** Classes whose confusion a terminal still shows. */
const classesShown = 20;
/** Part of a layer's outputs at the ends of their type from which it is worth a line. */
const saturationShown = 0.01;
/** Softmax, logistic and tanh end there by their nature. */
const boundedOps = new Set(['SOFTMAX', 'LOGISTIC', 'TANH', 'Softmax']);

/** How a model answers a data set, as lines under the totals; none where there was no data set. */
export function dataSetLines({ dataSet, accuracy, layers }: Report): string[] {
  if (dataSet === undefined) return [];
  const { inputs, correct, cycles, agreement, confusion } = dataSet;
  const saturated = dataSet.saturation.filter(({ index, values, low, high }) => {
    const op = layers.find((layer) => layer.index === index)?.op ?? '';
    return (low + high) / values >= saturationShown && !boundedOps.has(op);
  });
  return [
    accuracy === undefined
      ? `  answers  ${formatCount(inputs)} inputs without labels`
      : `  accuracy ${formatPercent(accuracy)}: ${formatCount(correct ?? 0)} of ${formatCount(inputs)} right`,
    ...(cycles
      ? [
          `  inputs   ${formatCount(cycles.min)} to ${formatCount(cycles.max)} cycles, median ${formatCount(cycles.median)}`,
        ]
      : []),
    agreement === undefined
      ? '  interpreter  not compared: no MODEL.reference.npy beside the data, and no ai-edge-litert (PREFLASH_PYTHON)'
      : `  interpreter  ${formatCount(agreement.sameClass)} of ${formatCount(agreement.inputs)} same class, ` +
        `${formatCount(agreement.sameBits)} to the bit (${agreement.source})`,
    ...saturated.map(({ index, values, low, high }) => {
      return `  layer ${index}  ${formatPercent((low + high) / values)} of its outputs are at the ends of their type`;
    }),
    ...confusionLines(confusion),
  ];
}

function confusionLines(confusion: readonly (readonly number[])[] | undefined): string[] {
  if (confusion === undefined || confusion.length > classesShown) return [];
  const width = Math.max(...confusion.flat().map((times) => String(times).length), String(confusion.length).length) + 1;
  const cell = (text: number | string) => String(text).padStart(width);
  return [
    `  shown \\ answered  ${confusion.map((_, answered) => cell(answered)).join('')}`,
    ...confusion.map((row, shown) => `  ${String(shown).padStart(16)}  ${row.map(cell).join('')}`),
  ];
}
