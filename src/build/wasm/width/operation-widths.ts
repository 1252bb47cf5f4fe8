import type { FunctionBody } from '../function-body.ts';
import type { WasmModule } from '../module.ts';
import { isCompare, isLoad, op } from '../opcodes.ts';
import { conversionBits } from './conversions.ts';
import { comparedBits, computedBits, demandedBits, isByteProduct, shiftedBits } from './demanded-bits.ts';
import { bitsOf, type Range } from './range.ts';
import type { Value } from './value.ts';
import { addressValues, usersOf } from './value-addresses.ts';
import { valueGraph } from './value-graph.ts';
import { valueRanges } from './value-ranges.ts';
import type { Width } from './width.ts';

/** What an instruction is to a core that computes byte by byte. */
export interface OperationWidth {
  /** Bits that it computes, compares, loads or stores. */
  readonly width: Width;
  /** Bits that its result is used with, where they are more: it is extended then. */
  readonly extendedTo: Width | undefined;
  /** It only says which bits of a value count: a byte or two are taken as they are. */
  readonly isConversion: boolean;
}

/**
 * How wide the operations of a module are on a core of 8 bits, by function and position. WebAssembly computes everything
 * with 32 bits; on the part it takes as many as the types of C have, and the compiler leaves out what nobody asks for. An
 * operation is as wide as the lower bits somebody asks for (`demandedBits`), and no wider than what it may be at all
 * (`valueRanges`); an address has 16 bits (`addressValues`). The lattice is that of bits from 0 to 32, in ranges and in
 * demands, and 8, 16 or 32 are what is left of it.
 *
 * @throws BuildError as `valueGraph`
 */
export function operationWidths(
  module: WasmModule,
  bodies: readonly FunctionBody[],
): readonly ReadonlyMap<number, OperationWidth>[] {
  const graph = valueGraph(module, bodies);
  const addresses = addressValues(graph);
  const ranges = valueRanges(graph, addresses);
  const demanded = demandedBits(graph, ranges);
  const known = { values: graph.values, users: usersOf(graph.values), addresses, ranges, demanded };
  return graph.operationAt.map(
    (operations) => new Map([...operations].map(([position, number]) => [position, widthOf(known, number)] as const)),
  );
}

interface Known {
  readonly values: readonly Value[];
  readonly users: readonly (readonly number[])[];
  readonly addresses: ReadonlySet<number>;
  readonly ranges: readonly Range[];
  readonly demanded: Uint8Array;
}

function widthOf(known: Known, number: number): OperationWidth {
  const { addresses, ranges, demanded } = known;
  const own = widthFor(bitsOf(ranges[number]!));
  const used = addresses.has(number) ? own : widthFor(demanded[number]!);
  return {
    width: widthFor(bitsComputed(known, number)),
    extendedTo: used > own ? used : undefined,
    isConversion: isConversion(known, number),
  };
}

const widthFor = (bits: number): Width => (bits <= 8 ? 8 : bits <= 16 ? 16 : 32);

function bitsComputed({ values, addresses, ranges, demanded }: Known, number: number): number {
  const { opcode, operands } = values[number]!;
  const [first, second] = operands.map((operand) => ranges[operand]!);
  const asked = demanded[number]!;
  if (opcode === op.i32Eqz) return bitsOf(first!);
  if (isCompare(opcode) || isDivision(opcode)) return comparedBits(first!, second!);
  if (opcode === op.i32Mul && isByteProduct(first!, second!)) return 8;
  if (opcode === op.i32ShrS || opcode === op.i32ShrU) {
    const { kind, constant } = values[operands[1]!]!;
    return shiftedBits(first!, asked, kind === 'constant' ? constant : undefined);
  }
  if (isLoad(opcode)) return Math.min(asked, bitsOf(ranges[number]!));
  // What is stored has the type of the variable; only pointers are shorter on the part.
  if (opcode === op.i32Store) return addresses.has(operands[1]!) ? 16 : 32;
  return computedBits(asked, ranges[number]!);
}

const isDivision = (opcode: number): boolean => opcode >= op.i32DivS && opcode <= op.i32RemU;

const typeBits: readonly number[] = [8, 16];
const typeMasks: readonly number[] = [0xff, 0xffff];

function isConversion({ values, users }: Known, number: number): boolean {
  const { opcode, operands } = values[number]!;
  if (opcode === op.i32Extend8S || opcode === op.i32Extend16S) return true;
  if (opcode === op.i32And) {
    const [a, b] = operands.map((operand) => values[operand]!);
    return [a!, b!].some(({ kind, constant }) => kind === 'constant' && typeMasks.includes(constant));
  }
  const keepsType = (value: number): boolean => typeBits.includes(conversionBits(values, value) ?? 0);
  return opcode === op.i32Shl ? users[number]!.every(keepsType) : keepsType(number);
}
