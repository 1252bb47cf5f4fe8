import { coreCases, type TimingCase } from './core-cases.ts';

const table = 'Cortex-M3 TRM (ARM DDI 0337I) table 3-1';
const longMultiplies = 'Cortex-M3 TRM (ARM DDI 0337E) table 18-1, note on early termination';

/** Rows of the Cortex-M4 in which the Cortex-M3 differs, or that it has not. */
const different = ['dsp', 'dspMultiply', 'multiplyAccumulate', 'multiplyLong', 'multiplyLongAccumulate'];

const small = 'mov r2, #1000\n mov r3, #77\n mov r0, #0\n mov r1, #0';
const large = 'ldr r2, =0x12345678\n ldr r3, =0x7abcdef0\n mov r0, #0\n mov r1, #0';

const multiplies: readonly TimingCase[] = [
  {
    name: 'MLA and MLS',
    covers: ['multiplyAccumulate'],
    code: 'mla r0, r1, r2, r3\n mls r4, r1, r2, r3',
    cycles: 4,
    source: `${table}: MLA 2, MLS 2`,
  },
  ...[
    { name: 'UMULL of small numbers', row: 'multiplyLong', op: 'umull', setup: small, cycles: 3 },
    { name: 'UMULL of large numbers', row: 'multiplyLong', op: 'umull', setup: large, cycles: 4 },
    { name: 'SMULL of small numbers', row: 'multiplyLong', op: 'smull', setup: small, cycles: 4 },
    { name: 'SMULL of large numbers', row: 'multiplyLong', op: 'smull', setup: large, cycles: 5 },
    { name: 'UMLAL of small numbers', row: 'multiplyLongAccumulate', op: 'umlal', setup: small, cycles: 4 },
    { name: 'UMLAL of large numbers', row: 'multiplyLongAccumulate', op: 'umlal', setup: large, cycles: 6 },
    { name: 'SMLAL of small numbers', row: 'multiplyLongAccumulate', op: 'smlal', setup: small, cycles: 5 },
    { name: 'SMLAL of large numbers', row: 'multiplyLongAccumulate', op: 'smlal', setup: large, cycles: 7 },
  ].map(({ name, row, op, setup, cycles }) => ({
    name,
    covers: [row],
    setup,
    code: `${op} r0, r1, r2, r3`,
    cycles,
    source: `${longMultiplies}: MULL three to five, MLAL four to seven, the signed version one more`,
  })),
];

/** The pipeline is the Cortex-M4's: its sequences hold, with table 3-1 of the Cortex-M3 manual for the source. */
export const m3Cases: readonly TimingCase[] = [
  ...coreCases
    .filter(({ covers }) => !covers.some((row) => different.includes(row)))
    .map((each) => ({
      ...each,
      source: each.source.replace(/Cortex-M4 TRM \(ARM 100166\)/, 'Cortex-M3 TRM (DDI 0337I)'),
    })),
  ...multiplies,
];
