import { UartEngine } from '../../board/uart-engine.ts';
import { atOffsets, readOnly, register, storage } from './register.ts';
import type { AvrContext, AvrPeripheralModel, AvrRegister } from './types.ts';
import { clearUsartFlags, driveUsartLines, usartFlags } from './usart-flags.ts';
import { WordAccess } from './word-access.ts';

const enable = { receiver: 0x80, transmitter: 0x40 } as const;
const parityBit = 0x20;
const twoStopBits = 0x08;

/** Start, data (CHSIZE: 5 to 8), parity and stop bits (USART.CTRLC). */
function frameBits(ctrlC: number): number {
  const dataBits = 5 + Math.min(ctrlC & 7, 3);
  return 1 + dataBits + ((ctrlC & parityBit) !== 0 ? 1 : 0) + ((ctrlC & twoStopBits) !== 0 ? 2 : 1);
}

/**
 * USART of megaAVR 0-series and AVR Dx, asynchronous: DS40002173, USART. One bit lasts S * BAUD / 64 cycles, S = 16
 * samples a bit, or 8 in double-speed mode (Table "Equations for Calculating Baud Rate Register Setting").
 */
function create(context: AvrContext): Map<number, AvrRegister> {
  const ctrlA = storage('CTRLA', 0, 0xff, update);
  const ctrlB = storage('CTRLB', 0, 0xff, (value) => {
    engine.transmitEnabled = (value & enable.transmitter) !== 0;
    engine.receiveEnabled = (value & enable.receiver) !== 0;
    update();
  });
  const ctrlC = storage('CTRLC', 0x03);
  let baud = 0;
  const samples = () => ((ctrlB.value & 0x06) === 0x02 ? 8 : 16);
  const frameCycles = () => Math.max(1, Math.round((frameBits(ctrlC.value) * samples() * baud) / 64));
  const engine = new UartEngine(context, frameCycles, update);
  const lines = {
    received: context.interrupt('rxc'),
    transmitted: context.interrupt('txc'),
    dataRegisterEmpty: context.interrupt('dre'),
  };

  function update(): void {
    driveUsartLines(lines, engine, ctrlA.value);
  }

  const writeStatus = (value: number) => {
    clearUsartFlags(engine, value);
    update();
  };
  const writeBaud = (value: number) => {
    baud = value;
  };
  const word = new WordAccess({ lowFirst: true }).bytes({
    name: 'BAUD',
    read: () => baud,
    write: writeBaud,
    latched: false,
  });
  return atOffsets(context.base, {
    0: readOnly('RXDATAL', () => engine.receive()),
    1: readOnly('RXDATAH', () => (engine.hasReceived ? 0x80 : 0)),
    2: register(
      'TXDATAL',
      () => 0,
      (value) => engine.send(value),
    ),
    3: storage('TXDATAH'),
    4: register('STATUS', () => usartFlags(engine), writeStatus),
    5: ctrlA,
    6: ctrlB,
    7: ctrlC,
    8: word.low,
    9: word.high,
    10: storage('CTRLD'),
    11: storage('DBGCTRL'),
    12: storage('EVCTRL'),
    13: storage('TXPLCTRL'),
    14: storage('RXPLCTRL'),
  });
}

export const avrxtUsart: AvrPeripheralModel = { sizeBytes: 0x20, create };
