import { BuildError } from '../build/errors.ts';
import type { LinkMap } from '../build/link-map.ts';
import { findPrebuilt } from '../build/manifest.ts';
import { type MemoryGroup, memoryGroups } from '../build/memory-groups.ts';
import { type BuildTarget, compilePlan, sourceDirectories } from '../build/plan.ts';
import { openImage } from '../image/open.ts';
import type { FirmwareImage } from '../image/types.ts';
import { allRegistrations } from '../model/registrations.ts';
import { compileImage } from './compile.ts';
import { listSources } from './firmware-sources.ts';
import { cacheDirectory, objectCache } from './object-cache.ts';
import { firmwareDirectory, loadManifest, loadPrebuilt, prebuiltDirectory } from './prebuilt.ts';
import { findToolchain } from './toolchain.ts';

/**
 * What operators bring with them in preflash's own firmware, from an image with all of them: one that came with the
 * package, or one that is compiled for this.
 *
 * @returns undefined when there is no such image and none can be linked: with all operators it is larger than the part
 */
export async function linkedGroups(target: BuildTarget): Promise<MemoryGroup[] | undefined> {
  try {
    const { image, linkMap } = (await prebuilt(target)) ?? (await compiled(target));
    return memoryGroups(image, linkMap);
  } catch (error) {
    if (error instanceof BuildError && error.reason === 'compiler-failed') return undefined;
    throw error;
  }
}

interface Linked {
  readonly image: FirmwareImage;
  readonly linkMap: LinkMap;
}

async function prebuilt({ device, kernels, opt }: BuildTarget): Promise<Linked | undefined> {
  const directory = prebuiltDirectory(firmwareDirectory());
  const entry = findPrebuilt(await loadManifest(directory), device.id, kernels, opt);
  return entry && loadPrebuilt(directory, entry);
}

async function compiled(target: BuildTarget): Promise<Linked> {
  const firmware = firmwareDirectory();
  const plan = compilePlan(target, allRegistrations(), await listSources(firmware, sourceDirectories(target)));
  const { elf, linkMap } = await compileImage(plan, {
    firmwareDirectory: firmware,
    toolchain: await findToolchain(),
    cache: objectCache(cacheDirectory()),
  });
  return { image: await openImage(elf, 'the compiled firmware'), linkMap };
}
