import * as z from 'zod';
import { limitLevels } from '../../budget/limit.ts';
import { layerMeasureNames, measureNames } from '../../budget/measures.ts';
import { statuses } from '../../budget/status.ts';
import { exitCodes } from '../../errors/exit-codes.ts';
import { reportSchema } from '../schema.ts';

/**
 * The result of a check, version 1: a contract with other tools, and what the jobs of a matrix hand to `preflash merge`.
 * Fields may be added within a version; none is renamed, removed or given another unit. `check.schema.json` beside this
 * file is made from it.
 */

const count = z.int().nonnegative();
const statusSchema = z.enum(statuses);
const figureSchema = z.object({ value: z.number(), low: z.number(), high: z.number() });

const locationSchema = z
  .object({ file: z.string(), line: z.int().positive(), column: z.int().positive() })
  .describe('Where it stands in the configuration');

const causeSchema = z
  .object({
    kind: z.enum(['layer', 'symbol', 'part']),
    name: z.string(),
    after: z.number(),
    before: z.number().nullable().describe('In the baseline'),
  })
  .describe('What grew most since the baseline, or is largest, in the unit of the measure');

const limitSchema = z.object({
  name: z.enum(measureNames),
  layers: z.string().nullable().describe('Glob of a limit on layers'),
  level: z.enum(limitLevels),
  text: z.string().describe('The limit as it was written'),
  status: statusSchema,
  layer: z
    .object({ index: count, name: z.string(), op: z.string(), of: count })
    .nullable()
    .describe('The worst of the layers that match'),
  limit: z.number().nullable().describe('In bytes, ms, cycles, uJ, or as a share of 1'),
  actual: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  baseline: z.number().nullable(),
  excess: z.number().nullable(),
  usedPercent: z.number().nullable(),
  reason: z.string().nullable().describe('Why it is uncertain or an error'),
  cause: causeSchema.nullable(),
  advice: z.string().nullable(),
  location: locationSchema.nullable(),
});

const beforeSchema = z
  .object({
    totals: z.partialRecord(z.enum(measureNames), figureSchema),
    layers: z.array(
      z.object({
        index: count,
        name: z.string(),
        op: z.string(),
        figures: z.partialRecord(z.enum(layerMeasureNames), figureSchema),
      }),
    ),
  })
  .describe('The same budget in the baseline');

const changeSchema = z.object({
  memory: z.enum(['flash', 'ram']),
  object: z.string(),
  section: z.string(),
  symbol: z.string(),
  before: count,
  after: count,
  difference: z.int(),
});

const failureSchema = z.object({
  code: z.string(),
  message: z.string(),
  advice: z.string(),
  exitCode: z.enum(exitCodes),
});

const budgetSchema = z.object({
  order: count.describe('Place in the configuration'),
  name: z.string(),
  file: z.string().describe('As the configuration names it'),
  device: z.string(),
  status: statusSchema,
  reused: z.boolean().describe('Measured by an earlier run with the same files, options and version'),
  seconds: z.number().nonnegative().describe('Taken to measure it'),
  verdict: z.object({ pass: z.boolean(), status: statusSchema, checks: z.array(limitSchema) }),
  report: reportSchema.nullable(),
  failure: failureSchema.nullable().describe('Why there is no report'),
  before: beforeSchema.nullable(),
  symbolChanges: z.array(changeSchema).describe('Symbols that changed most since the baseline, largest first'),
  location: locationSchema.nullable(),
});

export const checkReportSchema = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal('preflash'), version: z.string() }),
  config: z.object({ file: z.string(), sha256: z.string() }),
  pass: z.boolean(),
  status: statusSchema,
  exitCode: z.enum(exitCodes),
  strict: z.boolean(),
  shard: z.object({ index: z.int().positive(), count: z.int().positive() }).nullable(),
  baseline: z.object({ source: z.string(), commit: z.string().nullable() }).nullable(),
  budgets: z.array(budgetSchema),
});

export type CheckReport = z.output<typeof checkReportSchema>;
export type CheckedBudget = CheckReport['budgets'][number];
export type CheckedLimit = CheckedBudget['verdict']['checks'][number];
export type Cause = z.output<typeof causeSchema>;

/** JSON Schema (draft 2020-12) of a check's result. */
export function checkJsonSchema(): object {
  return { ...z.toJSONSchema(checkReportSchema, { io: 'input' }), title: 'preflash check, version 1' };
}
