/**
 * What became of the user's input: `bad-input` is a file, option or figure that is wrong in itself;
 * `unsupported` is a correct one that preflash cannot turn into a number; `does-not-fit` needs more flash or RAM than
 * the part has. The command line maps them to exit codes.
 */
export type ErrorKind = 'bad-input' | 'unsupported' | 'does-not-fit';

/** The three things every message says. */
export interface ErrorParts {
  /** What is wrong, without a full stop: `the file ends inside the section table`. */
  readonly what: string;
  /** The file, and the place inside it. */
  readonly where: string;
  /** What the user can do about it, as a sentence. */
  readonly advice: string;
  readonly kind?: ErrorKind;
  /** Of what does not fit: how much there is too much of what. */
  readonly excess?: Excess;
}

export interface Excess {
  readonly memory: 'flash' | 'ram';
  readonly bytes: number;
}

/** An error meant for the user: one message that says where, what, and what to do. Each room derives its own class. */
export class PreflashError extends Error {
  readonly what: string;
  readonly where: string;
  readonly advice: string;
  readonly kind: ErrorKind;
  readonly excess: Excess | undefined;

  constructor(parts: ErrorParts) {
    super(`${parts.where}: ${parts.what}. ${parts.advice}`);
    this.name = new.target.name;
    this.what = parts.what;
    this.where = parts.where;
    this.advice = parts.advice;
    this.kind = parts.kind ?? 'bad-input';
    this.excess = parts.excess;
  }
}
