import { describe, expect, it } from 'vitest';
import { progressOn } from '../../src/cli/progress.ts';

function recorder(isTTY: boolean) {
  const written: string[] = [];
  let nowMs = 0;
  const progress = progressOn({ isTTY, write: (text) => written.push(text) }, () => nowMs);
  const at = (ms: number, text: string) => {
    nowMs = ms;
    progress.show(text);
  };
  return { written, progress, at };
}

describe('progress', () => {
  it('is silent for what is over within a second', () => {
    const { written, progress, at } = recorder(true);
    at(0, 'a');
    at(999, 'b');
    progress.clear();
    expect(written).toEqual([]);
  });

  it('rewrites one line of a terminal, ten times a second at most, and takes it away', () => {
    const { written, progress, at } = recorder(true);
    at(1000, 'a');
    at(1050, 'b');
    at(1100, 'c');
    progress.clear();
    expect(written).toEqual(['\r\u001B[2Ka (1 s)', '\r\u001B[2Kc (1 s)', '\r\u001B[2K']);
  });

  it('is a plain line in a log, after one second and then every ten', () => {
    const { written, progress, at } = recorder(false);
    for (const ms of [500, 1000, 5000, 10_999, 11_000]) at(ms, String(ms));
    progress.clear();
    expect(written).toEqual(['preflash: 1000 (1 s)\n', 'preflash: 11000 (11 s)\n']);
  });
});
