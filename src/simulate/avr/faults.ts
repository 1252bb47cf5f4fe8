import { formatAddress } from '../../bytes/address.ts';
import type { Fault } from '../types.ts';

/** Where in the program. */
export type Place = Pick<Fault, 'pc' | 'symbol'>;

const fault = (place: Place, parts: Omit<Fault, 'pc' | 'symbol'>): Fault => ({ ...place, ...parts });

const build = 'Check the -mmcu the firmware was built with, and that it was linked for this part.';

/** A word that is no instruction of the core, or a jump out of program memory. */
export function undefinedInstruction(place: Place, word: number): Fault {
  const code = `0x${word.toString(16).toUpperCase().padStart(4, '0')}`;
  return fault(place, {
    kind: 'undefined-instruction',
    address: undefined,
    message: `${code} is not an instruction of this core${word === 0xffff ? ': flash is erased here' : ''}`,
    advice: `${build} A jump into data or past the program ends like this too.`,
  });
}

export function pcOutOfRange(place: Place, target: number, programBytes: number): Fault {
  return fault(place, {
    kind: 'unmapped-access',
    address: target,
    message: `goes to ${formatAddress(target)}, past the ${programBytes} bytes of flash`,
    advice: 'Look for an overwritten return address or a function pointer that was never set.',
  });
}

/** @param byStack whether the address is where the stack pointer is */
export function unmappedAccess(place: Place, address: number, byStack: boolean): Fault {
  const data = `data address ${formatAddress(address)}`;
  return fault(place, {
    kind: 'unmapped-access',
    address,
    message: byStack
      ? `the stack is at ${data}, outside this part’s RAM`
      : `accesses ${data}, where this part has nothing`,
    advice: byStack
      ? 'Check the -mmcu and the linker script: the image was linked for a part with other RAM, or needs more of it.'
      : 'Look for a stray pointer there, and check that the image was linked for this part’s RAM.',
  });
}

/** @param what the register, as the I/O space describes it */
export function unmodelledRegister(place: Place, address: number, what: string): Fault {
  return fault(place, {
    kind: 'unmodelled-peripheral',
    address,
    message: `reads ${what}, which is not modelled for this part`,
    advice: 'Leave the peripheral out of the build that is measured, or measure the model instead of the firmware.',
  });
}

export function unmodelledUse(place: Place, peripheral: string, what: string): Fault {
  return fault(place, {
    kind: 'unmodelled-peripheral',
    address: undefined,
    message: `relies on ${peripheral} for ${what}, which is not modelled`,
    advice: 'Leave it out of the build that is measured, or use another mode of the peripheral there.',
  });
}

/** @param overlapBytes by how much the stack ran into what lies below it */
export function stackCollision(place: Place, overlapBytes: number, intoHeap: boolean): Fault {
  return fault(place, {
    kind: 'stack-collision',
    address: undefined,
    message: `the stack runs ${overlapBytes} bytes into ${intoHeap ? 'the heap' : 'static data'}`,
    advice: 'Use less RAM (a smaller model, smaller buffers, fewer nested calls), or a part with more.',
  });
}

export function selfProgramming(place: Place): Fault {
  return fault(place, {
    kind: 'unmodelled-peripheral',
    address: undefined,
    message: 'reprograms its own flash (SPM)',
    advice: 'Programming flash is not simulated: leave the boot loader out of the build that is measured.',
  });
}

export function watchdogReset(place: Place): Fault {
  return fault(place, {
    kind: 'time-out',
    address: undefined,
    message: 'the watchdog resets the part: it was not fed in time',
    advice: 'Call wdt_reset() more often, or set a longer time-out or none in the build that is measured.',
  });
}
