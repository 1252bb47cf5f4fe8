import { type AddressRange, intersect, rangeOf, sizeOf, subtract } from '../bytes/ranges.ts';
import { isRamAddress } from '../devices/memory-map.ts';
import type { Device } from '../devices/schema.ts';
import { constantsInCode } from '../image/constants-in-code.ts';
import type { FirmwareImage, ImageSection } from '../image/types.ts';
import type { FlashFootprint } from './types.ts';

type FlashKind = 'code' | 'constants' | 'initialisedData';

/**
 * Flash an image takes, by kind. Counts the bytes that are programmed: every segment byte with a load address outside
 * RAM, so a sum past the end of flash shows as more than the part has rather than being cut off.
 *
 * @param model where the model file is in flash, for images preflash built; its bytes count as `modelBytes`
 * @param unreachableBytes linked code and tables that the model cannot reach, taken off the total
 */
export function flashFootprint(
  image: FirmwareImage,
  device: Device,
  model: AddressRange | undefined,
  unreachableBytes: number,
): FlashFootprint {
  const programmed = image.segments
    .filter((segment) => segment.bytes.length > 0 && !isRamAddress(device, segment.loadAddress))
    .map((segment) => rangeOf(segment.virtualAddress, segment.bytes.length));
  const modelHoles = model === undefined ? [] : [model];
  const withoutModel = programmed.flatMap((range) => subtract(range, modelHoles));

  const programmedBytes = totalSize(programmed);
  const kinds = bytesByKind(image, device, withoutModel);
  const classifiedBytes = kinds.code + kinds.constants + kinds.initialisedData;
  return {
    totalBytes: programmedBytes - unreachableBytes,
    codeBytes: kinds.code,
    constantsBytes: kinds.constants,
    modelBytes: programmedBytes - totalSize(withoutModel),
    initialisedDataBytes: kinds.initialisedData,
    otherBytes: totalSize(withoutModel) - classifiedBytes,
    unreachableBytes,
  };
}

function bytesByKind(
  image: FirmwareImage,
  device: Device,
  programmed: readonly AddressRange[],
): Record<FlashKind, number> {
  const bytes = { code: 0, constants: 0, initialisedData: 0 };
  const sizeIn = (range: AddressRange): number => totalSize(programmed.map((piece) => intersect(piece, range)));
  const inCode = constantsInCode(image);
  for (const section of image.sections) {
    if (!section.allocated || !section.hasBytes) continue;
    const range = rangeOf(section.address, section.sizeBytes);
    const kind = kindOf(section, device);
    const constants = kind === 'code' ? inCode.map((place) => intersect(place, range)) : [];
    const constantBytes = constants.reduce((sum, place) => sum + sizeIn(place), 0);
    bytes[kind] += sizeIn(range) - constantBytes;
    bytes.constants += constantBytes;
  }
  return bytes;
}

/** `.init_array` and its like are flagged writable by the linker but stay in flash: only what runs from RAM is data. */
function kindOf(section: ImageSection, device: Device): FlashKind {
  if (section.executable) return 'code';
  return section.writable && isRamAddress(device, section.address) ? 'initialisedData' : 'constants';
}

const totalSize = (ranges: readonly AddressRange[]): number =>
  ranges.reduce((bytes, range) => bytes + sizeOf(range), 0);
