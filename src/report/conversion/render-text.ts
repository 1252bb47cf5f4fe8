import Table from 'cli-table3';
import picocolors from 'picocolors';
import { formatName } from '../../convert/q-format.ts';
import type { Agreement, Conversion, ConvertedLayer } from '../../convert/types.ts';
import { borderless } from '../layer-table.ts';

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
    layerFormats(layers),
    `Feed the input as ${formatName(inputBits)}: round(value x ${2 ** inputBits}), limited to -128..127.`,
    ...findings.map(({ message, advice }) => `${colors.yellow(message)}\n  ${advice}`),
  ];
  return sections.join('\n\n');
}

function layerFormats(layers: readonly ConvertedLayer[]): string {
  const table = new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align }) => align),
    chars: borderless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...layers.map(layerRow));
  return table.toString();
}

function layerRow(layer: ConvertedLayer): string[] {
  const { op, low, high, permille999, outputBits, kernelBits, saturatedShare } = layer;
  return [
    op,
    `${short(low)} to ${short(high)}`,
    short(permille999),
    formatName(outputBits),
    kernelBits === undefined ? '-' : formatName(kernelBits),
    percent(saturatedShare),
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
  const same = sameShare === undefined ? '' : `${percent(sameShare)} the same answer, `;
  const right = accuracy === undefined ? '' : `; ${percent(accuracy)} right (float ${percent(floatAccuracy ?? 0)})`;
  return `${same}distance ${short(distance)}${right}`;
}

const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.001 ? 2 : 1)} %`;
const short = (value: number): string => String(Number(value.toPrecision(3)));
