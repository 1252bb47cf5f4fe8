import { formatAddress } from '../bytes/address.ts';
import { PreflashError } from '../errors/preflash-error.ts';
import type { Fault } from './types.ts';

/** The firmware could not be run to a number. `fault` has the particulars. */
export class SimulationFault extends PreflashError {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super({ where: placeOf(fault), what: fault.message, advice: fault.advice, kind: 'unsupported' });
    this.fault = fault;
  }

  /** The same fault, with the functions that were under way. */
  withCalls(calls: readonly string[]): SimulationFault {
    const { message } = this.fault;
    return new SimulationFault({ ...this.fault, calls, message: `${message}; the calls there: ${calls.join(' > ')}` });
  }
}

/** `Eval at 0x08001234 (conv.cc:87)`, as far as it is known. */
function placeOf({ symbol, pc, source }: Fault): string {
  const address = symbol === undefined ? formatAddress(pc) : `${symbol} at ${formatAddress(pc)}`;
  return source === undefined ? address : `${address} (${source.file}:${source.line})`;
}

/** @param uarts names of those whose receiver is on, and that are sent nothing */
function inputAdvice(uarts: readonly string[]): string {
  if (uarts.length === 0) return '';
  return ` ${uarts.join(' and ')} can receive and is sent nothing: if the firmware waits for that, give it --uart-in FILE.`;
}

/** The run went on for longer than the user allowed. */
export function describeTimeOut(
  pc: number,
  symbol: string | undefined,
  cycles: number,
  starvedUarts: readonly string[],
): Fault {
  return {
    kind: 'time-out',
    pc,
    symbol,
    address: undefined,
    message: `still running after ${cycles} cycles`,
    advice: `Raise --max-cycles if the firmware needs longer, or look for a loop that waits for something.${inputAdvice(starvedUarts)}`,
  };
}

/** The program can do nothing else for ever. */
export function describeEndlessLoop(pc: number, symbol: string | undefined, starvedUarts: readonly string[]): Fault {
  return {
    kind: 'time-out',
    pc,
    symbol,
    address: undefined,
    message: 'never ends: it waits in an endless loop and no interrupt is set up that could end it',
    advice: `Fault handlers and the end of main() look like this: see what led there, or give --region a function.${inputAdvice(starvedUarts)}`,
  };
}
