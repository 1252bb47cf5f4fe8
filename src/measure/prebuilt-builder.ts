import { avrSourceDirectories } from '../build/avr.ts';
import { BuildError } from '../build/errors.ts';
import { describePrebuilt, findPrebuilt } from '../build/manifest.ts';
import { explainWithoutCompiler, placeInNnomPrebuilt } from '../build/nnom-prebuilt.ts';
import { placeInPrebuilt } from '../build/place-in-prebuilt.ts';
import { sourceDirectories } from '../build/plan.ts';
import { type ReadPrebuilt, readManifest } from '../build/prebuilt.ts';
import type { BuiltImage } from '../build/types.ts';
import type { NnomSource } from '../model/nnom/source.ts';
import type { Facilities, FirmwareRequest } from './facilities.ts';

const advice =
  'Here are prebuilt images alone: choose other kernels or another optimisation level, or use the command line where a ' +
  'cross compiler is installed.';

/**
 * Firmware around models from the images that came with preflash, where there is no compiler: in a browser.
 *
 * @param read below `firmware/`
 * @returns a builder that rejects with BuildError `no-toolchain` for what takes a compiler
 */
export function prebuiltBuilder(read: ReadPrebuilt): Facilities['build'] {
  return (request) => {
    const { nnomSource } = request.model;
    if (nnomSource === undefined) return buildTflite(request, (path) => read(`prebuilt/${path}`));
    return buildNnom(request, nnomSource, (path) => read(`avr/prebuilt/${path}`));
  };
}

async function buildTflite(request: FirmwareRequest, read: ReadPrebuilt): Promise<BuiltImage> {
  sourceDirectories(request); // A part that cannot be built for at all is told so.
  const { device, kernels, opt } = request;
  const manifest = await readManifest(read);
  const entry = findPrebuilt(manifest, device.id, kernels, opt);
  if (entry === undefined) throw needsCompiler(request, `there are images for ${describePrebuilt(manifest)} alone`);
  const built = await placeInPrebuilt(request, manifest, entry, read);
  if (built !== undefined) return built;
  throw needsCompiler(request, 'the prebuilt image has all kernels in it, which leaves too little room for this model');
}

async function buildNnom(request: FirmwareRequest, source: NnomSource, read: ReadPrebuilt): Promise<BuiltImage> {
  avrSourceDirectories(request.device);
  if (request.accumulator !== 'int32') throw needsCompiler(request, 'the images keep sums in int32_t');
  try {
    const built = await placeInNnomPrebuilt({ ...request, source }, read);
    if (built !== undefined) return built;
  } catch (cause) {
    throw explainWithoutCompiler(cause, advice);
  }
  throw needsCompiler(request, 'there is no image for this part and level with the layers that the model needs');
}

function needsCompiler({ device, kernels, opt, model }: FirmwareRequest, what: string): BuildError {
  const runtime = model.format === 'nnom' ? 'the NNoM runtime' : `${kernels} kernels`;
  return new BuildError('no-toolchain', {
    where: `${device.id} with ${runtime} at -${opt}`,
    what,
    advice,
    kind: 'unsupported',
  });
}
