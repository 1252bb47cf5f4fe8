import type { BaselineEntry } from '../../../src/budget/baseline.ts';
import { parseConfig } from '../../../src/budget/config.ts';
import { locateInJson } from '../../../src/budget/locate.ts';
import type { Failure } from '../../../src/errors/failure.ts';
import { buildBaseline } from '../../../src/report/check/build-baseline.ts';
import { buildCheck, type Outcome } from '../../../src/report/check/build-check.ts';
import type { Measurement } from '../../../src/report/check/causes.ts';
import type { CheckReport } from '../../../src/report/check/schema.ts';
import { type Report, reportSchema } from '../../../src/report/schema.ts';
import { causes, classes } from '../../cost/fixtures.ts';

/** A made-up run with round figures: two layers, 1000 cycles at 1 MHz, 20 KiB of flash and 4 KiB of RAM. */
export function madeUpReport(more: Partial<Report> = {}): Report {
  const layer = (index: number, op: string, cycles: number, flashBytes: number): Report['layers'][number] => ({
    index,
    name: `net/${op.toLowerCase()}`,
    op,
    shape: [1, 10],
    cycles,
    share: cycles / 1000,
    macs: 100,
    cyclesPerMac: cycles / 100,
    flashBytes,
    byCause: causes({ issue: cycles }),
    instructions: cycles,
  });
  return reportSchema.parse({
    schemaVersion: 1,
    tool: { name: 'preflash', version: '0.0.0' },
    device: { id: 'stm32l475vg', name: 'STM32L475VG', core: 'cortex-m4f', clockHz: 1_000_000 },
    image: { format: 'elf', sha256: 'a'.repeat(64) },
    model: { name: 'digits.tflite', sha256: 'b'.repeat(64), variant: 'int8' },
    provenance: {
      engine: 'simulate',
      firmware: { origin: 'prebuilt', kernels: 'cmsis-nn', opt: 'Os', compiler: 'gcc 12' },
      region: null,
      input: { source: 'random', seed: 1 },
    },
    cycles: { total: 1000, low: 1000, high: 1000, byCause: causes({ issue: 1000 }) },
    clockHz: 1_000_000,
    latencyMs: 1,
    energyUj: 30,
    flash: {
      totalBytes: 20_480,
      codeBytes: 8192,
      constantsBytes: 0,
      modelBytes: 12_288,
      initialisedDataBytes: 0,
      otherBytes: 0,
      unreachableBytes: 0,
    },
    ram: {
      totalBytes: 4096,
      staticBytes: 512,
      arenaBytes: 3072,
      stackPeakBytes: 512,
      heapPeakBytes: 0,
      handlerStackPeakBytes: null,
      stacks: [],
      tensorArena: null,
    },
    instructions: { total: 1000, byClass: classes({ alu: 1000 }) },
    layers: [layer(0, 'CONV_2D', 800, 4096), layer(1, 'FULLY_CONNECTED', 200, 8192)],
    profile: null,
    output: { tensors: [], console: '', exitCode: null },
    findings: [{ code: 'issue', share: 1, message: '100 % of the cycles are work', advice: 'Only fewer help.' }],
    warnings: [],
    verdict: {
      pass: true,
      checks: [
        { name: 'flash', limit: 1_048_576, actual: 20_480, excess: 0, usedPercent: 1.953125 },
        { name: 'ram', limit: 131_072, actual: 4096, excess: 0, usedPercent: 3.125 },
      ],
    },
    ...more,
  });
}

const symbol = (memory: 'flash' | 'ram', name: string, bytes: number) => ({
  memory,
  object: 'net.c',
  section: memory === 'flash' ? '.text' : '.bss',
  symbol: name,
  bytes,
});

export const madeUpMeasurement = (report: Report = madeUpReport()): Measurement => ({
  report,
  symbols: [symbol('flash', 'convolve', 8192), symbol('flash', 'weights', 12_288), symbol('ram', 'buffer', 512)],
});

