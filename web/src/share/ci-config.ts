import { type RunInputs, scriptOf } from '../files/inputs.ts';
import { isModelFile } from '../files/subject.ts';
import type { Case, CasePlan } from '../state/cases.ts';
import { limitsOf } from '../state/limits.ts';
import type { Settings } from '../state/settings.ts';

/** What the page could be asked for and has not enough of. */
export type CiConfig =
  /** `hasGrowth`: a baseline belongs beside it; `leftOut`: runs that gave no figures, which are not in it. */
  { readonly text: string; readonly hasGrowth: boolean; readonly leftOut: number } | { readonly missing: string };

/**
 * The runs of the page as a `preflash.config.json`: `preflash check` holds the same files on the same parts against the
 * limits that were typed. Files stand in it by their names: it belongs beside them.
 */
export function ciConfigOf(cases: readonly Case[], settings: Settings): CiConfig {
  if (limitsOf(settings.budgets).length === 0)
    return { missing: 'Type a budget first: flash, RAM, latency or cycles.' };
  const measured = cases.filter(({ state }) => state.value.status === 'done').flatMap(({ plan }) => plan ?? []);
  if (measured.length === 0) return { missing: 'There is no run yet that gave figures.' };
  const config = { budgets: measured.map((plan) => budgetOf(plan, settings)) };
  const hasGrowth = limitsOf(settings.budgets).some(({ bound }) => bound.kind.startsWith('growth'));
  const leftOut = cases.filter(({ state }) => state.value.status === 'failed').length;
  return { text: `${JSON.stringify(config, null, 2)}\n`, hasGrowth, leftOut };
}

function budgetOf(plan: CasePlan, { budgets }: Settings): object {
  const { file, device, engine, kernels, opt, inputs } = plan;
  const isModel = isModelFile(file);
  const { name, kind } = file;
  const build = kind === 'tflite' ? { kernels, opt } : { opt };
  const estimated = engine === 'estimate' ? { engine } : {};
  const limits = Object.entries(budgets).filter(([, text]) => text.trim() !== '');
  const typed = [plan.region, plan.layersOf, plan.uart, plan.maxCycles];
  const [region, layersOf, uart, maxCycles] = typed.map((text) => text.trim());
  return {
    name: [name, device.id, ...(isModel ? Object.values({ ...build, ...estimated }) : [])].join(', '),
    [isModel ? 'model' : 'image']: name,
    device: device.id,
    limits: Object.fromEntries(limits.map(([limit, text]) => [limit, text.trim()])),
    ...(isModel && { ...build, ...estimated }),
    ...filled({ region, layersOf, uart, ...inputNames(inputs), maxCycles }),
  };
}

/** What is not empty. */
const filled = (fields: Readonly<Record<string, string | undefined>>): object =>
  Object.fromEntries(Object.entries(fields).filter(([, text]) => text));

const inputNames = ({ model, uart, conversation }: RunInputs) => ({
  input: model[0]?.name,
  uartIn: uart[0]?.name,
  conversation: scriptOf(conversation)?.name,
});
