import * as z from 'zod';
import { accumulators } from '../build/avr.ts';
import { kernelSets, optimizationLevels } from '../build/types.ts';
import { isDevicePath } from '../devices/device-path.ts';
import { DeviceError } from '../devices/errors.ts';
import { findDevice } from '../devices/index.ts';
import { parseCycles } from '../units/cycles.ts';
import { UnitError } from '../units/quantity.ts';
import { type Bound, parseBound } from './bound.ts';
import { limitLevels } from './limit.ts';
import { layerMeasureNames, type MeasureName, measureNames, measures } from './measures.ts';

/** The shape of a configuration. `config.schema.json` beside this file is made from it, for editors. */

export const engines = ['simulate', 'estimate'] as const;

/** A string that one of the parsers of `units/` reads. */
const quantity = <Value>(parse: (text: string) => Value, description: string) =>
  z
    .string()
    .describe(description)
    .transform((text, context) => {
      try {
        return parse(text);
      } catch (error) {
        if (!(error instanceof UnitError)) throw error;
        context.addIssue({ code: 'custom', message: `${error.what}: ${JSON.stringify(text)}. ${error.advice}` });
        return z.NEVER;
      }
    });

/** A limit as it was read: the text is kept for messages. */
export interface ReadBound {
  readonly bound: Bound;
  readonly text: string;
}

function boundDescription(name: MeasureName): string {
  const { better, capacity, example } = measures[name];
  if (name === 'accuracy') return 'At least: "97 %"; or "-1%", what may be lost against the baseline';
  const share = capacity === undefined ? '' : `, "80%" of the part's ${capacity}`;
  const ways = `"${example}"${share}, or "+2%" of growth against the baseline`;
  return `At ${better === 'less' ? 'most' : 'least'}: ${ways}`;
}

const levelSchema = z.enum(limitLevels).optional().describe('What an exceeded limit does; error unless given');

/** One limit, the same with a level, or several. */
function limitSchema(name: MeasureName) {
  const bound = quantity(
    (text): ReadBound => ({ bound: parseBound(name, text), text: text.trim() }),
    boundDescription(name),
  );
  const withLevel =
    measures[name].better === 'less'
      ? z.strictObject({ max: bound, level: levelSchema })
      : z.strictObject({ min: bound, level: levelSchema });
  const one = z.union([bound, withLevel]);
  return z.union([bound, withLevel, z.array(one).nonempty()]).optional();
}

type LimitFields<Name extends MeasureName> = { readonly [name in Name]: ReturnType<typeof limitSchema> };

const limitFields = <Name extends MeasureName>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, limitSchema(name)])) as LimitFields<Name>;

const layerLimitsSchema = z
  .strictObject(limitFields(layerMeasureNames))
  .refine((limits) => Object.keys(limits).length > 0, `no limit is set: give one of ${layerMeasureNames.join(', ')}`);

const limitsSchema = z
  .strictObject({
    ...limitFields(measureNames),
    layers: z
      .record(z.string().min(1), layerLimitsSchema)
      .optional()
      .describe('Limits on each layer whose index, op or name matches a glob: {"CONV_2D": {"cycles": "1 Mcycles"}}'),
  })
  .refine(
    (limits) => Object.keys(limits).length > 0,
    `no limit is set: give at least one of ${measureNames.join(', ')}, layers`,
  );

const deviceSchema = z
  .string()
  .describe('A part of `preflash devices`, or the path of a part file')
  .superRefine((text, context) => {
    if (isDevicePath(text)) return;
    try {
      findDevice(text);
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error;
      context.addIssue({ code: 'custom', message: `there is no device "${text}". ${error.advice}` });
    }
  });

const path = (what: string) => z.string().min(1).optional().describe(`Path of ${what}, from this file`);

const budgetSchema = z
  .strictObject({
    name: z.string().min(1).describe('What verdicts, baselines and reports call it; unique'),
    model: path('a .tflite or an NNoM weights.h'),
    image: path('your own firmware: ELF or Intel HEX'),
    device: deviceSchema.optional(),
    devices: z.array(deviceSchema).nonempty().optional().describe('The same limits on several parts'),
    limits: limitsSchema,
    engine: z.enum(engines).optional().describe('simulate unless given'),
    profile: z.string().min(1).optional().describe('Cost profile of engine estimate: a name, or the path of a .json'),
    kernels: z.enum(kernelSets).optional(),
    opt: z.enum(optimizationLevels).optional(),
    accumulator: z.enum(accumulators).optional().describe("Of a weights.h: what NNoM's sums are kept in"),
    input: path("the model's input: .npy, or raw little-endian bytes"),
    data: path('the data set that accuracy is measured with'),
    region: z.string().min(1).optional().describe('Function to measure in your own firmware'),
    layersOf: z.string().min(1).optional().describe('Function whose callees are the layers'),
    uart: z.string().min(1).optional().describe('The only UART that is connected, such as USART2; all unless given'),
    uartIn: path('what the firmware receives by UART'),
    conversation: path('a conversation to hold with the firmware'),
    maxCycles: quantity(parseCycles, 'Give up after this many: "500 Mcycles"').optional(),
  })
  .refine(({ model, image }) => (model === undefined) !== (image === undefined), 'give either model or image')
  .refine(({ device, devices }) => (device === undefined) !== (devices === undefined), 'give either device or devices')
  .refine(
    ({ image, engine }) => image === undefined || engine !== 'estimate',
    'engine "estimate" takes a model, not an image',
  )
  .refine(
    ({ profile, engine }) => profile === undefined || engine === 'estimate',
    'a cost profile is for engine "estimate"',
  )
  .refine(({ image, data }) => image === undefined || data === undefined, 'a data set is answered by a model');

export const configSchema = z.strictObject({
  $schema: z.string().optional(),
  baseline: path('what `preflash baseline` saved; growth is measured against it'),
  build: z
    .string()
    .min(1)
    .optional()
    .describe('Command that builds the images, run by a shell in this folder of a git worktree: see --against'),
  budgets: z.array(budgetSchema).nonempty(),
});

/** A configuration whose quantities are read. */
export type ConfigFile = z.output<typeof configSchema>;
export type BudgetSection = ConfigFile['budgets'][number];
/** A limit in any of the ways it can be written. */
export type LimitSection = NonNullable<BudgetSection['limits']['flash']>;

/** JSON Schema (draft 2020-12) of a configuration. */
export function configJsonSchema(): object {
  return { ...z.toJSONSchema(configSchema, { io: 'input' }), title: 'preflash configuration' };
}

/** The keys that may stand at a place, for who misspells one. */
export function knownKeysAt(place: readonly PropertyKey[]): readonly string[] {
  const last = place.at(-1);
  if (place.length === 0) return Object.keys(configSchema.shape);
  if (last === 'limits') return [...measureNames, 'layers'];
  if (place.length === 2) return Object.keys(budgetSchema.shape);
  if (place.at(-2) === 'layers') return layerMeasureNames;
  return ['max', 'min', 'level'];
}
