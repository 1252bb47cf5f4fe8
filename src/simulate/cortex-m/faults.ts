import { formatAddress } from '../../bytes/address.ts';
import type { Fault } from '../types.ts';
import { faultCode } from './wasm-exports.ts';

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
