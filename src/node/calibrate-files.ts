import { basename } from 'node:path';
import type { Profile } from '../estimate/profile.ts';
import type { NamedFile } from '../measure/measure.ts';
import { type CalibrationRequest, calibrate } from './calibrate.ts';
import { readNamedFile } from './measure-file.ts';
import { openDevice } from './open-device.ts';

export interface CalibrateFilesRequest extends Omit<CalibrationRequest, 'files' | 'device' | 'firmware'> {
  /** Paths of models, or of firmware with a model inside. */
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
  return calibrate({
    ...options,
    files: await Promise.all(request.files.map((path) => readUnderName(path, request.files))),
    device: await openDevice(request.device),
    firmware: firmware === undefined ? undefined : { name: firmware, compiler },
  });
}

/** By its base name, or by its path where another file has the same one: a network is held out by its name. */
async function readUnderName(path: string, all: readonly string[]): Promise<NamedFile> {
  const file = await readNamedFile(path);
  const isUnique = all.filter((other) => basename(other) === file.name).length === 1;
  return isUnique ? file : { ...file, name: path };
}
