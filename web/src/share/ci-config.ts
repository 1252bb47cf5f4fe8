import { type PreflashError, parseConfig } from '../../../src/index.ts';
import { fileFor, isModelSubject } from '../files/subject.ts';
import type { Case, CasePlan } from '../state/cases.ts';
import { limitsOf } from '../state/limits.ts';
import type { Settings } from '../state/settings.ts';

/** What the page could be asked for and has not enough of. */
export type CiConfig = { readonly text: string } | { readonly missing: string };

/**
 * The runs of the page as a `preflash.config.json`: `preflash check` holds the same files on the same parts against the
 * limits that were typed. Files stand in it by their names: it belongs beside them.
 */
export function ciConfigOf(cases: readonly Case[], settings: Settings): CiConfig {
  if (Object.keys(limitsOf(settings.budgets)).length === 0)
    return { missing: 'Type a budget first: flash, RAM, latency or cycles.' };
  const measured = cases.filter(({ state }) => state.value.status === 'done').flatMap(({ plan }) => plan ?? []);
  if (measured.length === 0) return { missing: 'There is no run yet that gave figures.' };
  const config = { budgets: measured.map((plan) => budgetOf(plan, settings)) };
  try {
    parseConfig(config, 'preflash.config.json');
  } catch (error) {
    return { missing: (error as PreflashError).message };
  }
  return { text: `${JSON.stringify(config, null, 2)}\n` };
}

function budgetOf(plan: CasePlan, { budgets }: Settings): object {
  const { subject, device, kernels, opt, region, maxCycles } = plan;
  const isModel = isModelSubject(subject);
  const { name, kind } = fileFor(subject, device.core);
  const build = kind === 'tflite' ? { kernels, opt } : { opt };
  const limits = Object.entries(budgets).filter(([, text]) => text.trim() !== '');
  return {
    name: [name, device.id, ...(isModel ? Object.values(build) : [])].join(', '),
    [isModel ? 'model' : 'image']: name,
    device: device.id,
    limits: Object.fromEntries(limits.map(([limit, text]) => [limit, text.trim()])),
    ...(isModel ? build : {}),
    ...(region.trim() !== '' && { region: region.trim() }),
    ...(maxCycles.trim() !== '' && { maxCycles: maxCycles.trim() }),
  };
}
