import { currentRecord, dropBlocks, following } from '../blocks';
import { CAUSE_FLASH_DATA, CAUSE_FLASH_FETCH, FETCHED_WORD } from '../layout';
import { now, stall } from '../time';

/*
 * Flash that answers late. It is read in words of 4 to 16 bytes, and each read costs wait states; words may be kept in
 * caches, one for instructions and one for data or one for both, set-associative, the least recently used line of a
 * set out, with one valid bit a word. What is where is the part's: an ST ART accelerator (RM0351 section 3.3.4), a
 * Nordic NVMC, the XIP cache of the RP2040. Sizes, wait states and switches come from src/simulate/cortex-m/memory-systems.
 */

/** Wait states of a fetch and of a data read that no cache answers. */
let waitStates: u32 = 0;
let dataWaitStates: u32 = 0;
/** Data reads look into the instruction cache: there is one cache for both. */
let unified: bool = false;
let prefetching: bool = false;
let wordShift: u32 = 3;

/** The records of the flash start at this word of the fetch stage. */
let firstWord: u32 = 0;
let flashWords: u32 = 0;
/** Alias whose words stand for those of the flash: its first word. */
let aliasWord: u32 = 0;
let aliasWords: u32 = 0;

/** The word the data side read last, while its cache is on. */
let latestDataWord: u32 = 0xffffffff;

/** The word the prefetcher reads, and when it arrives. */
let prefetched: u32 = 0xffffffff;
let prefetchReady: i64 = 0;

/** A cache: `table` has two bytes a flash word with line + 1 when it is valid; `lines` has stamp and tag of each line. */
class Cache {
  enabled: bool = false;
  table: usize = 0;
  lines: usize = 0;
  lineCount: u32 = 0;
  /** Lines of a set; a fully associative cache is one set. */
  ways: u32 = 0;
  wordsPerLineShift: u32 = 0;
  clock: u32 = 0;
}

const instructionCache = new Cache();
/** The instruction cache's table while it is switched on, else 0; and its lines less one. */
let instructionTable: usize = 0;
let instructionStamps: usize = 0;
const dataCache = new Cache();

const LINE_BYTES: u32 = 8;
const NO_TAG: u32 = 0xffffffff;

/** Describes a cache of `lineCount` lines at `lines` (8 bytes each); none when it is 0. */
function setUpCache(cache: Cache, lines: usize, table: usize, lineCount: u32, lineBytes: u32, ways: u32): void {
  cache.lines = lines;
  cache.table = table;
  cache.lineCount = lineCount;
  cache.ways = ways;
  cache.wordsPerLineShift = lineBytes == 0 ? 0 : ctz(lineBytes) - wordShift;
  memory.fill(lines, 0xff, lineCount * LINE_BYTES);
  clearCache(cache);
}

export function setUpInstructionCache(lines: usize, table: usize, lineCount: u32, lineBytes: u32, ways: u32): void {
  setUpCache(instructionCache, lines, table, lineCount, lineBytes, ways);
  instructionStamps = lines - LINE_BYTES;
}

export function setUpDataCache(lines: usize, table: usize, lineCount: u32, lineBytes: u32, ways: u32): void {
  setUpCache(dataCache, lines, table, lineCount, lineBytes, ways);
}

/** Empties both caches. */
export function flushCaches(): void {
  latestDataWord = 0xffffffff;
  clearCache(instructionCache);
  clearCache(dataCache);
}

function clearCache(cache: Cache): void {
  cache.clock = 0;
  for (let line: u32 = 0; line < cache.lineCount; line++) {
    const at = cache.lines + line * LINE_BYTES;
    if (load<u32>(at, 4) != NO_TAG && cache.table != 0) dropLine(cache, load<u32>(at, 4));
    store<u32>(at, 0);
    store<u32>(at, NO_TAG, 4);
  }
}

function dropLine(cache: Cache, tag: u32): void {
  memory.fill(cache.table + (tag << (cache.wordsPerLineShift + 1)), 0, 2 << cache.wordsPerLineShift);
}

/** Describes the flash: its records, and the bytes of one read. Its caches are set up after it. */
export function setUpFlash(records: usize, bytes: u32, wordBytes: u32, oneCache: bool): void {
  wordShift = ctz(wordBytes);
  firstWord = wordOf(records);
  flashWords = bytes >> wordShift;
  unified = oneCache;
}

/** Names the records of an alias of the flash. */
export function setUpAlias(records: usize, bytes: u32): void {
  aliasWord = wordOf(records);
  aliasWords = bytes >> wordShift;
}

/** Takes over what the flash's control registers say. A cache that is switched off loses its contents. */
export function configureFlash(
  fetchStates: u32,
  dataStates: u32,
  prefetch: bool,
  instructionCaching: bool,
  dataCaching: bool,
): void {
  dropBlocks();
  refetchBehind(currentRecord);
  waitStates = fetchStates;
  dataWaitStates = dataStates;
  latestDataWord = 0xffffffff;
  prefetching = prefetch;
  instructionCache.enabled = instructionCaching && instructionCache.lineCount != 0;
  dataCache.enabled = dataCaching && dataCache.lineCount != 0;
  instructionTable = instructionCache.enabled ? instructionCache.table : 0;
  if (!instructionCache.enabled) clearCache(instructionCache);
  if (!dataCache.enabled) clearCache(dataCache);
}

/** Words that were taken for a block's sake are fetched once more, as the accelerator now is. */
function refetchBehind(ip: usize): void {
  if (ip != 0) store<u32>(0, wordOf(following(ip) - 16), FETCHED_WORD);
}

