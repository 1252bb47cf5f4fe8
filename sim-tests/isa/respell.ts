/**
 * binutils writes some instructions in another spelling than the manual's, which ours follows. The rules here change
 * spelling only: the register numbers, immediates and addresses that are compared are binutils' own.
 */

/** Special register names that binutils takes from the A profile. */
const specialRegisters: Readonly<Record<string, string>> = {
  CPSR_f: 'apsr_nzcvq',
  CPSR_s: 'apsr_g',
  CPSR_fs: 'apsr_nzcvqg',
  CPSR: 'apsr',
  PSR: 'xpsr',
};

/** Barrier options of the A profile; in ARMv7-M all but SY are reserved and are written as numbers. */
const barrierOptions: Readonly<Record<string, number>> = {
  oshld: 1,
  oshst: 2,
  osh: 3,
  unld: 5,
  nshld: 5,
  unst: 6,
  nshst: 6,
  un: 7,
  nsh: 7,
  ishld: 9,
  ishst: 10,
  ish: 11,
  ld: 13,
  st: 14,
};

/** Hints that later architectures gave a name; in ARMv7-M they are unallocated and execute as NOP. */
const laterHints: Readonly<Record<string, number>> = {
  sevl: 5,
  pacbti: 13,
  bti: 15,
  esb: 16,
  csdb: 20,
  clrbhb: 22,
  pac: 29,
  aut: 45,
};

interface Line {
  readonly text: string;
  /** What binutils adds behind `@`: an address or another form of a number. */
  readonly comment: string;
  readonly address: number;
}

type Rule = (line: Line) => string;

/** `[pc, #8] @ (28 <f>)` is the address it loads from. */
const literalAddress: Rule = ({ text, comment }) => {
  const found = /^\(?(?:0x)?([0-9a-f]+)/.exec(comment);
  return found === null ? text : text.replace(/\[pc, #-?\d+\]$/, `0x${found[1]}`);
};

/** `[pc]` has no comment. With PC as the base there is no unprivileged form: A7.7 LDRT, "SEE LDR (literal)". */
const plainLiteral: Rule = ({ text, address }) =>
  text
    .replace(/\[pc\]$/, `0x${(((address + 4) & ~3) >>> 0).toString(16)}`)
    .replace(/^(ldr(?:|b|h|sb|sh))t(..)? (\w+), 0x/, '$1$2 $3, 0x');

/** ADR is ADD or SUB with the aligned PC. */
const adr: Rule = ({ text, address }) =>
  text.replace(/^(add|sub)w?(..)? (\w+), pc, #(\d+)$/, (_, operation, condition, register, offset) => {
    const target = ((address + 4) & ~3) + (operation === 'add' ? 1 : -1) * Number(offset);
    return `adr${condition ?? ''} ${register}, 0x${(target >>> 0).toString(16)}`;
  });

/** VMOV's immediate: binutils has the encoded byte, and the single-precision bits as a comment. */
const floatImmediate: Rule = ({ text, comment }) => {
  if (!/^vmov(..)?\.f32 s\d+, #\d+$/.test(text)) return text;
  const bits = new Uint32Array([Number(comment.split(' ')[0])]);
  return text.replace(/#\d+$/, `#${new Float32Array(bits.buffer)[0]}`);
};

const specialRegister: Rule = ({ text }) => {
  if (!/^m(rs|sr)/.test(text)) return text;
  return text.replace(/[A-Z]\w*/, (name) => specialRegisters[name] ?? name.toLowerCase());
};

const barrierOption: Rule = ({ text }) =>
  text
    .replace(/^(ds|dm|is)b(..)? (\w+)$/, (line, kind, condition, option) => {
      const number = barrierOptions[option];
      return number === undefined ? line : `${kind}b${condition ?? ''} #${number}`;
    })
    .replace(/^ssbb$/, 'dsb #0')
    .replace(/^pssbb$/, 'dsb #4');

const laterHint: Rule = ({ text }) => {
  const number = laterHints[text.split(/[ .]/)[0] ?? ''];
  return number === undefined ? text : `hint #${number}`;
};

/** Rules that need nothing but the text. `(..)?` is a condition. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/^negs (\w+), (\w+)$/, 'rsbs $1, $2, #0'],
  [/^neg(..)? (\w+), (\w+)$/, 'rsb$1 $2, $3, #0'],
  [/^(muls?|mul..) (\w+), (\w+)$/, '$1 $2, $3, $2'],
  [/^(add|sub)(..)? sp, #/, '$1$2 sp, sp, #'],
  [/^mov(s?)(..)? (\w+), (\w+), rrx$/, 'rrx$1$2 $3, $4'],
  [/^mov(s?)(..)? (\w+), (\w+), (lsl|lsr|asr|ror) (#?\w+)$/, '$5$1$2 $3, $4, $6'],
  [/^(ld|st)mia/, '$1m'],
  [/^nop(..)? \{(\d+)\}$/, 'hint$1 #$2'],
  [/^(svc..|svc) (\d+)$/, '$1 #$2'],
  [/^vpush(..)? /, 'vstmdb$1 sp!, '],
  [/^vpop(..)? /, 'vldmia$1 sp!, '],
  [/^dfb(..)?$/, 'dsb$1 #12'],
  [/^f(ld|st)m(ia|db)x/, 'v$1m$2'],
];

const spelling: Rule = ({ text }) => replacements.reduce((line, [from, to]) => line.replace(from, to), text);

const breakpoint: Rule = ({ text }) =>
  text.replace(/^bkpt 0x(\w+)$/, (_, digits) => `bkpt #${Number.parseInt(digits, 16)}`);

const rules: readonly Rule[] = [
  literalAddress,
  plainLiteral,
  adr,
  floatImmediate,
  specialRegister,
  barrierOption,
  breakpoint,
  laterHint,
  spelling,
];

/** One line of objdump (without address and bytes) in our spelling. */
export function respell(instruction: string, address: number): string {
  const [body = '', comment = ''] = instruction.split(/\s*@\s*/, 2);
  const text = body
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(\S+)\.[wn]\b/, '$1')
    .replace(/ <[^>]*>$/, '')
    .replace(/ ([0-9a-f]+)$/, (match, digits) => (/^(b|cb|bl)/.test(body) ? ` 0x${digits}` : match));
  return rules.reduce((line, rule) => rule({ text: line, comment, address }), text);
}

/**
 * Leaves out what binutils leaves out: width suffixes, offsets of zero and their sign, masks of IAPSR and the like.
 * MOV r8, r8 was the NOP of ARMv4T.
 */
export function canonical(text: string): string {
  return text
    .replace(/^(\S+)\.[wn]\b/, '$1')
    .replace(/, #-?0\]/, ']')
    .replace(/(\[\w+\])!$/, '$1')
    .replace(/\], #-0$/, '], #0')
    .replace(/^mov(..)? r8, r8$/, 'nop$1')
    .replace(/(iapsr|eapsr|xpsr)_\w+/, '$1');
}
