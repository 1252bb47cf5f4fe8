import { ArgumentReader, type Shape } from './arguments.ts';
import { activations, constructors, type LayerKind } from './constructors.ts';
import { outputShape } from './shapes.ts';
import type { NnomSource, Step } from './source.ts';
import { nnomError } from './tokens.ts';

/** A layer of a network, in the order the runtime runs them. */
export interface NnomLayer {
  /** Position in running order. */
  readonly index: number;
  /** `layer[...]` of the file. */
  readonly target: number;
  readonly op: string;
  readonly kind: LayerKind;
  /** Activation that runs in place behind it. */
  readonly activation: string | undefined;
  /** Positions in running order of the layers that feed it. */
  readonly inputs: readonly number[];
  readonly outputShape: Shape;
  readonly line: number;
}

interface Node {
  readonly step: Step;
  readonly op: string;
  readonly kind: LayerKind;
  activation: string | undefined;
  readonly readers: Node[];
}

/**
 * The layers of a weights.h in running order, with their shapes.
 * @throws ModelError with the line of a constructor the runtime does not have, or of shapes that do not belong together
 */
export function networkOf(source: NnomSource): NnomLayer[] {
  const nodes = connect(source);
  const first = source.steps.map(({ target }) => nodes.get(target)).find((node) => node?.kind.type === 'input');
  if (first === undefined) throw nnomError(source.name, source.compileLine, 'the model has no Input layer', advice);
  const layers = inRunningOrder(source, nodes, first);
  const last = layers.at(-1);
  if (last?.kind.type !== 'output') {
    throw nnomError(source.name, source.compileLine, 'the model does not end in an Output layer', advice);
  }
  return layers;
}

const advice = 'Export weights.h again.';

/** Nodes by `layer[...]`; an activation is no node of its own, but another name for the one it stands behind. */
function connect(source: NnomSource): Map<number, Node> {
  const nodes = new Map<number, Node>();
  for (const step of source.steps) {
    const inputs = step.inputs.map((input) => {
      const node = nodes.get(input);
      if (node !== undefined) return node;
      throw nnomError(source.name, step.line, `layer[${input}] is used before it is made`, advice);
    });
    if (step.verb === 'active') {
      nodes.set(step.target, activate(source, step, inputs[0]));
      continue;
    }
    const node = createNode(source, step);
    for (const input of inputs) input.readers.push(node);
    nodes.set(step.target, node);
  }
  return nodes;
}

function createNode(source: NnomSource, step: Step): Node {
  const { callee, args, line } = step;
  if (!Object.hasOwn(constructors, callee)) throw unknownLayer(source, callee, line);
  const row = constructors[callee]!;
  const kind = row.read(new ArgumentReader(source, callee, args, line));
  return { step, op: row.op, kind, activation: undefined, readers: [] };
}

function unknownLayer(source: NnomSource, callee: string, line: number) {
  const known = [...new Set(Object.values(constructors).map(({ op }) => op))].join(', ');
  return nnomError(source.name, line, `the runtime has no layer ${callee}()`, `It has ${known}.`);
}

function activate(source: NnomSource, { callee, args, line }: Step, node: Node | undefined): Node {
  if (!Object.hasOwn(activations, callee)) {
    const known = Object.keys(activations).join(', ');
    throw nnomError(source.name, line, `the runtime has no activation ${callee}()`, `It has ${known}.`);
  }
  if (node === undefined) throw nnomError(source.name, line, `${callee}() stands behind no layer`, advice);
  const { name, arguments: count } = activations[callee]!;
  new ArgumentReader(source, callee, args, line).expectCount(count);
  node.activation = name;
  return node;
}

/** The order of firmware/avr/runtime/compile.c: on from each layer to its readers, once all that feeds one has run. */
function inRunningOrder(source: NnomSource, nodes: ReadonlyMap<number, Node>, first: Node): NnomLayer[] {
  const layers: NnomLayer[] = [];
  const positions = new Map<Node, number>();
  const visit = (node: Node): void => {
    const feeding = node.step.inputs.map((input) => nodes.get(input)!);
    const inputs = feeding.map((feeder) => positions.get(feeder));
    if (positions.has(node) || inputs.includes(undefined)) return;
    positions.set(node, layers.length);
    layers.push(layerOf(source, node, layers, inputs as number[]));
    for (const reader of node.readers) visit(reader);
  };
  visit(first);
  return layers;
}

function layerOf(source: NnomSource, node: Node, layers: readonly NnomLayer[], inputs: number[]): NnomLayer {
  const { step, op, kind, activation } = node;
  const shapes = inputs.map((input) => layers[input]!.outputShape);
  const shape = outputShape(kind, shapes);
  if (typeof shape === 'string') {
    throw nnomError(source.name, step.line, `${op}: ${shape}`, 'The shapes of the file do not belong together.');
  }
  const { target, line } = step;
  return { index: layers.length, target, op, kind, activation, inputs, outputShape: shape, line };
}
