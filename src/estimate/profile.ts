import * as z from 'zod';
import { optimizationLevels, runtimes } from '../build/types.ts';
import { wasmBuildIds } from '../build/wasm/builds.ts';
import { coreIds } from '../devices/core-family.ts';
import { PreflashError } from '../errors/preflash-error.ts';
import { flashCacheSchema } from './flash-cache.ts';
import { isFloatOp } from './layer-work.ts';

/** A cost profile that is damaged, or of another time than the firmware it prices. */
export class ProfileError extends PreflashError {}

const count = z.number().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Cycles of one of each, in the order of `work`. */
const costs = z.array(count);

/** Least and most that the corpus had of something. */
const range = z.tuple([count, count]);

/**
 * What firmware answers beside the counted build on the same input. Where that is something else, it executes something
 * else, too: `other` takes part in the fits of flash and RAM, and not in that of cycles. `unknown` could not be compared
 * and takes part in all, as `same` does.
 */
const answers = ['same', 'other', 'unknown'] as const;
export type Answer = (typeof answers)[number];

/** Bytes of an image, and by a profile that never saw its model. */
const footprint = z.strictObject({ measuredBytes: count, predictedBytes: count });

const heldOutModelSchema = z.strictObject({
  name: z.string(),
  measuredCycles: count,
  /** By a profile that never saw this model. */
  predictedCycles: count,
  /** By cycles per MAC of the same other models. */
  baselineCycles: count,
  flash: footprint,
  ram: footprint,
  /** Of firmware of others: which fits and errors it took part in. */
  answer: z.enum(answers).optional(),
});

/** How far a profile is off on models it never saw: leave one model out, fit the others, predict it. */
const heldOutSchema = z.strictObject({
  models: z.array(heldOutModelSchema),
  totalMedianError: count,
  totalWorstError: count,
  layerMedianError: count,
  /** Part of the held-out layers that lie in the band of a profile that never saw them. */
  layerBandCoverage: z.number().min(0).max(1),
  baselineMedianError: count,
  baselineWorstError: count,
  flashWorstError: count,
  ramWorstError: count,
});

const opSchema = z.strictObject({
  costs,
  layers: z.int().positive(),
  /** Variants of the kernel that they took, see `kernelVariant`: outside of them the profile extrapolates. */
  variants: z.array(z.string()).optional(),
  /** Cycles of its layers in the corpus: outside of them the profile extrapolates. */
  cycles: range,
  /** Most a layer of this kind was off when it was held out, nine times of ten or better: |ln(predicted / measured)|. */
  band: count,
  /** Where its cycles went, in parts of one. */
  causes: z.record(z.string(), z.number()),
  /** Stack in use at most while it runs or is prepared, by variant of the kernel. */
  stackBytes: z.record(z.string(), count),
});

/** `deepestBytes`: of its layer's functions; of a model only the deepest counts. */
const callSchema = z.strictObject({
  flashBytes: count,
  heapBytes: count,
  stackBytes: count,
  deepestBytes: count.default(0),
});

export const profileSchema = z.strictObject({
  schemaVersion: z.literal(2),
  id: z.string(),
  device: z.string(),
  core: z.enum(coreIds),
  /** Clock and flash set-up it was measured at. */
  clockHz: z.number().positive(),
  flash: z.string(),
  flashCache: flashCacheSchema.optional(),
  runtime: z.strictObject({
    /** Whose firmware: `preflash`, or the name and version of another. */
    name: z.string(),
    kernels: z.enum(runtimes),
    opt: z.enum(optimizationLevels),
    compiler: z.string(),
  }),
  /** The build that is counted, and what it was when the profile was fitted. */
  wasmBuild: z.enum(wasmBuildIds),
  wasmSha256: sha256,
  fittedOn: z.string(),
  tool: z.string(),
  /** What it was fitted to: names, each with the first digits of the file's SHA-256. */
  corpus: z.array(z.string()),
  /** What the costs are of: see `workNamesOf`. */
  work: z.array(z.string()),
  shared: z.strictObject({ integer: costs, float: costs }),
  ops: z.record(z.string(), opSchema),
  betweenLayers: z.strictObject({ fixed: count, perLayer: count }),
  /** The same for the cycles of whole models. */
  totalBand: count,
  /** Flash and RAM that some operators bring with them; without operators: what is always there. */
  memory: z.array(z.strictObject({ ops: z.array(z.string()), flashBytes: z.number(), ramBytes: z.number() })),
  /** Of runtimes that put a model together from calls of constructors: heap and stack, and what each call adds. */
  construction: z
    .strictObject({
      fixed: z.strictObject({ heapBytes: count, stackBytes: count }),
      calls: z.record(z.string(), callSchema),
    })
    .optional(),
  /** Whether the arena is RAM of its own, or part of the static data of the firmware it was fitted on. */
  countsArena: z.boolean(),
  heldOut: heldOutSchema,
});

export type Profile = z.output<typeof profileSchema>;
export type OpProfile = Profile['ops'][string];

/** What work costs in layers of an operator; of one that the profile does not know, in all with its arithmetic. */
export const costsOf = ({ ops, shared }: Pick<Profile, 'ops' | 'shared'>, op: string): readonly number[] =>
  ops[op]?.costs ?? (isFloatOp(op) ? shared.float : shared.integer);

/** @throws ProfileError when the text is not a profile of this version */
export function parseProfile(text: string, name: string): Profile {
  try {
    return profileSchema.parse(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? (cause.issues[0]?.message ?? '') : (cause as Error).message;
    throw new ProfileError({
      where: name,
      what: `this is no cost profile of version 2 (${why})`,
      advice: 'Fit it again: preflash calibrate.',
    });
  }
}
