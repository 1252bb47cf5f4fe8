import { type ErrorParts, PreflashError } from '../errors/preflash-error.ts';

/** Why a build ended: what a caller may decide on without reading the message. */
export type BuildFailure =
  | 'model-too-large'
  | 'kernel-missing'
  | 'unsupported-target'
  | 'no-toolchain'
  | 'compiler-failed'
  | 'broken-prebuilt'
  | 'malformed-image';

/** An image could not be built around a model. */
export class BuildError extends PreflashError {
  readonly reason: BuildFailure;

  constructor(reason: BuildFailure, parts: ErrorParts, options?: ErrorOptions) {
    super(parts);
    this.reason = reason;
    if (options?.cause !== undefined) this.cause = options.cause;
  }
}

/** A firmware image that cannot have come from preflash's own build. */
export function malformedImage(what: string): BuildError {
  const advice = 'Rebuild it with `npm run prebuilt`, or reinstall preflash.';
  return new BuildError('malformed-image', { where: 'the firmware image', what, advice });
}
