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
