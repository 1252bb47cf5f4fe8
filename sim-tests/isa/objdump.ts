import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonical, respell } from './respell.ts';

/** Text of each instruction by its address, as binutils has it, in our disassembler's spelling (`canonical`). */
export type Listing = ReadonlyMap<number, string>;

/** Disassembles raw Thumb code at address 0 with arm-none-eabi-objdump. */
export function objdumpRaw(code: Uint8Array): Listing {
  const folder = mkdtempSync(join(tmpdir(), 'preflash-objdump-'));
  try {
    const file = join(folder, 'code.bin');
    writeFileSync(file, code);
    return objdump(file, ['-D', '-b', 'binary', '-m', 'arm', '-M', 'force-thumb,reg-names-std']);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Disassembles the code of an ELF file, leaving out the data between functions. */
export function objdumpElf(file: string): Listing {
  const listing = objdump(file, ['-d', '-M', 'reg-names-std']);
  return new Map([...listing].filter(([, text]) => !text.startsWith('.')));
}

function objdump(file: string, options: readonly string[]): Listing {
  const text = execFileSync('arm-none-eabi-objdump', [...options, file], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const lines = text.matchAll(/^\s*([0-9a-f]+):\t[0-9a-f ]+\t(.*)$/gm);
  return new Map(
    Array.from(lines, ([, digits, instruction]) => {
      const address = Number.parseInt(digits!, 16);
      return [address, canonical(respell(instruction!, address))];
    }),
  );
}
