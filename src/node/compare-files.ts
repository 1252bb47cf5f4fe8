import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { KernelSet, OptimizationLevel } from '../build/types.ts';
import { remarksOn } from '../compare/remarks.ts';
import type { Device } from '../devices/schema.ts';
import { PreflashError } from '../errors/preflash-error.ts';
import { isModel, openModel } from '../model/open.ts';
import { countZeroWeights } from '../model/tflite/zero-weights.ts';
import type { VariantRow } from '../report/compare/row.ts';
import { featuresOf } from '../report/cores.ts';
import { readInputFile } from './files.ts';
import { type MeasureRequest, measureFile } from './measure-file.ts';
import { openDevice } from './open-device.ts';

export interface CompareRequest extends Pick<MeasureRequest, 'maxCycles' | 'onProgress' | 'signal'> {
  /** Paths of models or of firmware. */
  readonly files: readonly string[];
  readonly devices: readonly string[];
  readonly kernels: readonly KernelSet[];
  readonly levels: readonly OptimizationLevel[];
}

/** One run of the comparison. */
interface Cell {
  readonly file: string;
  readonly device: string;
  readonly kernels: KernelSet;
  readonly opt: OptimizationLevel;
}

/**
 * Measures every file on every part with every build, one after the other. A variant that the part or the runtime
 * cannot take is a row with its reason. Rejects with a PreflashError for what is wrong with the request itself.
 */
export async function compareFiles(request: CompareRequest): Promise<VariantRow[]> {
  const cells = request.devices.flatMap((device) =>
    request.files.flatMap((file) =>
      request.kernels.flatMap((kernels) => request.levels.map((opt) => ({ file, device, kernels, opt }))),
    ),
  );
  const rows: VariantRow[] = [];
  for (const cell of cells) rows.push(await measureCell(cell, request));
  return rows;
}

async function measureCell(cell: Cell, request: CompareRequest): Promise<VariantRow> {
  const device = await openDevice(cell.device);
  const bytes = await readInputFile(cell.file);
  const row = {
    name: nameOf(cell, request),
    deviceId: device.id,
    fileBytes: bytes.length,
    gzipBytes: gzipSync(bytes).length,
  };
  const { maxCycles, onProgress, signal } = request;
  try {
    const facts = await modelFacts(bytes, basename(cell.file), device);
    return { ...row, ...facts, report: await measureFile({ ...cell, maxCycles, onProgress, signal }) };
  } catch (error) {
    if (!(error instanceof PreflashError) || error.kind === 'bad-input') throw error;
    return { ...row, model: undefined, remarks: [], refusal: `${error.what}. ${error.advice}` };
  }
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
