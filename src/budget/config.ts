import type { Accumulator } from '../build/avr.ts';
import type { KernelSet, OptimizationLevel } from '../build/types.ts';
import { type ConfigIssue, configIssues, pathText } from './config-issues.ts';
import { type BudgetSection, configSchema, type engines, type LimitSection, type ReadBound } from './config-schema.ts';
import { ConfigError } from './errors.ts';
import type { ConfigPath, Limit, LimitLevel } from './limit.ts';
import type { Locate } from './locate.ts';
import { layerMeasureNames, type MeasureName, measureNames } from './measures.ts';

/** One thing to hold against limits: a model or an image on a part. Paths are relative to the configuration. */
export interface Budget {
  readonly name: string;
  /** Path of the model or the image. */
  readonly file: string;
  /** Id of a part, or path of a part's file. */
  readonly device: string;
  readonly limits: readonly Limit[];
  /** Where it stands in the configuration. */
  readonly path: ConfigPath;
  readonly engine?: (typeof engines)[number] | undefined;
  readonly profile?: string | undefined;
  readonly kernels?: KernelSet | undefined;
  readonly opt?: OptimizationLevel | undefined;
  readonly accumulator?: Accumulator | undefined;
  readonly input?: string | undefined;
  /** Data set that accuracy is measured with. */
  readonly data?: string | undefined;
  readonly region?: string | undefined;
  readonly layersOf?: string | undefined;
  /** The only UART that is connected. */
  readonly uart?: string | undefined;
  readonly uartIn?: string | undefined;
  readonly conversation?: string | undefined;
  readonly maxCycles?: number | undefined;
}

export interface Config {
  /** Path of the baseline, relative to the configuration. */
  readonly baseline: string | undefined;
  /** Command that builds the images. */
  readonly build: string | undefined;
  /** One for each device. */
  readonly budgets: readonly Budget[];
}

/**
 * Reads a configuration.
 *
 * @param where the configuration's file, for messages
 * @param locate finds lines in it; without it messages have the path of a value alone
 * @throws ConfigError with the place of every value that is wrong
 */
export function parseConfig(config: unknown, where: string, locate: Locate = () => undefined): Config {
  const { success, data, error } = configSchema.safeParse(config);
  if (!success) throw configError(configIssues(error), where, locate);
  const budgets = data.budgets.flatMap(budgetsOf);
  const again = duplicates(budgets);
  if (again.length > 0) throw configError(again, where, locate);
  return { baseline: data.baseline, build: data.build, budgets };
}

function configError(issues: readonly ConfigIssue[], where: string, locate: Locate): ConfigError {
  const places = issues.map(({ path, message }) => {
    const at = locate(path);
    const file = at === undefined ? where : `${where}:${at.line}:${at.column}`;
    return { file, text: `${pathText(path)}: ${message}` };
  });
  const [first, ...others] = places;
  return new ConfigError({
    where: first?.file ?? where,
    what: [first?.text, ...others.map(({ file, text }) => `${file}: ${text}`)].join('\n'),
    advice: 'The least of a configuration: {"budgets":[{"name","model","device","limits":{"flash":"64 KiB"}}]}.',
  });
}

/** One budget a device; the name says which where there are several. */
function budgetsOf(section: BudgetSection, index: number): Budget[] {
  const { name, model, image, device, devices, limits, ...rest } = section;
  const path = ['budgets', index];
  const budget = { ...rest, name, file: (model ?? image) as string, limits: limitsOf(limits, path), path };
  if (devices === undefined) return [{ ...budget, device: device as string }];
  return devices.map((id, at) => ({ ...budget, name: `${name} on ${id}`, device: id, path: [...path, 'devices', at] }));
}

function limitsOf({ layers = {}, ...totals }: BudgetSection['limits'], path: ConfigPath): Limit[] {
  const own = [...path, 'limits'];
  return [
    ...limitsIn(totals, measureNames, undefined, own),
    ...Object.entries(layers).flatMap(([glob, limits]) =>
      limitsIn(limits, layerMeasureNames, glob, [...own, 'layers', glob]),
    ),
  ];
}

function limitsIn(
  sections: { readonly [name in MeasureName]?: LimitSection | undefined },
  names: readonly MeasureName[],
  layers: string | undefined,
  path: ConfigPath,
): Limit[] {
  return names.flatMap((measure) => {
    const section = sections[measure];
    if (section === undefined) return [];
    const at = [...path, measure];
    const bounds = Array.isArray(section)
      ? section.map((one, index) => levelled(one, [...at, index]))
      : [levelled(section, at)];
    return bounds.map((bound) => ({ measure, layers, ...bound }));
  });
}

type OneLimit = Exclude<LimitSection, unknown[]>;

function levelled(section: OneLimit, path: ConfigPath): ReadBound & { level: LimitLevel; path: ConfigPath } {
  if ('bound' in section) return { ...section, level: 'error', path };
  const { bound, text } = 'max' in section ? section.max : section.min;
  return { bound, text, level: section.level ?? 'error', path };
}

/** Baselines and test reports tell budgets apart by their names. */
function duplicates(budgets: readonly Budget[]): ConfigIssue[] {
  return budgets
    .filter(({ name }, index) => budgets.findIndex((other) => other.name === name) < index)
    .map(({ name, path }) => ({
      path: [...path.slice(0, 2), 'name'],
      message: `another budget is called "${name}", too`,
    }));
}
