import type { AddressRange } from '../bytes/ranges.ts';
import type { FirmwareImage } from '../image/types.ts';
import type { SimulationFault } from './faults.ts';
import type { TraceSink } from './profile/trace.ts';
import type { CostInterval, FlashSettings, RunTrace } from './types.ts';

/** How a slice ended; faults and programs that never end are thrown. */
export type SliceEnd = 'slice' | 'watch' | 'exit' | 'reset';

/**
 * One part with an image in it, whatever its core: what regions, layers, profiles and reports are made from. Addresses
 * are those of the image's ELF file.
 */
export interface Machine {
  /** Copies the image to where it is programmed and resets the core. Throws where the part has no such memory. */
  load(image: FirmwareImage): void;
  /** Executes one instruction. */
  step(): SliceEnd;
  /** Runs for about that many cycles. Throws a SimulationFault when the firmware faults or can never go on. */
  runFor(cycles: number): SliceEnd;
  /** The fault of a run that takes longer than the caller allows. */
  timeOut(): SimulationFault;
  /** Makes the run stop in front of the instruction at an address, until it was unwatched as often as watched. */
  watch(address: number): void;
  unwatch(address: number): void;

  /** Hands `sink` all that is executed from here on, by the end of each `runFor`; undefined ends it. Slow. */
  trace(sink: TraceSink | undefined): void;

  /** Cycles since reset. */
  readonly cycles: number;
  /** Starts a measurement; what it returns tells what has passed since then. */
  measure(): () => CostInterval;

  /** Address of the next instruction. */
  readonly pc: number;
  readonly stackPointer: number;
  /** Where the function whose first instruction is next will return to; undefined when it was not called. */
  readonly returnAddress: number | undefined;
  /** Argument `index` (0 to 3) of the function whose first instruction is next, as wide as an `int`. */
  argument(index: number): number;

  /** Lowest value of the main stack pointer since reset or the last `setLowestSp`. */
  readonly lowestSp: number;
  setLowestSp(value: number): void;
  /** Most bytes that interrupt handlers took of the main stack; undefined where the core does not keep them apart. */
  readonly handlerPeakBytes: number | undefined;
  /** Stacks other than the main one, in the order in which they were first used: those of an RTOS's tasks. */
  readonly processStacks: readonly AddressRange[];
  /** Bytes of heap in use at most; undefined where only the calls of the break function tell. */
  readonly heapPeakBytes: number | undefined;
  /** Clock of the core, as the firmware has set it up. */
  readonly clockHz: number;
  /** Connects one UART only, by its name in the part's file; throws where the part has no such peripheral. */
  selectUart(name: string): void;
  /** Hands bytes to the UART that receives. */
  receive(bytes: Uint8Array): void;
  /** Bytes printed so far. */
  readonly printedBytes: number;
  /** Asks to be told each byte that a UART sends, while it is sent. */
  onPrint(listener: (byte: number) => void): void;
  /** What came from semihosting, UARTs and trace ports. */
  readonly consoleBytes: Uint8Array;
  /** What the firmware ended with; undefined until then. */
  readonly exitCode: number | undefined;
  /** What a reader of the figures should know about the run. */
  readonly warnings: RunTrace['warnings'];
  /** What the firmware asked of the flash accelerator last; undefined for a part without one. */
  readonly flashSettings: FlashSettings | undefined;

  /** Copies bytes of memory, without costs. */
  readBytes(address: number, length: number): Uint8Array;
  writeBytes(address: number, bytes: Uint8Array): void;
  /** 32 bits, little-endian. */
  readWord(address: number): number;
}
