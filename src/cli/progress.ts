/** Where progress is written: stderr, or a test's recorder. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Tells a waiting user what is going on; never for anything that is over within a second. */
export interface Progress {
  /** What is being done now, as a short phrase; called as often as there is news. */
  readonly show: (text: string) => void;
  /** Takes the line away before a result is printed. */
  readonly clear: () => void;
}

const silentMs = 1000;
/** A terminal line is rewritten this often; a log gets a line this often. */
const terminalIntervalMs = 100;
const logIntervalMs = 10_000;

const clearLine = '\r\u001B[2K';

/** Progress on a stream: one rewritten line on a terminal, else a plain line after the first second and then rarely. */
export function progressOn(stream: ProgressStream, now: () => number = Date.now): Progress {
  const startMs = now();
  const isTerminal = stream.isTTY === true;
  const intervalMs = isTerminal ? terminalIntervalMs : logIntervalMs;
  let shownMs = Number.NEGATIVE_INFINITY;
  return {
    show: (text) => {
      const nowMs = now();
      if (nowMs - startMs < silentMs || nowMs - shownMs < intervalMs) return;
      shownMs = nowMs;
      const seconds = Math.floor((nowMs - startMs) / 1000);
      stream.write(isTerminal ? `${clearLine}${text} (${seconds} s)` : `preflash: ${text} (${seconds} s)\n`);
    },
    clear: () => {
      if (isTerminal && shownMs > 0) stream.write(clearLine);
    },
  };
}
