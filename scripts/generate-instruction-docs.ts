// Writes docs/instructions-cortex-m.md and docs/instructions-avr.md from the instruction tables.
import { writeFileSync } from 'node:fs';
import type { CoreId } from '../src/devices/core-family.ts';
import { devices } from '../src/devices/index.ts';
import { avrFusions } from '../wasm/avr/isa/fusions.ts';
import { avrRows } from '../wasm/avr/isa/index.ts';
import { avrTiming } from '../wasm/avr/timing/cycles.ts';
import { instructionTable } from '../wasm/cortex-m/isa/table.ts';
import { cortexM4 } from '../wasm/cortex-m/timing/cortex-m4.ts';
import { markdownTable } from './docs/markdown-table.ts';

const page = (name: string): URL => new URL(`../docs/${name}`, import.meta.url);

const architectures = { v6m: 'ARMv6-M', v7m: 'ARMv7-M', v7em: 'ARMv7E-M (DSP)', fpv4sp: 'FPv4-SP' } as const;

function cortexMPage(): string {
  const rows = instructionTable.map((row) => [
    row.mnemonic,
    `\`${row.operands}\``,
    `\`${row.pattern}\``,
    architectures[row.architecture],
    `${cortexM4[row.timing]!.cycles}${cortexM4[row.timing]!.perRegister ? ' + registers' : ''}`,
    row.section,
  ]);
  return `# Instructions of the Cortex-M simulator

Generated from \`wasm/cortex-m/isa\` by \`npm run generate\`. ${rows.length} encodings; anything else stops the run as an
undefined instruction. Cycles are the least on zero-wait memory, before refills, stalls and pipelining
(\`wasm/cortex-m/timing\`). Sections are those of the ARMv7-M Architecture Reference Manual, DDI 0403E.

${markdownTable(['mnemonic', 'operands', 'encoding', 'architecture', 'cycles', 'section'], rows)}`;
}

const list = (ids: readonly string[]): string => ids.map((id) => `\`${id}\``).join(', ');

const partsOf = (core: CoreId): string => list(devices.filter((part) => part.core === core).map(({ id }) => id));

/** A program counter of 16 bits counts the words of 128 KiB. */
const partsWith22BitPc = (): string =>
  list(
    devices
      .filter(
        ({ avr, regions }) => avr && regions.some(({ kind, sizeBytes }) => kind === 'flash' && sizeBytes > 0x20000),
      )
      .map(({ id }) => id),
  );

const mappedFlashParts = (): string =>
  devices
    .flatMap(({ id, flash }) => (flash.kind === 'avr-mapped' ? [`\`${id}\` ${flash.extraReadCycles}`] : []))
    .join(', ');

function avrPage(): string {
  const rows = avrRows.map((row) => {
    const timing = avrTiming[row.timing as keyof typeof avrTiming];
    const cores = row.architecture === 'both' ? 'AVRe+, AVRxt' : row.architecture;
    return [
      row.mnemonic,
      row.operands,
      `\`${row.pattern}\``,
      cores,
      String(timing.avre),
      String(timing.avrxt),
      row.section,
    ];
  });
  return `# Instructions of the AVR simulator

Generated from \`wasm/avr/isa\` by \`npm run generate\`. ${avrRows.length} encodings; anything else stops the run. Every one but
SLEEP, WDR, BREAK and SPM is compared with simavr (AVRe+) or yasimavr (AVRxt) on random operands, and so is a million
instructions of firmware.

Cycles are those of the AVR Instruction Set Manual, DS40002198B, whose sections are given. On top come one for a branch
that is taken, one for each word that is skipped, one for calls and returns with a 22-bit program counter
(${partsWith22BitPc()}), and, where an AVRxt reads data from mapped flash, what its part file says (${mappedFlashParts()}).

Parts: AVRe+ ${partsOf('avre+')}; AVRxt ${partsOf('avrxt')}. The fastest way through the simulator executes
${avrFusions.length} pairs of instructions at once; what they do and cost is the sum of both.

${markdownTable(['mnemonic', 'operands', 'encoding', 'cores', 'cycles AVRe+', 'cycles AVRxt', 'section'], rows)}`;
}

writeFileSync(page('instructions-cortex-m.md'), cortexMPage());
writeFileSync(page('instructions-avr.md'), avrPage());
