import { BuildError } from '../build/errors.ts';
import { InferenceError } from '../build/inference-error.ts';
import { channelGroups } from '../model/channels.ts';
import { narrowerAdvice } from '../model/narrower.ts';
import type { ModelInfo } from '../model/types.ts';
import { formatBytes } from '../units/bytes.ts';

/** An error that says that a model does not fit also says which layer to make narrower, and by how much. */
export function narrowerError(error: unknown, model: ModelInfo): unknown {
  if (!(error instanceof BuildError || error instanceof InferenceError) || error.excess === undefined) return error;
  const { where, what, kind, excess } = error;
  const layers = channelGroups(model).map((group) => ({
    ...group,
    perChannel: excess.memory === 'flash' ? group.flashBytesPerChannel : group.ramBytesPerChannel,
  }));
  const narrower = narrowerAdvice(layers, excess.bytes, formatBytes);
  if (narrower === undefined) return error;
  const parts = { where, what, kind, excess, advice: `${narrower} ${error.advice}` };
  return error instanceof BuildError
    ? new BuildError(error.reason, parts, { cause: error })
    : new InferenceError(error.status, parts);
}
