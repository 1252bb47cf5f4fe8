import { formatAddress } from '../../bytes/address.ts';
import type { RunTrace } from '../types.ts';
import type { UnmodelledMode } from './board.ts';
import type { IgnoredWrite } from './io-space.ts';

type Warning = RunTrace['warnings'][number];

/** What the machine knows at the end of a run. */
export interface RunFacts {
  readonly ignoredWrites: readonly IgnoredWrite[];
  readonly unmodelledModes: readonly UnmodelledMode[];
  /** What lies at an address of I/O space. */
  readonly describe: (address: number) => string;
  /** Name of the function an instruction is in. */
  readonly symbolAt: (pc: number) => string | undefined;
  readonly printedWithoutStdout: boolean;
}

/** What a reader of the figures should know about a run on an AVR. */
export function avrWarnings(facts: RunFacts): Warning[] {
  return [
    ...facts.ignoredWrites.map((write) => ignoredWrite(write, facts)),
    ...facts.unmodelledModes.map((mode) => unmodelledMode(mode, facts)),
    ...noStdout(facts),
  ];
}

function unmodelledMode({ peripheral, what, pc }: UnmodelledMode, { symbolAt }: RunFacts): Warning {
  return {
    code: 'unmodelled-mode',
    message: `${symbolAt(pc) ?? formatAddress(pc)} sets ${peripheral} up for ${what}, which is not modelled: it stands still`,
    advice: 'It matters only if the firmware relies on what the peripheral does.',
  };
}

function ignoredWrite({ address, pc }: IgnoredWrite, { symbolAt, describe }: RunFacts): Warning {
  const where = symbolAt(pc) ?? formatAddress(pc);
  return {
    code: 'unmodelled-register-write',
    message: `${where} writes ${describe(address)}, which is not modelled: the write had no effect`,
    advice: 'It matters only if the firmware relies on what the peripheral does.',
  };
}

/** avr-libc's printf does not check its stream: with none it reads and writes data addresses 3, 6 and 7. */
function noStdout({ printedWithoutStdout }: RunFacts): Warning[] {
  if (!printedWithoutStdout) return [];
  return [
    {
      code: 'printf-without-stdout',
      message:
        'printf was called with no stdout set up: it writes through a null pointer, to data addresses 3, 6 and 7',
      advice: 'These are registers (VPORT on AVRxt, r3, r6 and r7 on AVRe+). Set stdout, or leave the logging out.',
    },
  ];
}
