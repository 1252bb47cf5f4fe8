import type { ErrorKind } from './preflash-error.ts';

/** What the process ends with: scripts and CI decide on these. */
export const exitCodes = {
  /** A result, inside every limit. */
  ok: 0,
  /** A result over a budget, or something that does not fit the part. */
  exceeded: 1,
  /** The command, a file or the configuration is wrong. */
  usage: 2,
  /** No number could be had: a fault, something unsupported, a time-out, or a bug of preflash. */
  notSimulated: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export const exitCodeByKind: Readonly<Record<ErrorKind, ExitCode>> = {
  'bad-input': exitCodes.usage,
  unsupported: exitCodes.notSimulated,
  'does-not-fit': exitCodes.exceeded,
};

/** Of several things that went wrong the one to end with: what is wrong with the input hides all else. */
const precedence: readonly ExitCode[] = [exitCodes.usage, exitCodes.notSimulated, exitCodes.exceeded];

/** The exit code of several results together: 2 before 3 before 1 before 0. */
export function combinedExitCode(codes: readonly ExitCode[]): ExitCode {
  return precedence.find((code) => codes.includes(code)) ?? exitCodes.ok;
}
