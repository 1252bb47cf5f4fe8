/**
 * Builds the example firmware as its user would: its own start-up code, clocks and UART around the inference runtime
 * and a bundled model. The same bytes wherever the same compiler builds the same sources.
 *
 *   npx tsx scripts/build-example.ts           writes firmware/examples/cubemx-digits/cubemx-digits.elf
 *   npx tsx scripts/build-example.ts --check   builds it again and fails when the committed file differs
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompilePlan } from '../src/build/plan.ts';
import { registryFile, registrySource } from '../src/build/registry.ts';
import {
  commonCompilerFlags,
  coreFlags,
  includeDirectories,
  kernelSources,
  runtimeDirectories,
} from '../src/build/targets.ts';
import { openModel } from '../src/model/open.ts';
import { requiredRegistrations } from '../src/model/registrations.ts';
import { compileImage } from '../src/node/compile.ts';
import { listSources } from '../src/node/firmware-sources.ts';
import { firmwareDirectory } from '../src/node/prebuilt.ts';
import { findToolchain } from '../src/node/toolchain.ts';

const example = 'examples/cubemx-digits';
/** The example has a `main` of its own in place of the runtime's. */
const runtimeMain = 'stm32/runtime/main.c';
const modelDirectory = '../models/mnist-cnn';
const modelName = 'ptq-int8.tflite';

const core = coreFlags['cortex-m4f'];
const compilerArgs = [
  ...core,
  '-Os',
  // Functions and lines, for source lines in messages; variables would treble the file.
  '-g1',
  ...commonCompilerFlags,
  ...[...includeDirectories, example].map((directory) => `-I${directory}`),
  // Where the assembler finds the model.
  `-Wa,-I${modelDirectory}`,
];
const linkArgs = [
  ...core,
  '--specs=nano.specs',
  '-nostartfiles',
  '-Wl,--gc-sections',
  '-Wl,--build-id=none',
  '-Wl,--fatal-warnings',
  `-T${example}/link.ld`,
];

const objectName = (source: string): string => `${source.replace(/\.\w+$/, '').replaceAll('/', '-')}.o`;

async function examplePlan(firmware: string): Promise<CompilePlan> {
  // Debug data names the folder the compiler was started in.
  const args = [...compilerArgs, `-fdebug-prefix-map=${firmware}=.`];
  const model = await openModel(await readFile(join(firmware, modelDirectory, modelName)), modelName);
  const directories = [...runtimeDirectories, ...kernelSources['cmsis-nn'].directories, example];
  const sources = (await listSources(firmware, directories)).filter((source) => source !== runtimeMain);
  const text = registrySource(requiredRegistrations(model, modelName));
  return {
    units: sources.map((source) => ({ source, object: objectName(source), args })),
    generated: { source: registryFile, object: objectName(registryFile), args, text },
    prefixMapOption: '-ffile-prefix-map',
    linkArgs,
    libraries: ['-lm'],
  };
}

const firmware = firmwareDirectory();
const path = join(firmware, example, 'cubemx-digits.elf');
const plan = await examplePlan(firmware);
const { elf } = await compileImage(plan, { firmwareDirectory: firmware, toolchain: await findToolchain() });
if (!process.argv.includes('--check')) {
  await writeFile(path, elf);
} else if (!(await readFile(path)).equals(elf)) {
  console.error(`build-example: ${path} is not what its sources give: run 'npm run prebuilt' and commit the result`);
  process.exitCode = 1;
}
