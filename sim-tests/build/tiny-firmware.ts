import { fileURLToPath } from 'node:url';
import { type CompilePlan, compilePlan, sourceDirectories } from '../../src/build/plan.ts';
import type { OptimizationLevel } from '../../src/build/types.ts';
import { listSources } from '../../src/node/firmware-sources.ts';
import { deviceWith } from './image-fixtures.ts';

/** A firmware directory laid out as preflash's own, small enough to know what refers to what. */
export const tinyFirmware = fileURLToPath(new URL('fixtures/firmware/', import.meta.url)).replace(/\/$/, '');

export const tinyOps = ['pf_op_exp_float32', 'pf_op_switch_float32', 'pf_op_table_float32', 'pf_op_text_float32'];

/** The plan that links the given operators of the tiny firmware. */
export async function tinyPlan(
  registrations: readonly string[],
  opt: OptimizationLevel,
  directory = tinyFirmware,
): Promise<CompilePlan> {
  const target = { device: deviceWith({}), kernels: 'reference', opt } as const;
  return compilePlan(target, registrations, await listSources(directory, sourceDirectories(target)));
}
