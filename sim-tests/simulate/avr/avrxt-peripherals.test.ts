import { describe, expect, it } from 'vitest';
import { loadAssembly, runAssembly } from '../../support/assemble-avr.ts';

/** Register and field names: DS40002173 (ATmega4809), the peripherals' register descriptions. */
const part = 'atmega4809';

const set = (address: number, value: number): string => `ldi r16, ${value}\n sts ${address}, r16\n`;
const read = (register: number, address: number): string => `lds r${register}, ${address}\n`;
/** Lets exactly `cycles` go by; at least 3. */
const wait = (cycles: number): string => `.rept ${cycles}\n nop\n .endr\n`;

const tca0 = 0xa00;
const cnt = tca0 + 0x20;
const per = tca0 + 0x26;
const usart0 = 0x800;
const clkctrlB = 0x61;
const ccp = 0x34;

describe('TCA', () => {
  // CLKSEL: 0 divides by 1, 3 by 8, 7 by 1024.
  it.each([
    [0, 1],
    [3, 8],
    [7, 1024],
  ])('counts with CLKSEL %i every %i cycles', async (select, divisor) => {
    const source = `${set(tca0, (select << 1) | 1)}${wait(2100)}${read(2, cnt)}${read(3, cnt + 1)}break`;
    const machine = await runAssembly(source, part);
    // From the start of the STS that enables it (2 cycles) to the start of the LDS that reads it.
    const elapsed = 2 + 2100;
    expect(machine.register(2) + 256 * machine.register(3)).toBe(Math.floor(elapsed / divisor));
  });

  it('keeps the high byte in TEMP when the low one is read', async () => {
    const source = `${set(cnt, 0xfe)}${set(cnt + 1, 0x12)}${set(tca0, 1)}${read(2, cnt)}${wait(20)}${read(3, cnt + 1)}break`;
    const machine = await runAssembly(source, part);
    // 0x12FE at the enabling STS, read 2 cycles later: 0x1300; the high byte is read when the counter is far past it.
    expect([machine.register(2), machine.register(3)]).toEqual([0x00, 0x13]);
  });

  it('takes a 16-bit value when its high byte is written', async () => {
    const cmp0 = tca0 + 0x28;
    const both = `${read(2, cmp0)}${read(3, cmp0 + 1)}`;
    const half = await runAssembly(`${set(cmp0, 0x34)}${both}break`, part);
    const whole = await runAssembly(`${set(cmp0, 0x34)}${set(cmp0 + 1, 0x12)}${both}break`, part);
    expect([half.register(2), half.register(3)]).toEqual([0, 0]);
    expect([whole.register(2), whole.register(3)]).toEqual([0x34, 0x12]);
  });

  it('sets OVF when it turns round at PER', async () => {
    const flags = (cycles: number) =>
      runAssembly(`${set(per, 99)}${set(per + 1, 0)}${set(tca0, 1)}${wait(cycles)}${read(2, tca0 + 11)}break`, part);
    expect((await flags(97)).register(2) & 1).toBe(0);
    expect((await flags(98)).register(2) & 1).toBe(1);
  });

  it('takes a mode that has no model for PWM nobody looks at, with a warning', async () => {
    const machine = await runAssembly(`split: ${set(tca0 + 3, 1)}${set(tca0, 1)}break`, part);
    expect(machine.warnings[0]).toMatchObject({ code: 'unmodelled-mode' });
    expect(machine.warnings[0]!.message).toMatch(/sets TCA0 up for split mode, which is not modelled/);
  });

  it.each([
    ['its counter is read', read(2, cnt)],
    ['its flags are read', read(2, tca0 + 11)],
    ['it is to interrupt', set(tca0 + 10, 1)],
  ])('stops the run in such a mode when %s', async (_, use) => {
    const run = runAssembly(`${set(tca0 + 3, 1)}${set(tca0, 1)}${use}break`, part);
    await expect(run).rejects.toThrow(/relies on TCA0 for split mode, which is not modelled/);
  });
});

