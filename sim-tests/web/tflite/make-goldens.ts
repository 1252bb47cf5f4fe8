// Writes goldens.json: what LiteRT (PyPI ai-edge-litert) answers to the digits that the page draws.
//     PREFLASH_PYTHON=python npx tsx sim-tests/web/tflite/make-goldens.ts && npm run fix
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { type DrawnInput, drawnInput } from './drawn-input.ts';

const models = ['mnist-cnn/ptq-int8', 'mnist-cnn/float32', 'ds-cnn-small/ptq-int8', 'mnist-dense/w32-float32'];
const digits = [0, 3, 8];

const program = `
import importlib.metadata, json, sys
import numpy as np
from ai_edge_litert.interpreter import Interpreter
interpreter = Interpreter(model_path=sys.argv[1])
interpreter.allocate_tensors()
source, target = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
data = np.frombuffer(sys.stdin.buffer.read(), source['dtype']).reshape(source['shape'])
interpreter.set_tensor(source['index'], data)
interpreter.invoke()
scores = [float(score) for score in interpreter.get_tensor(target['index']).flatten()]
print(json.dumps({'scores': scores, 'interpreter': 'ai-edge-litert ' + importlib.metadata.version('ai-edge-litert')}))
`;

const python = process.env.PREFLASH_PYTHON || 'python3';

function golden(model: string, digit: number, { path, bytes, sha256 }: DrawnInput) {
  const stdio: ['pipe', 'pipe', 'ignore'] = ['pipe', 'pipe', 'ignore'];
  const printed = execFileSync(python, ['-c', program, path], { input: bytes, stdio, encoding: 'utf8' });
  return { model, digit, input: sha256, ...JSON.parse(printed) };
}

const goldens = [];
for (const model of models) {
  for (const digit of digits) goldens.push(golden(model, digit, await drawnInput(model, digit)));
}
writeFileSync(new URL('goldens.json', import.meta.url), `${JSON.stringify(goldens, null, 2)}\n`);
