import { isQuiet } from '../host';
import { PAGE_BIAS, PAGE_PLAIN, WRITE_PAGES } from '../layout';
import { exchangeWritePages } from './regions';

/*
 * Memory while a loop is looked at: stores are noted with what they leave, and reads of peripherals only pass that
 * change nothing and give the same until an event. Anything else spoils the observation. Plain memory is made to look
 * like none for writes, so that each comes here.
 */

const STORE_LIMIT: u32 = 16;

export let isObserving: bool = false;
export let isSpoiled: bool = false;

/** Addresses that the round under way stored to, and those of the round before with what they held at its end. */
const addresses = new StaticArray<u32>(STORE_LIMIT);
let count: u32 = 0;
const addressesBefore = new StaticArray<u32>(STORE_LIMIT);
const valuesBefore = new StaticArray<u32>(STORE_LIMIT);
let countBefore: u32 = 0;

export function beginObservation(): void {
  isObserving = true;
  isSpoiled = false;
  count = 0;
  countBefore = 0;
  exchangeWritePages();
}

export function endObservation(): void {
  if (!isObserving) return;
  isObserving = false;
  exchangeWritePages();
}

/** Gives up: what is done from here on is done as ever. */
export function spoil(): void {
  isSpoiled = true;
  endObservation();
}

/** A write to an address whose page is not what it seems; returns false when it is to be made as ever. */
export function storeObserved(address: u32, value: u32, bytes: u32): bool {
  endObservation();
  const entry = load<u32>((address >> 12) << 2, WRITE_PAGES);
  if ((entry & 0xfff) != PAGE_PLAIN || count == STORE_LIMIT) {
    isSpoiled = true;
    return false;
  }
  const host = address + (entry & ~0xfff) + PAGE_BIAS;
  if (bytes == 4) store<u32>(host, value);
  else if (bytes == 2) store<u16>(host, value as u16);
  else store<u8>(host, value as u8);
  // By the word: what else is in it was there before.
  addresses[count++] = host & ~3;
  isObserving = true;
  exchangeWritePages();
  return true;
}

/** Called behind a read of a peripheral's register. */
export function noteDeviceRead(address: u32): void {
  if (!isQuiet(address)) spoil();
}

/** A round begins: what the last one stored is what this one is held against. */
export function clearStores(): void {
  countBefore = count;
  for (let i: u32 = 0; i < count; i++) {
    addressesBefore[i] = addresses[i];
    valuesBefore[i] = load<u32>(addresses[i]);
  }
  count = 0;
}

/** Whether the round that ends has stored to where the one before did, and left the same there. */
export function sameStores(): bool {
  if (count != countBefore) return false;
  for (let i: u32 = 0; i < count; i++) {
    if (addresses[i] != addressesBefore[i] || load<u32>(addresses[i]) != valuesBefore[i]) return false;
  }
  return true;
}
