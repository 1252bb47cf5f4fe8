import { type CoreFamily, coreFamilyOf, type Device, findDevice } from '../../../src/index.ts';
import { fileFor, type Subject, type SubjectFile } from '../files/subject.ts';
import { firstDeviceIds } from './settings.ts';

/** Parts that are chosen and that files cannot be for: they are not run on them. */
export interface Misfit {
  readonly subjects: readonly Subject[];
  readonly parts: readonly Device[];
  readonly kind: SubjectFile['kind'];
  readonly family: CoreFamily;
  /** A part that they can be for, where none is chosen. */
  readonly instead: Device | undefined;
}

/** What is not run, files of a kind together. */
export function misfitsOf(subjects: readonly Subject[], deviceIds: readonly string[]): Misfit[] {
  const chosen = deviceIds.map(findDevice);
  const misfits = new Map<string, Misfit>();
  for (const subject of subjects) {
    const parts = chosen.filter(({ core }) => fileFor(subject, core) === undefined);
    const [{ kind, family } = { kind: undefined, family: undefined }] = subject.files;
    if (parts.length === 0 || family === undefined) continue;
    const instead = parts.length < chosen.length ? undefined : firstOf(family);
    const same = misfits.get(`${kind} ${family}`)?.subjects ?? [];
    misfits.set(`${kind} ${family}`, { subjects: [...same, subject], parts, kind, family, instead });
  }
  return [...misfits.values()];
}

const firstOf = (family: CoreFamily): Device | undefined =>
  firstDeviceIds.map(findDevice).find(({ core }) => coreFamilyOf(core) === family);
