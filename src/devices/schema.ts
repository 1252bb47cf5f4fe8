import * as z from 'zod';

/**
 * The shape of one part. A part is data: adding a device is adding one JSON file to `src/devices/parts/`.
 * Every figure that influences a result sits beside the datasheet or manual section it was read from.
 */

const hexAddress = z
  .string()
  .regex(/^0x[0-9A-Fa-f]{1,8}$/, 'an address such as "0x08000000"')
  .transform((text) => Number.parseInt(text, 16));

const bytes = z.int().positive();

/** A contiguous memory the core can reach; `aliases` are further base addresses of the same bytes. */
const regionSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['flash', 'ram']),
  base: hexAddress,
  sizeBytes: bytes,
  aliases: z.array(hexAddress).default([]),
});

const cacheSchema = z.strictObject({ lines: z.int().positive(), lineBytes: bytes });

const waitStateBandSchema = z.strictObject({ upToHz: z.int().positive(), waitStates: z.int().nonnegative() });

/** Flash behind an ST ART-style accelerator whose switches are the ICEN/DCEN/PRFTEN/LATENCY bits of FLASH_ACR. */
const artFlashSchema = z.strictObject({
  kind: z.literal('st-art'),
  wordBytes: bytes,
  /** Wait states the vendor requires at each clock, lowest voltage range of the table in `citations`. */
  waitStates: z.array(waitStateBandSchema).nonempty(),
  instructionCache: cacheSchema.optional(),
  dataCache: cacheSchema.optional(),
  acr: z.strictObject({
    address: hexAddress,
    resetValue: hexAddress,
    latencyMask: hexAddress,
    prefetchBit: z.int().min(0).max(31),
    instructionCacheBit: z.int().min(0).max(31).optional(),
    dataCacheBit: z.int().min(0).max(31).optional(),
  }),
});

/** Memory that answers without wait states, whatever the firmware configures. */
const zeroWaitFlashSchema = z.strictObject({ kind: z.literal('zero-wait'), wordBytes: bytes });

const citationSchema = z.strictObject({ what: z.string(), source: z.string() });

export const coreIds = ['cortex-m0plus', 'cortex-m3', 'cortex-m4f'] as const;

export const deviceSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z0-9]+$/),
  name: z.string(),
  vendor: z.string(),
  core: z.enum(coreIds),
  /** The clock results are given at: the highest one of the datasheet. */
  clockHz: z.int().positive(),
  regions: z.array(regionSchema).min(2),
  flash: z.discriminatedUnion('kind', [artFlashSchema, zeroWaitFlashSchema]),
  /** Names of the peripheral models the simulator maps for this part. */
  peripherals: z.array(z.strictObject({ model: z.string(), base: hexAddress })).default([]),
  interruptCount: z.int().positive(),
  supplyVolts: z.number().positive(),
  /** Supply current while running from flash at `clockHz`. */
  runCurrentAmps: z.number().positive(),
  citations: z.array(citationSchema).nonempty(),
});

export type CoreId = (typeof coreIds)[number];
export type Device = z.output<typeof deviceSchema>;
export type MemoryRegion = Device['regions'][number];
