import { formatAddress } from '../bytes/address.ts';
import { PreflashError } from '../errors/preflash-error.ts';
import type { Fault } from './types.ts';
import { faultCode } from './wasm-exports.ts';

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

interface Explanation {
  readonly kind: Fault['kind'];
  readonly message: (address: string) => string;
  readonly advice: string;
}

const checkPart = 'Check that the image was built for this part, and that its linker script has this part’s memories.';
const checkPointer =
  'Look for a stray pointer there; the disassembly around the program counter shows the base register.';

/** What each fault of the core means to whoever wrote the firmware. */
const explanations: Readonly<Record<number, Explanation>> = {
  [faultCode.undefinedInstruction]: {
    kind: 'undefined-instruction',
    message: () => 'the instruction is undefined on this core',
    advice: 'Check the -mcpu the firmware was built with, and for jumps into data.',
  },
  [faultCode.unmappedRead]: {
    kind: 'unmapped-access',
    message: (address) => `reads ${address}, where this part has no memory`,
    advice: checkPointer,
  },
  [faultCode.unmappedWrite]: {
    kind: 'unmapped-access',
    message: (address) => `writes ${address}, where this part has no memory`,
    advice: checkPointer,
  },
  [faultCode.flashWrite]: {
    kind: 'unmapped-access',
    message: (address) => `writes ${address}, which is flash`,
    advice: 'Programming flash is not simulated; look for a constant that is written through a pointer.',
  },
  [faultCode.unaligned]: {
    kind: 'unaligned-access',
    message: (address) => `accesses ${address}, which is not aligned as this instruction needs`,
    advice: 'Multiple, double and floating-point accesses need word alignment; copy with memcpy instead of casting.',
  },
  [faultCode.noCoprocessor]: {
    kind: 'usage-fault',
    message: () => 'uses the FPU while access to it is off (CPACR)',
    advice: 'Set CPACR to full access for CP10 and CP11 in SystemInit, or build with -mfloat-abi=soft.',
  },
  [faultCode.notThumb]: {
    kind: 'usage-fault',
    message: (address) => `branches to ${address}, whose bit 0 is clear: this core has only Thumb code`,
    advice: 'Look for an overwritten return address or a function pointer that was never set.',
  },
  [faultCode.fetch]: {
    kind: 'unmapped-access',
    message: (address) => `goes to ${address}, where this part has no memory`,
    advice: checkPart,
  },
  [faultCode.peripheral]: {
    kind: 'unmodelled-peripheral',
    message: (address) => `uses the peripheral register ${address}, which is not modelled for this part`,
    advice: 'Leave the peripheral out of the build that is measured, or measure the model instead of the firmware.',
  },
  [faultCode.divideByZero]: {
    kind: 'usage-fault',
    message: () => 'divides by zero with the trap on (CCR.DIV_0_TRP)',
    advice: 'Check the divisor.',
  },
  [faultCode.invalidReturn]: {
    kind: 'usage-fault',
    message: (address) => `returns from an exception with the invalid code ${address}`,
    advice: 'Look for an overwritten link register in the handler.',
  },
  [faultCode.breakpoint]: {
    kind: 'breakpoint',
    message: (address) => `stops at a breakpoint (BKPT ${Number.parseInt(address, 16)})`,
    advice: 'An assertion or a fault handler usually ends there: see what called it.',
  },
  [faultCode.stacking]: {
    kind: 'lockup',
    message: (address) => `an exception cannot be stacked at ${address}`,
    advice: 'The stack pointer has left RAM: give the firmware a larger stack.',
  },
  [faultCode.vector]: {
    kind: 'lockup',
    message: (address) => `the vector at ${address} has no handler`,
    advice: 'Check that the vector table is complete and that VTOR points to it.',
  },
};

/**
 * Describes a fault the core reported.
 *
 * @param register how messages call `address` when it is that of a peripheral's register
 */
export function describeFault(
  code: number,
  pc: number,
  address: number,
  symbol: string | undefined,
  register = formatAddress(address),
): Fault {
  const explanation = explanations[code]!;
  const hasAddress = code !== faultCode.undefinedInstruction && code !== faultCode.noCoprocessor;
  return {
    kind: explanation.kind,
    pc,
    symbol,
    address: hasAddress ? address : undefined,
    message: explanation.message(code === faultCode.peripheral ? register : formatAddress(address)),
    advice: explanation.advice,
  };
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
