/**
 * Builds the firmware images that come with the package: every kernel of a set, no model. They are the same byte for
 * byte wherever the same compiler builds the same sources.
 *
 *   npm run prebuilt         writes firmware/prebuilt/
 *   npm run prebuilt:check   builds them again and fails when a committed file differs
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Manifest, type PrebuiltImage, serializeLinkMap } from '../src/build/manifest.ts';
import { type BuildTarget, compilePlan, sourceDirectories } from '../src/build/plan.ts';
import { boards } from '../src/build/targets.ts';
import { kernelSets, type OptimizationLevel, optimizationLevels } from '../src/build/types.ts';
import { findDevice } from '../src/devices/index.ts';
import type { Device } from '../src/devices/schema.ts';
import { allRegistrations } from '../src/model/registrations.ts';
import { compileImage } from '../src/node/compile.ts';
import { hashFirmware, listSources } from '../src/node/firmware-sources.ts';
import { type ObjectCache, objectCache } from '../src/node/object-cache.ts';
import { firmwareDirectory, prebuiltDirectory } from '../src/node/prebuilt.ts';
import { withTemporaryDirectory } from '../src/node/temporary-directory.ts';
import { findToolchain, type Toolchain } from '../src/node/toolchain.ts';

type PrebuiltPlan = ReturnType<typeof compilePlan>;

/** By path below `firmware/prebuilt/`. */
type Files = Map<string, Uint8Array>;

const firmware = firmwareDirectory();
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** An image too large for the package is a mistake in the flags: debug information, say. */
const largestImageBytes = 300 * 1024;

async function planFor(target: BuildTarget): Promise<PrebuiltPlan> {
  const sources = await listSources(firmware, sourceDirectories(target));
  return compilePlan(target, allRegistrations(), sources);
}

/**
 * The levels there are prebuilt images of: all for the part most examples use, the two that are released for the others.
 * The package stays small, and the others can be compiled.
 */
const allLevelsDevice = 'stm32l475vg';
const releaseLevels: readonly OptimizationLevel[] = ['O3', 'Os'];

interface Workshop {
  readonly toolchain: Toolchain;
  /** Parts with one core share most objects. */
  readonly cache: ObjectCache;
}

async function buildOne(plan: PrebuiltPlan, { toolchain, cache }: Workshop, files: Files): Promise<PrebuiltImage> {
  const { device, kernels, opt } = plan.target;
  const { elf, linkMap } = await compileImage(plan, { firmwareDirectory: firmware, toolchain, cache });
  if (elf.length > largestImageBytes) throw new Error(`${kernels}-${opt}: ${elf.length} bytes is too large to ship`);
  const name = `${device.id}/${kernels}-${opt}`;
  const linkMapBytes = new TextEncoder().encode(serializeLinkMap(linkMap));
  files.set(`${name}.elf`, elf).set(`${name}.map.json`, linkMapBytes);
  console.error(`${name}: ${elf.length} bytes`);
  return {
    device: device.id,
    kernels,
    opt,
    file: `${name}.elf`,
    sha256: sha256(elf),
    sizeBytes: elf.length,
    linkMap: `${name}.map.json`,
    linkMapSha256: sha256(linkMapBytes),
    flags: [...new Set([...plan.generated.args, ...plan.linkArgs])],
  };
}

function levelsOf({ id }: Device): readonly OptimizationLevel[] {
  return id === allLevelsDevice ? optimizationLevels : releaseLevels;
}

async function buildAll(workshop: Workshop): Promise<Files> {
  const devices = Object.keys(boards).map((id) => findDevice(id));
  const targets = devices.flatMap((device) =>
    kernelSets.flatMap((kernels) => levelsOf(device).map((opt) => ({ device, kernels, opt }))),
  );
  const plans = await Promise.all(targets.map(planFor));
  const files: Files = new Map();
  const images: PrebuiltImage[] = [];
  for (const plan of plans) images.push(await buildOne(plan, workshop, files));
  const manifest: Manifest = {
    compiler: workshop.toolchain.version,
    sourceHash: sha256(JSON.stringify([await hashFirmware(firmware), plans.map(({ target: _, ...calls }) => calls)])),
    images,
  };
  return files.set('manifest.json', new TextEncoder().encode(`${JSON.stringify(manifest, undefined, 2)}\n`));
}

async function write(directory: string, files: Files): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), bytes);
  }
}

/** Names of files that are missing or differ from what is committed. */
async function differences(directory: string, files: Files): Promise<string[]> {
  const same = async (name: string, bytes: Uint8Array): Promise<boolean> =>
    readFile(join(directory, name)).then(
      (committed) => committed.equals(bytes),
      () => false,
    );
  const checked = await Promise.all([...files].map(async ([name, bytes]) => ({ name, ok: await same(name, bytes) })));
  return checked.filter(({ ok }) => !ok).map(({ name }) => name);
}

async function check(directory: string, files: Files, compiler: string): Promise<void> {
  const wrong = await differences(directory, files);
  if (wrong.length === 0) return;
  const committed = JSON.parse(
    await readFile(join(directory, 'manifest.json'), 'utf8').catch(() => '{}'),
  ) as Partial<Manifest>;
  const cause =
    committed.compiler === compiler
      ? 'the firmware or the build tables changed since they were built: run `npm run prebuilt` and commit the result'
      : `they were built with '${committed.compiler}', this is '${compiler}': use the same compiler`;
  throw new Error(`prebuilt images differ (${wrong.join(', ')}): ${cause}`);
}

const directory = prebuiltDirectory(firmware);
try {
  const toolchain = await findToolchain();
  const files = await withTemporaryDirectory((directory) => buildAll({ toolchain, cache: objectCache(directory) }));
  if (process.argv.includes('--check')) await check(directory, files, toolchain.version);
  else await write(directory, files);
} catch (error) {
  console.error(`build-prebuilt: ${(error as Error).message}`);
  process.exitCode = 1;
}
