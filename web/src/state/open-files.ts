import { formatBytes } from '../../../src/index.ts';
import { failureOf } from '../engine/failure-of.ts';
import { digestOf } from '../files/digest.ts';
import { type InputFile, type InputKind, inputKindOf } from '../files/inputs.ts';
import { largestFileBytes, recognise, type SubjectFile, subjectFile } from '../files/subject.ts';
import type { Session } from './session.ts';

/** Takes files that were dropped or chosen into the page, each by what it holds, whatever it is called. */
export async function openFiles(session: Session, files: Iterable<File>): Promise<void> {
  session.complaint.value = undefined;
  session.isTouched.value = true;
  const complaints: string[] = [];
  for (const file of files) complaints.push(...[await openFile(session, file)].flatMap((text) => text ?? []));
  if (complaints.length > 0) session.complaint.value = complaints.join('\n');
}

const noneOfOurs =
  'this is none of the files that preflash reads. Give a .tflite, a weights.h of NNoM, an ELF, an Intel HEX, the JSON of ' +
  'a report, or as an input a .npy or a conversation.';

const isKeras = (name: string): boolean => /\.(h5|hdf5|keras)$/i.test(name);
const kerasAdvice =
  'a Keras model does not run on a part. Convert it with tf.lite.TFLiteConverter, or with NNoM, first.';

/** Returns what is wrong with the file; undefined when nothing is. */
async function openFile(session: Session, file: File): Promise<string | undefined> {
  const bytes = await bytesOf(file);
  if (bytes === undefined) return `${file.name}: the browser cannot read this file. Is it a folder, or was it moved?`;
  const kind = recognise(bytes);
  if (kind === 'too-large') return `${file.name}: more than 64 MiB. Check that it is the file you mean.`;
  if (kind === 'unknown') {
    const input = inputKindOf(bytes, file.name);
    if (input === undefined) return `${file.name}: ${isKeras(file.name) ? kerasAdvice : noneOfOurs}`;
    session.setInputs(input, [{ name: file.name, bytes, id: await digestOf(bytes) }]);
    return undefined;
  }
  if (kind === 'report') return openReport(session, bytes, file.name);
  await addFile(session, subjectFile(file.name, kind, bytes));
  return undefined;
}

async function bytesOf(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}

/** Opens a report's JSON; returns what is wrong with it. */
export async function openReport(session: Session, bytes: Uint8Array, name: string): Promise<string | undefined> {
  try {
    const { parseReport } = await import('../files/read-report.ts');
    const report = parseReport(bytes, name);
    session.open({
      id: `${name} ${report.image?.sha256 ?? report.model?.sha256} ${report.device.id}`,
      name: report.model?.name ?? name,
      report,
    });
    return undefined;
  } catch (error) {
    const { where, what, advice } = failureOf(error);
    return `${where}: ${what}. ${advice}`;
  }
}

async function addFile(session: Session, file: SubjectFile): Promise<void> {
  const id = await digestOf(file.bytes);
  // NNoM calls every network weights.h.
  const isTaken = session.subjects.peek().some((other) => other.name === file.name && other.id !== id);
  const name = isTaken ? `${file.name} (${formatBytes(file.bytes.length)})` : file.name;
  session.add({ id, name, files: [file], sampleId: undefined });
}

/** Takes files that were chosen as inputs of one kind; none: what there was is taken away. */
export async function openInputs(session: Session, kind: InputKind, files: Iterable<File>): Promise<void> {
  session.complaint.value = undefined;
  const opened: InputFile[] = [];
  for (const file of files) {
    const bytes = await bytesOf(file);
    if (bytes === undefined || bytes.length > largestFileBytes) {
      session.complaint.value = `${file.name}: the browser cannot read this file, or it has more than 64 MiB.`;
      return;
    }
    opened.push({ name: file.name, bytes, id: await digestOf(bytes) });
  }
  session.setInputs(kind, opened);
}
