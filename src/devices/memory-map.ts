import type { Device, MemoryRegion } from './schema.ts';

/** Whether an address is in a region, at its base or one of its aliases. */
export function contains(region: MemoryRegion, address: number): boolean {
  return [region.base, ...region.aliases].some((base) => address >= base && address < base + region.sizeBytes);
}

/** Whether `address` is RAM on this part, under any of its aliases. */
export function isRamAddress(device: Device, address: number): boolean {
  return device.regions.some((region) => region.kind === 'ram' && contains(region, address));
}

/** Bytes of flash or RAM the part has, all regions of the kind together. */
export function capacityBytes(device: Device, kind: MemoryRegion['kind']): number {
  return device.regions.filter((region) => region.kind === kind).reduce((bytes, region) => bytes + region.sizeBytes, 0);
}
