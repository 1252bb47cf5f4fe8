import { access, constants, mkdir } from 'node:fs/promises';
import { wasmBuildIds } from '../build/wasm/builds.ts';
import { avrToolchainAdvice, findAvrToolchain } from './avr-toolchain.ts';
import { cacheDirectory } from './object-cache.ts';
import { firmwareDirectory, loadManifest, prebuiltDirectory } from './prebuilt.ts';
import { pythonVariable } from './reference-outputs.ts';
import { runProcess } from './run-process.ts';
import { loadSimulatorModule } from './simulator-module.ts';
import { findToolchain, toolchainAdvice } from './toolchain.ts';
import { loadWasmFirmware } from './wasm-firmware.ts';

/** One thing preflash uses, and whether it is there. */
export interface Diagnosis {
  readonly name: string;
  /** Its version or place; null when it is missing. */
  readonly found: string | null;
  /** What does not work without it. */
  readonly cost: string;
  /** How to get it. */
  readonly advice: string;
  /** Whether nothing works without it. */
  readonly required: boolean;
}

interface Examination extends Omit<Diagnosis, 'found'> {
  /** Its version or place; undefined, or an error, when it is missing. */
  readonly find: () => Promise<string | undefined>;
}

const reinstall = 'Reinstall preflash, or run `npm run build` in its source tree.';

/** What is looked at, in the order it is told. */
const examinations: readonly Examination[] = [
  {
    name: 'node',
    find: async () => process.version,
    cost: 'nothing runs',
    advice: 'Install node 20 or newer.',
    required: true,
  },
  {
    name: 'simulators',
    find: async () => {
      await Promise.all([loadSimulatorModule('cortex-m'), loadSimulatorModule('avr')]);
      return 'Cortex-M, AVR';
    },
    cost: 'nothing can be measured',
    advice: reinstall,
    required: true,
  },
  {
    name: 'prebuilt firmware',
    find: async () => {
      const { images } = await loadManifest(prebuiltDirectory(firmwareDirectory()));
      return `${images.length} images`;
    },
    cost: 'models are measured only where a cross compiler is installed',
    advice: reinstall,
    required: false,
  },
  {
    name: 'counted firmware',
    find: async () => {
      await Promise.all(wasmBuildIds.map((id) => loadWasmFirmware(id)));
      return wasmBuildIds.join(', ');
    },
    cost: 'engine estimate and data sets (--data) do not work',
    advice: reinstall,
    required: false,
  },
  {
    name: 'arm-none-eabi-gcc',
    find: async () => (await findToolchain()).version,
    cost: 'models on Cortex-M are measured with the prebuilt kernels and levels alone; your own ELF needs none',
    advice: toolchainAdvice,
    required: false,
  },
  {
    name: 'avr-gcc',
    find: async () => (await findAvrToolchain()).version,
    cost: 'a weights.h on AVR is measured with the prebuilt images alone; your own ELF needs none',
    advice: avrToolchainAdvice,
    required: false,
  },
  {
    name: 'ai-edge-litert',
    find: litertVersion,
    cost: "answers to a data set are not compared with TensorFlow Lite's own interpreter",
    advice: `Install it (\`pip install ai-edge-litert numpy\`), or set ${pythonVariable} to the Python that has it.`,
    required: false,
  },
  {
    name: 'git',
    find: async () => (await runProcess('git', ['--version'])).stdout.trim(),
    cost: 'baseline --ref and --against cannot check out a commit',
    advice: 'Install git.',
    required: false,
  },
  {
    name: 'cache',
    find: writableCache,
    cost: 'everything is measured again every time',
    advice: 'Name a directory that can be written with PREFLASH_CACHE_DIR or --cache-dir.',
    required: false,
  },
];

async function litertVersion(): Promise<string | undefined> {
  const program = "import numpy; from importlib.metadata import version; print(version('ai-edge-litert'))";
  const { exitCode, stdout } = await runProcess(process.env[pythonVariable] || 'python3', ['-c', program]);
  return exitCode === 0 ? stdout.trim() : undefined;
}

async function writableCache(): Promise<string> {
  const directory = cacheDirectory();
  await mkdir(directory, { recursive: true });
  await access(directory, constants.W_OK);
  return directory;
}

/** Looks at everything preflash uses on this machine. */
export function diagnose(): Promise<Diagnosis[]> {
  return Promise.all(
    examinations.map(async ({ find, ...rest }) => {
      // Whatever is wrong with it: it is of no use.
      const found = await find().catch(() => undefined);
      return { ...rest, found: found ?? null };
    }),
  );
}
