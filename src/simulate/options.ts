import type { Conversation } from './conversation/conversation.ts';
import type { Demangle } from './regions/region-name.ts';

/** How an image is run, and what of it is measured. */
export interface SimulateOptions {
  /** Bytes of each input tensor, for firmware that preflash built. */
  readonly inputs?: readonly Uint8Array[];
  /**
   * Function whose calls are measured, `NAME` or `NAME#2` for its second call; the inference, for firmware that preflash
   * built and for TensorFlow Lite Micro.
   */
  readonly region?: string | undefined;
  /** Function whose direct callees are the layers; that of the runtime where it is known. */
  readonly layersOf?: string | undefined;
  /** The only UART that is connected, by its name in the part's file; all of them unless given. */
  readonly uart?: string | undefined;
  /** Bytes for the UART that receives. */
  readonly uartInput?: Uint8Array | undefined;
  /** Drives the firmware over its UART; the run ends with it. */
  readonly conversation?: Conversation | undefined;
  /** What C++ names are read with; without it they are linker names. */
  readonly demangle?: Demangle | undefined;
  /** Follow every call: several times slower. */
  readonly profile?: boolean | undefined;
  readonly maxCycles: number;
  /** Told the cycles so far, now and then. */
  readonly onProgress?: ((cycles: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}
