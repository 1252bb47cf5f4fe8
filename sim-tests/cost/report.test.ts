import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildReport } from '../../src/report/build-report.ts';
import { reportJsonSchema } from '../../src/report/json-schema.ts';
import { renderers } from '../../src/report/renderers.ts';
import { reportSchema } from '../../src/report/schema.ts';
import {
  built,
  call,
  device,
  image,
  interval,
  label,
  layer,
  model,
  section,
  segment,
  tensor,
  trace,
} from './fixtures.ts';

/** 2,000 B of code and a 1,000 B model; 400 B of data; a convolution of 3,600 cycles and a reshape of 200. */
const network = model({
  tensors: [tensor(0), tensor(1, { name: 'scores', shape: [1, 3] })],
  layers: [layer(0, 'CONV_2D', { macs: 900, constantBytes: 600, outputShape: [1, 4, 4, 2] }), layer(1, 'RESHAPE')],
});
const firmware = image({
  segments: [segment(0x0800_0000, 2000), segment(0x0800_07d0, 1000)],
  sections: [section('.text', 0x0800_0000, 2000, 'x'), section('.bss', 0x2000_0000, 400, 'wz')],
  symbols: [label('pf_model', 0x0800_07d0)],
});
const inference = interval(
  4000,
  { issue: 2000, flashFetch: 1200, flashData: 800 },
  { alu: 1500, load: 300, store: 100, multiplyAccumulate: 100 },
);
const run = trace({
  total: interval(9000),
  regions: [call('pf_invoke', 0, interval(4400)), call('pf_invoke', 0, inference)],
  layers: [
    call('pf_run_layer', 0, interval(3600, { issue: 1700, flashFetch: 1100, flashData: 800 })),
    call('pf_run_layer', 1, interval(200)),
  ],
  stackPeakBytes: 512,
  arenaBytes: 3000,
  outputs: [Uint8Array.of(1, 255, 128)],
});
const source = { origin: 'model', built: built(firmware), model: network } as const;
const report = buildReport({
  source,
  modelName: 'net.tflite',
  device,
  trace: run,
  input: { source: 'random', seed: 1 },
});

