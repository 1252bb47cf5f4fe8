import type { FirmwareImage } from '../image/types.ts';
import { reachOf, registrationBlocks } from './flash-use.ts';
import type { LinkMap } from './link-map.ts';
import { registryEntryBytes } from './registry.ts';
import { sectionGraph } from './section-graph.ts';

/** Code, tables and variables that are linked in as soon as a model uses one of some operators. */
export interface MemoryGroup {
  /** Registration symbols; empty for what is always there. */
  readonly ops: readonly string[];
  readonly flashBytes: number;
  readonly ramBytes: number;
}

/**
 * Divides what the registrations of an image bring with them by which of them need it: the memory of any model is what
 * is always there and the groups that have one of its operators.
 *
 * @param image linked with `--emit-relocs` and every registration
 * @throws BuildError `malformed-image` when it is none of preflash's own
 */
export function memoryGroups(image: FirmwareImage, map: LinkMap): MemoryGroup[] {
  const graph = sectionGraph(image, map);
  const registrations = registrationBlocks(image, graph);
  const { reach } = reachOf(image, graph, registrations);
  const groups = new Map<string, MemoryGroup>(
    [...registrations.keys()].map((op) => [op, { ops: [op], flashBytes: registryEntryBytes, ramBytes: 0 }]),
  );
  for (const [index, { flashBytes, ramBytes }] of graph.blocks.entries()) {
    const ops = [...reach].filter(([, blocks]) => blocks.has(index)).map(([op]) => op);
    const key = ops.join();
    const group = groups.get(key) ?? { ops, flashBytes: 0, ramBytes: 0 };
    groups.set(key, { ops, flashBytes: group.flashBytes + flashBytes, ramBytes: group.ramBytes + ramBytes });
  }
  return [...groups.values()].filter(({ ops, flashBytes, ramBytes }) => ops.length > 0 && flashBytes + ramBytes > 0);
}
