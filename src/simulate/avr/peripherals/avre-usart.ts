import { UartEngine } from '../../board/uart-engine.ts';
import { atOffsets, register, storage } from './register.ts';
import type { AvrContext, AvrPeripheralModel, AvrRegister } from './types.ts';
import { clearUsartFlags, driveUsartLines, usartFlags } from './usart-flags.ts';

const doubleSpeed = 0x02;
const enable = { receiver: 0x10, transmitter: 0x08 } as const;

/**
 * USART of AVRe+, asynchronous: DS40002061, USART0. One bit lasts 16 * (UBRR + 1) cycles, or 8 * (UBRR + 1) with U2X
 * (Table "Equations for Calculating Baud Rate Register Setting").
 */
function create(context: AvrContext): Map<number, AvrRegister> {
  const control = storage('UCSRB', 0, 0xff, (value) => {
    engine.transmitEnabled = (value & enable.transmitter) !== 0;
    engine.receiveEnabled = (value & enable.receiver) !== 0;
    update();
  });
  const format = storage('UCSRC', 0x06);
  const baudLow = storage('UBRRL');
  const baudHigh = storage('UBRRH', 0, 0x0f);
  let mode = 0;
  const frameBits = () => {
    const dataBits = 5 + ((format.value >> 1) & 3);
    return 1 + dataBits + ((format.value & 0x20) !== 0 ? 1 : 0) + ((format.value & 0x08) !== 0 ? 2 : 1);
  };
  const bitCycles = () => ((mode & doubleSpeed) !== 0 ? 8 : 16) * (baudHigh.value * 256 + baudLow.value + 1);
  const engine = new UartEngine(context, () => frameBits() * bitCycles(), update);
  const lines = {
    received: context.interrupt('rx'),
    transmitted: context.interrupt('tx', () => {
      engine.transmitComplete = false;
      update();
    }),
    dataRegisterEmpty: context.interrupt('udre'),
  };

  function update(): void {
    driveUsartLines(lines, engine, control.value);
  }

  const writeStatus = (value: number) => {
    mode = value & 0x03;
    clearUsartFlags(engine, value);
    update();
  };
  return atOffsets(context.base, {
    0: register('UCSRA', () => usartFlags(engine) | mode, writeStatus),
    1: control,
    2: format,
    4: baudLow,
    5: baudHigh,
    6: register(
      'UDR',
      () => engine.receive(),
      (value) => engine.send(value),
    ),
  });
}

export const avreUsart: AvrPeripheralModel = { sizeBytes: 7, create };