/** The same, when convolve was half as large, layer 0 took 400 cycles and all of it 600. */
export function madeUpBaseline(name: string): BaselineEntry {
  const budget = { name, device: 'stm32l475vg' };
  const [entry] = buildBaseline([{ budget, measurement: madeUpMeasurement() }], null).budgets;
  if (entry === undefined) throw new Error('no entry');
  const exactly = (value: number) => ({ value, low: value, high: value });
  return {
    ...entry,
    totals: { ...entry.totals, flash: exactly(16_384), cycles: exactly(600), latency: exactly(0.6) },
    layers: entry.layers.map((layer) =>
      layer.index === 0
        ? { ...layer, figures: { ...layer.figures, cycles: exactly(400), latency: exactly(0.4) } }
        : layer,
    ),
    symbols: entry.symbols.map((row) => (row.symbol === 'convolve' ? { ...row, bytes: 4096 } : row)),
  };
}

interface Situation {
  readonly limits: object;
  readonly answer: { readonly measurement: Measurement } | { readonly failure: Failure };
  readonly hasBaseline?: boolean;
}

/** An estimate of 900 to 1100 cycles, with bands of as many percent on all the rest. */
const band = (value: number) => ({ low: value * 0.9, high: value * 1.1 });
const estimated = madeUpReport({
  image: null,
  provenance: {
    engine: 'estimate',
    profile: 'stm32l475vg-cmsis-nn-Os',
    firmware: { origin: 'estimated', name: 'preflash', kernels: 'cmsis-nn', opt: 'Os', compiler: 'gcc 12' },
    region: null,
    input: { source: 'random', seed: 1 },
  },
  cycles: { ...madeUpReport().cycles, low: 900, high: 1100 },
  estimate: {
    cycles: band(1000),
    latencyMs: band(1),
    energyUj: band(30),
    flashBytes: band(20_480),
    ramBytes: band(4096),
    layers: [band(800), band(200)],
  },
});

const crash: Failure = {
  code: 'simulate-error',
  message: 'main at 0x08000100: undefined instruction 0xDE00, a < b | c',
  advice: 'Build for the core of the part.',
  exitCode: 3,
};

/** One budget in each state that a reporter has to tell. */
export const situations: Readonly<Record<string, Situation>> = {
  passing: { limits: { flash: '64 KiB', ram: '50%', latency: '2 ms' }, answer: { measurement: madeUpMeasurement() } },
  warning: {
    limits: { flash: '64 KiB', ram: { max: '4 kB', level: 'warn' } },
    answer: {
      measurement: madeUpMeasurement(
        madeUpReport({ warnings: [{ code: 'other-clock', message: 'it runs at 1 MHz', advice: 'Was that meant?' }] }),
      ),
    },
  },
  failing: {
    limits: { flash: '+10%', latency: '0.5 ms', layers: { 'CONV*': { cycles: '+1%' } } },
    answer: { measurement: madeUpMeasurement() },
    hasBaseline: true,
  },
  uncertain: { limits: { cycles: '1 kcycles' }, answer: { measurement: madeUpMeasurement(estimated) } },
  crashing: { limits: { flash: '64 KiB' }, answer: { failure: crash } },
};

/** A check of one budget for each of the situations named. */
export function checkOf(names: readonly string[], strict = false): CheckReport {
  const chosen = names.map((name) => ({ name, ...situations[name]! }));
  const budgets = chosen.map(({ name, limits }) => ({ name, model: 'digits.tflite', device: 'stm32l475vg', limits }));
  const text = JSON.stringify({ budgets }, null, 2);
  const config = parseConfig(JSON.parse(text), 'preflash.config.json');
  const outcomes = chosen.map(({ answer }, order): Outcome => {
    return { order, budget: config.budgets[order]!, reused: order > 0, seconds: 0.25, ...answer };
  });
  const entries = chosen.flatMap(({ name, hasBaseline }) => (hasBaseline ? [madeUpBaseline(name)] : []));
  const content = { ...buildBaseline([], null), commit: 'c'.repeat(40), budgets: entries };
  const report = buildCheck({
    config: { file: 'preflash.config.json', sha256: 'd'.repeat(64) },
    locate: locateInJson(text),
    outcomes,
    baseline: entries.length > 0 ? { source: 'preflash.baseline.json', content } : undefined,
    strict,
    shard: null,
  });
  // A new version changes no snapshot.
  return { ...report, tool: { ...report.tool, version: '0.0.0' } };
}
