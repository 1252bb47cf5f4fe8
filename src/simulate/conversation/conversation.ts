import { z } from 'zod';
import { PreflashError } from '../../errors/preflash-error.ts';
import { type ConversationFile, conversationSchema, type PlainStep } from './schema.ts';

/** The conversation file is wrong, or the firmware does not keep to it. */
export class ConversationError extends PreflashError {}

/** One thing to do: bytes to send, or text to wait for. */
export type Turn =
  | { readonly kind: 'send'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'expect';
      readonly text: string;
      readonly pattern: RegExp;
      readonly timeoutMs: number;
      readonly region: 'begin' | 'end' | undefined;
    };

/** A conversation file with its repetitions written out and its files read. */
export interface Conversation {
  readonly turns: readonly Turn[];
  readonly perRegion: number;
}

/** Names of the files a conversation sends. */
export function filesOf({ steps }: ConversationFile): string[] {
  const plain = steps.flatMap((step) => ('repeat' in step ? step.steps : [step]));
  return plain.flatMap((step) => ('send-file' in step ? [step['send-file']] : []));
}

/**
 * Reads a conversation file.
 *
 * @param name of the file, for messages
 * @throws ConversationError that names the field that is wrong
 */
export function parseConversation(text: string, name: string): ConversationFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const what = `this is not JSON (${(cause as Error).message})`;
    throw new ConversationError({ where: name, what, advice: 'docs/conversation.md has an example.' });
  }
  const parsed = conversationSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ConversationError({
    where: name,
    what: z.prettifyError(parsed.error).replaceAll('\n', ' '),
    advice: 'Steps are send, send-file, expect and repeat: docs/conversation.md.',
  });
}

/** Writes out a conversation's turns. @param files contents by the names that `filesOf` gives */
export function planConversation(file: ConversationFile, files: ReadonlyMap<string, Uint8Array>): Conversation {
  const turns = file.steps.flatMap((step) =>
    'repeat' in step
      ? Array.from({ length: step.repeat }, () => step.steps.flatMap((inner) => turnsOf(inner, files))).flat()
      : turnsOf(step, files),
  );
  return { turns, perRegion: file.perRegion };
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function turnsOf(step: PlainStep, files: ReadonlyMap<string, Uint8Array>): Turn[] {
  if ('send' in step) return [{ kind: 'send', bytes: encode(step.send) }];
  if (!('send-file' in step)) {
    const { expect: text, regex, timeoutMs, region } = step;
    return [{ kind: 'expect', text, pattern: new RegExp(regex ? text : escaped(text)), timeoutMs, region }];
  }
  const bytes = files.get(step['send-file']) ?? new Uint8Array();
  return chunksOf(bytes, step.chunkBytes ?? Math.max(1, bytes.length)).flatMap((chunk): Turn[] => [
    { kind: 'send', bytes: framed(chunk, step) },
    ...(step.expect === undefined ? [] : [waitFor(step.expect)]),
  ]);
}

function waitFor(text: string): Turn {
  return { kind: 'expect', text, pattern: new RegExp(escaped(text)), timeoutMs: 60_000, region: undefined };
}

function chunksOf(bytes: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));
}

type Framing = Extract<PlainStep, { 'send-file': string }>;

function framed(chunk: Uint8Array, { encoding, before, after }: Framing): Uint8Array {
  const hex = () => encode(Array.from(chunk, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  const body = encoding === 'hex' ? hex() : chunk;
  return Uint8Array.from([...encode(before), ...body, ...encode(after)]);
}
