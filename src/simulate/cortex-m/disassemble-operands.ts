import type { Fields } from '../../../wasm/cortex-m/isa/match.ts';
import type { operandTokens } from '../../../wasm/cortex-m/isa/operands.ts';

/** What an operand is written from: the fields of the encoding and the address of the instruction. */
export interface OperandContext {
  readonly fields: Fields;
  readonly address: number;
}

const coreNames = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8', 'r9', 'r10', 'r11', 'r12', 'sp', 'lr', 'pc'];

/** Special registers by SYSm, ARMv7-M ARM B5.1.1. */
const specialRegisters: Readonly<Record<number, string>> = {
  0: 'apsr',
  1: 'iapsr',
  2: 'eapsr',
  3: 'xpsr',
  5: 'ipsr',
  6: 'epsr',
  7: 'iepsr',
  8: 'msp',
  9: 'psp',
  16: 'primask',
  17: 'basepri',
  18: 'basepri_max',
  19: 'faultmask',
  20: 'control',
};

/** Suffix of APSR, IAPSR, EAPSR and XPSR in MSR, by its mask field. */
const flagGroups: Readonly<Record<number, string>> = { 1: '_g', 2: '_nzcvq', 3: '_nzcvqg' };

export const conditionNames = [
  'eq',
  'ne',
  'cs',
  'cc',
  'mi',
  'pl',
  'vs',
  'vc',
  'hi',
  'ls',
  'ge',
  'lt',
  'gt',
  'le',
  '',
] as const;

const shiftNames = ['lsl', 'lsr', 'asr', 'ror'] as const;

const field = ({ fields }: OperandContext, name: string): number => fields[name] ?? 0;
const core = (context: OperandContext, name: string): string => coreNames[field(context, name)] ?? '?';
const hex = (value: number): string => `0x${(value >>> 0).toString(16)}`;

const single = (context: OperandContext, number: string, low: string): number =>
  (field(context, number) << 1) | field(context, low);
const double = (context: OperandContext, high: string, number: string): number =>
  (field(context, high) << 4) | field(context, number);

/** The value in a signed field of `bits` bits. */
function signExtend(value: number, bits: number): number {
  return (value << (32 - bits)) >> (32 - bits);
}

function alignedPc({ address }: OperandContext): number {
  return (address + 4) & ~3;
}

const label = ({ address }: OperandContext, offset: number): string => hex(address + 4 + offset);
const literal = (context: OperandContext, offset: number): string => hex(alignedPc(context) + offset);

/** Offset with the sign that U chooses; `-0` is not 0 in an assembler. */
function signedOffset(context: OperandContext, scale: number): string {
  const sign = field(context, 'U') === 0 ? '-' : '';
  return `${sign}${field(context, 'i') * scale}`;
}

function signedLiteral(context: OperandContext, scale: number): string {
  const distance = field(context, 'i') * scale;
  return literal(context, field(context, 'U') === 0 ? -distance : distance);
}

/** ThumbExpandImm, ARMv7-M ARM A5.3.2: a byte, a repeated byte, or a byte with its top bit set, rotated right. */
export function expandImmediate(imm12: number): number {
  const byte = imm12 & 0xff;
  if (imm12 >>> 10 === 0) {
    const patterns = [byte, byte * 0x0001_0001, byte * 0x0100_0100, byte * 0x0101_0101];
    return patterns[imm12 >>> 8]! >>> 0;
  }
  const rotation = imm12 >>> 7;
  const unrotated = 0x80 | (imm12 & 0x7f);
  return ((unrotated >>> rotation) | (unrotated << (32 - rotation))) >>> 0;
}

/** VFPExpandImm, ARMv7-M ARM A6.4.1: sign, three bits of exponent, four of fraction. */
export function expandFloatImmediate(imm8: number): number {
  const exponent = ((imm8 >>> 4) & 7) ^ 4;
  const magnitude = (1 + (imm8 & 15) / 16) * 2 ** (exponent - 3);
  return imm8 & 0x80 ? -magnitude : magnitude;
}

/** DecodeImmShift, ARMv7-M ARM A7.4.2, as it is written behind a register. */
function immediateShift(type: number, amount: number): string {
  if (type === 0 && amount === 0) return '';
  if (type === 3 && amount === 0) return ', rrx';
  return `, ${shiftNames[type]} #${amount === 0 ? 32 : amount}`;
}

function registerList(mask: number): string {
  return `{${coreNames.filter((_, register) => (mask >>> register) & 1).join(', ')}}`;
}

const listMask = (context: OperandContext): number =>
  field(context, 'r') | (field(context, 'M') << 14) | (field(context, 'P') << 15);

function extensionList(prefix: 's' | 'd', first: number, count: number): string {
  const last = first + count - 1;
  return count === 1 ? `{${prefix}${first}}` : `{${prefix}${first}-${prefix}${last}}`;
}

function specialRegister(context: OperandContext): string {
  const number = field(context, 'i');
  const name = specialRegisters[number] ?? `sysm_${number}`;
  return number <= 3 && 'j' in context.fields ? name + (flagGroups[field(context, 'j')] ?? '') : name;
}

function branchOffset20(context: OperandContext): number {
  const s = field(context, 's');
  const top = (s << 2) | (field(context, 'y') << 1) | field(context, 'x');
  return signExtend((top << 18) | (field(context, 'i') << 1), 21);
}

function branchOffset24(context: OperandContext): number {
  const s = field(context, 's');
  const i1 = 1 ^ field(context, 'x') ^ s;
  const i2 = 1 ^ field(context, 'y') ^ s;
  return signExtend((s << 24) | (i1 << 23) | (i2 << 22) | (field(context, 'i') << 1), 25);
}

