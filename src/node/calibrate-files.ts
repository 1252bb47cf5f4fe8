import { basename, dirname, join } from 'node:path';
import type { Profile } from '../estimate/profile.ts';
import { type CalibrationFile, calibrationFile, weightsNamesOf } from '../measure/calibration-file.ts';
import type { NamedFile } from '../measure/measure.ts';
import { isModel } from '../model/open.ts';
import { type CalibrationRequest, calibrate } from './calibrate.ts';
import { isFile } from './files.ts';
import { readNamedFile } from './measure-file.ts';
import { openDevice } from './open-device.ts';

export interface CalibrateFilesRequest extends Omit<CalibrationRequest, 'files' | 'device' | 'firmware'> {
  /** Paths of models, or of firmware; NNoM's with its weights.h beside it, see `weightsNamesOf`. */
  readonly files: readonly string[];
  /** Id of a part, or path of a part's file. */
  readonly device: string;
  /** Name of firmware of the user's own. */
  readonly firmware?: string | undefined;
  /** And its compiler. */
  readonly compiler?: string | undefined;
}

/** Fits a cost profile to files. Rejects with a `PreflashError` that says what is wrong. */
export async function calibrateFiles(request: CalibrateFilesRequest): Promise<Profile> {
  const { firmware, compiler = 'unknown compiler', ...options } = request;
  const device = await openDevice(request.device);
  return calibrate({
    ...options,
    files: await Promise.all(request.files.map((path) => readUnderName(path, request.files))),
    device,
    firmware: firmware === undefined ? undefined : { name: firmware, compiler },
  });
}

/** By its base name, or by its path where another file has the same one: a network is held out by its name. */
async function readUnderName(path: string, all: readonly string[]): Promise<CalibrationFile> {
  const file = await readNamedFile(path);
  const isUnique = all.filter((other) => basename(other) === file.name).length === 1;
  const named = isUnique ? file : { ...file, name: path };
  return calibrationFile(named, isModel(file.bytes) ? undefined : await weightsBeside(path));
}

/** The weights.h beside firmware; undefined when there is none. */
async function weightsBeside(path: string): Promise<NamedFile | undefined> {
  for (const name of weightsNamesOf(basename(path))) {
    const beside = join(dirname(path), name);
    if (await isFile(beside)) return { ...(await readNamedFile(beside)), name: beside };
  }
  return undefined;
}
