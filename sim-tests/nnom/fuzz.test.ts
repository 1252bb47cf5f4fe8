import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../../src/model/errors.ts';
import { parseNnom } from '../../src/model/nnom/nnom.ts';
import { random } from './support/random.ts';

const text = readFileSync(join(import.meta.dirname, 'models', 'conv-config.h'), 'utf8');
const signs = [
  '{',
  '}',
  '(',
  ')',
  ',',
  ';',
  '-',
  '*',
  '/*',
  '"',
  '#if',
  '#define X X\n',
  'layer[99]',
  '1e999',
  'X',
  '\\',
];

/** The text with a few places cut out, doubled or replaced by something odd. */
function damaged(seed: number): string {
  const next = random(seed);
  const at = (length: number) => Math.floor(next() * length);
  let result = text;
  for (let count = 1 + at(3); count > 0; count--) {
    const start = at(result.length);
    const end = start + at(40);
    const middle = [signs[at(signs.length)]!, result.slice(start, end).repeat(2), ''][at(3)]!;
    result = result.slice(0, start) + middle + result.slice(end);
  }
  return result;
}

/** Anything but a network or an error meant for the user is a fault of the reader. */
function outcome(source: string): unknown {
  try {
    return parseNnom(new TextEncoder().encode(source), 'weights.h').layers.length > 0;
  } catch (error) {
    return error instanceof ModelError ? true : error;
  }
}

describe('a damaged weights.h is read or refused, never more', () => {
  it('with random damage', () => {
    for (let seed = 1; seed <= 500; seed++) expect(outcome(damaged(seed)), `seed ${seed}`).toBe(true);
  });

  it('cut off at any place', () => {
    for (let end = 0; end < text.length; end += 37) expect(outcome(text.slice(0, end)), `at ${end}`).toBe(true);
  });

  it.each(['('.repeat(100_000), '{'.repeat(100_000), '-'.repeat(100_000)])('nested without end', (deep) => {
    expect(outcome(text.replace('= {', `= ${deep}`))).toBe(true);
  });

  it('a macro that names itself', () => {
    expect(outcome(`#define A A\n${text.replace('= {', '= A; const int8_t x[] = {')}`)).toBe(true);
  });
});
