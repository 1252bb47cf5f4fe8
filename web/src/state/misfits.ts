import { type CoreFamily, coreFamilyOf, type Device, findDevice } from '../../../src/index.ts';
import { fileFor, type Subject, type SubjectFile } from '../files/subject.ts';
import { firstDeviceIds } from './settings.ts';

/** Parts that are chosen and that a file cannot be for: it is not run on them. */
export interface Misfit {
  readonly subject: Subject;
  readonly parts: readonly Device[];
  readonly kind: SubjectFile['kind'];
  readonly family: CoreFamily;
  /** A part that it can be for, where none is chosen. */
  readonly instead: Device | undefined;
}

/** What is not run, file by file. */
export function misfitsOf(subjects: readonly Subject[], deviceIds: readonly string[]): Misfit[] {
  const chosen = deviceIds.map(findDevice);
  return subjects.flatMap((subject) => {
    const parts = chosen.filter(({ core }) => fileFor(subject, core) === undefined);
    const [{ kind, family } = { kind: undefined, family: undefined }] = subject.files;
    if (parts.length === 0 || family === undefined) return [];
    return [{ subject, parts, kind, family, instead: parts.length < chosen.length ? undefined : firstOf(family) }];
  });
}

const firstOf = (family: CoreFamily): Device | undefined =>
  firstDeviceIds.map(findDevice).find(({ core }) => coreFamilyOf(core) === family);