describe('USART', () => {
  const enableTransmitter = `${set(usart0 + 8, 64)}${set(usart0 + 9, 0)}${set(usart0 + 6, 0x40)}`;

  it('sends what is written to TXDATAL', async () => {
    const send = (text: string) => [...text].map((c) => `${set(usart0 + 2, c.charCodeAt(0))}${wait(400)}`).join('');
    expect((await runAssembly(`${enableTransmitter}${send('hi!')}break`, part)).consoleText).toBe('hi!');
  });

  // BAUD 64: a bit lasts 16 * 64 / 64 = 16 cycles, a frame of 10 bits 160.
  it('is complete a frame after the byte was written', async () => {
    const status = (cycles: number) =>
      runAssembly(`${enableTransmitter}${set(usart0 + 2, 65)}${wait(cycles)}${read(2, usart0 + 4)}break`, part);
    expect((await status(157)).register(2)).toBe(0x20);
    expect((await status(158)).register(2)).toBe(0x60);
  });

  it('has room for one byte beside the one it sends', async () => {
    const source = `${enableTransmitter}${set(usart0 + 2, 65)}${set(usart0 + 2, 66)}${read(2, usart0 + 4)}break`;
    expect((await runAssembly(source, part)).register(2) & 0x20).toBe(0);
  });

  it('receives, a frame a byte', async () => {
    const receive = `1: lds r16, ${usart0 + 4}\n sbrs r16, 7\n rjmp 1b\n`;
    const source = `${set(usart0 + 8, 64)}${set(usart0 + 9, 0)}${set(usart0 + 6, 0x80)}${receive}${read(2, usart0)}${receive}${read(3, usart0)}break`;
    const machine = await runAssembly(source, part, [0x5a, 0xa5]);
    expect([machine.register(2), machine.register(3)]).toEqual([0x5a, 0xa5]);
    expect(machine.cycles).toBeGreaterThan(2 * 160);
  });
});

describe('CLKCTRL and CCP', () => {
  it('starts at a sixth of 20 MHz', async () => {
    expect((await loadAssembly('break', part)).clockHz).toBeCloseTo(20e6 / 6);
  });

  it('takes a new prescaler after the key', async () => {
    expect((await runAssembly(`${set(ccp, 0xd8)}${set(clkctrlB, 0)}break`, part)).clockHz).toBe(20e6);
  });

  it.each([
    ['without the key', ''],
    ['with a wrong key', set(ccp, 0x55)],
    ['after four more instructions', `${set(ccp, 0xd8)}${wait(3)}`],
  ])('keeps the old one %s', async (_, before) => {
    const machine = await runAssembly(`${before}${set(clkctrlB, 0)}break`, part);
    expect(machine.clockHz).toBeCloseTo(20e6 / 6);
  });
});

describe('PORT and VPORT', () => {
  it('show the same pins', async () => {
    const source = `sbi 0x00, 3\n sbi 0x01, 3\n ${read(2, 0x400)}${set(0x406, 0x08)}in r3, 0x01\n ${set(0x405, 0x81)}in r4, 0x02\n break`;
    const machine = await runAssembly(source, part);
    // DIR of port A; OUT after OUTCLR; IN: pin 0 and 7 are no outputs.
    expect([machine.register(2), machine.register(3), machine.register(4)]).toEqual([0x08, 0x00, 0x00]);
  });

  it('pull inputs up', async () => {
    expect((await runAssembly(`${set(0x412, 0x08)}in r2, 0x02\n break`, part)).register(2)).toBe(0x04);
  });
});

describe('what identifies the part', () => {
  it('SIGROW has the signature', async () => {
    const machine = await runAssembly(`${read(2, 0x1100)}${read(3, 0x1101)}${read(4, 0x1102)}break`, part);
    expect([2, 3, 4].map((register) => machine.register(register))).toEqual([0x1e, 0x96, 0x51]);
  });

  it('programming flash is refused', async () => {
    await expect(runAssembly(`${set(0x1000, 1)}break`, part)).rejects.toThrow(
      /relies on NVMCTRL for programming flash/,
    );
  });
});

