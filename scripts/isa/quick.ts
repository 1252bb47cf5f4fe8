/*
 * What the quick loop executes by itself: operations of straight code whose handlers are inlined and call nothing, loads
 * and stores of wasm/cortex-m/quick.ts, direct branches. Anything else is executed by a function.
 */

const sets = (names: string[]) => names.flatMap((name) => [name, `${name}S`]);

/** Handlers that change registers and flags only. */
const straight = [
  ...sets(['movReg', 'movImm', 'mvnReg', 'mvnImm', 'lslImm', 'lsrImm', 'asrImm', 'mul']),
  ...sets(['addReg', 'addImm', 'subReg', 'subImm', 'rsbReg', 'rsbImm', 'adcReg', 'adcImm', 'sbcReg', 'sbcImm']),
  ...sets(['andReg', 'andImm', 'orrReg', 'orrImm', 'eorReg', 'eorImm', 'bicReg', 'bicImm']),
  ...['addReg', 'subReg', 'rsbReg', 'andReg', 'orrReg', 'eorReg', 'bicReg', 'mvnReg'].map((name) => `${name}Shifted`),
  ...['addRegShiftedS', 'subRegShiftedS', 'cmpReg', 'cmpRegShifted', 'cmpImm', 'cmnReg', 'cmnImm', 'tstReg', 'tstImm'],
  ...['movt', 'sxtb', 'sxth', 'uxtb', 'uxth', 'sxtb16', 'uxtb16', 'sxtab16', 'pkhbt', 'pkhtb', 'ubfx', 'sbfx', 'bfi'],
  ...['mla', 'mls', 'smull', 'umull', 'smlal', 'smulBB', 'smulBT', 'smulTB', 'smulTT', 'smlaBB', 'smlaBT', 'smlaTB'],
  ...[
    'lslReg',
    'lsrReg',
    'asrReg',
    'smlaTT',
    'smuad',
    'smlad',
    'sxtab',
    'sxtah',
    'uxtab',
    'it',
    'nop',
    'addToSp',
    'subFromSp',
  ],
];

/** Loads and stores that write no base: the function that says where, and what is transferred. */
const memory: Record<string, readonly [place: string, type: string]> = {
  ldrRegPlain: ['summed', 'u32'],
  ldrReg: ['indexed', 'u32'],
  ldrhReg: ['indexed', 'u16'],
  ldrbReg: ['indexed', 'u8'],
  ldrsbReg: ['indexed', 'i8'],
  ldrshReg: ['indexed', 'i16'],
  ldrImm: ['offset', 'u32'],
  ldrhImm: ['offset', 'u16'],
  ldrbImm: ['offset', 'u8'],
  ldrsbImm: ['offset', 'i8'],
  ldrshImm: ['offset', 'i16'],
  strRegPlain: ['summed', 'u32'],
  strReg: ['indexed', 'u32'],
  strhReg: ['indexed', 'u16'],
  strbReg: ['indexed', 'u8'],
  strImm: ['offset', 'u32'],
  strhImm: ['offset', 'u16'],
  strbImm: ['offset', 'u8'],
};

const conditions: Record<string, string> = {
  bEq: 'state.flagZ()',
  bNe: '!state.flagZ()',
  bCs: 'state.flagC()',
  bCc: '!state.flagC()',
  bMi: 'state.flagN()',
  bPl: '!state.flagN()',
  bHi: 'state.flagC() && !state.flagZ()',
  bLs: '!state.flagC() || state.flagZ()',
  bGe: 'state.greaterOrEqual()',
  bLt: '!state.greaterOrEqual()',
  bGt: '!state.flagZ() && state.greaterOrEqual()',
  bLe: 'state.flagZ() || !state.greaterOrEqual()',
  cbz: 'state.valueN(ip) == 0',
  cbnz: 'state.valueN(ip) != 0',
};

/** Goes on with the block that starts at `ip`, or leaves when that cannot be entered here. */
function goOn(leave: string): string {
  return `if (quick.mustWait(ip)) return ip | ${leave}; if (!quick.isFetched(ip)) return ip | ${leave}; quick.enter(ip); continue;`;
}

function transfer(name: string, [place, type]: readonly [string, string], next: string): string {
  const [entry, move] = name.startsWith('ldr') ? ['readEntry', 'take'] : ['writeEntry', 'put'];
  return `{ const address = quick.${place}(ip); const entry = quick.${entry}(address); if (quick.isSpecial<${type}>(entry, address)) return ip; quick.${move}<${type}>(ip, address + entry); ${next} }`;
}

const list = (entry: string, from: string) =>
  `const bytes = quick.listBytes(ip); const from = ${from}; const entry = quick.${entry}(from); if (quick.areSpecial(entry, from, bytes)) return ip;`;

/** Operations on several registers, and those that load the PC. */
function special(name: string, next: string): string | undefined {
  switch (name) {
    case 'stmdb':
      return `{ ${list('writeEntry', 'quick.base(ip) - bytes')} quick.putList(ip, from, from + entry); quick.writeBack(ip, from); ${next} }`;
    case 'stm':
      return `{ ${list('writeEntry', 'quick.base(ip)')} quick.putList(ip, from, from + entry); quick.writeBack(ip, from + bytes); ${next} }`;
    case 'ldm':
      return `{ ${list('readEntry', 'quick.base(ip)')} quick.takeList(ip, from + entry); quick.writeBack(ip, from + bytes); ${next} }`;
    case 'ldmPc':
      return `{ ${list('readEntry', 'quick.base(ip)')} const to = quick.takePc(ip, from + entry); if (quick.isUnusual(to)) return ip; quick.takeList(ip, from + entry); quick.writeBack(ip, from + bytes); quick.refillFrom(to, core.loadRefillCycles); ip = quick.recordAt(to); } ${goOn('AT_TARGET')}`;
    case 'bx':
      return `{ const to = state.valueM(ip); if (quick.isUnusual(to)) return ip; quick.refillFrom(to, core.registerRefillCycles); ip = quick.recordAt(to); } ${goOn('AT_TARGET')}`;
    default:
      return undefined;
  }
}

/** Returns the statement of an operation in the quick loop, or undefined for one that a function executes. */
export function quickStatement(name: string, recordBytes: number): string | undefined {
  const next = `ip += ${recordBytes}; continue;`;
  const access = memory[name];
  const condition = conditions[name];
  if (straight.includes(name)) return `handlers.${name}(ip); ${next}`;
  if (access !== undefined) return transfer(name, access, next);
  if (condition !== undefined) {
    const taken = `quick.refill(ip); ip = quick.target(ip); ${goOn('AT_TARGET')}`;
    return `if (${condition}) { ${taken} } ip += ${recordBytes}; ${goOn('AT_BLOCK')}`;
  }
  if (name === 'b') return `ip = quick.target(ip); ${goOn('AT_TARGET')}`;
  if (name === 'bl') return `quick.link(ip); ip = quick.target(ip); ${goOn('AT_TARGET')}`;
  return special(name, next);
}
