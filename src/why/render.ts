import { formatBytes } from '../units/bytes.ts';
import type { AttributionChange, AttributionNode } from './tree.ts';

const rowsShown = 25;

/** The tree for a terminal: bytes, share of the memory, name; what is small is told as one line. */
export function renderTree(root: AttributionNode): string {
  return root.children
    .flatMap((memory) => [`${memory.name}  ${formatBytes(memory.bytes)}`, ...lines(memory, memory.bytes, 1)])
    .join('\n');
}

function lines({ children }: AttributionNode, total: number, indent: number): string[] {
  const shown = children.slice(0, rowsShown);
  const rest = children.slice(rowsShown);
  const restBytes = rest.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...shown.flatMap((child) => [line(child.bytes, total, indent, child.name), ...lines(child, total, indent + 1)]),
    ...(rest.length > 0 ? [line(restBytes, total, indent, `${rest.length} more`)] : []),
  ];
}

function line(bytes: number, total: number, indent: number, name: string): string {
  const share = total === 0 ? 0 : (100 * bytes) / total;
  return `${String(bytes).padStart(10)}  ${share.toFixed(1).padStart(5)} %  ${'  '.repeat(indent - 1)}${name}`;
}

/** The largest differences for a terminal, each with its sign. */
export function renderChanges(changes: readonly AttributionChange[]): string {
  const total = (memory: AttributionChange['memory']): number =>
    changes.filter((change) => change.memory === memory).reduce((sum, { difference }) => sum + difference, 0);
  const signed = (bytes: number): string => (bytes > 0 ? `+${bytes}` : String(bytes));
  const rest = changes.length - rowsShown;
  return [
    `flash ${signed(total('flash'))} B, ram ${signed(total('ram'))} B`,
    ...changes
      .slice(0, rowsShown)
      .map(
        ({ memory, object, section, symbol, before, after, difference }) =>
          `${signed(difference).padStart(10)}  ${memory.padEnd(5)}  ${symbol}  (${object}, ${section}: ${before} -> ${after})`,
      ),
    ...(rest > 0 ? [`${rest} more`] : []),
  ].join('\n');
}
