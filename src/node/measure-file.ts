import { basename } from 'node:path';
import { type MeasureOptions, measure, type NamedFile } from '../measure/measure.ts';
import { renderSpeedscope } from '../report/profile/speedscope.ts';
import type { Report } from '../report/schema.ts';
import { nodeFacilities } from './facilities.ts';
import { readInputFile, writeWhole } from './files.ts';
import { openDevice } from './open-device.ts';
import { readConversation } from './read-conversation.ts';

export interface MeasureRequest
  extends Omit<MeasureOptions, 'file' | 'device' | 'input' | 'uartInput' | 'conversation'> {
  /** Path of a model or of firmware; told apart by content. */
  readonly file: string;
  /** Id of a part, or path of a part's file. */
  readonly device: string;
  /** Path of the model's input; a seeded random one unless given. */
  readonly input?: string | undefined;
  /** Path of what the firmware receives by UART. */
  readonly uartIn?: string | undefined;
  /** Path of a conversation to hold with the firmware. */
  readonly conversation?: string | undefined;
  /** Path for what the firmware sends by UART; it is in the report, too. */
  readonly uartOut?: string | undefined;
  /** Path for a profile that speedscope reads. */
  readonly profileOut?: string | undefined;
}

/** Runs one file on one part and reports what it costs. Rejects with a `PreflashError` that says what is wrong. */
export async function measureFile(request: MeasureRequest): Promise<Report> {
  const { report, trace } = await measure(await openRequest(request), nodeFacilities);
  if (request.uartOut !== undefined) await writeWhole(request.uartOut, trace.consoleBytes);
  if (request.profileOut !== undefined) {
    const text = renderSpeedscope(trace.profile ?? [], basename(request.file), report.tool.version);
    await writeWhole(request.profileOut, new TextEncoder().encode(text));
  }
  return report;
}

/** Reads every file that a request names. */
export async function openRequest(request: MeasureRequest): Promise<MeasureOptions> {
  const { uartIn, uartOut: _uartOut, profileOut, conversation, ...options } = request;
  return {
    ...options,
    profile: options.profile || profileOut !== undefined,
    device: await openDevice(request.device),
    file: await readNamedFile(request.file),
    input: request.input === undefined ? undefined : await readNamedFile(request.input),
    uartInput: uartIn === undefined ? undefined : await readInputFile(uartIn),
    conversation: conversation === undefined ? undefined : await readConversation(conversation),
  };
}

/** A file with the name that messages call it by. */
export const readNamedFile = async (path: string): Promise<NamedFile> => ({
  name: basename(path),
  bytes: await readInputFile(path),
});
