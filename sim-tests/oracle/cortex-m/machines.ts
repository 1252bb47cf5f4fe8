import { instructionTable } from '../../../wasm/cortex-m/isa/table.ts';
import type { InstructionRow } from '../../../wasm/cortex-m/isa/types.ts';
import type { CoreModel } from '../../../wasm/cortex-m/timing/core-timing.ts';
import { cortexM0Plus } from '../../../wasm/cortex-m/timing/cortex-m0plus.ts';
import { cortexM3 } from '../../../wasm/cortex-m/timing/cortex-m3.ts';
import { cortexM4F } from '../../../wasm/cortex-m/timing/cortex-m4.ts';

/** A core on both sides: the simulator's, and QEMU's with the memory of layout.ts. */
export interface OracleMachine {
  readonly core: 'cortex-m0plus' | 'cortex-m3' | 'cortex-m4f';
  readonly hasFpu: boolean;
  /** QEMU's options for board and processor. */
  readonly qemu: readonly string[];
  /** Instructions the core has. */
  readonly rows: readonly InstructionRow[];
  /** Instructions that it has not, and another Cortex-M has. */
  readonly foreignRows: readonly InstructionRow[];
}

function machine(model: CoreModel, qemu: readonly string[]): OracleMachine {
  const has = ({ architecture }: InstructionRow): boolean => model.architectures.includes(architecture);
  return {
    core: model.id as OracleMachine['core'],
    hasFpu: model.architectures.includes('fpv4sp'),
    qemu,
    rows: instructionTable.filter(has),
    foreignRows: instructionTable.filter((row) => !has(row)),
  };
}

export const cortexM4Machine = machine(cortexM4F, ['-M', 'mps2-an386', '-cpu', 'cortex-m4']);
export const cortexM3Machine = machine(cortexM3, ['-M', 'mps2-an385', '-cpu', 'cortex-m3']);
/** QEMU has no Cortex-M0+; its Cortex-M0 is the same ARMv6-M. The micro:bit is given the memory of the other boards. */
export const cortexM0Machine = machine(cortexM0Plus, [
  ...['-M', 'microbit', '-cpu', 'cortex-m0'],
  ...['-global', `nrf51-soc.sram-size=${32 * 1024 * 1024}`, '-global', `nrf51-soc.flash-size=${4 * 1024 * 1024}`],
]);
