import type { Device } from '../../devices/schema.ts';
import type { Fault } from '../types.ts';
import { type AvrCore, avrStop } from './core.ts';
import * as faults from './faults.ts';
import type { IoSpace } from './io-space.ts';
import { ramOf } from './part.ts';

/** What a core stopped in. */
export interface StoppedPart {
  readonly core: AvrCore;
  readonly io: IoSpace;
  readonly device: Device;
  readonly placeOf: (pc: number) => faults.Place;
}

/**
 * Why the core cannot go on.
 *
 * @param address of the word or the data that it stopped at: a word of flash, or a byte of data space
 */
export function faultOfStop(reason: number, address: number, { core, io, device, placeOf }: StoppedPart): Fault {
  const place = placeOf(core.stopInstruction);
  switch (reason) {
    case avrStop.undefinedInstruction: {
      const [low = 0xff, high = 0xff] = core.program.subarray(address * 2, address * 2 + 2);
      return faults.undefinedInstruction(placeOf(address * 2), low | (high << 8));
    }
    case avrStop.pcOutOfRange:
      return faults.pcOutOfRange(place, address * 2, core.config.programBytes);
    case avrStop.selfProgramming:
      return faults.selfProgramming(placeOf(address * 2));
    default:
      return address < ramOf(device).base && core.isIo(address)
        ? faults.unmodelledRegister(place, address, io.describe(address))
        : faults.unmappedAccess(place, address, Math.abs(address - core.sp) <= 2);
  }
}

/** The stack has grown into the heap, or into variables where there is none. */
export function faultOfCollision({ heapPeak, lowestSp }: AvrCore, heapStart: number, place: faults.Place): Fault {
  return faults.stackCollision(place, heapPeak - lowestSp - 1, heapPeak > heapStart);
}
