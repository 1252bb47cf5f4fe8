import { dirname, resolve } from 'node:path';
import {
  type Conversation,
  filesOf,
  parseConversation,
  planConversation,
} from '../simulate/conversation/conversation.ts';
import { readInputFile } from './files.ts';

/** Reads a conversation file and the files it sends, which it names from its own folder. */
export async function readConversation(path: string): Promise<Conversation> {
  const file = parseConversation(new TextDecoder().decode(await readInputFile(path)), path);
  const files = new Map<string, Uint8Array>();
  for (const name of filesOf(file)) files.set(name, await readInputFile(resolve(dirname(path), name)));
  return planConversation(file, files);
}
