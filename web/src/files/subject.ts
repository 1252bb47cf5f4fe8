import {
  type CoreFamily,
  coreFamilyOf,
  type FileKind,
  fileFamilyOf,
  fileKindOf,
  type NamedFile,
} from '../../../src/index.ts';

/** What is run: a file, or the files of one network for parts of different kinds. */
export interface Subject {
  /** Unique in the page. */
  readonly id: string;
  readonly name: string;
  readonly files: readonly SubjectFile[];
  /** The bundled network it is; undefined for a file of the user's. */
  readonly sampleId: string | undefined;
}

type RunKind = Exclude<FileKind, 'report'>;

export interface SubjectFile extends NamedFile {
  readonly kind: RunKind;
  /** The only cores that it can run on; undefined when that is not known. */
  readonly family: CoreFamily | undefined;
}

/** A file to run, with what it tells of itself. */
export const subjectFile = (name: string, kind: RunKind, bytes: Uint8Array): SubjectFile => ({
  name,
  kind,
  bytes,
  family: fileFamilyOf(kind, bytes),
});

/** The file of a subject that runs on a core: the weights.h on AVR where there are both; undefined: none can. */
export function fileFor({ files }: Subject, core: string): SubjectFile | undefined {
  return files.find(({ family }) => family === undefined || family === coreFamilyOf(core));
}

/** Whether kernels and optimisation level are a choice: firmware of the user's own is as it is. */
export const isModelFile = ({ kind }: SubjectFile): boolean => kind === 'tflite' || kind === 'nnom';

/** The same of a subject, whichever of its files is run. */
export const isModelSubject = ({ files }: Subject): boolean => files.some(isModelFile);

/** Larger than the flash of any part, and than any model for one. */
export const largestFileBytes = 64 * 1024 * 1024;

/** What a file of the user's is, or why it is nothing that can be run. */
export function recognise(bytes: Uint8Array): FileKind | 'too-large' | 'unknown' {
  if (bytes.length > largestFileBytes) return 'too-large';
  return fileKindOf(bytes) ?? 'unknown';
}
