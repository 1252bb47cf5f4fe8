import { formatAddress } from '../bytes/address.ts';
import type { Device } from '../devices/schema.ts';
import { formatBytes } from '../units/bytes.ts';
import { contradiction } from './compiled-for.ts';
import type { FirmwareImage } from './types.ts';

/** One reason why an image cannot run on a device. */
export interface FitFinding {
  readonly kind: 'wrong-architecture' | 'too-large' | 'outside-memory';
  /** The memory that overflows, by its name in the device file; undefined where no memory is involved. */
  readonly region: string | undefined;
  /** Bytes that do not fit. */
  readonly excessBytes: number;
  /** First address that does not fit. */
  readonly address: number;
  readonly message: string;
  readonly advice: string;
}

type Memory = Pick<Device, 'id' | 'name' | 'core' | 'regions'>;

/**
 * Whether `image` fits the memories of `device`: what is programmed, and what its segments occupy while they run.
 * @returns everything that does not fit, in load-address order; empty when the image fits
 */
export function checkFits(
  image: Pick<FirmwareImage, 'machine' | 'segments'> & Partial<Pick<FirmwareImage, 'cpu'>>,
  device: Memory,
): FitFinding[] {
  const machine = checkArchitecture(image, device);
  if (machine !== undefined) return [machine];
  return image.segments.flatMap(({ loadAddress, virtualAddress, bytes, memoryBytes }) => {
    const programmed = checkRange(loadAddress, bytes.length, device);
    const running = checkRange(virtualAddress, memoryBytes, device);
    return [programmed, ...(virtualAddress === loadAddress && programmed !== undefined ? [] : [running])].filter(
      (finding) => finding !== undefined,
    );
  });
}

function checkArchitecture(
  { machine, cpu }: Pick<FirmwareImage, 'machine'> & Partial<Pick<FirmwareImage, 'cpu'>>,
  device: Memory,
): FitFinding | undefined {
  const wanted = device.core.startsWith('cortex-m') ? 'arm' : 'avr';
  // Intel HEX does not say: whether it boots is found out by running it.
  if (machine === 'unknown') return undefined;
  const wrong = { kind: 'wrong-architecture', region: undefined, excessBytes: 0, address: 0 } as const;
  if (machine === wanted) {
    const contradicted = cpu && contradiction(cpu, device);
    return contradicted && { ...wrong, ...contradicted };
  }
  return {
    ...wrong,
    message: `the image is for ${machine.toUpperCase()}, and ${device.name} has a ${device.core} core`,
    advice: 'Choose the device the image was built for, or build it for this one.',
  };
}

/** Walks from region to region, so that a range may run on from one memory into the next without a gap. */
function checkRange(start: number, sizeBytes: number, device: Memory): FitFinding | undefined {
  const end = start + sizeBytes;
  let address = start;
  let region: string | undefined;
  while (address < end) {
    const span = findSpan(address, device);
    if (span === undefined) return describe(start, sizeBytes, address, region, device);
    region = span.name;
    address = span.end;
  }
  return undefined;
}

function findSpan(address: number, { regions }: Memory): { name: string; end: number } | undefined {
  for (const { name, base, aliases, sizeBytes } of regions) {
    const start = [base, ...aliases].find((candidate) => address >= candidate && address < candidate + sizeBytes);
    if (start !== undefined) return { name, end: start + sizeBytes };
  }
  return undefined;
}

function describe(
  start: number,
  sizeBytes: number,
  address: number,
  region: string | undefined,
  device: Memory,
): FitFinding {
  const excessBytes = start + sizeBytes - address;
  const what = `${formatBytes(sizeBytes)} at ${formatAddress(start)}`;
  if (region === undefined) {
    const memories = device.regions.map(({ name, base }) => `${name} at ${formatAddress(base)}`).join(', ');
    return {
      kind: 'outside-memory',
      region,
      excessBytes,
      address,
      message: `${what} is outside the memories of ${device.name} (${memories})`,
      advice: 'Link with the linker script of this device, or choose the device the image was linked for.',
    };
  }
  return {
    kind: 'too-large',
    region,
    excessBytes,
    address,
    message: `${what} is ${excessBytes} bytes larger than what is left of ${region} on ${device.name}`,
    advice: 'Shrink the model or the program, or choose a larger part.',
  };
}
