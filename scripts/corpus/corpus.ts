import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { mnistWeights } from '../../sim-tests/nnom/support/weights.ts';
import type { NamedFile } from '../../src/measure/measure.ts';
import { nnom042OnAvr } from './network-rules.ts';
import { nnomNetworks, tinyNnomNetworks } from './nnom-networks.ts';
import { stacks } from './stacks.ts';
import { type Precision, writeStack } from './write-stack.ts';

const repository = join(import.meta.dirname, '../..');

/** Trained networks: those that come with preflash, and public ones that lie beside it. */
const trained: readonly string[] = [
  'models/mnist-cnn/ptq-int8.tflite',
  'models/mnist-cnn/channels-6-ptq-int8.tflite',
  'models/mnist-cnn/float32.tflite',
  'models/mnist-cnn/channels-6-float32.tflite',
  'models/ds-cnn-small/ptq-int8.tflite',
  'models/ds-cnn-small/float32.tflite',
  '../shared/models/fmnist/fmnist_qat_int8.tflite',
  '../shared/models/fmnist/fmnist_model_f32.tflite',
  '../shared/models/mlperf-tiny/kws_ref_model.tflite',
  '../shared/models/mlperf-tiny/pretrainedResnet_quant.tflite',
  '../shared/models/tflm/person_detect.tflite',
];

/** Models of one operator, for operators and variants that no network has. The others only differ in the numbers. */
const singles = 'sim-tests/kernels/models';
const repetitive = /batch|no-bias|per-tensor|odd|even|repeat|scalar|constant|negative|keep|large|rank/;

/** What a .tflite runtime is calibrated with: networks, stacks of every kind of layer, and single operators. */
export async function tfliteCorpus(): Promise<NamedFile[]> {
  const single = (await readdir(join(repository, singles))).filter((name) => !repetitive.test(name)).sort();
  const files = [...trained, ...single.map((name) => `${singles}/${name}`)];
  const precisions: readonly Precision[] = ['int8', 'float32'];
  const written = stacks.flatMap((stack) =>
    precisions.map((precision) => ({ name: `${stack.name}-${precision}`, bytes: writeStack(stack, precision) })),
  );
  return [...(await Promise.all(files.map(read))), ...written];
}

/** Widths of a dense network on MNIST, beside those that were trained. */
const hiddenUnits = [4, 12, 16, 24];
const trainedNnom: readonly string[] = [8, 32, 40].map((width) => `models/mnist-dense/w${width}-weights.h`);
/** Those of the tests that are configuration structs; the others are the same networks in NNoM's classic API. */
const nnomModels = 'sim-tests/nnom/models';

/** Below this much RAM a part holds few of the networks. */
const enoughRamBytes = 4096;

/** What the NNoM-API runtime is calibrated with on a part of so much RAM. */
export async function nnomCorpus(ramBytes: number): Promise<NamedFile[]> {
  const configured = (await readdir(join(repository, nnomModels))).filter((name) => name.endsWith('-config.h')).sort();
  const paths = [...configured.map((name) => `${nnomModels}/${name}`), ...trainedNnom];
  const written = [...nnomNetworks(), ...(ramBytes < enoughRamBytes ? tinyNnomNetworks() : [])];
  return [...(await Promise.all(paths.map(read))), ...digits(), ...written.map(encoded)];
}

/** What NNoM 0.4.2 itself is calibrated with on an AVR: all of these it computes as they are meant. */
export async function nnom042Corpus(): Promise<NamedFile[]> {
  const written = [...nnomNetworks(nnom042OnAvr), ...tinyNnomNetworks(nnom042OnAvr)];
  return [...(await Promise.all(trainedNnom.map(read))), ...digits(), ...written.map(encoded)];
}

const digits = (): NamedFile[] =>
  hiddenUnits.map((hidden) => encoded({ name: `mnist-dense-w${hidden}.h`, text: mnistWeights(hidden) }));

const encoded = ({ name, text }: { readonly name: string; readonly text: string }): NamedFile => ({
  name,
  bytes: new TextEncoder().encode(text),
});

/** Two levels of the path tell variants of different tasks apart. */
async function read(path: string): Promise<NamedFile> {
  const name = path.startsWith(singles) ? basename(path) : path.split('/').slice(-2).join('/');
  return { name, bytes: new Uint8Array(await readFile(join(repository, path))) };
}
