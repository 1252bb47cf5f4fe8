import * as fc from 'fast-check';

/** One change to a file. Offsets are fractions of its length, so that a mutation fits a file of any size. */
type Mutation =
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'word'; readonly at: number; readonly value: number }
  | { readonly kind: 'truncate'; readonly at: number }
  | { readonly kind: 'copy'; readonly from: number; readonly to: number; readonly bytes: number };

/** Values that counts, sizes and offsets go wrong with. */
const tellingWords = [0, 1, 2, 0x7f, 0x80, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fff0, 0xffff_ffff];

// Not fc.double: it spreads over exponents, so nearly all of its values would be the file's first byte.
const place = fc.nat(0xf_ffff).map((step) => step / 0x10_0000);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat(7) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('word' as const),
      at: place,
      value: fc.oneof(fc.constantFrom(...tellingWords), fc.nat(4096), fc.nat(0xffff_ffff)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('truncate' as const), at: place }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('copy' as const), from: place, to: place, bytes: fc.nat(64) }),
  },
);

/** `file` with `mutations` applied in order; the original is left alone. Words are little-endian and aligned. */
function mutate(file: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  let bytes = file.slice();
  for (const step of mutations) {
    const offset = (fraction: number) => Math.floor(fraction * bytes.length);
    if (bytes.length < 8) break;
    if (step.kind === 'flip') bytes[offset(step.at)]! ^= 1 << step.bit;
    else if (step.kind === 'truncate') bytes = bytes.slice(0, offset(step.at));
    else if (step.kind === 'copy') bytes.copyWithin(offset(step.to), offset(step.from), offset(step.from) + step.bytes);
    else new DataView(bytes.buffer).setUint32(Math.min(offset(step.at) & ~3, bytes.length - 4), step.value, true);
  }
  return bytes;
}

/** Most work any reader may have with a corrupted file of up to a few hundred kilobytes, whatever else goes on beside it. */
const limitCpuMs = 2000;

/** Milliseconds of a core that this process has used. */
function usedCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Reads a corrupted file: it may be fine after all, or be refused with an error of `errorClass` whose message names
 * the file; anything else, or taking too long, is a bug of the reader.
 * @returns the message with names and numbers struck out, or undefined where the file was read
 */
export async function readOrRefuse(
  read: (bytes: Uint8Array, name: string) => Promise<unknown>,
  bytes: Uint8Array,
  errorClass: new (...args: never[]) => Error,
): Promise<string | undefined> {
  const start = usedCpuMs();
  const error = await read(bytes, 'corrupted.file').then(
    () => undefined,
    (reason: unknown) => reason,
  );
  const cpuMs = usedCpuMs() - start;
  if (cpuMs > limitCpuMs) throw new Error(`the reader took ${cpuMs.toFixed(0)} ms of CPU over ${bytes.length} bytes`);
  if (error === undefined) return undefined;
  if (!(error instanceof errorClass)) throw error;
  if (!error.message.startsWith('corrupted.file')) throw new Error(`the message names no file: ${error.message}`);
  return error.message.replace(/0x\w+|-?\d+|"[^"]*"/g, '#');
}

/** Runs of a fuzz test and the seed they start from: fixed, so that a failure in CI is the same failure here. */
const fuzzRuns = { seed: 20261121, numRuns: 3000 } as const;

/**
 * Reads `file` mutated in `fuzzRuns.numRuns` ways. fast-check prints the seed and the smallest failing mutation.
 * @returns the different reasons for which it was refused: few of them would mean that the test goes nowhere
 */
export async function fuzz(
  read: (bytes: Uint8Array, name: string) => Promise<unknown>,
  file: Uint8Array,
  errorClass: new (...args: never[]) => Error,
): Promise<Set<string>> {
  const reasons = new Set<string>();
  const property = fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 6 }), async (mutations) => {
    const reason = await readOrRefuse(read, mutate(file, mutations), errorClass);
    if (reason !== undefined) reasons.add(reason);
  });
  await fc.assert(property, fuzzRuns);
  return reasons;
}