describe('the report', () => {
  it('is of the last call of the region', () => {
    expect(report.cycles).toMatchObject({ total: 4000, low: 4000, high: 4400 });
    expect(report.provenance.region).toEqual({ symbol: 'pf_invoke', calls: 2, medianCycles: 4000, totalCycles: 8400 });
    // 4,000 cycles at 10 MHz; 3 V x 10 mA x 0.4 ms = 12 uJ.
    expect(report.latencyMs).toBeCloseTo(0.4, 12);
    expect(report.energyUj).toBeCloseTo(12, 9);
  });

  it('holds flash and RAM against the part', () => {
    expect(report.flash.totalBytes).toBe(3000);
    expect(report.ram).toMatchObject({ staticBytes: 400, arenaBytes: 3000, stackPeakBytes: 512, totalBytes: 3912 });
    expect(report.verdict).toEqual({
      pass: true,
      checks: [
        { name: 'flash', limit: 65536, actual: 3000, excess: 0, usedPercent: (3000 / 65536) * 100 },
        { name: 'ram', limit: 16384, actual: 3912, excess: 0, usedPercent: (3912 / 16384) * 100 },
      ],
    });
  });

  it('has the outputs as numbers of their type', () => {
    expect(report.output.tensors).toEqual([{ name: 'scores', type: 'int8', shape: [1, 3], values: [1, -1, -128] }]);
  });

  it('is what the schema says, and the schema file is up to date', () => {
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
    const file = readFileSync(new URL('../../src/report/report.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(file)).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())));
  });

  it('says that the heap is not measured of firmware whose malloc does not take memory with _sbrk', () => {
    const malloc = { name: 'malloc', address: 0x0800_0100, sizeBytes: 8, kind: 'function', binding: 'global' } as const;
    const user = buildReport({
      source: { origin: 'user', image: { ...firmware, symbols: [...firmware.symbols, malloc] } },
      device,
      trace: trace({ total: interval(9000), exitCode: 3 }),
      input: { source: 'none' },
    });
    expect(user.warnings).toContainEqual(expect.objectContaining({ code: 'heap-not-measured' }));
  });

  it('of a profile says how to get source lines where the debug data are stabs', () => {
    const stab = { ...firmware.sections[0]!, name: '.stab', allocated: false };
    const user = buildReport({
      source: { origin: 'user', image: { ...firmware, sections: [...firmware.sections, stab] } },
      device,
      trace: { ...trace({ total: interval(9000), exitCode: 3 }), profile: [] },
      input: { source: 'none' },
    });
    expect(user.warnings).toContainEqual(
      expect.objectContaining({ code: 'stabs-debug-data', advice: 'Compile with -gdwarf-4.' }),
    );
  });

  it("of the user's firmware is of the whole run when no region was asked for", () => {
    const user = buildReport({
      source: { origin: 'user', image: firmware },
      device,
      trace: trace({ total: interval(9000), exitCode: 3 }),
      input: { source: 'none' },
    });
    expect(user).toMatchObject({ model: null, cycles: { total: 9000 }, layers: [], output: { exitCode: 3 } });
    expect(user.warnings).toEqual([expect.objectContaining({ code: 'whole-run' })]);
    expect(user.provenance).toMatchObject({ firmware: { origin: 'user' }, region: null });
  });
});

describe('findings', () => {
  const codesOf = (changes: Partial<Parameters<typeof built>[1]> = {}, network_ = network) =>
    buildReport({
      source: { origin: 'model', built: built(firmware, changes), model: network_ },
      device,
      trace: run,
      input: { source: 'none' },
    }).findings;

  it('are sorted by the share of the cycles they speak of', () => {
    expect(codesOf().map(({ code, share }) => [code, share])).toEqual([
      ['instructions', 0.5],
      ['flash-fetch', 0.3],
      ['flash-data', 0.2],
      ['time-between-layers', expect.closeTo(0.05, 9)],
    ]);
  });

  it('name the layer that suffers most, and how much it would take to help', () => {
    const flashData = codesOf().find(({ code }) => code === 'flash-data');
    // RAM left: 16,384 - 3,912 = 12,472 bytes = 12.18 KiB.
    expect(flashData?.message).toBe('20.0 % of the cycles wait for constants from flash');
    expect(flashData?.advice).toBe(
      'Copy the 600 B of constants of layer 0 (CONV_2D) into RAM, which has no wait states: 12.18 KiB are free.',
    );
  });

  it('put reference kernels first where optimised ones would do', () => {
    expect(codesOf({ kernels: 'reference' })[0]).toMatchObject({
      code: 'reference-kernels',
      share: 0.9,
      message: '90.0 % of the cycles are spent in int8 reference kernels',
    });
  });

  it('put an unoptimised build first', () => {
    // 300 loads and 100 stores of 2,000 instructions.
    expect(codesOf({ opt: 'O0' })[0]).toMatchObject({
      code: 'unoptimised-build',
      message: expect.stringContaining('20.0 % of its instructions are loads and stores'),
    });
  });

  it('speak of quantisation for float layers', () => {
    const float = {
      ...network,
      tensors: [tensor(0, { type: 'float32' }), tensor(2, { type: 'float32', constantBytes: 4096 })],
    };
    const finding = codesOf({}, float).find(({ code }) => code === 'float-model');
    expect(finding).toMatchObject({
      share: 0.9,
      advice: expect.stringContaining('4 KiB of float32 weights become about 1 KiB'),
    });
  });
});

describe('flash settings', () => {
  const artDevice = {
    ...device,
    flash: {
      kind: 'st-art',
      wordBytes: 8,
      waitStates: [
        { upToHz: 5_000_000, waitStates: 0 },
        { upToHz: 10_000_000, waitStates: 1 },
      ],
      instructionCache: { lines: 32, lineBytes: 32 },
      dataCache: { lines: 8, lineBytes: 32 },
      acr: { address: 0x4000_0000, resetValue: 0, latencyMask: 7, prefetchBit: 8 },
    },
  } as typeof device;
  const reportWith = (waitStates: number, caches: boolean) =>
    buildReport({
      source,
      device: artDevice,
      trace: { ...run, flashSettings: { waitStates, prefetch: false, instructionCache: caches, dataCache: true } },
      input: { source: 'none' },
    });

  it('that leave a cache off are the cause of all waiting for flash', () => {
    // 1,200 + 800 of 4,000 cycles.
    expect(reportWith(1, false).findings).toContainEqual(
      expect.objectContaining({
        code: 'flash-caches-off',
        share: 0.5,
        message: '50.0 % of the cycles wait for flash while the firmware has its instruction cache off',
      }),
    );
    expect(reportWith(1, true).findings.map(({ code }) => code)).not.toContain('flash-caches-off');
  });

  it('too few for the clock are warned of', () => {
    expect(reportWith(0, true).warnings).toEqual([
      expect.objectContaining({ code: 'too-few-wait-states', message: expect.stringContaining('10 MHz needs 1') }),
    ]);
    expect(reportWith(1, true).warnings).toEqual([]);
  });

  it('show the cache that hot code does not fit', () => {
    const fetch = reportWith(1, true).findings.find(({ code }) => code === 'flash-fetch');
    expect(fetch?.message).toBe('30.0 % of the cycles wait for instructions from flash past a cache of 1 KiB');
  });
});

describe('text', () => {
  it('says the verdict first, then totals, layers, the two largest causes and how it was measured', async () => {
    const text = (await renderers.text())(report, { color: false });
    expect(text).toBe(
      [
        'FITS  net.tflite on PART (cortex-m4f, 10 MHz)',
        '',
        '  flash    2.93 KiB of 64 KiB (4.6 %)  code 1.95 KiB, model 1000 B',
        '  RAM      3.82 KiB of 16 KiB (23.9 %)  static 400 B, arena 2.93 KiB, stack peak 512 B',
        '  cycles   4,000  in the last of 2 calls of pf_invoke (min 4,000, median 4,000, max 4,400)',
        '  latency  400 \u00B5s at 10 MHz',
        '  energy   12 \u00B5J',
        '',
        '#  op              output   MACs  cycles   share  cycles/MAC  flash',
        '0  CONV_2D         1x4x4x2   900   3,600  90.0 %        4.00  600 B',
        '1  RESHAPE         1x10        -     200   5.0 %           -    0 B',
        '   between layers              -     200   5.0 %           -',
        '',
        'Where the cycles go',
        '  1. 50.0 % of the cycles are instructions at work, one a cycle',
        '     Only fewer instructions help: try --opt O3, or fewer channels or a larger stride in layer 0 (CONV_2D).',
        '  2. 30.0 % of the cycles wait for instructions from flash',
        '     Inner loops longer than the cache miss on every turn: run the code of layer 0 (CONV_2D) from RAM.',
        '',
        'preflash 0.1.0, simulated; prebuilt firmware, cmsis-nn kernels, -Os, gcc; random input, seed 1',
      ].join('\n'),
    );
  });

  it('shows what came out when the input was given', async () => {
    const given = buildReport({ source, device, trace: run, input: { source: 'file' } });
    const text = (await renderers.text())(given, { color: false });
    expect(text).toContain('\n\nOutput scores (int8 1x3): 1, -1, -128\n\n');
    expect(text).toMatch(/; your input$/);
  });

  it('says by how many bytes something does not fit', async () => {
    const small = { ...device, regions: device.regions.map((region) => ({ ...region, sizeBytes: 2900 })) };
    const tight = buildReport({
      source,
      modelName: 'net.tflite',
      device: small,
      trace: run,
      input: { source: 'none' },
    });
    const [first] = (await renderers.text())(tight, { color: false }).split('\n');
    expect(first).toBe(
      'DOES NOT FIT  net.tflite on PART (cortex-m4f, 10 MHz): over its flash by 100 bytes and ram by 1,012 bytes',
    );
  });
});

describe('json', () => {
  it('is the report', async () => {
    expect(JSON.parse((await renderers.json())(report, { color: false }))).toEqual(report);
  });
});

describe('the clock', () => {
  const reportAt = (beganAtHz: number, clockHz: number, core = device.core) => {
    const settings = { beganAtHz, clockHz, flashSettings: undefined };
    const regions = [{ ...call('work', 0, interval(1000)), settings }];
    const on = { ...device, core };
    const user = { origin: 'user', image: firmware } as const;
    return buildReport({ source: user, device: on, trace: trace({ clockHz, regions }), input: { source: 'none' } });
  };
  const messagesOf = (...given: Parameters<typeof reportAt>) =>
    reportAt(...given).warnings.map(({ message }) => message);
  const slow = device.clockHz / 4;

  it('that a call begins and ends with is named where it is not the one of the part', () => {
    expect(messagesOf(slow, slow)).toContainEqual(expect.stringMatching(/runs the core at/));
    expect(messagesOf(slow, slow, 'avrxt')).toContainEqual(expect.stringMatching(/runs the core at/));
    expect(messagesOf(device.clockHz, device.clockHz)).not.toContainEqual(expect.stringMatching(/ at .* MHz/));
  });

  it('that changes while a call runs makes its latency doubtful', () => {
    expect(messagesOf(slow, device.clockHz)).toContainEqual(expect.stringMatching(/^work began at .* and ended at/));
  });
});
