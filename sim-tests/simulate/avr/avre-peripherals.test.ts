import { describe, expect, it } from 'vitest';
import { runAssembly } from '../../support/assemble-avr.ts';

/** Register and field names: DS40002061 (ATmega328P). */
const part = 'atmega328p';

const set = (address: number, value: number): string => `ldi r16, ${value}\n sts ${address}, r16\n`;
const read = (register: number, address: number): string => `lds r${register}, ${address}\n`;
const wait = (cycles: number): string => `.rept ${cycles}\n nop\n .endr\n`;
const vectors = (handlers: Readonly<Record<number, string>>): string =>
  Array.from({ length: 26 }, (_, index) => `jmp ${index === 0 ? 'main' : (handlers[index] ?? 'start')}\n`).join('');

const tccr0b = 0x45;
const tcnt0 = 0x46;
const tifr0 = 0x35;

describe('timers', () => {
  it('Timer 0 counts cycles and sets TOV0 when it overflows', async () => {
    const source = (cycles: number) =>
      `${set(tcnt0, 250)}${set(tccr0b, 1)}${wait(cycles)}${read(2, tcnt0)}${read(3, tifr0)}break`;
    const early = await runAssembly(source(1), part);
    const late = await runAssembly(source(10), part);
    // 250 + 2 (the STS) + the NOPs; TIFR0 is read 2 cycles later.
    expect([early.register(2), early.register(3) & 1]).toEqual([253, 0]);
    expect([late.register(2), late.register(3) & 1]).toEqual([262 % 256, 1]);
  });

  it('its prescaler runs from reset on', async () => {
    // clk/8 from cycle 0: enabled at cycle 8 + 1, and one step at each multiple of 8.
    const source = `${wait(8)}${set(tccr0b, 2)}${wait(20)}${read(2, tcnt0)}break`;
    const enabledAt = 8 + 1;
    const readAt = enabledAt + 2 + 20;
    expect((await runAssembly(source, part)).register(2)).toBe(Math.floor(readAt / 8) - Math.floor(enabledAt / 8));
  });

  it('Timer 1 takes its high byte first, and interrupts on compare', async () => {
    const handler = 'tick: inc r20\n cpi r20, 3\n brne 1f\n break\n 1: reti\n';
    const compare = `${set(0x89, 0x01)}${set(0x88, 0x2b)}`;
    const main = `main: clr r20\n ${compare}${set(0x6f, 2)}${set(0x81, 9)}sei\n 1: rjmp 1b`;
    const machine = await runAssembly(`${vectors({ 11: 'tick' })}${handler}${main}`, part);
    // OCR1A = 299: a period of 300 cycles.
    expect(machine.cycles).toBeGreaterThan(3 * 300);
    expect(machine.cycles).toBeLessThan(3 * 300 + 60);
  });
});

describe("a timer in a mode that has no model, as Arduino's core leaves Timer 1 for PWM", () => {
  const phaseCorrect = `${set(0x80, 1)}${set(0x81, 3)}`;

  it('is warned of', async () => {
    const machine = await runAssembly(`${phaseCorrect}break`, part);
    expect(machine.warnings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/sets TIMER1 up for phase-correct waveforms, which is not modelled/),
    ]);
  });

  it('stops the run when its counter is read', async () => {
    const run = runAssembly(`${phaseCorrect}${read(2, 0x84)}break`, part);
    await expect(run).rejects.toThrow(/relies on TIMER1 for phase-correct waveforms/);
  });
});

describe('USART0', () => {
  it('sends and receives', async () => {
    const ready = (bit: number) => `1: lds r16, 0xc0\n sbrs r16, ${bit}\n rjmp 1b\n`;
    const source = `${set(0xc4, 0)}${set(0xc1, 0x18)}${ready(7)}${read(2, 0xc6)}inc r2\n ${ready(5)}sts 0xc6, r2\n break`;
    expect((await runAssembly(source, part, [0x41])).consoleText).toBe('B');
  });
});

describe('EEPROM', () => {
  it('gives 0xFF where nothing was programmed, and holds the core for four cycles', async () => {
    const idle = await runAssembly('ldi r16, 0\n out 0x1f, r16\n in r2, 0x20\n break', part);
    const reading = await runAssembly('ldi r16, 1\n out 0x1f, r16\n in r2, 0x20\n break', part);
    expect(reading.register(2)).toBe(0xff);
    expect(reading.cycles - idle.cycles).toBe(4);
  });

  it('takes what is written, 3.4 ms later', async () => {
    const program = 'ldi r16, 0x42\n out 0x20, r16\n ldi r16, 4\n out 0x1f, r16\n ldi r16, 6\n out 0x1f, r16\n';
    const wait = '1: sbic 0x1f, 1\n rjmp 1b\n';
    const machine = await runAssembly(`${program}${wait}ldi r16, 1\n out 0x1f, r16\n in r2, 0x20\n break`, part);
    expect(machine.register(2)).toBe(0x42);
    expect(machine.cycles).toBeGreaterThan(0.0034 * 20e6);
  });
});

describe('ports and clock', () => {
  it('writing PIN toggles PORT', async () => {
    const machine = await runAssembly(
      'ldi r16, 0xf0\n out 0x05, r16\n ldi r16, 0xff\n out 0x03, r16\n in r2, 0x05\n break',
      part,
    );
    expect(machine.register(2)).toBe(0x0f);
  });

  it('CLKPR divides the clock when it is unlocked first', async () => {
    expect((await runAssembly(`${set(0x61, 0x80)}${set(0x61, 3)}break`, part)).clockHz).toBe(20e6 / 8);
    expect((await runAssembly(`${set(0x61, 3)}break`, part)).clockHz).toBe(20e6);
  });
});
