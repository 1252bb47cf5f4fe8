import { UpCounter } from '../../peripherals/up-counter.ts';
import { atOffsets, readOnly, register, storage } from './register.ts';
import type { AvrContext, AvrPeripheralModel, AvrRegister } from './types.ts';
import { WordAccess } from './word-access.ts';

const captureFlag = 0x01;

/** 16-bit timer type B in periodic interrupt mode, CAPT being set when CNT equals CCMP: DS40002173, TCB. */
function create(context: AvrContext): Map<number, AvrRegister> {
  const { now } = context;
  const counter = new UpCounter(0);
  const line = context.interrupt('capt');
  const words = new WordAccess({ lowFirst: true });
  const event = context.schedule((cycle) => {
    flags |= captureFlag;
    announce();
    plan(cycle);
  });
  let flags = 0;
  let enabled = 0;

  const plan = (cycle: number) =>
    event.at((flags & captureFlag) === 0 ? counter.nextArrivalAt(counter.top, cycle) : Number.POSITIVE_INFINITY);
  const announce = () => line.set((flags & enabled & captureFlag) !== 0);
  // CLKSEL is two bits on megaAVR 0 and three on AVR Dx: 0 and 1 divide by 1 and 2, 2 takes TCA0's clock on both.
  const prescaleOf = (ctrlA: number): number => {
    const clock = (ctrlA >> 1) & 7;
    if (clock > 2) context.refuse('counting events');
    return clock === 2 ? context.hardware.timerAPrescale : clock + 1;
  };
  const count = words.bytes({
    name: 'CNT',
    latched: true,
    read: () => counter.value(now()),
    write: (value) => {
      counter.setValue(value, now());
      plan(now());
    },
  });
  const compare = words.bytes({
    name: 'CCMP',
    latched: true,
    read: () => counter.top,
    write: (value) => {
      counter.setTop(value, now());
      plan(now());
    },
  });
  return atOffsets(context.base, {
    0: storage('CTRLA', 0, 0xff, (value) => {
      counter.start((value & 1) === 0 ? 0 : prescaleOf(value), now());
      plan(now());
    }),
    1: storage('CTRLB', 0, 0xff, (value) => {
      if ((value & 7) !== 0) context.refuse('a mode other than periodic interrupt');
    }),
    4: storage('EVCTRL'),
    5: register(
      'INTCTRL',
      () => enabled,
      (value) => {
        enabled = value;
        announce();
      },
    ),
    6: register(
      'INTFLAGS',
      () => flags,
      (value) => {
        flags &= ~value;
        announce();
        plan(now());
      },
    ),
    7: readOnly('STATUS', () => (counter.isRunning ? 1 : 0)),
    8: storage('DBGCTRL'),
    9: register(
      'TEMP',
      () => words.temp,
      (value) => {
        words.temp = value;
      },
    ),
    10: count.low,
    11: count.high,
    12: compare.low,
    13: compare.high,
  });
}

export const avrxtTcb: AvrPeripheralModel = { sizeBytes: 0x10, create };
