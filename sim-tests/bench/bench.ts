// `npm run bench`: simulated instructions a second, here and in other simulators, on the same program in one run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDevice } from '../../src/devices/index.ts';
import { randomInputs } from '../../src/model/inputs/random.ts';
import { openModel } from '../../src/model/open.ts';
import { buildImage } from '../../src/node/build-image.ts';
import { avrSimulators } from './avr-simulators.ts';
import { timeCounted } from './counted-firmware.ts';
import { type Timing, timeQemu, timeRp2040js } from './other-simulators.ts';
import { timeInference, timePreflash } from './preflash-simulator.ts';

const repetitions = 5;
const rounds = { preflash: 60, rp2040js: 4, qemu: 200 };

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Million instructions a second: the median of several runs. */
async function mips(run: () => Timing | Promise<Timing>, instructions?: number): Promise<number> {
  const rates: number[] = [];
  for (let i = 0; i < repetitions; i++) {
    const timing = await run();
    rates.push((timing.instructions ?? instructions ?? 0) / timing.seconds / 1e6);
  }
  return median(rates);
}

const line = (name: string, value: number, base: number): string =>
  `${name.padEnd(44)}${value.toFixed(1).padStart(9)} MIPS${(value / base).toFixed(2).padStart(9)}x`;

async function sameProgram(scratch: string): Promise<void> {
  const perRound = (await timePreflash(scratch, 1)).instructions!;
  const ours = await mips(() => timePreflash(scratch, rounds.preflash));
  const rp2040js = await mips(() => timeRp2040js(scratch, rounds.rp2040js));
  const qemu = await mips(() => timeQemu(scratch, rounds.qemu), perRound * rounds.qemu);
  console.log('\nOne ARMv6-M program (int8 convolution, pooling, dense layer), each at its own memory map:');
  console.log(line('rp2040js 1.4.1', rp2040js, rp2040js));
  console.log(line('preflash, cycle model, zero-wait memory', ours, rp2040js));
  console.log(line('qemu-system-arm (translates, no cycles)', qemu, rp2040js));
}

/** In turns, so that a machine that slows down slows all of them down. */
async function avrProgram(scratch: string): Promise<void> {
  const simulators = await avrSimulators(scratch);
  const rates = simulators.map((): number[] => []);
  for (let i = 0; i < repetitions; i++) {
    for (const [index, [, run]] of simulators.entries()) rates[index]!.push(await run());
  }
  console.log(
    '\nOne AVR program (int8 convolution, pooling, dense layer) on the ATmega1284P, simulated cycles a second:',
  );
  const slowest = median(rates[0]!);
  for (const [index, [name]] of simulators.entries()) {
    const value = median(rates[index]!);
    console.log(
      `${name.padEnd(44)}${(value / 1e6).toFixed(1).padStart(9)} MHz${(value / slowest).toFixed(2).padStart(10)}x`,
    );
  }
}

async function inferences(): Promise<void> {
  const device = findDevice('stm32l475vg');
  console.log('\nInference firmware on the STM32L475 with cycle, flash and cache model:');
  for (const [path, opt] of [
    ['models/mnist-cnn/ptq-int8.tflite', 'O3'],
    ['models/mnist-cnn/float32.tflite', 'O3'],
    ['models/ds-cnn-small/ptq-int8.tflite', 'Os'],
  ] as const) {
    const modelBytes = new Uint8Array(readFileSync(path));
    const model = await openModel(modelBytes, path);
    const built = await buildImage({ model, modelBytes, modelName: path, device, kernels: 'reference', opt });
    const rate = await mips(() => timeInference(built.image, device, randomInputs(model)));
    console.log(line(`${path} (reference, -${opt})`, rate, rate));
  }
}

async function countedFirmware(): Promise<void> {
  console.log('\nFirmware in WebAssembly, inferences a second on one core without and with counters:');
  const loads: number[] = [];
  for await (const { build, network, loadSeconds, countedSeconds, uncountedSeconds } of timeCounted()) {
    loads.push(loadSeconds);
    const rates = [1 / uncountedSeconds, 1 / countedSeconds];
    const cells = rates.map((rate) => rate.toFixed(rate < 100 ? 1 : 0).padStart(9)).join('');
    const slowdown = (countedSeconds / uncountedSeconds).toFixed(2).padStart(7);
    console.log(`${build.padEnd(14)}${network.padEnd(50)}${cells}${slowdown}x slower`);
  }
  const milliseconds = loads.map((seconds) => (1000 * seconds).toFixed(0));
  console.log(
    `adding counters, compiling and opening: ${milliseconds[0]} ms at first, ${milliseconds.at(-1)} ms later`,
  );
}

const scratch = mkdtempSync(join(tmpdir(), 'preflash-bench-'));
try {
  await sameProgram(scratch);
  await avrProgram(scratch);
  await inferences();
  await countedFirmware();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
