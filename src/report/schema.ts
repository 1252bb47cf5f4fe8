import * as z from 'zod';
import { capacityNames } from '../budget/fit.ts';
import { optimizationLevels, runtimes } from '../build/types.ts';
import { memoryKinds } from '../cost/memory-plan.ts';
import { coreIds } from '../devices/core-family.ts';
import { cycleCauses, instructionClasses } from '../simulate/types.ts';

/**
 * The report, version 1: a contract with other tools. Fields may be added within a version; none is renamed, removed
 * or given another unit. `report.schema.json` beside this file is made from it by `scripts/generate-report-schema.ts`.
 */

const count = z.int().nonnegative();
const bytes = count;
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const byCauseSchema = z.record(z.enum(cycleCauses), count).describe('Sums to the cycles it stands beside');

const firmwareSchema = z.discriminatedUnion('origin', [
  z.object({ origin: z.literal('user') }),
  z.object({
    origin: z.literal('estimated'),
    name: z.string().describe('Whose firmware the profile was fitted on'),
    kernels: z.enum(runtimes),
    opt: z.enum(optimizationLevels),
    compiler: z.string(),
  }),
  z.object({
    origin: z.enum(['prebuilt', 'compiled']),
    kernels: z.enum(runtimes),
    opt: z.enum(optimizationLevels),
    compiler: z.string(),
  }),
]);

const regionSchema = z
  .object({
    symbol: z.string(),
    calls: z.int().positive(),
    medianCycles: count.describe('Of all calls; cycles.low and cycles.high are the least and the most'),
    totalCycles: count.describe('Of all calls together'),
  })
  .describe('The function that was measured; every figure is of its last call');

const inputSchema = z.discriminatedUnion('source', [
  z.object({ source: z.literal('random'), seed: count }),
  z.object({ source: z.literal('file') }),
  z.object({ source: z.literal('none') }),
]);

const provenanceSchema = z.object({
  engine: z.enum(['simulate', 'estimate']),
  profile: z.string().optional().describe('The cost profile that an estimate is priced with'),
  firmware: firmwareSchema,
  region: regionSchema.nullable().describe('null: the whole run, from reset to its end'),
  input: inputSchema,
});

const perChannelSchema = z
  .object({
    channels: count,
    flashBytes: z.number().nonnegative(),
    ramBytes: z.number().nonnegative().describe('0 where its activations are not alive at the peak'),
    cycles: z.number().nonnegative(),
  })
  .optional()
  .describe(
    'What one of its output channels takes, with the layers that hand it on and read it; left out where none can go',
  );

const layerSchema = z.object({
  index: count,
  name: z.string(),
  op: z.string(),
  shape: z.array(count).describe('Of the first output'),
  cycles: count,
  share: z.number().min(0).max(1).describe('Part of cycles.total'),
  macs: count,
  cyclesPerMac: z.number().nonnegative().nullable().describe('null where macs is 0'),
  flashBytes: bytes.describe('Constants it reads and its part of the kernel code'),
  byCause: byCauseSchema,
  instructions: count,
  perChannel: perChannelSchema,
});

const profileSchema = z.object({
  functions: z
    .array(
      z.object({
        name: z.string(),
        file: z.string().nullable().describe('Source file, from debug data'),
        line: z.int().nullable(),
        calls: count,
        cycles: count.describe('With what it called'),
        ownCycles: count.describe('Of its own instructions: all functions sum to cycles.total'),
        ownByCause: byCauseSchema,
      }),
    )
    .describe('Of the measured region, most cycles of their own first'),
});

const tensorSchema = z.object({
  name: z.string(),
  type: z.string(),
  shape: z.array(count),
  values: z
    .array(z.number().nullable())
    .describe('As the firmware left them: quantised where the tensor is; null: not a finite number'),
});

const noteSchema = z.object({ code: z.string(), message: z.string(), advice: z.string() });

const checkSchema = z.object({
  name: z.enum(capacityNames),
  limit: z.number(),
  actual: z.number(),
  excess: z.number().nonnegative(),
  usedPercent: z.number().nonnegative(),
});

const bandSchema = z.object({ low: z.number().nonnegative(), high: z.number().nonnegative() });

const estimateSchema = z
  .object({
    cycles: bandSchema,
    latencyMs: bandSchema,
    energyUj: bandSchema,
    flashBytes: bandSchema,
    ramBytes: bandSchema,
    layers: z.array(bandSchema).describe('Cycles of each layer, in the order of layers'),
  })
  .describe('Where the figures of an estimate may lie, by the errors of its profile on models it never saw');