const count = (value: number): string => String(value);

/** How each token of the operand templates is written; what it stands for is said in wasm/cortex-m/isa/operands.ts. */
const renderers: Readonly<Record<keyof typeof operandTokens, (context: OperandContext) => string>> = {
  '<Rd>': (c) => core(c, 'd'),
  '<Rn>': (c) => core(c, 'n'),
  '<Rm>': (c) => core(c, 'm'),
  '<Ra>': (c) => core(c, 'a'),
  '<Rt>': (c) => core(c, 't'),
  '<Rt2>': (c) => core(c, 'u'),
  '<RdLo>': (c) => core(c, 'l'),
  '<RdHi>': (c) => core(c, 'h'),
  '<Rdn>': (c) => core(c, 'd'),
  '<Rdm>': (c) => core(c, 'd'),
  '<imm>': (c) => count(field(c, 'i')),
  '<imm2>': (c) => count(field(c, 'i') * 2),
  '<imm4>': (c) => count(field(c, 'i') * 4),
  '<imm16>': (c) => count((field(c, 'j') << 12) | field(c, 'i')),
  '<-imm>': (c) => `-${field(c, 'i')}`,
  '<+imm>': (c) => signedOffset(c, 1),
  '<+imm4>': (c) => signedOffset(c, 4),
  '<const>': (c) => count(expandImmediate(field(c, 'i'))),
  '<shift32>': (c) => count(field(c, 'i') || 32),
  '<shift>': (c) => immediateShift(field(c, 'k'), field(c, 'i')),
  '<lslshift>': (c) => immediateShift(0, field(c, 'i')),
  '<asrshift>': (c) => immediateShift(2, field(c, 'i')),
  '<satshift>': (c) => immediateShift(field(c, 'k') << 1, field(c, 'i')),
  '<rotation>': (c) => (field(c, 'i') === 0 ? '' : `, ror #${8 * field(c, 'i')}`),
  '<lsb>': (c) => count(field(c, 'i')),
  '<width>': (c) => count(field(c, 'w') + 1),
  '<bfwidth>': (c) => count(field(c, 'w') - field(c, 'i') + 1),
  '<sat>': (c) => count(field(c, 'w')),
  '<sat+1>': (c) => count(field(c, 'w') + 1),
  '<adr>': (c) => literal(c, field(c, 'i') * 4),
  '<adr+>': (c) => literal(c, field(c, 'i')),
  '<adr->': (c) => literal(c, -field(c, 'i')),
  '<literal>': (c) => literal(c, field(c, 'i') * 4),
  '<literal+>': (c) => signedLiteral(c, 1),
  '<literal4+>': (c) => signedLiteral(c, 4),
  '<label6>': (c) => label(c, field(c, 'i') * 2),
  '<label8>': (c) => label(c, signExtend(field(c, 'i') << 1, 9)),
  '<label11>': (c) => label(c, signExtend(field(c, 'i') << 1, 12)),
  '<label20>': (c) => label(c, branchOffset20(c)),
  '<label24>': (c) => label(c, branchOffset24(c)),
  '<registers>': (c) => registerList(listMask(c)),
  '<registers+PC>': (c) => registerList(listMask(c) | 0x8000),
  '<!>': (c) => (field(c, 'W') === 0 ? '' : '!'),
  '<!list>': (c) => ((listMask(c) >>> field(c, 'n')) & 1 ? '' : '!'),
  '<barrier>': (c) => (field(c, 'i') === 15 ? 'sy' : `#${field(c, 'i')}`),
  '<it>': (c) => conditionNames[field(c, 'c')] || 'al',
  '<iflags>': (c) => (field(c, 'p') === 1 ? 'i' : '') + (field(c, 'f') === 1 ? 'f' : ''),
  '<sysreg>': specialRegister,
  '<Sd>': (c) => `s${single(c, 'd', 'D')}`,
  '<Sn>': (c) => `s${single(c, 'n', 'N')}`,
  '<Sm>': (c) => `s${single(c, 'm', 'M')}`,
  '<Sm1>': (c) => `s${single(c, 'm', 'M') + 1}`,
  '<Dd>': (c) => `d${double(c, 'D', 'd')}`,
  '<Dn>': (c) => `d${double(c, 'N', 'n')}`,
  '<Dm>': (c) => `d${double(c, 'M', 'm')}`,
  '<x>': (c) => count(field(c, 'x')),
  '<fpimm>': (c) => count(expandFloatImmediate(field(c, 'i'))),
  '<fbits16>': (c) => count(16 - ((field(c, 'j') << 1) | field(c, 'i'))),
  '<fbits32>': (c) => count(32 - ((field(c, 'j') << 1) | field(c, 'i'))),
  '<slist>': (c) => extensionList('s', single(c, 'd', 'D'), field(c, 'i')),
  '<dlist>': (c) => extensionList('d', double(c, 'D', 'd'), field(c, 'i') >>> 1),
};

/** Operands of an instruction: the row's template with every token replaced. Throws on a token without renderer. */
export function renderOperands(template: string, context: OperandContext): string {
  return template
    .replace(/<[^>]+>/g, (token) => {
      const render = renderers[token];
      if (render === undefined) throw new Error(`no way to write the operand ${token}`);
      return render(context);
    })
    .replace(/\b(SP|LR|PC|LSL|FPSCR)\b/g, (name) => name.toLowerCase());
}
