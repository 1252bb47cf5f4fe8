import type { Device } from '../../../devices/schema.ts';
import { nrfNvmc } from './nrf-nvmc.ts';
import { rp2040Xip } from './rp2040-xip.ts';
import { stArt } from './st-art.ts';
import type { FlashControl, FlashKind, FlashLayout, MappedRegisters, MemorySystem } from './types.ts';
import { zeroWait } from './zero-wait.ts';

/** Every memory system of a Cortex-M part, by the `flash.kind` of device files. */
const memorySystems: { readonly [Kind in Exclude<FlashKind, 'avr-mapped'>]: MemorySystem<Kind> } = {
  'zero-wait': zeroWait,
  'st-art': stArt,
  'nrf-nvmc': nrfNvmc,
  'rp2040-xip': rp2040Xip,
};

function systemOf({ id, flash }: Pick<Device, 'id' | 'flash'>): MemorySystem {
  if (flash.kind === 'avr-mapped') throw new Error(`${id}: a Cortex-M part has no ${flash.kind} flash`);
  return memorySystems[flash.kind] as MemorySystem;
}

/** What of a part's flash cannot be changed by firmware; undefined where it answers at once. */
export const flashLayout = (device: Pick<Device, 'id' | 'flash'>): FlashLayout | undefined =>
  systemOf(device).layout(device.flash);

/** The registers by which firmware drives a part's flash. */
export const flashRegisters = (
  device: Pick<Device, 'id' | 'flash'>,
  control: FlashControl,
): readonly MappedRegisters[] => systemOf(device).registers(device.flash, control);
