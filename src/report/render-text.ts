import picocolors from 'picocolors';
import { formatBytes } from '../units/bytes.ts';
import { formatMegahertz } from '../units/clock.ts';
import { formatCount } from '../units/count.ts';
import { formatDuration } from '../units/duration.ts';
import { formatEnergy } from '../units/energy.ts';
import { dataSetLines } from './data-set-text.ts';
import { layerTable } from './layer-table.ts';
import { flashPartsOf, formatMemoryParts, ramPartsOf } from './memory-parts.ts';
import type { Renderer } from './renderer.ts';
import type { Report } from './schema.ts';

type Colors = ReturnType<typeof picocolors.createColors>;

/** How many findings the text shows; JSON has them all. */
const findingsShown = 2;

/** The report for a terminal: verdict, totals, layers, the largest causes with advice, and how it was measured. */
export const renderText: Renderer = (report, { color }) => {
  const colors = picocolors.createColors(color);
  const sections = [
    verdictLine(report, colors),
    totals(report),
    report.layers.length > 0 ? layerTable(report) : '',
    findingsText(report, colors),
    warningsText(report, colors),
    outputText(report),
    colors.dim(provenanceLine(report)),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
};

function verdictLine({ verdict, model, device }: Report, colors: Colors): string {
  const subject = `${model?.name ?? 'firmware'} on ${device.name} (${device.core}, ${device.clockHz / 1e6} MHz)`;
  if (verdict.pass) return `${colors.green(colors.bold('FITS'))}  ${subject}`;
  const excess = verdict.checks
    .filter((check) => check.excess > 0)
    .map((check) => `${check.name} by ${formatCount(check.excess)} bytes`);
  return `${colors.red(colors.bold('DOES NOT FIT'))}  ${subject}: over its ${excess.join(' and ')}`;
}

function totals(report: Report): string {
  const { cycles } = report;
  return [
    `  flash    ${used(report, 'flash')}${band(report, 'flashBytes', formatBytes)}  ${formatMemoryParts(flashPartsOf(report), formatBytes)}`,
    `  RAM      ${used(report, 'ram')}${band(report, 'ramBytes', formatBytes)}  ${formatMemoryParts(ramPartsOf(report), formatBytes)}`,
    ...ramDetails(report),
    `  cycles   ${formatCount(cycles.total)}${report.estimate ? '' : regionNote(report)}${band(report, 'cycles', formatCount)}`,
    `  latency  ${formatDuration(report.latencyMs)} at ${formatMegahertz(report.clockHz)}${band(report, 'latencyMs', formatDuration)}`,
    `  energy   ${formatEnergy(report.energyUj)}${band(report, 'energyUj', formatEnergy)}`,
    ...dataSetLines(report),
  ].join('\n');
}

/** Where the figure of an estimate may lie: `, 1.58 M to 1.82 M`. */
function band(
  { estimate }: Report,
  name: 'cycles' | 'latencyMs' | 'energyUj' | 'flashBytes' | 'ramBytes',
  format: (value: number) => string,
): string {
  if (estimate === undefined) return '';
  const { low, high } = estimate[name];
  return `  (${format(name.endsWith('Bytes') ? Math.round(low) : low)} to ${format(name.endsWith('Bytes') ? Math.round(high) : high)})`;
}

/** What of the RAM the user may want to set sizes by: the stacks of an RTOS, the arena of TensorFlow Lite Micro. */
function ramDetails({ ram }: Report): string[] {
  const stacks = ram.stacks.map(({ name, peakBytes, reservedBytes }) => {
    return `${name} ${formatBytes(peakBytes)}${reservedBytes === null ? '' : ` of ${formatBytes(reservedBytes)}`}`;
  });
  const { tensorArena } = ram;
  return [
    ...(stacks.length > 1 ? [`  stacks   ${stacks.join(', ')}`] : []),
    ...(tensorArena === null
      ? []
      : [`  arena    ${formatBytes(tensorArena.usedBytes)} used of ${formatBytes(tensorArena.sizeBytes)}`]),
  ];
}

function used({ verdict }: Report, name: 'flash' | 'ram'): string {
  return verdict.checks
    .filter((check) => check.name === name)
    .map(({ actual, limit, usedPercent }) => {
      return `${formatBytes(actual)} of ${formatBytes(limit)} (${usedPercent.toFixed(1)} %)`;
    })
    .join('');
}

function regionNote({ provenance: { region }, cycles, model }: Report): string {
  if (region === null) return '  from reset to the end of the run';
  if (region.calls === 1) return model === null ? `  in ${region.symbol}` : '';
  return (
    `  in the last of ${formatCount(region.calls)} calls of ${region.symbol} ` +
    `(min ${formatCount(cycles.low)}, median ${formatCount(region.medianCycles)}, max ${formatCount(cycles.high)})`
  );
}

function findingsText({ findings }: Report, colors: Colors): string {
  const lines = findings.slice(0, findingsShown).map(({ message, advice }, at) => {
    return `  ${at + 1}. ${message}\n     ${advice}`;
  });
  return lines.length === 0 ? '' : `${colors.bold('Where the cycles go')}\n${lines.join('\n')}`;
}

function warningsText({ warnings }: Report, colors: Colors): string {
  return warnings
    .map(({ message, advice }) => `${colors.yellow('warning')}  ${message}\n         ${advice}`)
    .join('\n');
}

/** Longer outputs are for `--json`. */
const valuesShown = 16;

/** What came out for the user's input, what the firmware printed and how it ended. */
function outputText({ output, provenance }: Report): string {
  const tensors = provenance.input.source === 'file' ? output.tensors.map(tensorLine) : [];
  const console = output.console.trimEnd();
  const printed = console === '' ? [] : [printedText(console)];
  const ended = output.exitCode === null ? [] : [`The firmware ended with exit code ${output.exitCode}`];
  return [...tensors, ...printed, ...ended].join('\n');
}

/** Bytes that are no text would upset a terminal. */
function printedText(console: string): string {
  const isText = [...console].every((letter) =>
    letter >= ' ' ? letter !== '\ufffd' && letter !== '\x7f' : '\n\r\t'.includes(letter),
  );
  if (isText) return `The firmware printed:\n${console}`;
  return `The firmware printed ${formatCount(console.length)} characters that are not all text: --uart-out FILE keeps them`;
}

function tensorLine({ name, type, shape, values }: Report['output']['tensors'][number]): string {
  const shown = values.slice(0, valuesShown).join(', ');
  return `Output ${name} (${type} ${shape.join('x')}): ${shown}${values.length > valuesShown ? ', ...' : ''}`;
}

function provenanceLine({ provenance: { engine, profile, firmware, input }, tool }: Report): string {
  const made =
    firmware.origin === 'user'
      ? 'your firmware'
      : firmware.origin === 'estimated'
        ? `profile ${profile} of ${firmware.name}, ${firmware.compiler}`
        : `${firmware.origin} firmware, ${firmware.kernels} ${firmware.kernels === 'nnom' ? 'runtime' : 'kernels'}, -${firmware.opt}, ${firmware.compiler}`;
  const fed = {
    random: `random input, seed ${input.source === 'random' ? input.seed : ''}`,
    file: 'your input',
    none: '',
  };
  return [`preflash ${tool.version}, ${engine}d`, made, fed[input.source]].filter((part) => part !== '').join('; ');
}
