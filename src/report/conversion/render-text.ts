import picocolors from 'picocolors';
import { formatName } from '../../convert/q-format.ts';
import type { Agreement, Conversion, ConvertedLayer } from '../../convert/types.ts';
import { formatSignificant } from '../../units/count.ts';
import { formatPercent, formatSmallPercent } from '../../units/percent.ts';
import { textTable } from '../text-table.ts';

const columns = [
  { head: 'layer', align: 'left' },
  { head: 'float network', align: 'right' },
  { head: '99.9 % within', align: 'right' },
  { head: 'output', align: 'left' },
  { head: 'weights', align: 'left' },
  { head: 'at limits', align: 'right' },
] as const;

/** A conversion for a terminal: each layer's range and format, how well it answers, and what to change. */
export function renderConversion(conversion: Conversion, { color }: { readonly color: boolean }): string {
  const colors = picocolors.createColors(color);
  const { layers, findings, inputBits } = conversion;
  const sections = [
    agreementText(conversion),
    textTable(columns, layers.map(layerRow)),
    `Feed the input as ${formatName(inputBits)}: round(value x ${2 ** inputBits}), limited to -128..127.`,
    ...findings.map(({ message, advice }) => `${colors.yellow(message)}\n  ${advice}`),
  ];
  return sections.join('\n\n');
}

function layerRow(layer: ConvertedLayer): string[] {
  const { op, low, high, permille999, outputBits, kernelBits, saturatedShare } = layer;
  return [
    op,
    `${formatSignificant(low)} to ${formatSignificant(high)}`,
    formatSignificant(permille999),
    formatName(outputBits),
    kernelBits === undefined ? '-' : formatName(kernelBits),
    formatSmallPercent(saturatedShare),
  ];
}

function agreementText({ agreement, wholeRangeAgreement }: Conversion): string {
  const { inputs, distance } = agreement;
  const lines = [`Compared with the float network on ${inputs} inputs of the calibration data`];
  const rows = [
    ['these formats', agreement],
    ['formats in which nothing saturates', wholeRangeAgreement],
  ] as const;
  const showsBoth = distance !== wholeRangeAgreement.distance;
  for (const [name, row] of showsBoth ? rows : rows.slice(0, 1)) lines.push(`  ${name.padEnd(36)}${answerText(row)}`);
  return lines.join('\n');
}

function answerText({ sameShare, distance, accuracy, floatAccuracy }: Agreement): string {
  const same = sameShare === undefined ? '' : `${formatPercent(sameShare)} the same answer, `;
  const right =
    accuracy === undefined ? '' : `; ${formatPercent(accuracy)} right (float ${formatPercent(floatAccuracy ?? 0)})`;
  return `${same}distance ${formatSignificant(distance)}${right}`;
}
