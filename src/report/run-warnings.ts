import type { ImageSource } from '../cost/footprint.ts';
import type { Device } from '../devices/schema.ts';
import type { RunTrace } from '../simulate/types.ts';
import type { Report } from './schema.ts';

type Warning = Report['warnings'][number];

/** What a reader should know before taking the figures of a run for what they are not. */
export function runWarnings(source: ImageSource, device: Device, trace: RunTrace): Warning[] {
  return [...wholeRun(source, trace), ...tooFewWaitStates(device, trace)];
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

/** Firmware with fewer wait states than the highest clock needs runs at a lower one. */
function tooFewWaitStates(device: Device, { flashSettings }: RunTrace): Warning[] {
  if (device.flash.kind !== 'st-art' || flashSettings === undefined) return [];
  const needed = device.flash.waitStates.find(({ upToHz }) => device.clockHz <= upToHz)?.waitStates ?? 0;
  if (flashSettings.waitStates >= needed) return [];
  const clock = `${device.clockHz / 1e6} MHz`;
  return [
    {
      code: 'too-few-wait-states',
      message:
        `the firmware reads flash with ${flashSettings.waitStates} wait states, and ${clock} needs ${needed}: ` +
        'cycles are right for the slower clock it sets, latency and energy are not',
      advice: `Divide the cycles by the clock the firmware sets, or have it set ${clock} and ${needed} wait states.`,
    },
  ];
}
