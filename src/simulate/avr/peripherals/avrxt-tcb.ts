import { UpCounter } from '../../board/up-counter.ts';
import { atOffsets, readOnly, register, storage } from './register.ts';
import { TimerMode } from './timer-mode.ts';
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
  const running = new TimerMode(context);
  const ctrlA = storage('CTRLA', 0, 0xff, restart);
  const ctrlB = storage('CTRLB', 0, 0xff, restart);

  // CLKSEL is two bits on megaAVR 0 and three on AVR Dx: 0 and 1 divide by 1 and 2, 2 takes TCA0's clock on both.
  function unmodelled(): string | undefined {
    if ((ctrlA.value & 1) === 0) return undefined;
    if (((ctrlA.value >> 1) & 7) > 2) return 'counting events';
    return (ctrlB.value & 7) === 0 ? undefined : 'a mode other than periodic interrupt';
  }

  /** Takes up what the control registers say. */
  function restart(): void {
    const clock = (ctrlA.value >> 1) & 7;
    running.set(unmodelled(), enabled !== 0);
    const prescale = clock === 2 ? context.hardware.timerAPrescale : clock + 1;
    counter.start((ctrlA.value & 1) !== 0 && running.isModelled ? prescale : 0, now());
    plan(now());
  }

  const count = words.bytes({
    name: 'CNT',
    latched: true,
    read: () => {
      running.require();
      return counter.value(now());
    },
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
    0: ctrlA,
    1: ctrlB,
    4: storage('EVCTRL'),
    5: register(
      'INTCTRL',
      () => enabled,
      (value) => {
        enabled = value;
        running.set(unmodelled(), enabled !== 0);
        announce();
      },
    ),
    6: register(
      'INTFLAGS',
      () => {
        running.require();
        return flags;
      },
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
