import packageJson from '../../package.json' with { type: 'json' };
import { type Capacities, fitVerdict } from '../budget/fit.ts';
import { calleeCosts } from '../cost/callees.ts';
import { energyUj, latencyMs } from '../cost/energy.ts';
import { footprint, type ImageSource, imageOf } from '../cost/footprint.ts';
import { layerCosts } from '../cost/layers.ts';
import { type MemoryPlan, memoryPlan } from '../cost/memory-plan.ts';
import { type FunctionCost, functionCosts } from '../cost/profile.ts';
import type { LayerCost } from '../cost/types.ts';
import { capacityBytes } from '../devices/memory-map.ts';
import type { Device } from '../devices/schema.ts';
import { tensorValues } from '../model/tensor-values.ts';
import type { ModelInfo } from '../model/types.ts';
import type { CostInterval, RunTrace } from '../simulate/types.ts';
import { findingsOf } from './advice.ts';
import { runWarnings } from './run-warnings.ts';
import type { ProfiledFunction, Report, ReportLayer } from './schema.ts';

/** Everything a report is made from. */
export interface ReportInput {
  readonly source: ImageSource;
  /** What the user calls the model: the file's name. */
  readonly modelName?: string | undefined;
  readonly device: Device;
  readonly trace: RunTrace;
  readonly input: Report['provenance']['input'];
}

/**
 * The report of one simulated run. Figures are those of the last call of the region of interest, or of the whole run
 * when no region was asked for. The verdict says whether the run fits the part's flash and RAM.
 */
export function buildReport({ source, modelName, device, trace, input }: ReportInput): Report {
  const measured = trace.regions.at(-1) ?? trace.total;
  const model = source.origin === 'model' ? source.model : undefined;
  const layers = layersOf(source, trace, measured);
  const { flash, ram } = footprint(source, device, trace);
  const image = imageOf(source);
  const { cycles } = measured;
  const { clockHz } = trace;
  const latency = latencyMs(cycles, { clockHz });

  return {
    schemaVersion: 1,
    tool: { name: 'preflash', version: packageJson.version },
    device: { id: device.id, name: device.name, core: device.core, clockHz: device.clockHz },
    image: { format: image.format, sha256: image.sha256 },
    model: model ? { name: modelName ?? model.description, sha256: model.sha256, variant: model.variant } : null,
    provenance: { engine: trace.engine, firmware: firmwareOf(source), region: regionOf(trace), input },
    cycles: { total: cycles, ...callRange(trace), byCause: { ...measured.byCause } },
    clockHz,
    latencyMs: latency,
    energyUj: energyUj(cycles, device),
    flash,
    ram,
    ...(model && trace.laidOut && { memoryPlan: reportPlan(memoryPlan(model, trace.laidOut)) }),
    instructions: { total: measured.instructions, byClass: { ...measured.byClass } },
    layers: layers.map(reportLayer),
    profile: trace.profile ? { functions: functionCosts(trace.profile).map(reportFunction) } : null,
    output: outputOf(trace, model),
    findings: findingsOf({ measured, layers, device, source, ram, flashSettings: trace.flashSettings }),
    warnings: [...runWarnings(source, device, trace), ...trace.warnings].map((warning) => ({ ...warning })),
    verdict: fitOf(device, { flash: flash.totalBytes, ram: ram.totalBytes }),
  };
}

function layersOf(source: ImageSource, trace: RunTrace, measured: CostInterval): LayerCost[] {
  if (source.origin === 'model') return layerCosts(source.model, trace.layers, measured, source.built.flashBytesByOp);
  return calleeCosts(trace.layers, measured);
}

function fitOf(device: Device, used: Capacities): Report['verdict'] {
  const capacities = { flash: capacityBytes(device, 'flash'), ram: capacityBytes(device, 'ram') };
  const { pass, checks } = fitVerdict(capacities, used);
  return { pass, checks: checks.map((check) => ({ ...check })) };
}

function firmwareOf(source: ImageSource): Report['provenance']['firmware'] {
  if (source.origin === 'user') return { origin: 'user' };
  const { origin, kernels, opt, compiler } = source.built;
  return { origin, kernels, opt, compiler };
}

function regionOf(trace: RunTrace): Report['provenance']['region'] {
  const last = trace.regions.at(-1);
  if (last === undefined) return null;
  const totalCycles = trace.regions.reduce((sum, call) => sum + call.cycles, 0);
  return { symbol: last.symbol, calls: trace.regions.length, medianCycles: median(trace.regions), totalCycles };
}

/** Of an even number of calls the lower of the two in the middle: a figure that was measured. */
function median(calls: readonly CostInterval[]): number {
  const sorted = calls.map(({ cycles }) => cycles).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

function callRange(trace: RunTrace): { low: number; high: number } {
  const calls = trace.regions.length > 0 ? trace.regions : [trace.total];
  const cycles = calls.map((call) => call.cycles);
  return { low: Math.min(...cycles), high: Math.max(...cycles) };
}

export function reportLayer({ shape, cyclesPerMac, byCause, perChannel, ...layer }: LayerCost): ReportLayer {
  return {
    ...layer,
    ...(perChannel && { perChannel: { ...perChannel } }),
    shape: [...shape],
    cyclesPerMac: cyclesPerMac ?? null,
    byCause: { ...byCause },
  };
}

export const reportPlan = ({ buffers, ...plan }: MemoryPlan): NonNullable<Report['memoryPlan']> => ({
  ...plan,
  buffers: [...buffers],
});

function reportFunction({ name, source, calls, cycles, ownCycles, ownByCause }: FunctionCost): ProfiledFunction {
  return {
    name,
    file: source?.file ?? null,
    line: source?.line ?? null,
    calls,
    cycles,
    ownCycles,
    ownByCause: { ...ownByCause },
  };
}

function outputOf(trace: RunTrace, model: ModelInfo | undefined): Report['output'] {
  const tensors = model === undefined ? [] : outputTensors(model, trace.outputs);
  return { tensors, console: trace.consoleText, exitCode: trace.exitCode ?? null };
}

/** The values of a model's output tensors, from their bytes. */
export function outputTensors(model: ModelInfo, outputs: readonly Uint8Array[]): Report['output']['tensors'] {
  return model.outputs.flatMap((tensorIndex, position) => {
    const tensor = model.tensors[tensorIndex];
    const bytes = outputs[position];
    if (tensor === undefined || bytes === undefined) return [];
    const { name, type, shape } = tensor;
    return [{ name, type, shape: [...shape], values: tensorValues(bytes, type) }];
  });
}
