import type { FirmwareImage, ImageSymbol } from '../image/types.ts';
import { BuildError, malformedImage } from './errors.ts';
import type { LinkMap } from './link-map.ts';
import { registryEntryBytes, registrySymbol } from './registry.ts';
import { type Block, blockAt, reachableFrom, type SectionGraph, sectionGraph } from './section-graph.ts';

/** How the memory of an image divides among what one model needs. */
export interface FlashUse {
  /** Code, tables and initial values that nothing this model needs refers to, with their alignment padding. */
  readonly unreachableBytes: number;
  /** Initialised and zeroed variables that nothing this model needs refers to. */
  readonly unreachableRamBytes: number;
  /**
   * By registration symbol: bytes that would go if only this registration were left out. What two registrations share,
   * or the runtime itself refers to, belongs to none of them.
   */
  readonly flashBytesByOp: ReadonlyMap<string, number>;
  /** Names of the functions and objects that stay. */
  readonly reachableSymbols: ReadonlySet<string>;
}

/** Sections the linker keeps without a reference to them: `KEEP` in the linker script. */
const keptSections = /^\.(vectors|preinit_array|init_array|fini_array|init|fini|ARM\.exidx)\b/;

/**
 * Divides an image with many registrations among the ones a model needs, the way `--gc-sections` would decide if only
 * those were registered.
 *
 * @param image linked with `--emit-relocs`, without a model or with one that no relocation refers into
 * @param map the linker's map of the same link
 * @param needed registration symbols the model needs
 * @throws BuildError `kernel-missing` when the image does not have one of them
 */
export function flashUse(image: FirmwareImage, map: LinkMap, needed: readonly string[]): FlashUse {
  const graph = sectionGraph(image, map);
  const registrations = registrationBlocks(image, graph);
  const missing = needed.filter((name) => !registrations.has(name));
  if (missing.length > 0) {
    throw new BuildError('kernel-missing', {
      where: 'the firmware image',
      what: `it has no kernel ${missing.join(', ')}`,
      advice: 'Choose another kernel set with --kernels, or replace the operator in the model.',
      kind: 'unsupported',
    });
  }
  const { always, reach } = reachOf(image, graph, registrations);
  const reachByOp = new Map([...reach].filter(([name]) => needed.includes(name)));
  const kept = new Set([always, ...reachByOp.values()].flatMap((blocks) => [...blocks]));
  const dropped = graph.blocks.filter((_, index) => !kept.has(index));
  const droppedEntries = registrations.size - reachByOp.size;
  return {
    unreachableBytes: flashBytes(dropped) + droppedEntries * registryEntryBytes,
    unreachableRamBytes: dropped.reduce((sum, { ramBytes }) => sum + ramBytes, 0),
    flashBytesByOp: new Map(
      [...exclusiveBytes(graph, reachByOp)].map(([name, bytes]) => [name, bytes + registryEntryBytes]),
    ),
    reachableSymbols: symbolsIn(image.symbols, graph, kept),
  };
}

/** What an image has without any of `entries`, and what each of them would bring, itself included. */
export function reachOf(
  image: FirmwareImage,
  graph: SectionGraph,
  entries: ReadonlyMap<string, number>,
): { readonly always: ReadonlySet<number>; readonly reach: ReadonlyMap<string, ReadonlySet<number>> } {
  const always = reachableFrom(graph, rootBlocks(image, graph), new Set(entries.values()));
  return { always, reach: new Map([...entries].map(([name, block]) => [name, reachableFrom(graph, [block], always)])) };
}

/** The block of each registration, by symbol: what the words of the registry refer to. */
export function registrationBlocks({ symbols, relocations }: FirmwareImage, graph: SectionGraph): Map<string, number> {
  const registry = symbols.find(({ name }) => name === registrySymbol);
  if (registry === undefined) throw malformedImage(`it has no symbol ${registrySymbol}`);
  const { address: start, sizeBytes } = registry;
  const entries = relocations.filter(({ address }) => address >= start && address < start + sizeBytes);
  return new Map(
    entries.map(({ symbolName, targetAddress }) => {
      const block = blockAt(graph.blocks, targetAddress);
      if (block === undefined) throw malformedImage(`${symbolName} is in no section of its link map`);
      return [symbolName, block];
    }),
  );
}

/** Where everything starts: the entry point, and what the linker script keeps; the vector table is part of that. */
function rootBlocks(image: FirmwareImage, graph: SectionGraph): number[] {
  const entry = blockAt(graph.blocks, image.entry);
  if (entry === undefined) {
    throw malformedImage('its entry point is in no section of its link map');
  }
  return [entry, ...graph.blocks.keys()].filter((block) => block === entry || isKept(graph.blocks[block]));
}

function isKept(block: Block | undefined): boolean {
  return block !== undefined && keptSections.test(block.name);
}

/** Flash that only one of several reaches, by its name. */
export function exclusiveBytes(
  graph: SectionGraph,
  reach: ReadonlyMap<string, ReadonlySet<number>>,
): ReadonlyMap<string, number> {
  const users = new Map<number, number>();
  for (const block of [...reach.values()].flatMap((blocks) => [...blocks])) {
    users.set(block, (users.get(block) ?? 0) + 1);
  }
  return new Map(
    [...reach].map(([name, blocks]) => [
      name,
      flashBytes(graph.blocks.filter((_, index) => blocks.has(index) && users.get(index) === 1)),
    ]),
  );
}

function symbolsIn(symbols: readonly ImageSymbol[], graph: SectionGraph, kept: ReadonlySet<number>): Set<string> {
  const isIn = ({ kind, address }: ImageSymbol): boolean =>
    kind !== 'label' && kept.has(blockAt(graph.blocks, address) ?? -1);
  return new Set(symbols.filter(isIn).map(({ name }) => name));
}

const flashBytes = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.flashBytes, 0);
