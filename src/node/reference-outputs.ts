import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { encodeInput } from '../data/encode.ts';
import { DataError } from '../data/errors.ts';
import type { DataSet } from '../data/types.ts';
import { parseNpy } from '../model/inputs/npy.ts';
import { tensorBytes } from '../model/tensor-values.ts';
import type { ModelInfo, TensorInfo } from '../model/types.ts';
import { readInputFile } from './files.ts';

/** Outputs of TensorFlow Lite's own interpreter for every input of a data set. */
export interface ReferenceOutputs {
  readonly bytes: Uint8Array;
  /** Where they are from: a file, or the interpreter that was run. */
  readonly source: string;
}

/** Names the Python that has ai-edge-litert; `python3` unless set. */
export const pythonVariable = 'PREFLASH_PYTHON';

/** Reads the inputs one after the other from stdin and writes the first output of each to stdout. */
const program = `
import sys
import numpy as np
from ai_edge_litert.interpreter import Interpreter
interpreter = Interpreter(model_path=sys.argv[1])
interpreter.allocate_tensors()
source, target = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
size = int(np.prod(source['shape'])) * np.dtype(source['dtype']).itemsize
while True:
    data = sys.stdin.buffer.read(size)
    if len(data) < size:
        break
    interpreter.set_tensor(source['index'], np.frombuffer(data, source['dtype']).reshape(source['shape']))
    interpreter.invoke()
    sys.stdout.buffer.write(interpreter.get_tensor(target['index']).tobytes())
`;

/**
 * What the reference interpreter answers: from `MODEL.reference.npy` beside the data, else by running ai-edge-litert
 * where Python has it.
 *
 * @returns undefined where there is neither
 * @throws DataError when the file does not belong to model and data
 */
export async function referenceOutputs(
  modelPath: string,
  model: ModelInfo,
  dataPath: string,
  data: DataSet,
): Promise<ReferenceOutputs | undefined> {
  const output = model.tensors[model.outputs[0]!]!;
  const file = await referenceFile(modelPath, dataPath);
  if (file !== undefined) return { bytes: await fromFile(file, data, output), source: basename(file) };
  if (model.format !== 'tflite') return undefined;
  const bytes = await fromInterpreter(modelPath, data, model.tensors[model.inputs[0]!]!);
  const isWhole = bytes?.length === data.count * tensorBytes(output);
  return bytes !== undefined && isWhole ? { bytes, source: 'ai-edge-litert' } : undefined;
}

async function referenceFile(modelPath: string, dataPath: string): Promise<string | undefined> {
  const name = `${basename(modelPath).replace(/\.\w+$/, '')}.reference.npy`;
  for (const directory of [dataPath, dirname(dataPath)]) {
    const path = join(directory, name);
    if (await exists(path)) return path;
  }
  return undefined;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

async function fromFile(path: string, data: DataSet, output: TensorInfo): Promise<Uint8Array> {
  const { data: bytes } = await parseNpy(await readInputFile(path), path);
  const expected = data.count * tensorBytes(output);
  if (bytes.length === expected) return bytes;
  throw new DataError({
    where: path,
    what: `it holds ${bytes.length} bytes and ${data.count} answers of this model take ${expected}`,
    advice: 'Save the outputs for all inputs in order, as the type of the model output.',
  });
}

/** Undefined when it cannot be run. */
function fromInterpreter(modelPath: string, data: DataSet, input: TensorInfo): Promise<Uint8Array | undefined> {
  const python = process.env[pythonVariable] || 'python3';
  return new Promise((resolve) => {
    const child = spawn(python, ['-c', program, modelPath], { stdio: ['pipe', 'pipe', 'ignore'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code === 0 ? new Uint8Array(Buffer.concat(chunks)) : undefined));
    child.stdin.on('error', () => {});
    for (let index = 0; index < data.count; index++) child.stdin.write(encodeInput(data.values(index), input));
    child.stdin.end();
  });
}
