import { sizeOf } from '../bytes/ranges.ts';
import { type ImageSource, imageOf } from '../cost/footprint.ts';
import { isAvrCore } from '../devices/core-family.ts';
import type { Device } from '../devices/schema.ts';
import { hasUnknownHeap } from '../simulate/ram/break-function.ts';
import type { RunTrace } from '../simulate/types.ts';
import { formatBytes } from '../units/bytes.ts';
import { formatMegahertz } from '../units/clock.ts';
import type { Report } from './schema.ts';

type Warning = Report['warnings'][number];

/** Oscillators are trimmed in steps: less is not another clock. */
const clockTolerance = 0.005;

/** What a reader should know before taking the figures of a run for what they are not. */
export function runWarnings(source: ImageSource, device: Device, trace: RunTrace): Warning[] {
  return [
    ...wholeRun(source, trace),
    ...otherClock(device, trace),
    ...clockChanged(trace),
    ...tooFewWaitStates(device, trace),
    ...heapNotMeasured(source),
    ...arenaTooLarge(trace),
    ...stabs(source, trace),
  ];
}

/** Where nothing tells how far the heap of a Cortex-M has grown, 0 would be a false figure. */
function heapNotMeasured(source: ImageSource): Warning[] {
  if (source.origin !== 'user' || source.image.machine !== 'arm') return [];
  if (!hasUnknownHeap(source.image.symbols)) return [];
  return [
    {
      code: 'heap-not-measured',
      message:
        'the firmware has an allocator that does not take its memory with _sbrk: its heap is not in the RAM figure',
      advice: 'Add what malloc may take at most, or what the linker script sets aside for the heap.',
    },
  ];
}

/** avr-gcc writes stabs for a plain -g: a profile could have source lines and has none. */
function stabs(source: ImageSource, { profile }: RunTrace): Warning[] {
  const { sections, debug } = imageOf(source);
  if (profile === undefined || debug !== undefined || !sections.some(({ name }) => name === '.stab')) return [];
  return [
    {
      code: 'stabs-debug-data',
      message: 'the debug data of the ELF are stabs, which are not read: the profile has no source lines',
      advice: 'Compile with -gdwarf-4.',
    },
  ];
}

/** Parts of the arena, and bytes, that are worth a word. */
const unusedShare = 0.2;
const unusedBytes = 1024;

function arenaTooLarge({ arena }: RunTrace): Warning[] {
  if (arena === undefined) return [];
  const sizeBytes = sizeOf(arena.place);
  const unused = sizeBytes - arena.usedBytes;
  if (unused < unusedBytes || unused < unusedShare * sizeBytes) return [];
  return [
    {
      code: 'arena-too-large',
      message: `the tensor arena has ${formatBytes(sizeBytes)}, and ${formatBytes(arena.usedBytes)} of it are used`,
      advice: `${arena.usedBytes} bytes are enough for this model, and a little more where its start is not aligned to 16.`,
    },
  ];
}

/** Start-up, printing and waiting are in the figures of a whole run: seldom what was meant. */
function wholeRun(source: ImageSource, trace: RunTrace): Warning[] {
  if (source.origin !== 'user' || trace.regions.length > 0) return [];
  return [
    {
      code: 'whole-run',
      message: 'the figures are of the whole run, from reset to its end',
      advice: 'Measure one function with --region SYMBOL, for example the one that runs the inference.',
    },
  ];
}

/** Figures that need the clock are given at the one the firmware set up; a model's firmware sets the part's highest. */
function otherClock(device: Device, { clockHz }: RunTrace): Warning[] {
  if (!differ(clockHz, device.clockHz)) return [];
  const setBy = isAvrCore(device.core) ? ' CLKCTRL (CLKPR on older parts) sets it.' : '';
  return [
    {
      code: 'other-clock',
      message: `the firmware runs the core at ${formatMegahertz(clockHz)}, and the part allows ${formatMegahertz(device.clockHz)}: latency is given at the former`,
      advice: `Is that what was meant?${setBy} Energy is the data sheet\u2019s charge a cycle at the highest clock.`,
    },
  ];
}

/** Cycles are right at any clock; the time they take is not, where part of them ran at another. */
function clockChanged({ regions }: RunTrace): Warning[] {
  const { symbol, settings } = regions.at(-1) ?? {};
  if (settings === undefined || !differ(settings.beganAtHz, settings.clockHz)) return [];
  const [began, ended] = [settings.beganAtHz, settings.clockHz].map(formatMegahertz);
  return [
    {
      code: 'clock-changed',
      message: `${symbol} began at ${began} and ended at ${ended}: latency is given as if all of it ran at the latter`,
      advice: 'Measure a function that does not set the clock.',
    },
  ];
}

const differ = (clockHz: number, otherHz: number): boolean => Math.abs(clockHz / otherHz - 1) >= clockTolerance;

/** Flash that is read faster than the part allows works on no board. */
function tooFewWaitStates(device: Device, { flashSettings, clockHz }: RunTrace): Warning[] {
  if (device.flash.kind !== 'st-art' || flashSettings === undefined) return [];
  const needed = device.flash.waitStates.find(({ upToHz }) => clockHz <= upToHz)?.waitStates ?? 0;
  if (flashSettings.waitStates >= needed) return [];
  return [
    {
      code: 'too-few-wait-states',
      message: `the firmware reads flash with ${flashSettings.waitStates} wait states, and ${formatMegahertz(clockHz)} needs ${needed}: it will not run on a board`,
      advice: 'Raise LATENCY in FLASH_ACR before the clock, as the reference manual says.',
    },
  ];
}
