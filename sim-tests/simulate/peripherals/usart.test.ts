import { expect, test } from 'vitest';
import { boot, runToEnd } from './bench-part.ts';

/*
 * RM0351 chapter 40: with 16 times oversampling a bit takes USARTDIV kernel clocks; a frame is start, eight data bits and
 * stop. After reset the STM32L4 runs from MSI at 4 MHz, and USART1 is clocked by PCLK2, the same.
 */
const bitClocks = 40;
const frameCycles = 10 * bitClocks;

/** USART1 at 0x40013800: BRR, then UE, TE and RE in CR1. */
const setUp = `
  ldr r0, =0x40013800
  movs r1, #${bitClocks}
  str r1, [r0, #0x0c]
  movs r1, #0b1101
  str r1, [r0]
`;
/** DWT cycle counter on, its address in r7. */
const stopwatch = `
  ldr r6, =0xe000edfc
  mov r5, #0x01000000
  str r5, [r6]
  ldr r7, =0xe0001000
  movs r5, #1
  str r5, [r7]
  adds r7, #4
`;

test('TEACK and REACK say that transmitter and receiver are on; TXE and TC that there is nothing to send', async () => {
  const machine = await boot(`${setUp} ldr r4, [r0, #0x1c]\n b .\n .ltorg`);
  runToEnd(machine);
  const teack = 1 << 21;
  const reack = 1 << 22;
  const txe = 1 << 7;
  const tc = 1 << 6;
  expect(machine.register(4)).toBe(teack | reack | txe | tc);
});

test('TC comes one frame after a byte is written, and TXE at once', async () => {
  const machine = await boot(`${setUp} ${stopwatch}
    movs r1, #'A'
    ldr r2, [r7]
    str r1, [r0, #0x28]
    ldr r5, [r0, #0x1c]
  1: ldr r3, [r0, #0x1c]
    tst r3, #0x40
    beq 1b
    ldr r3, [r7]
    subs r4, r3, r2
    b .
    .ltorg`);
  runToEnd(machine);
  expect(new TextDecoder().decode(machine.consoleBytes)).toBe('A');
  expect(machine.register(5) & 0xc0).toBe(0x80);
  const pollingRound = 12;
  expect(machine.register(4)).toBeGreaterThanOrEqual(frameCycles);
  expect(machine.register(4)).toBeLessThan(frameCycles + pollingRound);
});

test('a second byte waits in TDR until the first is out', async () => {
  const machine = await boot(`${setUp}
    movs r1, #'A'
    str r1, [r0, #0x28]
    movs r1, #'B'
    str r1, [r0, #0x28]
    ldr r4, [r0, #0x1c]
  1: ldr r3, [r0, #0x1c]
    tst r3, #0x40
    beq 1b
    b .
    .ltorg`);
  runToEnd(machine);
  expect(machine.register(4) & 0x80).toBe(0);
  expect(new TextDecoder().decode(machine.consoleBytes)).toBe('AB');
  expect(machine.cycles).toBeGreaterThan(2 * frameCycles);
});

test('bytes are received a frame apart, and none is lost to a slow reader', async () => {
  const machine = await boot(`${setUp}
    movs r4, #0
    movs r5, #3
  1: ldr r3, [r0, #0x1c]
    tst r3, #0x20
    beq 1b
    ldr r2, =2000
  2: subs r2, #1
    bne 2b
    ldr r3, [r0, #0x24]
    lsls r4, r4, #8
    orrs r4, r3
    subs r5, #1
    bne 1b
    b .
    .ltorg`);
  machine.receive(Uint8Array.of(1, 2, 3));
  runToEnd(machine);
  expect(machine.register(4)).toBe(0x010203);
});

test('RXNEIE interrupts for each byte that was received; WFI sleeps until then', async () => {
  const usart1 = 37;
  const machine = await boot(`
    ldr r0, =0x40013800
    movs r1, #${bitClocks}
    str r1, [r0, #0x0c]
    movs r1, #0b101101
    str r1, [r0]
    ldr r1, =0xe000e100 + 4
    movs r2, #${1 << (usart1 - 32)}
    str r2, [r1]
    movs r4, #0
  1: wfi
    cmp r4, #2
    bne 1b
    cpsid i
    movs r1, #0
    str r1, [r0]
    b .
    .ltorg
    .thumb_func

  handler:
    ldr r3, [r0, #0x24]
    adds r4, #1
    bx lr`);
  machine.receive(Uint8Array.of(7, 9));
  runToEnd(machine);
  expect(machine.register(4)).toBe(2);
  expect(machine.cycles).toBeGreaterThan(2 * frameCycles);
});

test('DMA requests are not modelled: asking for them stops the run', async () => {
  const machine = await boot(`${setUp}\n movs r1, #0xc0\n str r1, [r0, #0x08]\n b .\n .ltorg`);
  expect(() => machine.runFor(1000)).toThrow(/0x40013808.*not modelled/);
});

test('an LPUART takes 256 times its clock by BRR a bit', async () => {
  const machine = await boot(`
    ldr r0, =0x40008000
    ldr r1, =${bitClocks * 256}
    str r1, [r0, #0x0c]
    movs r1, #0b1001
    str r1, [r0]
    ${stopwatch}
    movs r1, #'L'
    ldr r2, [r7]
    str r1, [r0, #0x28]
  1: ldr r3, [r0, #0x1c]
    tst r3, #0x40
    beq 1b
    ldr r3, [r7]
    subs r4, r3, r2
    b .
    .ltorg`);
  runToEnd(machine);
  expect(machine.register(4)).toBeGreaterThanOrEqual(frameCycles);
  expect(machine.register(4)).toBeLessThan(frameCycles + 12);
});

test('firmware that waits for a byte nobody sends is told which UART that is', async () => {
  const machine = await boot(`${setUp} 1: ldr r1, [r0, #0x1c]\n lsls r1, r1, #26\n bpl 1b\n b .\n .ltorg`);
  machine.runFor(100_000);
  expect(machine.timeOut().message).toMatch(/USART1 can receive and is sent nothing.*--uart-in/);
  machine.receive(Uint8Array.of(1));
  runToEnd(machine);
  expect(machine.timeOut().message).toMatch(/USART1 can receive/);
});

test('one UART of several can be the only one that is connected', async () => {
  const sendByBoth = `${setUp} movs r1, #65\n str r1, [r0, #0x28]
    ldr r0, =0x40004400\n movs r1, #${bitClocks}\n str r1, [r0, #0x0c]\n movs r1, #0b1101\n str r1, [r0]
    movs r1, #66\n str r1, [r0, #0x28]\n b .\n .ltorg`;
  const both = await boot(sendByBoth);
  runToEnd(both);
  expect(both.consoleText).toBe('AB');
  const one = await boot(sendByBoth);
  one.selectUart('USART2');
  one.receive(Uint8Array.of(1));
  runToEnd(one);
  expect(one.consoleText).toBe('B');
  expect(() => one.selectUart('USART9')).toThrow(/no such UART.*USART1/);
});
