import * as z from 'zod';
import { type KernelSet, kernelSets, type OptimizationLevel, optimizationLevels } from '../build/types.ts';
import { parseBytes } from '../units/bytes.ts';
import { parseCycles } from '../units/cycles.ts';
import { parseDuration } from '../units/duration.ts';
import { UnitError } from '../units/quantity.ts';
import { ConfigError } from './errors.ts';
import type { Limits } from './types.ts';

/** One thing to hold against limits: a model or an image on a part. */
export interface Budget {
  readonly name: string;
  /** Path of the model or the image, relative to the configuration. */
  readonly file: string;
  readonly device: string;
  readonly limits: Limits;
  readonly kernels?: KernelSet | undefined;
  readonly opt?: OptimizationLevel | undefined;
  readonly input?: string | undefined;
  readonly region?: string | undefined;
  readonly maxCycles?: number | undefined;
}

/** A string with a unit, read by one of the parsers of `units/`. */
const quantity = (parse: (text: string) => number) =>
  z.string().transform((text, context) => {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof UnitError)) throw error;
      context.addIssue({ code: 'custom', message: `${error.what}. ${error.advice}` });
      return z.NEVER;
    }
  });

const limitsSchema = z
  .strictObject({
    flash: quantity(parseBytes).optional(),
    ram: quantity(parseBytes).optional(),
    latency: quantity(parseDuration).optional(),
    cycles: quantity(parseCycles).optional(),
  })
  .refine(
    (limits) => Object.keys(limits).length > 0,
    'no limit is set: give at least one of flash, ram, latency, cycles',
  );

const budgetSchema = z
  .strictObject({
    name: z.string().min(1),
    model: z.string().optional(),
    image: z.string().optional(),
    device: z.string().optional(),
    devices: z.array(z.string()).nonempty().optional(),
    limits: limitsSchema,
    kernels: z.enum(kernelSets).optional(),
    opt: z.enum(optimizationLevels).optional(),
    input: z.string().optional(),
    region: z.string().optional(),
    maxCycles: quantity(parseCycles).optional(),
  })
  .refine(({ model, image }) => (model === undefined) !== (image === undefined), 'give either model or image')
  .refine(({ device, devices }) => (device === undefined) !== (devices === undefined), 'give either device or devices');

const configSchema = z.strictObject({
  $schema: z.string().optional(),
  budgets: z.array(budgetSchema).nonempty(),
});

/**
 * The budgets of a configuration, one for each device.
 *
 * @param where the configuration's file, for messages
 * @throws ConfigError with the path of every value that is wrong
 */
export function parseConfig(config: unknown, where: string): Budget[] {
  const { success, data, error } = configSchema.safeParse(config);
  if (!success) {
    throw new ConfigError({
      where,
      what: error.issues.map(({ path, message }) => `${pathText(path)}: ${message.replace(/\.$/, '')}`).join('; '),
      advice: 'The least of a configuration: {"budgets":[{"name","model","device","limits":{"flash":"64 KiB"}}]}.',
    });
  }
  return data.budgets.flatMap(budgetsOf);
}

/** One budget a device; the name says which where there are several. */
function budgetsOf({ name, model, image, device, devices, ...rest }: z.output<typeof budgetSchema>): Budget[] {
  const file = (model ?? image) as string;
  if (devices === undefined) return [{ ...rest, name, file, device: device as string }];
  return devices.map((id) => ({ ...rest, name: `${name} on ${id}`, file, device: id }));
}

/** `budgets[0].limits.flash`, as it would be written in JavaScript. */
function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || 'the configuration';
}
