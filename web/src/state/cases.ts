import type { Signal } from '@preact/signals';
import { type Device, findDevice, type KernelSet, type OptimizationLevel, type Report } from '../../../src/index.ts';
import type { Failure } from '../engine/failure.ts';
import { isModelSubject, type Subject } from '../files/subject.ts';
import type { Settings } from './settings.ts';

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
  readonly kernels: KernelSet;
  readonly opt: OptimizationLevel;
  /** Of firmware: what is measured. */
  readonly region: string;
  readonly layersOf: string;
  readonly maxCycles: string;
}

/** One row: a file on a part with a build, or a report that was opened. */
export interface Case {
  readonly key: string;
  readonly name: string;
  /** Undefined for a report that was opened: it was run somewhere else. */
  readonly plan: CasePlan | undefined;
  readonly state: Signal<CaseState>;
}

/** Every file on every part with every build, in the order of the page. */
export function planCases(subjects: readonly Subject[], settings: Settings): CasePlan[] {
  return subjects.flatMap((subject) =>
    settings.deviceIds.flatMap((id) => buildsOf(subject, settings).map((build) => plan(subject, id, build, settings))),
  );
}

type Build = Pick<CasePlan, 'kernels' | 'opt'>;

/** Kernels and levels are for firmware that is made around a model; the user's own is as it is. */
function buildsOf(subject: Subject, { kernels, opts }: Settings): Build[] {
  const builds = kernels.flatMap((set) => opts.map((opt) => ({ kernels: set, opt })));
  return isModelSubject(subject) ? builds : builds.slice(0, 1);
}

function plan(subject: Subject, deviceId: string, build: Build, settings: Settings): CasePlan {
  const isModel = isModelSubject(subject);
  const { maxCycles } = settings;
  const [region, layersOf] = isModel ? ['', ''] : [settings.region, settings.layersOf];
  const buildKey = isModel ? `${build.kernels} ${build.opt}` : '';
  const key = [subject.id, deviceId, buildKey, region, layersOf, maxCycles].join('|');
  return { key, subject, device: findDevice(deviceId), ...build, region, layersOf, maxCycles };
}
