import * as z from 'zod';
import { coreIds, isAvrCore } from './core-family.ts';

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
  kind: z.enum(['flash', 'ram', 'eeprom', 'fuses']),
  base: hexAddress,
  sizeBytes: bytes,
  aliases: z.array(hexAddress).default([]),
});

/** `ways` are the lines of a set; fully associative where it is left out. */
const cacheSchema = z.strictObject({
  lines: z.int().positive(),
  lineBytes: bytes,
  ways: z.int().positive().optional(),
});

const waitStateBandSchema = z.strictObject({ upToHz: z.int().positive(), waitStates: z.int().nonnegative() });

/** Flash behind an ST ART-style accelerator whose switches are the ICEN/DCEN/PRFTEN/LATENCY bits of FLASH_ACR. */
const artFlashSchema = z.strictObject({
  kind: z.literal('st-art'),
  wordBytes: bytes,
  /**
   * Wait states the vendor requires up to each clock, clocks rising, in the voltage range that allows `clockHz`. What
   * the firmware wrote to FLASH_ACR is what runs; this is what to hold it against.
   */
  waitStates: z.array(waitStateBandSchema).nonempty(),
  instructionCache: cacheSchema.optional(),
  dataCache: cacheSchema.optional(),
  acr: z.strictObject({
    address: hexAddress,
    resetValue: hexAddress,
    latencyMask: hexAddress,
    prefetchBit: z.int().min(0).max(31),
    /** Reads as the prefetch buffer is switched, on the STM32F1. */
    prefetchStatusBit: z.int().min(0).max(31).optional(),
    instructionCacheBit: z.int().min(0).max(31).optional(),
    dataCacheBit: z.int().min(0).max(31).optional(),
  }),
  /** Further registers of the flash interface: they store what is written, and programming is not simulated. */
  registers: z.array(z.strictObject({ name: z.string(), offset: hexAddress, resetValue: hexAddress })).default([]),
});

/** Flash of the nRF52 behind its NVMC, with an instruction cache on the ICODE bus alone. */
const nrfFlashSchema = z.strictObject({
  kind: z.literal('nrf-nvmc'),
  wordBytes: bytes,
  nvmcBase: hexAddress,
  /** Of a fetch with the cache off, a fetch the cache has not, and a data read. */
  waitStates: z.strictObject({
    fetch: z.int().nonnegative(),
    cacheMiss: z.int().nonnegative(),
    data: z.int().nonnegative(),
  }),
  instructionCache: cacheSchema,
});

/** Serial flash read in place by the RP2040, with one cache for code and data; what a read takes is in the SSI. */
const xipFlashSchema = z.strictObject({
  kind: z.literal('rp2040-xip'),
  wordBytes: bytes,
  cache: cacheSchema,
  xipControlBase: hexAddress,
  ssiBase: hexAddress,
});

/** Memory that answers without wait states, whatever the firmware configures. */
const zeroWaitFlashSchema = z.strictObject({ kind: z.literal('zero-wait'), wordBytes: bytes });

/**
 * AVR flash that data space shows at a window: a data read there takes longer than one from RAM. Instructions are
 * fetched without wait states.
 */
const avrMappedFlashSchema = z.strictObject({
  kind: z.literal('avr-mapped'),
  wordBytes: bytes,
  window: z.strictObject({ base: hexAddress, sizeBytes: bytes }),
  extraReadCycles: z.int().nonnegative(),
});

/** What only AVR parts have. Data space begins at 0x800000 in `regions`, as in AVR ELF files. */
const avrSchema = z.strictObject({
  vectorBytes: z.union([z.literal(2), z.literal(4)]),
  /** From the end of the interrupted instruction to the first one at the vector. */
  interruptEntryCycles: z.int().positive(),
  signature: z.array(hexAddress).length(3),
});

