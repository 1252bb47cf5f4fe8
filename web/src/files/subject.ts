import { type FileKind, fileKindOf, isAvrCore, type NamedFile } from '../../../src/index.ts';

/** What is run: a file, or the files of one network for parts of different kinds. */
export interface Subject {
  /** Unique in the page. */
  readonly id: string;
  readonly name: string;
  readonly files: readonly SubjectFile[];
  /** The bundled network it is; undefined for a file of the user's. */
  readonly sampleId: string | undefined;
}

export interface SubjectFile extends NamedFile {
  readonly kind: Exclude<FileKind, 'report'>;
}

/** The file of a subject that runs on a core: the weights.h on AVR where there are both. */
export function fileFor({ files }: Subject, core: string): SubjectFile {
  const wanted = isAvrCore(core) ? 'nnom' : 'tflite';
  return files.find(({ kind }) => kind === wanted) ?? files[0]!;
}

/** Whether kernels and optimisation level are a choice: firmware of the user's own is as it is. */
export function isModelSubject({ files }: Subject): boolean {
  return files.some(({ kind }) => kind === 'tflite' || kind === 'nnom');
}

/** Larger than the flash of any part, and than any model for one. */
export const largestFileBytes = 64 * 1024 * 1024;

/** What a file of the user's is, or why it is nothing that can be run. */
export function recognise(bytes: Uint8Array): FileKind | 'too-large' | 'unknown' {
  if (bytes.length > largestFileBytes) return 'too-large';
  return fileKindOf(bytes) ?? 'unknown';
}
