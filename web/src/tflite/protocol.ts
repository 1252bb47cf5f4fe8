import type { Outcome } from '../engine/failure.ts';
import type { Answer } from '../engine/protocol.ts';

/** What the worker with TensorFlow Lite does for the page. */
export interface TfliteService {
  /** What a .tflite makes of the bytes of its input. */
  run(model: Uint8Array, input: Uint8Array): Promise<Outcome<Answer>>;
}
