import type { Signal } from '@preact/signals';
import {
  type Device,
  defaultKernels,
  defaultOpt,
  findDevice,
  type KernelSet,
  type OptimizationLevel,
  type Report,
} from '../../../src/index.ts';
import type { Failure } from '../engine/failure.ts';
import { noInputs, type RunInputs } from '../files/inputs.ts';
import { fileFor, isModelFile, type Subject, type SubjectFile } from '../files/subject.ts';
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
  /** The one of its files that runs on the part. */
  readonly file: SubjectFile;
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

/** Every file on every part that it can be for, with every build and engine, in the order of the page. */
export function planCases(subjects: readonly Subject[], settings: Settings, inputs: RunInputs): CasePlan[] {
  const pairs = subjects.flatMap((subject) =>
    settings.deviceIds.map((id) => {
      const device = findDevice(id);
      return { subject, device, file: fileFor(subject, device.core) };
    }),
  );
  return pairs.flatMap(({ file, ...pair }) =>
    file === undefined
      ? []
      : buildsOf(file, settings).map((build) => plan({ ...pair, file, ...build }, settings, inputs)),
  );
}

type Build = Pick<CasePlan, 'kernels' | 'opt' | 'engine'>;

/** The user's own firmware is as it is: these say nothing of it. */
const asItIs: Build = { kernels: defaultKernels, opt: defaultOpt, engine: 'simulate' };

/** Kernels, levels and engines are for firmware that is made around a model; NNoM has kernels of its own. */
function buildsOf(file: SubjectFile, { kernels, opts, engines }: Settings): Build[] {
  if (!isModelFile(file)) return [asItIs];
  const sets = file.kind === 'nnom' ? [defaultKernels] : kernels;
  return sets.flatMap((set) => opts.flatMap((opt) => engines.map((engine) => ({ kernels: set, opt, engine }))));
}

type Target = Build & Pick<CasePlan, 'subject' | 'file' | 'device'>;

function plan(target: Target, settings: Settings, inputs: RunInputs): CasePlan {
  const { subject, file, device, kernels, opt, engine } = target;
  const isModel = isModelFile(file);
  const own = isModel ? { region: '', layersOf: '', uart: '' } : pick(settings);
  const taken: RunInputs = isModel ? { ...noInputs, model: inputs.model } : { ...inputs, model: [] };
  const { maxCycles } = settings;
  const inputIds = Object.values(taken).flatMap((files) => files.map(({ id }) => id));
  const build = isModel ? [kernels, opt, engine] : [];
  const key = [subject.id, device.id, build.join(' '), ...Object.values(own), maxCycles, ...inputIds].join('|');
  return { key, ...target, ...own, maxCycles, inputs: taken };
}

const pick = ({ region, layersOf, uart }: Settings) => ({ region, layersOf, uart });