/** A record's word of the fetch stage: 16 bytes of record stand for 2 bytes of flash. */
@inline export function wordOf(ip: usize): u32 {
  return (ip as u32) >> (wordShift + 3);
}

/** Tells whether a sequential fetch of the instruction at `pc` enters a new flash word. */
export function entersWord(pc: u32, wide: bool): bool {
  const offset = pc & ((1 << wordShift) - 1);
  return offset == 0 || (wide && offset == ((1 << wordShift) as u32) - 2);
}

/** The fetch stage takes the word with the record `ip`: nothing when it has that word already. */
@inline export function fetchWord(ip: usize): void {
  if (wordOf(ip) != load<u32>(0, FETCHED_WORD)) fetchNewWord(wordOf(ip));
}

/**
 * Takes the words from the record `ip` to `last` where that costs nothing; false when one has to come from the array, so
 * that each is asked for at its time. Words that are asked for twice keep their order in the cache.
 */
@inline export function fetchCached(ip: usize, last: usize): bool {
  let word = wordOf(ip);
  const end = wordOf(last);
  if (word == load<u32>(0, FETCHED_WORD)) word++;
  for (; word <= end; word++) {
    let index = word - firstWord;
    if (index >= flashWords) {
      index = word - aliasWord;
      if (index >= aliasWords) continue;
    }
    if (waitStates == 0) continue;
    if (instructionTable == 0) return false;
    const line: u32 = load<u16>(instructionTable + (index << 1));
    if (line == 0) return false;
    store<u32>(instructionStamps + line * LINE_BYTES, ++instructionCache.clock);
  }
  store<u32>(0, end, FETCHED_WORD);
  return true;
}

/** What a word costs depends on when it is asked for: the prefetcher is on, or data are in the same cache. */
export function fetchOrderMatters(): bool {
  return prefetching || unified;
}

/** The most cycles one word of memory may take. */
export function slowestWord(): u32 {
  return max(waitStates, dataWaitStates);
}

function fetchNewWord(word: u32): void {
  store<u32>(0, word, FETCHED_WORD);
  if (waitStates == 0) return;
  let index = word - firstWord;
  if (index >= flashWords) {
    index = word - aliasWord;
    if (index >= aliasWords) return;
  }
  // The lookup of `touch`, on globals: this is the one that every second or third instruction makes.
  const line: u32 = instructionTable == 0 ? 0 : load<u16>(instructionTable + (index << 1));
  if (line != 0) store<u32>(instructionStamps + line * LINE_BYTES, ++instructionCache.clock);
  else fetchMissedWord(index);
}

function fetchMissedWord(index: u32): void {
  const cycles = fetchCost(index);
  if (cycles != 0) stall(CAUSE_FLASH_FETCH, cycles);
  if (prefetching) {
    prefetched = index + 1;
    prefetchReady = now() + waitStates;
  }
  if (instructionCache.enabled) fill(instructionCache, index);
}

/** Time goes on by so many cycles with the prefetcher as it is. */
export function shiftPrefetch(cycles: i64): void {
  prefetchReady += cycles;
}

function fetchCost(index: u32): u32 {
  if (!prefetching || index != prefetched) return waitStates;
  return max<i64>(prefetchReady - now(), 0) as u32;
}

/** The data side reads `bytes` at `offset` of the flash. */
@inline export function readFlashData(offset: u32, bytes: u32): void {
  const first = offset >> wordShift;
  const last = (offset + bytes - 1) >> wordShift;
  // The word read last is the most recently used one: neither its line nor the order of lines changes.
  if (first != latestDataWord || last != first) readDataWords(first, last);
}

function readDataWords(first: u32, last: u32): void {
  if (dataWaitStates == 0) return;
  readDataWord(first);
  if (last != first) readDataWord(last);
}

function readDataWord(index: u32): void {
  const cache = unified ? instructionCache : dataCache;
  if (!cache.enabled) {
    stall(CAUSE_FLASH_DATA, dataWaitStates);
    return;
  }
  // A fetch in between may drive the word out of a cache for both.
  if (!unified) latestDataWord = index;
  if (touch(cache, index)) return;
  fill(cache, index);
  stall(CAUSE_FLASH_DATA, dataWaitStates);
}

/** Tells whether the cache holds the word, and marks its line as used. */
@inline function touch(cache: Cache, index: u32): bool {
  const line = load<u16>(cache.table + (index << 1));
  if (line == 0) return false;
  store<u32>(cache.lines + (line - 1) * LINE_BYTES, ++cache.clock);
  return true;
}

function fill(cache: Cache, index: u32): void {
  const tag = index >> cache.wordsPerLineShift;
  const line = lineFor(cache, tag);
  store<u32>(cache.lines + line * LINE_BYTES, ++cache.clock);
  store<u16>(cache.table + (index << 1), line + 1);
}

/** The line that holds `tag`, or the least recently used one of its set, emptied for it. */
function lineFor(cache: Cache, tag: u32): u32 {
  const first = (tag % (cache.lineCount / cache.ways)) * cache.ways;
  let oldest = first;
  let oldestStamp = u32.MAX_VALUE;
  for (let line = first; line < first + cache.ways; line++) {
    const at = cache.lines + line * LINE_BYTES;
    if (load<u32>(at, 4) == tag) return line;
    const stamp = load<u32>(at);
    if (stamp < oldestStamp) {
      oldestStamp = stamp;
      oldest = line;
    }
  }
  const victim = cache.lines + oldest * LINE_BYTES;
  const old = load<u32>(victim, 4);
  if (old != NO_TAG) dropLine(cache, old);
  store<u32>(victim, tag, 4);
  return oldest;
}
