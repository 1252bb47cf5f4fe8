import type { FirmwareImage, ImageSection } from '../image/types.ts';
import type { LinkMap } from './link-map.ts';

/** The smallest piece the linker keeps or drops: one input section with the padding behind it. */
export interface Block {
  readonly name: string;
  readonly address: number;
  readonly endAddress: number;
  /** What it takes of flash; 0 for zero-initialised data. */
  readonly flashBytes: number;
  /** What it takes of RAM; 0 for code and constants. */
  readonly ramBytes: number;
}

/** Which block refers to which. Blocks are named by their position in `blocks`. */
export interface SectionGraph {
  /** In ascending order of address, without overlap. */
  readonly blocks: readonly Block[];
  readonly successors: readonly ReadonlySet<number>[];
}

/** String and constant sections that the linker merges over all objects: kept string by string, not as a whole. */
const merged = /\.(str|cst)\d+(\.\d+)?$/;

/** Unwind tables follow the code they describe: what they refer to is not kept alive by them. */
const unwind = /^\.ARM\.(exidx|extab)/;

/**
 * The graph `--gc-sections` walks, rebuilt from a linked image: input sections as nodes, relocations as edges.
 * Jump tables, vtables and literal pools need no care of their own: they are relocated words like any other.
 *
 * @param image linked with `--emit-relocs`, compiled with `-ffunction-sections -fdata-sections`
 */
export function sectionGraph(image: FirmwareImage, map: LinkMap): SectionGraph {
  const scriptSymbols = new Set(map.scriptSymbols);
  const references = image.relocations.filter(({ symbolName }) => !scriptSymbols.has(symbolName));
  const blocks = blocksOf(image, map, references);
  const successors = blocks.map(() => new Set<number>());
  for (const { address, targetAddress } of references) {
    const from = blockAt(blocks, address);
    const to = blockAt(blocks, targetAddress);
    if (from === undefined || to === undefined || unwind.test(blocks[from]?.name ?? '')) continue;
    successors[from]?.add(to);
  }
  return { blocks, successors };
}

/** Position of the block that holds `address`, or undefined where no block does. */
export function blockAt(blocks: readonly Block[], address: number): number | undefined {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((blocks[middle]?.endAddress ?? 0) <= address) low = middle + 1;
    else high = middle;
  }
  const block = blocks[low];
  return block !== undefined && block.address <= address ? low : undefined;
}

/** Positions of all blocks that can be reached from `roots`, not passing through `excluded`. */
export function reachableFrom(
  graph: SectionGraph,
  roots: Iterable<number>,
  excluded: ReadonlySet<number> = new Set(),
): Set<number> {
  const reached = new Set<number>();
  const waiting = [...roots];
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) {
    if (reached.has(block) || excluded.has(block)) continue;
    reached.add(block);
    waiting.push(...(graph.successors[block] ?? []));
  }
  return reached;
}

function blocksOf(
  image: FirmwareImage,
  map: LinkMap,
  references: readonly { readonly targetAddress: number }[],
): Block[] {
  const targets = [...new Set(references.map(({ targetAddress }) => targetAddress))].sort((a, b) => a - b);
  return image.sections
    .filter((section) => section.allocated && section.sizeBytes > 0)
    .sort((a, b) => a.address - b.address)
    .flatMap((section) => blocksInSection(section, map, targets));
}

/** A block ends where the next begins, so that alignment padding belongs to the block before it. */
function blocksInSection(output: ImageSection, map: LinkMap, targets: readonly number[]): Block[] {
  const end = output.address + output.sizeBytes;
  const starts = map.sections
    .filter(({ address }) => address >= output.address && address < end)
    .flatMap(({ name, address, sizeBytes }) => {
      const inside = merged.test(name) ? targets.filter((to) => to > address && to < address + sizeBytes) : [];
      return [address, ...inside].map((start) => ({ name, address: start }));
    });
  return starts.map(({ name, address }, index) => {
    const endAddress = starts[index + 1]?.address ?? end;
    const sizeBytes = endAddress - address;
    return {
      name,
      address,
      endAddress,
      flashBytes: output.hasBytes ? sizeBytes : 0,
      ramBytes: output.writable ? sizeBytes : 0,
    };
  });
}