/** What the maker of a Cortex-M part chose about its core; see `coreOptionsOf` for what holds where it is left out. */
const cortexMSchema = z.strictObject({
  /** Bits of an interrupt's priority, at the top of its byte. */
  priorityBits: z.int().min(2).max(8).optional(),
  /** Cycles of MULS on a Cortex-M0+: the fast multiplier or the small one. */
  multiplyCycles: z.union([z.literal(1), z.literal(32)]).optional(),
  /** The memory map has the bit-band alias regions. */
  bitBand: z.boolean().optional(),
  /** What a Cortex-M0+ reaches by its single-cycle I/O port: the base of a peripheral. */
  ioPortBase: hexAddress.optional(),
  /** How the part starts: from a vector table, or by the RP2040's boot ROM from a second stage in flash. */
  boot: z.enum(['vector-table', 'rp2040-boot2']).optional(),
});

const citationSchema = z.strictObject({ what: z.string(), source: z.string() });

/** One peripheral: its model, where it is, its name in the datasheet, and the vector numbers of its interrupts. */
const peripheralSchema = z.strictObject({
  model: z.string(),
  base: hexAddress,
  name: z.string().optional(),
  interrupts: z.record(z.string(), z.int().nonnegative()).optional(),
  /** Registers that lie apart from the base, by the name the model knows them under. */
  registers: z.record(z.string(), hexAddress).optional(),
});

const deviceFields = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z0-9]+$/),
  name: z.string(),
  vendor: z.string(),
  core: z.enum(coreIds),
  /** The clock results are given at: the highest one of the datasheet. */
  clockHz: z.int().positive(),
  regions: z.array(regionSchema).min(2),
  flash: z.discriminatedUnion('kind', [
    artFlashSchema,
    nrfFlashSchema,
    xipFlashSchema,
    zeroWaitFlashSchema,
    avrMappedFlashSchema,
  ]),
  /** Names of the peripheral models the simulator maps for this part. */
  peripherals: z.array(peripheralSchema).default([]),
  avr: avrSchema.optional(),
  cortexM: cortexMSchema.optional(),
  interruptCount: z.int().positive(),
  supplyVolts: z.number().positive(),
  /** Supply current while running from flash at `clockHz`. */
  runCurrentAmps: z.number().positive(),
  citations: z.array(citationSchema).nonempty(),
});

/** What one field alone cannot say. */
function checkConsistency(device: z.output<typeof deviceFields>, context: z.core.$RefinementCtx): void {
  const problem = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  for (const kind of ['flash', 'ram'] as const) {
    if (!device.regions.some((region) => region.kind === kind)) problem(['regions'], `has no ${kind}`);
  }
  const ranges = device.regions
    .flatMap(({ name, base, aliases, sizeBytes }) => [base, ...aliases].map((start) => ({ name, start, sizeBytes })))
    .sort((a, b) => a.start - b.start);
  for (const [index, range] of ranges.entries()) {
    const previous = ranges[index - 1];
    if (range.start + range.sizeBytes > 2 ** 32) problem(['regions'], `${range.name} runs past 32 bits`);
    if (previous !== undefined && range.start < previous.start + previous.sizeBytes) {
      problem(['regions'], `${previous.name} and ${range.name} overlap`);
    }
  }
  if (isAvrCore(device.core) !== (device.avr !== undefined)) problem(['avr'], 'belongs to AVR cores alone');
  if (isAvrCore(device.core) && device.cortexM !== undefined) problem(['cortexM'], 'belongs to Cortex-M cores');
  if (device.flash.kind === 'st-art') checkWaitStates(device.flash.waitStates, device.clockHz, problem);
}

function checkWaitStates(
  bands: readonly z.output<typeof waitStateBandSchema>[],
  clockHz: number,
  problem: (path: string[], message: string) => void,
): void {
  const path = ['flash', 'waitStates'];
  const ascending = bands.every(({ upToHz }, index) => index === 0 || upToHz > bands[index - 1]!.upToHz);
  if (!ascending) problem(path, 'clocks must rise from row to row');
  if (bands[bands.length - 1]!.upToHz < clockHz) problem(path, 'does not reach clockHz');
}

/** A part file, checked field by field and then as a whole. */
export const deviceSchema = deviceFields.superRefine(checkConsistency);

/** The JSON Schema of a part file, for editors: what is written, before addresses become numbers. */
export function deviceJsonSchema(): object {
  return z.toJSONSchema(deviceFields, { io: 'input' });
}

export type Device = z.output<typeof deviceSchema>;
export type MemoryRegion = Device['regions'][number];
