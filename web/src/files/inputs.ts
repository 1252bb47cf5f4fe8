import {
  type Conversation,
  ConversationError,
  filesOf,
  isNpy,
  type NamedFile,
  parseConversation,
  planConversation,
} from '../../../src/index.ts';

/** What a run is given beside its file, by what takes it. */
export const inputKinds = ['model', 'uart', 'conversation'] as const;
export type InputKind = (typeof inputKinds)[number];

export const inputTitles: Readonly<Record<InputKind, string>> = {
  model: 'Input of the model',
  uart: 'Firmware receives by UART',
  conversation: 'Conversation with firmware',
};

/** A file and what tells it from another one of the same name. */
export interface InputFile extends NamedFile {
  readonly id: string;
}

/** The files of each kind; of a conversation its script and what that sends, of the others one at most. */
export type RunInputs = { readonly [kind in InputKind]: readonly InputFile[] };

export const noInputs: RunInputs = { model: [], uart: [], conversation: [] };

/** What takes a file that was dropped and is nothing to run; undefined for none. */
export function inputKindOf(bytes: Uint8Array, name: string): InputKind | undefined {
  if (isNpy(bytes)) return 'model';
  return isScript({ name, bytes }) ? 'conversation' : undefined;
}

/** Both read as JSON objects with steps; whether the steps are right is for `openConversation` to say. */
function isScript({ bytes }: NamedFile): boolean {
  try {
    return Array.isArray(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).steps);
  } catch {
    return false;
  }
}

/** The name of the script among the files of a conversation. */
export const scriptOf = <File extends NamedFile>(files: readonly File[]): File | undefined =>
  files.find(isScript) ?? files[0];

/**
 * The conversation that files make: one of them is the script, the others are what it sends.
 * @throws ConversationError when the script is wrong or a file that it sends is not among them
 */
export function openConversation(files: readonly NamedFile[]): Conversation | undefined {
  const script = scriptOf(files);
  if (script === undefined) return undefined;
  const parsed = parseConversation(new TextDecoder().decode(script.bytes), script.name);
  const known = new Map(files.map(({ name, bytes }) => [name, bytes]));
  const missing = filesOf(parsed).find((name) => !known.has(name));
  if (missing === undefined) return planConversation(parsed, known);
  throw new ConversationError({
    where: script.name,
    what: `it sends ${missing}, which is not among the files of the conversation`,
    advice: 'Choose the script and all that it sends together, by the names that the script has for them.',
  });
}
