/** WebAssembly instructions by number, as far as the passes ask for one by name (Core Specification, 5.4). */
export const op = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  brTable: 0x0e,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  drop: 0x1a,
  select: 0x1b,
  localGet: 0x20,
  localSet: 0x21,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Load: 0x28,
  i64Load: 0x29,
  i32Load8S: 0x2c,
  i32Load8U: 0x2d,
  i32Load16S: 0x2e,
  i32Load16U: 0x2f,
  i32Store: 0x36,
  i64Store: 0x37,
  i32Store8: 0x3a,
  i32Store16: 0x3b,
  i32Const: 0x41,
  i64Const: 0x42,
  f32Const: 0x43,
  f64Const: 0x44,
  i32Eqz: 0x45,
  i32LtU: 0x49,
  i32Clz: 0x67,
  i32Ctz: 0x68,
  i32Popcnt: 0x69,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Mul: 0x6c,
  i32DivS: 0x6d,
  i32DivU: 0x6e,
  i32RemS: 0x6f,
  i32RemU: 0x70,
  i32And: 0x71,
  i32Or: 0x72,
  i32Xor: 0x73,
  i32Shl: 0x74,
  i32ShrS: 0x75,
  i32ShrU: 0x76,
  i32Rotr: 0x78,
  i64Add: 0x7c,
  f32Add: 0x92,
  f32Sub: 0x93,
  f32Mul: 0x94,
  i64ExtendI32U: 0xad,
  i32Extend8S: 0xc0,
  i32Extend16S: 0xc1,
  prefixFc: 0xfc,
} as const;

export const isLoad = (opcode: number): boolean => opcode >= 0x28 && opcode <= 0x35;
export const isStore = (opcode: number): boolean => opcode >= 0x36 && opcode <= 0x3e;
/** Of two integers of 32 bits. */
export const isCompare = (opcode: number): boolean => opcode >= 0x46 && opcode <= 0x4f;

/** What follows an opcode. */
export type Immediate =
  | 'none'
  | 'blockType'
  | 'index'
  | 'labels'
  | 'callIndirect'
  | 'memory'
  | 'memoryIndex'
  | 'integer'
  | 'float32'
  | 'float64'
  | 'types'
  | 'prefixed';

const single: readonly (readonly [from: number, to: number, kind: Immediate])[] = [
  [0x00, 0x01, 'none'],
  [0x02, 0x04, 'blockType'],
  [0x05, 0x05, 'none'],
  [0x0b, 0x0b, 'none'],
  [0x0c, 0x0d, 'index'],
  [0x0e, 0x0e, 'labels'],
  [0x0f, 0x0f, 'none'],
  [0x10, 0x10, 'index'],
  [0x11, 0x11, 'callIndirect'],
  [0x1a, 0x1b, 'none'],
  [0x1c, 0x1c, 'types'],
  [0x20, 0x26, 'index'],
  [0x28, 0x3e, 'memory'],
  [0x3f, 0x40, 'memoryIndex'],
  [0x41, 0x42, 'integer'],
  [0x43, 0x43, 'float32'],
  [0x44, 0x44, 'float64'],
  [0x45, 0xc4, 'none'],
  [0xfc, 0xfc, 'prefixed'],
];

/** What follows `opcode`; undefined for one that is not of WebAssembly 1.0 with sign extension. */
export function immediateOf(opcode: number): Immediate | undefined {
  return single.find(([from, to]) => opcode >= from && opcode <= to)?.[2];
}
