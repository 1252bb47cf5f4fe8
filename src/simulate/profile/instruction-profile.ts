import { indexSymbols, type SymbolIndex } from '../../image/symbols.ts';
import type { FirmwareImage } from '../../image/types.ts';
import { disassembleAvr } from '../avr/disassemble.ts';
import type { Conversation } from '../conversation/conversation.ts';
import { ConversationPlayer } from '../conversation/player.ts';
import { disassembleCode } from '../cortex-m/disassemble.ts';
import { InferenceIo } from '../inference-io.ts';
import type { Machine } from '../machine.ts';
import type { Demangle } from '../regions/region-name.ts';

/** One instruction of a function that was executed. */
export interface InstructionCycles {
  readonly address: number;
  readonly text: string;
  /** How often it was executed, and the cycles that took in all. */
  readonly count: number;
  readonly cycles: number;
}

/** A function that was executed, with what its own instructions took. */
export interface FunctionCycles {
  readonly name: string;
  readonly cycles: number;
  /** All of its code in order of address, executed or not. */
  readonly instructions: readonly InstructionCycles[];
}

export interface InstructionProfile {
  readonly cycles: number;
  readonly instructions: number;
  /** Whether that is all; false when there were more instructions than are followed. */
  readonly isWhole: boolean;
  /** The one that took most first. */
  readonly functions: readonly FunctionCycles[];
}

export interface InstructionProfileOptions {
  /** Bytes of each input tensor, for firmware that preflash built. */
  readonly inputs: readonly Uint8Array[];
  /** The function that is followed, and which of its calls, from 0; from reset to the end where there is none. */
  readonly start?: { readonly address: number; readonly call: number } | undefined;
  /** The only UART that is connected, what it receives, and the conversation that is held with the firmware. */
  readonly uart?: string | undefined;
  readonly uartInput?: Uint8Array | undefined;
  readonly conversation?: Conversation | undefined;
  readonly maxCycles: number;
  readonly demangle: Demangle;
}

const sliceCycles = 4_000_000;
/** One at a time takes about a microsecond: more would be longer than anyone waits. */
const instructionLimit = 20_000_000;

/** What was counted at one address. */
interface Count {
  count: number;
  cycles: number;
}

/**
 * Runs an image up to a call of a function and then one instruction at a time until it returns. What an interrupt takes
 * in between belongs to its handler's instructions.
 *
 * @param machine fresh, without an image
 * @throws SimulationFault when the firmware faults or does not come to that call within `maxCycles`
 */
export function profileInstructions(
  machine: Machine,
  image: FirmwareImage,
  options: InstructionProfileOptions,
): InstructionProfile {
  const { start, demangle } = options;
  const symbols = indexSymbols(image);
  machine.load(image);
  feed(machine, symbols, options);
  const counts = new Map<number, Count>();
  const isWhole = follow(machine, start !== undefined, counts);
  const all = [...counts.values()];
  return {
    cycles: all.reduce((sum, { cycles }) => sum + cycles, 0),
    instructions: all.reduce((sum, { count }) => sum + count, 0),
    isWhole,
    functions: functionsOf(machine, image, symbols, counts, demangle),
  };
}

/** Up to the call that is followed; the inputs are written where the firmware asks for them. */
function feed(machine: Machine, symbols: SymbolIndex, options: InstructionProfileOptions): void {
  const { inputs, start, maxCycles, uart, uartInput, conversation } = options;
  if (uart !== undefined) machine.selectUart(uart);
  if (uartInput !== undefined) machine.receive(uartInput);
  const player = conversation && new ConversationPlayer(machine, conversation);
  const [io, receive] = [symbols.byName('pf_io'), symbols.byName('pf_receive_inputs')];
  if (receive !== undefined) machine.watch(receive.address);
  if (start === undefined) return;
  machine.watch(start.address);
  for (let calls = 0; ; ) {
    if (machine.cycles > maxCycles) throw machine.timeOut();
    const end = machine.runFor(sliceCycles);
    if (end === 'exit' || end === 'reset') throw machine.timeOut();
    player?.check();
    if (end !== 'watch') continue;
    if (io !== undefined && machine.pc === receive?.address) new InferenceIo(machine, io).writeInputs(inputs);
    if (machine.pc === start.address && calls++ === start.call) break;
  }
}

/** Steps until the function returns, or the firmware ends. */
function follow(machine: Machine, untilReturn: boolean, counts: Map<number, Count>): boolean {
  const { returnAddress, stackPointer } = machine;
  for (let steps = 0; steps < instructionLimit; steps++) {
    const { pc, cycles } = machine;
    const end = machine.step();
    const counted = counts.get(pc) ?? { count: 0, cycles: 0 };
    counted.count++;
    counted.cycles += machine.cycles - cycles;
    counts.set(pc, counted);
    if (end === 'exit' || end === 'reset') return true;
    if (untilReturn && machine.pc === returnAddress && machine.stackPointer >= stackPointer) return true;
  }
  return false;
}

function functionsOf(
  machine: Machine,
  image: FirmwareImage,
  symbols: SymbolIndex,
  counts: ReadonlyMap<number, Count>,
  demangle: Demangle,
): FunctionCycles[] {
  const executed = [...new Set([...counts.keys()].map((address) => symbols.functionAt(address)))];
  const functions = executed.map((symbol) => {
    const addresses = [...counts.keys()].filter((address) => symbols.functionAt(address) === symbol);
    const first = symbol?.address ?? Math.min(...addresses);
    const end = symbol !== undefined && symbol.sizeBytes > 0 ? first + symbol.sizeBytes : Math.max(...addresses) + 4;
    const lines = disassemble(image, machine.readBytes(first, end - first), first);
    const instructions = lines.map(({ address, text }) => {
      const { count = 0, cycles = 0 } = counts.get(address) ?? {};
      return { address, text, count, cycles };
    });
    const cycles = addresses.reduce((sum, address) => sum + counts.get(address)!.cycles, 0);
    return { name: symbol === undefined ? 'code without a symbol' : demangle(symbol.name), cycles, instructions };
  });
  return functions.sort((a, b) => b.cycles - a.cycles);
}

function disassemble(
  { machine }: FirmwareImage,
  code: Uint8Array,
  address: number,
): { address: number; text: string }[] {
  return machine === 'avr' ? disassembleAvr(code, address) : disassembleCode(code, address);
}