describe('interrupts', () => {
  const vectors = (handlers: Readonly<Record<number, string>>): string =>
    Array.from({ length: 40 }, (_, index) => `jmp ${index === 0 ? 'main' : (handlers[index] ?? 'start')}\n`).join('');
  const timerB = (base: number, top: number): string =>
    `${set(base + 12, top)}${set(base + 13, 0)}${set(base + 5, 1)}${set(base, 1)}`;

  it('TCB interrupts each time it reaches CCMP, and SLEEP skips to it', async () => {
    const handler = `tick: inc r20\n ${set(0xa86, 1)}reti\n`;
    const source = `${vectors({ 12: 'tick' })}${handler}main: ${timerB(0xa80, 199)}${set(0x50, 1)}clr r20\n sei\n 1: sleep\n cpi r20, 5\n brne 1b\n break`;
    const machine = await runAssembly(source, part);
    // Five periods of 200 cycles, and what leads there and back.
    expect(machine.cycles).toBeGreaterThan(5 * 200);
    expect(machine.cycles).toBeLessThan(5 * 200 + 60);
  });

  it('a vector of level 1 interrupts one of level 0, which interrupts nothing', async () => {
    const low = `low: inc r20\n ${wait(300)}mov r22, r21\n break\n`;
    const high = `high: inc r21\n ${set(0xa96, 1)}reti\n`;
    const source = `${vectors({ 12: 'low', 13: 'high' })}${low}${high}main: ${set(0x113, 13)}clr r20\n clr r21\n ${timerB(0xa80, 50)}${timerB(0xa90, 120)}sei\n 1: rjmp 1b`;
    const machine = await runAssembly(source, part);
    expect(machine.register(20)).toBe(1);
    expect(machine.register(22)).toBeGreaterThan(0);
  });

  it('the watchdog that is not fed resets the part', async () => {
    const armed = `${set(ccp, 0xd8)}${set(0x100, 1)}`;
    await expect(runAssembly(`${armed}1: inc r16\n rjmp 1b`, part)).rejects.toThrow(/the watchdog resets the part/);
  });

  it('the watchdog that is fed does not', async () => {
    const armed = `${set(ccp, 0xd8)}${set(0x100, 1)}`;
    const loop =
      'ldi r18, 20\n 1: wdr\n ldi r24, 0\n ldi r25, 10\n 2: sbiw r24, 1\n brne 2b\n dec r18\n brne 1b\n break';
    expect((await runAssembly(`${armed}${loop}`, part)).cycles).toBeGreaterThan(3_333_333 * 0.008);
  });
});

// DS40002247 (AVR128DB64), NVMCTRL.CTRLB: FLMAP is 3 after reset; data space shows 32 KiB of flash from 0x8000.
describe('the window of data space on flash of an AVR128DB64', () => {
  const nvmctrlB = 0x1001;
  /** The first byte of the section a quarter of flash into the program. */
  const program = (code: string): string => `${code}break\n.org 0x8000\n .byte 0x42`;

  it('shows the last quarter after reset', async () => {
    expect((await runAssembly(program('lds r2, 0x8000\n'), 'avr128db64')).register(2)).toBe(0xff);
  });

  it('shows the quarter that FLMAP says', async () => {
    const select = `${set(ccp, 0xd8)}${set(nvmctrlB, 0x10)}`;
    expect((await runAssembly(program(`${select}lds r2, 0x8000\n`), 'avr128db64')).register(2)).toBe(0x42);
  });

  it('stays where it is without the key', async () => {
    expect((await runAssembly(program(`${set(nvmctrlB, 0x10)}lds r2, 0x8000\n`), 'avr128db64')).register(2)).toBe(0xff);
  });
});
