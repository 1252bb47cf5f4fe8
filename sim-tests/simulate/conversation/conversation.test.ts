import { describe, expect, test } from 'vitest';
import { findDevice } from '../../../src/devices/index.ts';
import { loadSimulatorModule } from '../../../src/node/simulator-module.ts';
import { filesOf, parseConversation, planConversation } from '../../../src/simulate/conversation/conversation.ts';
import { simulate } from '../../../src/simulate/simulate.ts';
import { assemble } from '../../timing/assemble.ts';

const plan = (file: unknown, files = new Map<string, Uint8Array>()) =>
  planConversation(parseConversation(JSON.stringify(file), 'talk.json'), files);
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('a conversation file', () => {
  test('sends a file in pieces, as hexadecimal digits, each answered', () => {
    const steps = [
      { 'send-file': 'a.bin', chunkBytes: 2, encoding: 'hex', before: 'db ', after: '%', expect: 'ok' },
    ] as const;
    const { turns } = plan({ steps }, new Map([['a.bin', Uint8Array.of(1, 2, 255)]]));
    expect(turns.map((turn) => (turn.kind === 'send' ? text(turn.bytes) : turn.text))).toEqual([
      'db 0102%',
      'ok',
      'db ff%',
      'ok',
    ]);
  });

  test('repeats steps, and names the files it needs', () => {
    const file = parseConversation(
      JSON.stringify({ steps: [{ repeat: 3, steps: [{ send: 'x' }, { 'send-file': 'b.bin' }] }] }),
      'talk.json',
    );
    expect(filesOf(file)).toEqual(['b.bin']);
    expect(planConversation(file, new Map()).turns.filter(({ kind }) => kind === 'send')).toHaveLength(3);
  });

  test.each([
    ['{', /talk\.json: this is not JSON/],
    ['{}', /talk\.json:.*steps/],
    ['{"steps": []}', /talk\.json:.*steps/],
    ['{"steps": [{"say": "x"}]}', /talk\.json:.*steps\[0\]/],
    ['{"steps": [{"expect": "x", "timeoutMs": 0}]}', /talk\.json:/],
  ])('%s is an error that names the file', (json, message) => {
    expect(() => parseConversation(json, 'talk.json')).toThrow(
      expect.objectContaining({ message: expect.stringMatching(message) }),
    );
  });
});

/** Prints "r", then answers each byte with itself after some 3,000 cycles of work. */
const echo = `
  .syntax unified
  .thumb
  .global start
  .word 0x20008000, start + 1
  .thumb_func
start:
  ldr r0, =0x40013800
  movs r1, #40
  str r1, [r0, #0x0c]
  movs r1, #0b1101
  str r1, [r0]
  movs r1, #'r'
  str r1, [r0, #0x28]
1: ldr r3, [r0, #0x1c]
  tst r3, #0x20
  beq 1b
  ldr r4, [r0, #0x24]
  ldr r2, =1000
2: subs r2, #1
  bne 2b
  str r4, [r0, #0x28]
  b 1b
  .ltorg
`;

const talk = async (file: unknown) =>
  simulate(await loadSimulatorModule('cortex-m'), await assemble(echo), findDevice('stm32l475vg'), {
    maxCycles: 100_000_000,
    conversation: plan(file),
  });

describe('a conversation with firmware', () => {
  test('measures from one line to another and gives one part of it', async () => {
    const work = [{ send: 'w' }, { expect: 'w' }];
    const { regions, consoleText } = await talk({
      steps: [
        { expect: 'r', region: 'begin' },
        { repeat: 4, steps: work },
        { send: 'e' },
        { expect: 'e', region: 'end' },
      ],
      perRegion: 5,
    });
    expect(consoleText).toBe('rwwwwe');
    expect(regions).toHaveLength(1);
    // A frame of 400 cycles to receive, 1,000 rounds of three cycles, and a few instructions.
    expect(regions[0]!.cycles).toBeGreaterThan(3400);
    expect(regions[0]!.cycles).toBeLessThan(3500);
    const causes = Object.values(regions[0]!.byCause).reduce((sum, cycles) => sum + cycles, 0);
    expect(regions[0]!.cycles).toBe(causes);
  });

  test('firmware that stays silent is an error that says what was waited for', async () => {
    await expect(talk({ steps: [{ expect: 'never', timeoutMs: 100 }] })).rejects.toThrow(
      /step 1 of the conversation: no "never" within 100 ms.*printed "r"/s,
    );
  });
});
