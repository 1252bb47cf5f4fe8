import { dropBlocks } from '../blocks';
import {
  CODE_PAGES,
  PAGE_BIAS,
  PAGE_DECODED,
  PAGE_FLASH,
  PAGE_PLAIN,
  READ_PAGES,
  RECORD_BYTES,
  WRITE_PAGES,
} from '../layout';

const PAGE_BYTES: u32 = 4096;
const MAX_REGIONS: u32 = 16;
const WASM_PAGE: u32 = 65536;
/** Room for the module's own objects, which the stub runtime allocates from __heap_base on. */
const OBJECT_BYTES: u32 = 65536;

/** Guest base, size, records and host base of each region: four words. */
const regions = new StaticArray<u32>(MAX_REGIONS * 4);
let regionCount: u32 = 0;
let nextFree: usize = 0;

export let flashBase: u32 = 0;
export let flashHost: usize = 0;

/** Returns zeroed memory of the host, a multiple of 4 KiB: it is fresh, since an instance is one machine for its life. */
export function reserve(bytes: usize): usize {
  const at = nextFree == 0 ? (__heap_base + OBJECT_BYTES) & ~((PAGE_BYTES - 1) as usize) : nextFree;
  nextFree = (at + bytes + PAGE_BYTES - 1) & ~((PAGE_BYTES - 1) as usize);
  const missing = (nextFree as i64) - ((memory.size() as i64) * WASM_PAGE);
  if (missing > 0) {
    if (memory.grow(((missing + WASM_PAGE - 1) / WASM_PAGE) as i32) < 0) unreachable();
  }
  return at;
}

/** Maps memory of the guest; flash is read through the accelerator and cannot be written. Returns its host address. */
export function addMemory(base: u32, bytes: u32, host: usize, flash: bool): usize {
  const records = reserve((((bytes as usize) + 1) / 2 + PAGE_BYTES / 2) * RECORD_BYTES);
  const at = regionCount * 4;
  regions[at] = base;
  regions[at + 1] = bytes;
  regions[at + 2] = records as u32;
  regions[at + 3] = host as u32;
  regionCount++;
  for (let offset: u32 = 0; offset < bytes; offset += PAGE_BYTES) {
    const entry = pageSlot(base + offset);
    const delta = (host as u32) - base - PAGE_BIAS;
    store<u32>(entry, delta | (flash ? PAGE_FLASH : PAGE_PLAIN), READ_PAGES);
    store<u32>(entry, flash ? 0 : delta | PAGE_PLAIN, WRITE_PAGES);
    store<u32>(entry, (records as u32) + offset * (RECORD_BYTES / 2), CODE_PAGES);
  }
  if (flash && flashHost == 0) {
    flashHost = host;
    flashBase = base;
  }
  return records;
}

/** The first record of all, and the end of the last. */
export function firstRecord(): usize {
  return regions[2];
}
export function endOfRecords(): usize {
  return nextFree;
}

/** What `exchangeWritePages` has put aside: nothing to begin with. */
let pagesAside: usize = 0;

/** Exchanges what the page table says of writes to RAM for what was put aside: nothing is mapped the first time. */
export function exchangeWritePages(): void {
  if (pagesAside == 0) pagesAside = reserve(ramPages() * 4);
  let aside = pagesAside;
  for (let i: u32 = 0; i < regionCount; i++) {
    if (load<u32>(pageSlot(regions[i * 4]), READ_PAGES) & PAGE_FLASH) continue;
    const end = regions[i * 4] + regions[i * 4 + 1];
    for (let address = regions[i * 4]; address < end; address += PAGE_BYTES) {
      const slot = pageSlot(address) + WRITE_PAGES;
      const entry = load<u32>(slot);
      store<u32>(slot, load<u32>(aside));
      store<u32>(aside, entry);
      aside += 4;
    }
  }
}

