import { atOffsets, register, storage } from './register.ts';
import type { AvrContext, AvrPeripheralModel, AvrRegister, PortState } from './types.ts';

const pullUp = 0x08;

/** What the pins read: driven ones their level, inputs with pull-up 1, others 0 (nothing is connected). */
export const pinLevels = ({ direction, output, pullUps }: PortState): number =>
  (output & direction) | (pullUps & ~direction);

const portOf = (context: AvrContext): PortState => context.hardware.port(context.name.slice(-1));

/** General-purpose I/O pins: DS40002173, PORT. Pin interrupts never come: nothing is connected. */
function createPort(context: AvrContext): Map<number, AvrRegister> {
  const port = portOf(context);
  const changing = (name: string, key: 'direction' | 'output', change: (old: number, value: number) => number) =>
    register(
      name,
      () => port[key],
      (value) => {
        port[key] = change(port[key], value) & 0xff;
      },
    );
  const pin = (index: number) =>
    storage(`PIN${index}CTRL`, 0, 0xff, (value) => {
      const mask = 1 << index;
      port.pullUps = (value & pullUp) !== 0 ? port.pullUps | mask : port.pullUps & ~mask;
    });
  return atOffsets(context.base, {
    0: changing('DIR', 'direction', (_, value) => value),
    1: changing('DIRSET', 'direction', (old, value) => old | value),
    2: changing('DIRCLR', 'direction', (old, value) => old & ~value),
    3: changing('DIRTGL', 'direction', (old, value) => old ^ value),
    4: changing('OUT', 'output', (_, value) => value),
    5: changing('OUTSET', 'output', (old, value) => old | value),
    6: changing('OUTCLR', 'output', (old, value) => old & ~value),
    7: changing('OUTTGL', 'output', (old, value) => old ^ value),
    8: register(
      'IN',
      () => pinLevels(port),
      (value) => {
        port.output ^= value;
      },
    ),
    9: register(
      'INTFLAGS',
      () => 0,
      () => {},
    ),
    10: storage('PORTCTRL'),
    ...Object.fromEntries(Array.from({ length: 8 }, (_, index) => [16 + index, pin(index)])),
  });
}

/** The same pins in the first bytes of I/O space: DS40002173, VPORT. */
function createVirtualPort(context: AvrContext): Map<number, AvrRegister> {
  const port = portOf(context);
  return atOffsets(context.base, {
    0: register(
      'DIR',
      () => port.direction,
      (value) => {
        port.direction = value;
      },
    ),
    1: register(
      'OUT',
      () => port.output,
      (value) => {
        port.output = value;
      },
    ),
    2: register(
      'IN',
      () => pinLevels(port),
      (value) => {
        port.output ^= value;
      },
    ),
    3: register(
      'INTFLAGS',
      () => 0,
      () => {},
    ),
  });
}

export const avrxtPort: AvrPeripheralModel = { sizeBytes: 0x20, create: createPort };
export const avrxtVport: AvrPeripheralModel = { sizeBytes: 4, create: createVirtualPort };
