import type * as z from 'zod';
import { closest } from '../devices/closest.ts';
import { knownKeysAt } from './config-schema.ts';
import type { ConfigPath } from './limit.ts';

/** One thing that is wrong, and where. */
export interface ConfigIssue {
  readonly path: ConfigPath;
  /** Without a full stop at its end. */
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** Everything that is wrong in a configuration, in the words of someone who wrote it. */
export function configIssues(error: z.ZodError): ConfigIssue[] {
  return error.issues.flatMap((issue) => told(issue, []));
}

function told(issue: Issue, above: ConfigPath): ConfigIssue[] {
  const path = [...above, ...(issue.path as ConfigPath)];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key));
  if (issue.code !== 'invalid_union') return [{ path, message: messageOf(issue) }];
  const meant = meantBranch(issue.errors);
  if (meant !== undefined) return meant.flatMap((inner) => told(inner, path));
  return [
    { path, message: 'a limit is a text such as "64 KiB", {"max": "64 KiB", "level": "warn"}, or a list of these' },
  ];
}

/** Of several ways to write a value the one whose type was kept. */
function meantBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return branches.find((issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0));
}

function unknownKey(path: ConfigPath, key: string): ConfigIssue {
  const known = knownKeysAt(path);
  const meant = closest(key, known);
  const advice = meant === undefined ? `Keys here are ${known.join(', ')}` : `Did you mean "${meant}"`;
  return { path: [...path, key], message: `there is no such key. ${advice}${meant === undefined ? '' : '?'}` };
}

function messageOf(issue: Issue): string {
  if (issue.code === 'invalid_type') {
    const isMissing = issue.message.endsWith('received undefined');
    return isMissing ? `this ${issue.expected} is missing` : issue.message.replace(/^Invalid input: /, '');
  }
  if (issue.code === 'invalid_value') return `it is none of ${issue.values.join(', ')}`;
  if (issue.code === 'too_small') return 'it is empty';
  return issue.message.replace(/\.$/, '');
}

/** `budgets[0].limits.flash`, as it would be written in JavaScript. */
export function pathText(path: ConfigPath): string {
  const keyText = (key: string) => (/^[\w$]+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`);
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : keyText(key))).join('');
  return text.replace(/^\./, '') || 'the configuration';
}
