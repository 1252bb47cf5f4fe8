import type { InstructionRow } from '../../../wasm/cortex-m/isa/types.ts';
import { coreModels } from '../../../wasm/cortex-m/timing/cores.ts';
import { coreFlags } from '../../build/targets.ts';
import type { Device } from '../../devices/schema.ts';
import { disassembleInstruction } from './disassemble.ts';

/** What a core must have for the instructions of each architecture. */
const needs: Readonly<Record<InstructionRow['architecture'], string>> = {
  v6m: 'ARMv6-M',
  v7m: 'ARMv7-M (Thumb-2)',
  v7em: 'the DSP extension of ARMv7E-M',
  fpv4sp: 'a floating-point unit',
};

/** Why an instruction that exists cannot be executed on a part, and what to do. */
export interface ForeignInstruction {
  readonly message: string;
  readonly advice: string;
}

/**
 * Tells that the instruction at `pc` belongs to another core than the part's. Undefined when it belongs to this one or
 * to none that is known.
 */
export function foreignInstruction(
  { core, name }: Pick<Device, 'core' | 'name'>,
  pc: number,
  first: number,
  second: number,
): ForeignInstruction | undefined {
  const { row, text } = disassembleInstruction(pc, first, second);
  const model = coreModels.find(({ id }) => id === core);
  if (row === undefined || model === undefined || model.architectures.includes(row.architecture)) return undefined;
  return {
    message: `executes "${text}", which needs ${needs[row.architecture]}: the ${core} core of ${name} has none`,
    advice: `Build everything that is linked, libraries included, with ${coreFlags[core].join(' ')}.`,
  };
}
