import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { KernelSet, OptimizationLevel } from '../build/types.ts';
import {
  accuracyRemarks,
  classRemarks,
  type FloatAnswers,
  floatCounterpart,
  type NamedAccuracy,
} from '../compare/accuracy-remarks.ts';
import { remarksOn } from '../compare/remarks.ts';
import type { Device } from '../devices/schema.ts';
import { PreflashError } from '../errors/preflash-error.ts';
import type { Accuracy } from '../estimate/accuracy.ts';
import { isNnom } from '../model/nnom/nnom.ts';
import { isModel, openModel } from '../model/open.ts';
import { countZeroWeights } from '../model/tflite/zero-weights.ts';
import type { VariantRow } from '../report/compare/row.ts';
import { featuresOf } from '../report/cores.ts';
import type { Report } from '../report/schema.ts';
import { estimateFile } from './estimate-file.ts';
import { readInputFile } from './files.ts';
import { measureAccuracy } from './measure-accuracy.ts';
import { type MeasureRequest, measureFile } from './measure-file.ts';
import { openDevice } from './open-device.ts';

export interface CompareRequest extends Pick<MeasureRequest, 'maxCycles' | 'onProgress' | 'signal'> {
  /** Paths of models or of firmware. */
  readonly files: readonly string[];
  readonly devices: readonly string[];
  readonly kernels: readonly KernelSet[];
  readonly levels: readonly OptimizationLevel[];
  /** Simulates each build, or estimates it from the model alone. */
  readonly engine: 'simulate' | 'estimate';
  /** Of an estimate: id or path of a cost profile. */
  readonly costProfile?: string | undefined;
  /** Path of a data set that every model answers; none measures costs alone. */
  readonly data?: string | undefined;
}

/** One run of the comparison. */
interface Cell {
  readonly file: string;
  readonly device: string;
  readonly kernels: KernelSet;
  readonly opt: OptimizationLevel;
}

/** A row that remembers what it was measured from. */
type MeasuredCell = VariantRow & { readonly file: string };

/**
 * Measures every file on every part with every build, one after the other. A variant that the part or the runtime
 * cannot take is a row with its reason. Rejects with a PreflashError for what is wrong with the request itself.
 */
export async function compareFiles(request: CompareRequest): Promise<VariantRow[]> {
  const cells: MeasuredCell[] = [];
  for (const cell of await cellsOf(request)) cells.push(await measureCell(cell, request));
  if (request.data !== undefined) return withAnswers(cells, request, request.data);
  return cells.map(({ file: _, ...row }) => row);
}

/** NNoM has one set of kernels: its files are not repeated for others. */
async function cellsOf({ devices, files, kernels, levels }: CompareRequest): Promise<Cell[]> {
  const runtimes = await Promise.all(
    files.map(async (file) => (isNnom(await readInputFile(file)) ? kernels.slice(0, 1) : kernels)),
  );
  return devices.flatMap((device) =>
    files.flatMap((file, at) =>
      (runtimes[at] ?? []).flatMap((set) => levels.map((opt) => ({ file, device, kernels: set, opt }))),
    ),
  );
}

async function measureCell(cell: Cell, request: CompareRequest): Promise<MeasuredCell> {
  const device = await openDevice(cell.device);
  const bytes = await readInputFile(cell.file);
  const row = {
    file: cell.file,
    name: nameOf(cell, request),
    deviceId: device.id,
    fileBytes: bytes.length,
    gzipBytes: gzipSync(bytes).length,
    accuracy: undefined,
  };
  try {
    const facts = await modelFacts(bytes, basename(cell.file), device);
    return { ...row, ...facts, report: await reportOf(cell, request) };
  } catch (error) {
    if (!(error instanceof PreflashError) || error.kind === 'bad-input') throw error;
    return { ...row, model: undefined, remarks: [], refusal: `${error.what}. ${error.advice}` };
  }
}

function reportOf(cell: Cell, request: CompareRequest): Promise<Report> {
  const { engine, costProfile, maxCycles, onProgress, signal } = request;
  const job = { ...cell, onProgress, signal };
  return engine === 'estimate' ? estimateFile({ ...job, costProfile }) : measureFile({ ...job, maxCycles });
}

/** Lets every model answer the data set, once: parts, levels and kernels change its cost and not its answers. */
async function withAnswers(
  cells: readonly MeasuredCell[],
  request: CompareRequest,
  data: string,
): Promise<VariantRow[]> {
  const { onProgress, signal } = request;
  const answers = new Map<string, Accuracy>();
  for (const file of new Set(cells.filter(({ model }) => model !== undefined).map((cell) => cell.file))) {
    const told = (text: string) => onProgress?.(`${basename(file)} answers ${text}`);
    answers.set(
      file,
      await measureAccuracy({ model: file, data, compareWithReference: true, onProgress: told, signal }),
    );
  }
  const floats = cells.flatMap(({ file, model }): FloatAnswers[] => {
    const accuracy = answers.get(file);
    if (model?.variant !== 'float32' || accuracy === undefined) return [];
    return [{ name: basename(file), parameters: model.parameters, accuracy }];
  });
  return cells.map(({ file, ...row }) => {
    const float = row.model && floatCounterpart(row.model.parameters, floats);
    return withRemarks(row, answers.get(file), float);
  });
}

function withRemarks(row: VariantRow, accuracy: Accuracy | undefined, float: NamedAccuracy | undefined): VariantRow {
  if (accuracy === undefined) return row;
  const isQuantised = row.model?.variant === 'int8' && float !== undefined;
  const classes = isQuantised ? classRemarks({ name: row.name, accuracy }, float) : [];
  return { ...row, accuracy, remarks: [...row.remarks, ...accuracyRemarks(accuracy), ...classes] };
}

async function modelFacts(
  bytes: Uint8Array,
  name: string,
  device: Device,
): Promise<Pick<VariantRow, 'model' | 'remarks'>> {
  if (!isModel(bytes)) return { model: undefined, remarks: [] };
  const model = await openModel(bytes, name);
  const zeroWeights = model.format === 'tflite' ? countZeroWeights(bytes, model, name) : undefined;
  return { model, remarks: remarksOn(model, zeroWeights, featuresOf(device).fpu) };
}

/** As short as tells the rows apart. */
function nameOf({ file, device, kernels, opt }: Cell, { files, devices, ...builds }: CompareRequest): string {
  const short = basename(file);
  const isUnique = files.filter((other) => basename(other) === short).length === 1;
  return [
    isUnique ? short : file,
    ...(devices.length > 1 ? [device] : []),
    ...(builds.kernels.length > 1 ? [kernels] : []),
    ...(builds.levels.length > 1 ? [`-${opt}`] : []),
  ].join(' ');
}