function ramPages(): u32 {
  let pages: u32 = 0;
  for (let i: u32 = 0; i < regionCount; i++) pages += (regions[i * 4 + 1] + PAGE_BYTES - 1) / PAGE_BYTES;
  return pages;
}

@inline function pageSlot(address: u32): usize {
  return ((address >> 12) << 2) as usize;
}

/** First address and bytes of what the host answers for outside the architecture's peripheral region. */
const deviceWindows = new StaticArray<u32>(16);
let deviceWindowCount: u32 = 0;
/** The core's single-cycle I/O port, where the part has one: first address and bytes. */
let portBase: u32 = 0;
let portBytes: u32 = 0;

/** Lets the host answer for addresses outside 0x40000000 to 0x5fffffff; `port` when the core reaches them directly. */
export function mapDevices(base: u32, bytes: u32, port: bool): void {
  if (deviceWindowCount == 8) unreachable();
  deviceWindows[deviceWindowCount * 2] = base;
  deviceWindows[deviceWindowCount * 2 + 1] = bytes;
  deviceWindowCount++;
  if (!port) return;
  portBase = base;
  portBytes = bytes;
}

/** Tells whether a peripheral of the part may be at an address. */
export function isDevice(address: u32): bool {
  if (address >> 29 == 2) return true;
  for (let i: u32 = 0; i < deviceWindowCount; i++) {
    if (address - deviceWindows[i * 2] < deviceWindows[i * 2 + 1]) return true;
  }
  return false;
}

export function isPort(address: u32): bool {
  return address - portBase < portBytes;
}

/** The host address of a mapped guest address, or 0. */
export function hostAddress(address: u32): usize {
  const entry = load<u32>(pageSlot(address), READ_PAGES);
  return entry == 0 ? 0 : (address + (entry & ~(PAGE_BYTES - 1)) + PAGE_BIAS) as usize;
}

/** The halfword at `pc`, or 0 (a shift, not a wide prefix) where nothing is mapped. */
export function codeHalfword(pc: u32): u32 {
  const host = hostAddress(pc);
  return host == 0 ? 0 : load<u16>(host);
}

/** The record of the instruction at `pc`, or 0 where nothing is mapped. */
@inline export function recordOf(pc: u32): usize {
  const records = load<u32>(pageSlot(pc), CODE_PAGES);
  return records == 0 ? 0 : (records + ((pc & 0xffe) << 3)) as usize;
}

/** The address of the instruction a record stands for; the record must be one of a region. */
export function addressOf(ip: usize): u32 {
  for (let i: u32 = 0; i < regionCount; i++) {
    const offset = (ip as u32) - regions[i * 4 + 2];
    if (offset <= regions[i * 4 + 1] * (RECORD_BYTES / 2)) return regions[i * 4] + (offset >> 3);
  }
  return unreachable();
}

/** Remembers that something in this page has been decoded, so that writes to it are noticed. */
export function markDecoded(pc: u32): void {
  const entry = pageSlot(pc) + WRITE_PAGES;
  const value = load<u32>(entry);
  if ((value & (PAGE_BYTES - 1)) == PAGE_PLAIN) store<u32>(entry, (value & ~(PAGE_BYTES - 1)) | PAGE_DECODED);
}

/** Drops every record of a page that was written to, with those before it that may reach into it or cost by it. */
export function dropDecoded(address: u32): void {
  dropBlocks();
  const entry = pageSlot(address) + WRITE_PAGES;
  store<u32>(entry, (load<u32>(entry) & ~(PAGE_BYTES - 1)) | PAGE_PLAIN);
  const page = address & ~(PAGE_BYTES - 1);
  const records = recordOf(page);
  const reach: u32 = hostAddress(page - 4) == 0 || recordOf(page - 4) != records - 2 * RECORD_BYTES ? 0 : 2;
  memory.fill(records - reach * RECORD_BYTES, 0, (PAGE_BYTES / 2 + reach) * RECORD_BYTES);
}
