import packageJson from '../../package.json' with { type: 'json' };
import { fitVerdict } from '../budget/fit.ts';
import { energyUj, latencyMs } from '../cost/energy.ts';
import { layerCosts } from '../cost/layers.ts';
import { memoryPlan } from '../cost/memory-plan.ts';
import { capacityBytes } from '../devices/memory-map.ts';
import type { Device } from '../devices/schema.ts';
import type { Accuracy } from '../estimate/accuracy.ts';
import type { Banded, Estimate, EstimatedLayer } from '../estimate/estimate.ts';
import { nnomRegistrationOf } from '../model/nnom/registration.ts';
import type { ModelInfo } from '../model/types.ts';
import { type CallTrace, type CostInterval, type CyclesByCause, cycleCauses } from '../simulate/types.ts';
import { findingsOf } from './advice.ts';
import { outputTensors, reportLayer, reportPlan } from './build-report.ts';
import { countedInstructions } from './counted-instructions.ts';
import type { Report } from './schema.ts';

/** Everything a report of an estimate is made from. */
export interface EstimateReportInput {
  readonly estimate: Estimate;
  readonly model: ModelInfo;
  /** What the user calls the model: the file's name. */
  readonly modelName: string;
  readonly device: Device;
  readonly input: Report['provenance']['input'];
  /** Beside what the estimate itself has to say. */
  readonly warnings: Report['warnings'];
  /** How it answers a data set, where one was given. */
  readonly accuracy?: Accuracy | undefined;
}

/** The report of an estimate: the same as that of a run, with bands. */
export function buildEstimateReport(report: EstimateReportInput): Report {
  const { estimate, model, modelName, device, input, warnings, accuracy } = report;
  const { profile, cycles } = estimate;
  const { kernels, opt } = profile.runtime;
  const calls = estimate.layers.map(callOf);
  const measured = inferenceOf(calls, cycles.value);
  const flashBytesByOp = exclusiveBytes(estimate.memory);
  const layers = layerCosts(model, calls, measured, flashBytesByOp);
  const ram = ramOf(estimate);
  const { clockHz } = profile;
  return {
    schemaVersion: 1,
    tool: { name: 'preflash', version: packageJson.version },
    device: { id: device.id, name: device.name, core: device.core, clockHz: device.clockHz },
    image: null,
    model: { name: modelName, sha256: model.sha256, variant: model.variant },
    provenance: {
      engine: 'estimate',
      profile: profile.id,
      firmware: { origin: 'estimated', ...profile.runtime },
      region: null,
      input,
    },
    cycles: { total: cycles.value, low: cycles.low, high: cycles.high, byCause: { ...measured.byCause } },
    clockHz,
    latencyMs: latencyMs(cycles.value, { clockHz }),
    energyUj: energyUj(cycles.value, device),
    flash: flashOf(estimate, model),
    ram,
    ...(estimate.laidOut && { memoryPlan: reportPlan(memoryPlan(model, estimate.laidOut)) }),
    instructions: { total: measured.instructions, byClass: { ...measured.byClass } },
    layers: layers.map(reportLayer),
    output: { tensors: outputTensors(model, estimate.outputs), console: '', exitCode: null },
    findings: findingsOf({
      measured,
      layers,
      device,
      source: { origin: 'model', built: { kernels, opt }, model },
      ram,
      flashSettings: undefined,
    }),
    warnings: [...warnings, ...extrapolationWarnings(estimate)],
    profile: null,
    verdict: verdictOf(estimate, device),
    estimate: bandsOf(estimate, device),
    ...dataSetOf(accuracy),
  };
}

/** What of the model's operators one alone brings, with all constructors that it has. */
function exclusiveBytes(memory: Estimate['memory']): Map<string, number> {
  const bytes = new Map<string, number>();
  for (const { ops, flashBytes } of memory) {
    const [only, ...others] = new Set(ops.map((op) => nnomRegistrationOf(op) ?? op));
    if (only === undefined || others.length > 0) continue;
    bytes.set(only, (bytes.get(only) ?? 0) + flashBytes);
  }
  return bytes;
}

function callOf({ layer, cycles, causes, counts }: EstimatedLayer): CallTrace {
  const { total, byClass } = countedInstructions(counts);
  return {
    symbol: layer.name,
    argument: layer.index,
    cycles: cycles.value,
    byCause: splitByCause(cycles.value, causes),
    instructions: Math.round(total),
    byClass,
  };
}

