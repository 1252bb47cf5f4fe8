import { InterruptedError } from './errors.ts';
import { progressOn } from './progress.ts';

/** What a long job is given. */
export interface JobHooks {
  readonly onProgress: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Runs a job that tells of its progress on stderr and that Ctrl-C stops. Rejects with an InterruptedError then. */
export async function withProgress<Result>(job: (hooks: JobHooks) => Promise<Result>): Promise<Result> {
  const controller = new AbortController();
  const interrupt = () => controller.abort(new InterruptedError());
  const progress = progressOn(process.stderr);
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await job({ onProgress: progress.show, signal: controller.signal });
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    progress.clear();
  }
}
