import type { Device } from '../../../devices/schema.ts';
import type { FlashSettings } from '../../types.ts';
import type { Peripheral } from '../peripherals/types.ts';

export type FlashKind = Device['flash']['kind'];
export type FlashOf<Kind extends FlashKind> = Extract<Device['flash'], { kind: Kind }>;

/** A cache as the simulator sets it up. */
export interface CacheShape {
  readonly lines: number;
  readonly lineBytes: number;
  /** Lines of a set; all of them where the cache is fully associative. */
  readonly ways: number;
}

/** What of a flash cannot be changed by firmware. */
export interface FlashLayout {
  /** Bytes of one read. */
  readonly wordBytes: number;
  readonly instructionCache: CacheShape | undefined;
  readonly dataCache: CacheShape | undefined;
  /** Data reads go through the instruction cache. */
  readonly unified: boolean;
}

/** What a memory system does to the simulator when firmware writes its registers. */
export interface FlashControl {
  apply(settings: FlashSettings): void;
  flushCaches(): void;
}

/** Registers at their address. */
export interface MappedRegisters {
  readonly base: number;
  readonly sizeBytes: number;
  readonly peripheral: Peripheral;
}

/** One kind of flash: an entry of the registry that device files name as `flash.kind`. */
export interface MemorySystem<Kind extends FlashKind = FlashKind> {
  /** Undefined where flash answers at once, whatever the firmware configures. */
  layout(flash: FlashOf<Kind>): FlashLayout | undefined;
  /** The registers firmware drives it by; `control` hears of the reset values at once and of every write. */
  registers(flash: FlashOf<Kind>, control: FlashControl): readonly MappedRegisters[];
}

/** The shape of a cache in a device file, undefined where there is none. */
export function cacheShape(
  cache: { readonly lines: number; readonly lineBytes: number; readonly ways?: number | undefined } | undefined,
): CacheShape | undefined {
  return cache && { lines: cache.lines, lineBytes: cache.lineBytes, ways: cache.ways ?? cache.lines };
}
