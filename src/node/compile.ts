import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { BuildError } from '../build/errors.ts';
import { type LinkMap, parseLinkMap } from '../build/link-map.ts';
import type { CompilePlan, CompileUnit } from '../build/plan.ts';
import { hashHeaders } from './firmware-sources.ts';
import { cacheKey, type ObjectCache } from './object-cache.ts';
import { runProcess } from './run-process.ts';
import { withTemporaryDirectory } from './temporary-directory.ts';
import type { Toolchain } from './toolchain.ts';

/** A linked image and what the linker said about it. */
export interface LinkedImage {
  readonly elf: Uint8Array;
  readonly linkMap: LinkMap;
}

export interface CompileOptions {
  readonly firmwareDirectory: string;
  readonly toolchain: Toolchain;
  readonly cache?: ObjectCache;
  /** Called after each object with the objects that are ready and how many there are. */
  readonly onProgress?: (ready: number, total: number) => void;
  /** Ends the build when aborted; nothing stays behind. */
  readonly signal?: AbortSignal;
}

/** What one call of the compiler needs to know beside its unit. */
interface Session extends CompileOptions {
  readonly objectDirectory: string;
  readonly headersHash: string;
}

/**
 * Compiles and links a plan in a directory of its own, which is gone afterwards. The same sources, plan and compiler
 * give the same bytes on any machine: nothing of a path or a time gets into the image.
 *
 * @throws BuildError `compiler-failed` with the compiler's first error
 */
export async function compileImage(plan: CompilePlan, options: CompileOptions): Promise<LinkedImage> {
  const headersHash = await hashHeaders(options.firmwareDirectory);
  return withTemporaryDirectory(async (objectDirectory) => {
    const session = { ...options, objectDirectory, headersHash };
    await compileAll(plan, session);
    return link(plan, session);
  });
}

async function compileAll(plan: CompilePlan, session: Session): Promise<void> {
  const { generated, units } = plan;
  await writeFile(join(session.objectDirectory, generated.source), generated.text);
  const waiting = [
    { unit: generated, path: join(session.objectDirectory, generated.source) },
    ...units.map((unit) => ({ unit, path: unit.source })),
  ];
  const total = waiting.length;
  let ready = 0;
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      await compileUnit(next.unit, next.path, plan.prefixMapOption, session);
      ready += 1;
      session.onProgress?.(ready, total);
    }
  };
  await settleAll(Array.from({ length: availableParallelism() }, work), () => waiting.splice(0));
}

/** Waits for all, even when one fails, so that no compiler is still writing when the directory is removed. */
async function settleAll(work: readonly Promise<void>[], onFailure: () => void): Promise<void> {
  for (const promise of work) promise.catch(onFailure);
  const results = await Promise.allSettled(work);
  const failure = results.find((result) => result.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}

/** `path` is what the compiler is called with: relative to the firmware, but for the generated source. */
async function compileUnit(
  unit: CompileUnit,
  path: string,
  prefixMapOption: CompilePlan['prefixMapOption'],
  session: Session,
): Promise<void> {
  const { toolchain, firmwareDirectory, objectDirectory, headersHash, cache } = session;
  const object = join(objectDirectory, unit.object);
  const source = await readFile(resolve(firmwareDirectory, path));
  const key = cacheKey([toolchain.version, headersHash, unit.source, unit.args.join('\0'), source]);
  if (await cache?.fetch(key, object)) return;
  const prefixMaps = [objectDirectory, firmwareDirectory].map((directory) => `${prefixMapOption}=${directory}/=`);
  await runGcc([...unit.args, ...prefixMaps, '-c', path, '-o', object], unit.source, session);
  await cache?.store(key, object);
}

async function link(plan: CompilePlan, session: Session): Promise<LinkedImage> {
  const { objectDirectory } = session;
  const at = (name: string): string => join(objectDirectory, name);
  const objects = [...plan.units, plan.generated].map(({ object }) => at(object));
  const args = [...plan.linkArgs, ...objects, ...plan.libraries, `-Wl,-Map=${at('image.map')}`, '-o', at('image.elf')];
  await runGcc(args, 'linking', session);
  return {
    elf: new Uint8Array(await readFile(at('image.elf'))),
    linkMap: parseLinkMap(await readFile(at('image.map'), 'utf8')),
  };
}

/** `where` is what an error is about. */
async function runGcc(args: readonly string[], where: string, session: Session): Promise<void> {
  const { firmwareDirectory: cwd, objectDirectory, signal } = session;
  const { gcc } = session.toolchain;
  // GCC's own temporary files go where they are removed even when it is killed.
  const environment = { ...process.env, TMPDIR: objectDirectory };
  const { exitCode, stderr } = await runProcess(gcc, args, { cwd, environment, ...(signal && { signal }) });
  if (exitCode === 0) return;
  const overflow = overflowOf(stderr);
  if (overflow !== undefined) throw overflow;
  const said = stderr.split('\n').find((line) => /error|undefined|overflowed|cannot/i.test(line)) ?? stderr.trim();
  throw new BuildError('compiler-failed', {
    where,
    what: `the compiler ended with ${exitCode === undefined ? 'a signal' : `exit code ${exitCode}`}: ${said}`,
    advice: 'Try the compiler version the prebuilt images name, and report this if it fails there too.',
  });
}

/** What GNU ld says when sections are larger than the part's memory. */
function overflowOf(stderr: string): BuildError | undefined {
  const overflows = [...stderr.matchAll(/region `?(\w+)' overflowed by (\d+) bytes/g)];
  const largest = overflows.sort(([, , a], [, , b]) => Number(b) - Number(a))[0];
  if (largest === undefined) return undefined;
  const memory = largest[1] === 'RAM' ? 'RAM' : 'flash';
  return new BuildError('model-too-large', {
    where: `the part's ${memory}`,
    what: `firmware and model are ${largest[2]} bytes too large for it`,
    advice: 'Use a smaller model, an optimisation level that makes smaller code, or a part with more memory.',
    kind: 'does-not-fit',
    excess: { memory: largest[1] === 'RAM' ? 'ram' : 'flash', bytes: Number(largest[2]) },
  });
}
