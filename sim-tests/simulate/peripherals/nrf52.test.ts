import { describe, expect, it } from 'vitest';
import { findDevice } from '../../../src/devices/index.ts';
import { SimulationFault } from '../../../src/simulate/faults.ts';
import { Stopwatch } from '../../timing/stopwatch.ts';

/** Boots code that begins at `go`, and goes to its label `done`. */
async function runToDone(code: string): Promise<Stopwatch> {
  const watch = await Stopwatch.boot(`go:\n${code}\ndone:\n nop\n b .\n .ltorg\n`, findDevice('nrf52840'));
  watch.goTo('go');
  watch.runTo('done');
  return watch;
}

const write = (address: number, value: number): string => `ldr r0, =${address}\n ldr r1, =${value}\n str r1, [r0]\n`;
const poll = (address: number, label: string): string =>
  `ldr r0, =${address}\n${label}: ldr r1, [r0]\n cmp r1, #0\n beq ${label}\n`;

// nRF52840 product specification v1.7, sections 5.4 (CLOCK), 6.30 (TIMER), 6.33 (UART), 6.8 (GPIO), 4.4 (FICR).
describe('what the start-up code of an nRF52840 asks for', () => {
  it('the crystal oscillator starts at its task and raises its event', async () => {
    const clock = 0x4000_0000;
    const status = `ldr r0, =${clock + 0x40c}\n ldr r2, [r0]`;
    const watch = await runToDone(`${write(clock, 1)}${poll(clock + 0x100, 'wait')}${status}`);
    // HFCLKSTAT: STATE running (bit 16), SRC crystal (bit 0).
    expect(watch.machine.register(2)).toBe(0x1_0001);
  });

  it('the factory information names the part', async () => {
    const watch = await runToDone('ldr r0, =0x10000100\n ldr r2, [r0]');
    expect(watch.machine.register(2)).toBe(0x52840);
  });

  it('a pin reads back what it is set to', async () => {
    const port = 0x5000_0000;
    const watch = await runToDone(
      `${write(port + 0x518, 0x2000)}${write(port + 0x508, 0x2000)} ldr r0, =${port + 0x510}\n ldr r2, [r0]`,
    );
    expect(watch.machine.register(2)).toBe(0x2000);
  });

  it('TIMER counts 16 MHz: a quarter of the cycles of the core', async () => {
    const timer = 0x4000_8000;
    const setUp = `${write(timer + 0x508, 3)}${write(timer + 0x510, 0)}ldr r0, =${timer}\n movs r1, #1\n`;
    const loop = 'ldr r3, =1000\nspin: subs r3, #1\n bne spin\n';
    const watch = await runToDone(
      `${setUp} str r1, [r0]\nstarted: ${loop} str r1, [r0, #0x40]\n ldr r2, =0x40008540\n ldr r2, [r2]`,
    );
    const first = watch.machine.register(2);
    // The timer runs on: from one capture to the next is one pass, and the way back to `started`.
    watch.goTo('started');
    const cycles = watch.until('done');
    expect(Math.abs(watch.machine.register(2) - first - cycles / 4)).toBeLessThan(3);
  });

  it('UART sends a byte and raises TXDRDY after ten bits at the rate that was set', async () => {
    const uart = 0x4000_2000;
    // BAUDRATE 0x00275000 is 9600 baud: table of section 6.33.10.
    const setUp = `${write(uart + 0x500, 4)}${write(uart + 0x524, 0x0027_5000)}${write(uart + 0x008, 1)}`;
    const watch = await runToDone(`${setUp}${write(uart + 0x51c, 0x41)}sent:\n${poll(uart + 0x11c, 'wait')}`);
    expect(watch.machine.consoleText).toBe('A');
    const frameCycles = (10 * 64e6) / 9600;
    expect(Math.abs(watch.machine.cycles - frameCycles) / frameCycles).toBeLessThan(0.02);
  });

  it('what is not modelled stops the run: UARTE, with its EasyDMA', async () => {
    await expect(runToDone(write(0x4000_2500, 8))).rejects.toThrow(SimulationFault);
  });
});
