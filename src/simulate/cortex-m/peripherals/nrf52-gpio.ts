import type { Peripheral, PeripheralModel } from './types.ts';

/** Registers of a port, nRF52840 product specification v1.7 section 6.8.2; port 1 lies 0x300 behind port 0. */
const offsets = { out: 0x504, outSet: 0x508, outClear: 0x50c, in: 0x510, dir: 0x514, dirSet: 0x518, dirClear: 0x51c };
const latch = 0x520;
const pinConfigurations = { first: 0x700, end: 0x780 } as const;
const portBytes = 0x300;
const ports = 2;

/** Nothing is connected to the pins: an output reads what it drives, an input reads 0. */
function createPort(): Peripheral {
  const pins = new Map<number, number>();
  let out = 0;
  let dir = 0;
  return {
    read: (offset) => {
      if (offset === offsets.out || offset === offsets.outSet || offset === offsets.outClear) return out;
      if (offset === offsets.dir || offset === offsets.dirSet || offset === offsets.dirClear) return dir;
      if (offset === offsets.in) return (out & dir) >>> 0;
      if (offset === latch) return 0;
      return isPinConfiguration(offset) ? (pins.get(offset) ?? 2) : undefined;
    },
    write: (offset, value) => {
      switch (offset) {
        case offsets.out:
          out = value;
          return true;
        case offsets.outSet:
          out = (out | value) >>> 0;
          return true;
        case offsets.outClear:
          out = (out & ~value) >>> 0;
          return true;
        case offsets.dir:
          dir = value;
          return true;
        case offsets.dirSet:
          dir = (dir | value) >>> 0;
          return true;
        case offsets.dirClear:
          dir = (dir & ~value) >>> 0;
          return true;
        default:
          if (!isPinConfiguration(offset)) return offset === latch;
          pins.set(offset, value);
          return true;
      }
    },
  };
}

function isPinConfiguration(offset: number): boolean {
  return offset >= pinConfigurations.first && offset < pinConfigurations.end;
}

function create(): Peripheral {
  const both = Array.from({ length: ports }, createPort);
  // The registers of port 1 are all behind those of port 0.
  const place = (offset: number): readonly [Peripheral, number] =>
    offset < portBytes + offsets.out ? [both[0]!, offset] : [both[1]!, offset - portBytes];
  return {
    read: (offset) => {
      const [port, at] = place(offset);
      return port.read(at);
    },
    write: (offset, value, access) => {
      const [port, at] = place(offset);
      return port.write(at, value, access);
    },
  };
}

/** General-purpose I/O of the nRF52840, both ports. */
export const nrf52Gpio: PeripheralModel = { sizeBytes: 0x1000, create };