/** Whole cycles that sum to the total: what rounding leaves goes to the instructions themselves. */
function splitByCause(cycles: number, causes: EstimatedLayer['causes']): CyclesByCause {
  const parts = cycleCauses.map((cause) => [cause, Math.floor(cycles * (causes[cause] ?? 0))] as const);
  const split = Object.fromEntries(parts) as Record<keyof CyclesByCause, number>;
  const given = parts.reduce((sum, [, part]) => sum + part, 0);
  return { ...split, issue: split.issue + cycles - given };
}

function inferenceOf(calls: readonly CallTrace[], cycles: number): CostInterval {
  const sum = (of: (call: CallTrace) => number): number => calls.reduce((total, call) => total + of(call), 0);
  const byCause = Object.fromEntries(cycleCauses.map((cause) => [cause, sum((call) => call.byCause[cause])]));
  const between = cycles - sum((call) => call.cycles);
  const first = calls[0]?.byClass ?? countedInstructions(new Map()).byClass;
  const byClass = Object.fromEntries(
    Object.keys(first).map((name) => [name, Math.round(sum((call) => call.byClass[name as keyof typeof first]))]),
  );
  return {
    cycles,
    byCause: { ...(byCause as CyclesByCause), issue: (byCause.issue ?? 0) + between },
    instructions: sum((call) => call.instructions),
    byClass: byClass as CostInterval['byClass'],
  };
}

/** A .tflite is a file in flash; of a weights.h the constants are compiled in. */
function flashOf({ flashBytes, constantBytes }: Estimate, { format }: ModelInfo): Report['flash'] {
  const totalBytes = flashBytes.value;
  const storedBytes = Math.min(totalBytes, constantBytes);
  return {
    totalBytes,
    codeBytes: totalBytes - storedBytes,
    constantsBytes: format === 'nnom' ? storedBytes : 0,
    modelBytes: format === 'nnom' ? 0 : storedBytes,
    initialisedDataBytes: 0,
    otherBytes: 0,
    unreachableBytes: 0,
  };
}

function ramOf({ ramBytes, ram }: Estimate): Report['ram'] {
  return {
    totalBytes: ramBytes.value,
    staticBytes: ram.staticBytes,
    arenaBytes: ram.arenaBytes,
    stackPeakBytes: ram.stackBytes,
    heapPeakBytes: ram.heapBytes,
    handlerStackPeakBytes: null,
    stacks: [],
    tensorArena: null,
  };
}

function verdictOf({ flashBytes, ramBytes }: Estimate, device: Device): Report['verdict'] {
  const capacities = { flash: capacityBytes(device, 'flash'), ram: capacityBytes(device, 'ram') };
  const { pass, checks } = fitVerdict(capacities, { flash: flashBytes.value, ram: ramBytes.value });
  return { pass, checks: checks.map((check) => ({ ...check })) };
}

function bandsOf({ profile, cycles, layers, flashBytes, ramBytes }: Estimate, device: Device): Report['estimate'] {
  const band = ({ low, high }: Banded, priced: (value: number) => number = (value) => value) => ({
    low: priced(low),
    high: priced(high),
  });
  return {
    cycles: band(cycles),
    latencyMs: band(cycles, (value) => latencyMs(value, profile)),
    energyUj: band(cycles, (value) => energyUj(value, device)),
    flashBytes: band(flashBytes),
    ramBytes: band(ramBytes),
    layers: layers.map((layer) => band(layer.cycles)),
  };
}

function extrapolationWarnings({ profile, layers }: Estimate): Report['warnings'] {
  return layers
    .filter(({ extrapolation }) => extrapolation !== undefined)
    .map(({ layer, extrapolation }) => ({
      code: 'extrapolated',
      message: `layer ${layer.index} (${layer.op}) is outside of what profile ${profile.id} was fitted on: ${extrapolation}`,
      advice: 'Simulate it (--engine simulate), or calibrate with a model that has such a layer.',
    }));
}

/** What a report says about a data set; nothing where there was none. */
export function dataSetOf(accuracy: Accuracy | undefined): Pick<Report, 'accuracy' | 'dataSet'> {
  if (accuracy === undefined) return {};
  const { inputs, correct, confusion, layers, cycles, agreement } = accuracy;
  return {
    ...(accuracy.accuracy !== undefined && { accuracy: accuracy.accuracy }),
    dataSet: {
      inputs,
      ...(correct !== undefined && { correct }),
      ...(confusion && { confusion: confusion.map((row) => [...row]) }),
      saturation: layers.map(({ index, values, low, high }) => ({ index, values, low, high })),
      ...(cycles && { cycles }),
      ...(agreement && { agreement }),
    },
  };
}
