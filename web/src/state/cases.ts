import type { Signal } from '@preact/signals';
import { type Device, findDevice, type KernelSet, type OptimizationLevel, type Report } from '../../../src/index.ts';
import type { Failure } from '../engine/failure.ts';
import { noInputs, type RunInputs } from '../files/inputs.ts';
import { fileFor, isModelSubject, type Subject } from '../files/subject.ts';
import type { Engine, Settings } from './settings.ts';

export type CaseState =
  | { readonly status: 'queued' }
  | { readonly status: 'running'; readonly text: string }
  | { readonly status: 'done'; readonly report: Report; readonly seconds: number | undefined }
  | { readonly status: 'failed'; readonly failure: Failure };

/** What decides the figures of one run: everything but where it is shown. */
export interface CasePlan {
  /** The same for the same plan. */
  readonly key: string;
  readonly subject: Subject;
  readonly device: Device;
  readonly engine: Engine;
  readonly kernels: KernelSet;
  readonly opt: OptimizationLevel;
  /** Of firmware: what is measured. */
  readonly region: string;
  readonly layersOf: string;
  readonly uart: string;
  readonly maxCycles: string;
  /** Of a model its input; of firmware what it receives and what it is told. */
  readonly inputs: RunInputs;
}

/** One row: a file on a part with a build, or a report that was opened. */
export interface Case {
  readonly key: string;
  readonly name: string;
  /** Undefined for a report that was opened: it was run somewhere else. */
  readonly plan: CasePlan | undefined;
  readonly state: Signal<CaseState>;
}

/** Every file on every part with every build and engine, in the order of the page. */
export function planCases(subjects: readonly Subject[], settings: Settings, inputs: RunInputs): CasePlan[] {
  return subjects.flatMap((subject) =>
    settings.deviceIds.flatMap((id) =>
      buildsOf(subject, id, settings).map((build) => plan(subject, id, build, settings, inputs)),
    ),
  );
}

type Build = Pick<CasePlan, 'kernels' | 'opt' | 'engine'>;

/** Kernels, levels and engines are for firmware that is made around a model; the user's own is as it is. */
function buildsOf(subject: Subject, deviceId: string, { kernels, opts, engines }: Settings): Build[] {
  const builds = kernels.flatMap((set) => opts.map((opt) => ({ kernels: set, opt, engine: 'simulate' as const })));
  if (!isModelSubject(subject)) return builds.slice(0, 1);
  // Profiles are of .tflite runtimes: a weights.h is simulated.
  if (fileFor(subject, findDevice(deviceId).core).kind === 'nnom') return builds;
  return builds.flatMap((build) => engines.map((engine) => ({ ...build, engine })));
}

function plan(subject: Subject, deviceId: string, build: Build, settings: Settings, inputs: RunInputs): CasePlan {
  const isModel = isModelSubject(subject);
  const own = isModel ? { region: '', layersOf: '', uart: '' } : pick(settings);
  const taken: RunInputs = isModel ? { ...noInputs, model: inputs.model } : { ...inputs, model: [] };
  const { maxCycles } = settings;
  const buildKey = isModel ? Object.values(build).join(' ') : '';
  const files = Object.values(taken).flat();
  const key = [subject.id, deviceId, buildKey, ...Object.values(own), maxCycles, ...files.map(({ id }) => id)].join(
    '|',
  );
  return { key, subject, device: findDevice(deviceId), ...build, ...own, maxCycles, inputs: taken };
}

const pick = ({ region, layersOf, uart }: Settings) => ({ region, layersOf, uart });
