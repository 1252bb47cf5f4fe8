import { parse } from '@humanwhocodes/momoa';
import type { ConfigPath } from './limit.ts';

/** Where something stands in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the value at a path stands, or the nearest thing around it that is there; undefined when that is not known. */
export type Locate = (path: ConfigPath) => Position | undefined;

type Node = ReturnType<typeof parse>['body'];

/** Reads positions off a JSON text. @throws momoa's error, with `line` and `column`, when it is not JSON */
export function locateInJson(text: string): Locate {
  const { body } = parse(text);
  return (path) => positionIn(body, path);
}

const exported = /(?:export\s+default|module\.exports\s*=)\s*(?:[\w.]+\s*\()?\s*(?=\{)/;

/**
 * Reads positions off a module that exports one object literal, as a configuration usually is: what is written as in
 * JSON5 can be found. A configuration that is computed has no positions.
 */
export function locateInModule(text: string): Locate {
  const match = exported.exec(text);
  if (match === null) return () => undefined;
  const start = match.index + match[0].length;
  // Spaces for what stands before the object keep lines and columns as they are.
  const before = text.slice(0, start).replace(/[^\n]/g, ' ');
  try {
    const { body } = parse(before + text.slice(start, closingBrace(text, start)), { mode: 'json5' });
    return (path) => positionIn(body, path);
  } catch {
    return () => undefined;
  }
}

/** The end of the object that begins at `start`: its braces counted, those in strings and comments left out. */
function closingBrace(text: string, start: number): number {
  const token = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\/[^\n]*|\/\*[\s\S]*?\*\/|[{}]/g;
  token.lastIndex = start;
  let depth = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === '{') depth++;
    if (found[0] === '}' && --depth === 0) return token.lastIndex;
  }
  return text.length;
}

function positionIn(node: Node, path: ConfigPath): Position {
  const [key, ...rest] = path;
  const { line, column } = node.loc.start;
  if (key === undefined) return { line, column };
  if (node.type === 'Array' && typeof key === 'number') {
    const element = node.elements[key];
    return element === undefined ? { line, column } : positionIn(element.value, rest);
  }
  if (node.type !== 'Object') return { line, column };
  const member = node.members.find(({ name }) => (name.type === 'String' ? name.value : name.name) === key);
  if (member === undefined) return { line, column };
  // The key, not the value: that is where a reader looks, and an editor's marker starts.
  return rest.length === 0
    ? { line: member.loc.start.line, column: member.loc.start.column }
    : positionIn(member.value, rest);
}
