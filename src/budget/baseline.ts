import * as z from 'zod';
import { ConfigError } from './errors.ts';
import { layerMeasureNames, measureNames } from './measures.ts';

const figure = z.object({ value: z.number(), low: z.number(), high: z.number() });

const symbol = z.object({
  memory: z.enum(['flash', 'ram']),
  object: z.string(),
  section: z.string(),
  symbol: z.string(),
  bytes: z.int().nonnegative(),
});

const entrySchema = z.object({
  name: z.string(),
  device: z.string(),
  engine: z.string().describe('simulate, or estimate: growth is judged only against the same'),
  sha256: z.string().describe('Of the image or model that was measured'),
  totals: z.partialRecord(z.enum(measureNames), figure).describe('Bytes, ms, cycles, uJ, share of 1'),
  layers: z.array(
    z.object({
      index: z.int().nonnegative(),
      name: z.string(),
      op: z.string(),
      figures: z.partialRecord(z.enum(layerMeasureNames), figure),
    }),
  ),
  ramParts: z.record(z.string(), z.int().nonnegative()).describe('Bytes of static data, arena, stack and heap'),
  symbols: z.array(symbol).describe('Bytes of flash and RAM by symbol'),
});

export const baselineSchema = z.object({
  $schema: z.string().optional(),
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal('preflash'), version: z.string() }),
  /** The git commit that was measured; null for files as they lay there. */
  commit: z.string().nullable(),
  budgets: z.array(entrySchema),
});

/** What was measured once, by the name of the budget. */
export type Baseline = z.output<typeof baselineSchema>;
export type BaselineEntry = Baseline['budgets'][number];
/** Bytes of one symbol in one memory. */
export type SymbolBytes = BaselineEntry['symbols'][number];

/** JSON Schema of a baseline file. */
export function baselineJsonSchema(): object {
  return { ...z.toJSONSchema(baselineSchema, { io: 'input' }), title: 'preflash baseline, version 1' };
}

/**
 * Reads a baseline file.
 *
 * @param where its path, for messages
 * @throws ConfigError when it is damaged or of another version
 */
export function parseBaseline(text: string, where: string): Baseline {
  const advice = 'Save it again: preflash baseline.';
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new ConfigError({ where, what: `this is not JSON (${(error as Error).message})`, advice });
  }
  const { success, data, error } = baselineSchema.safeParse(content);
  if (success) return data;
  const [first] = error.issues;
  const what = `this is not a baseline of preflash (${first?.path.join('.')}: ${first?.message})`;
  throw new ConfigError({ where, what, advice });
}