const dataSetSchema = z
  .object({
    inputs: count,
    correct: count.optional(),
    confusion: z.array(z.array(count)).optional().describe('[shown][answered]'),
    saturation: z
      .array(z.object({ index: count, values: count, low: count, high: count }))
      .describe('Outputs at the ends of their integer type, by layer'),
    cycles: z.object({ min: count, median: count, max: count }).optional(),
    agreement: z
      .object({ source: z.string(), inputs: count, sameClass: count, sameBits: count })
      .optional()
      .describe('With the reference interpreter'),
  })
  .describe('How the model answers a data set, in the C of the firmware');

const memoryPlanSchema = z
  .object({
    memory: z.enum(['arena', 'heap']).describe('What it is a part of: ram.arenaBytes, or ram.heapPeakBytes'),
    totalBytes: bytes.describe('What the plan takes: of an arena all of ram.arenaBytes'),
    peakBytes: bytes.describe('Most bytes that are needed at once'),
    peakLayer: z.int().min(-1).describe('The first layer that needs them; -1: set-up, before the first inference'),
    buffers: z.array(
      z.object({
        name: z.string(),
        kind: z
          .enum(memoryKinds)
          .describe('scratch: of a kernel while it runs; persistent: as long as the model; planner: notes of set-up'),
        offsetBytes: bytes.describe('From where the memory begins'),
        bytes,
        firstLayer: z.int().min(-1).describe('Layers by their index, both included; -1: set-up'),
        lastLayer: z.int().min(-1),
      }),
    ),
  })
  .describe('Where the firmware that preflash built keeps what, read from its memory; left out for other firmware');

export const reportSchema = z.object({
  schemaVersion: z.literal(1),
  tool: z.object({ name: z.literal('preflash'), version: z.string() }),
  device: z.object({ id: z.string(), name: z.string(), core: z.enum(coreIds), clockHz: z.int().positive() }),
  image: z
    .object({ format: z.enum(['elf', 'hex']), sha256 })
    .nullable()
    .describe('null for an estimate, which takes a model alone'),
  model: z
    .object({ name: z.string(), sha256, variant: z.enum(['int8', 'float32', 'dynamic-range', 'mixed']) })
    .nullable()
    .describe("null when the file was the user's own firmware"),
  provenance: provenanceSchema,
  cycles: z.object({
    total: count,
    low: count.describe('Fewest of any call of the region'),
    high: count.describe('Most of any call of the region'),
    byCause: byCauseSchema,
  }),
  clockHz: z.number().positive().describe('Clock the firmware has set up when the run ends'),
  latencyMs: z.number().nonnegative().describe('cycles.total at clockHz'),
  energyUj: z.number().nonnegative().describe("From the device's supply voltage and run current"),
  flash: z.object({
    totalBytes: bytes,
    codeBytes: bytes,
    constantsBytes: bytes,
    modelBytes: bytes,
    initialisedDataBytes: bytes,
    otherBytes: bytes,
    unreachableBytes: bytes.describe('Linked, but out of reach of this model: taken off the total'),
  }),
  ram: z.object({
    totalBytes: bytes,
    staticBytes: bytes,
    arenaBytes: bytes.describe('0 where the arena is static data or heap of firmware of your own: see tensorArena'),
    stackPeakBytes: bytes.describe('Of all stacks, without what is static data or heap'),
    heapPeakBytes: bytes.describe('Without what is static data'),
    handlerStackPeakBytes: bytes.nullable().describe('Most that interrupt handlers took of the main stack'),
    stacks: z
      .array(z.object({ name: z.string(), peakBytes: bytes, reservedBytes: bytes.nullable() }))
      .describe('The main stack, and those of the tasks of an RTOS'),
    tensorArena: z
      .object({ sizeBytes: bytes, usedBytes: bytes })
      .nullable()
      .describe('Of TensorFlow Lite Micro in firmware of your own: part of its static data or heap'),
  }),
  memoryPlan: memoryPlanSchema.optional(),
  instructions: z.object({ total: count, byClass: z.record(z.enum(instructionClasses), count) }),
  layers: z.array(layerSchema),
  profile: profileSchema.nullable().describe('null: no profile was asked for'),
  output: z.object({ tensors: z.array(tensorSchema), console: z.string(), exitCode: z.int().nullable() }),
  findings: z
    .array(noteSchema.extend({ share: z.number().min(0).max(1).describe('Part of the cycles it speaks of') }))
    .describe('Where the cycles go and what can be done about it, largest share first'),
  warnings: z.array(noteSchema),
  estimate: estimateSchema.optional(),
  accuracy: z.number().min(0).max(1).optional().describe('Share of the data set that was answered right'),
  dataSet: dataSetSchema.optional(),
  verdict: z.object({ pass: z.boolean(), checks: z.array(checkSchema) }),
});

export type Report = z.output<typeof reportSchema>;
export type ProfiledFunction = NonNullable<Report['profile']>['functions'][number];
export type ReportLayer = Report['layers'][number];
export type Finding = Report['findings'][number];
