const escaped = (text: string): string => text.replace(/\|/g, '\\|');

/** A GitHub table, with the bars inside cells escaped; ends with a line feed. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return `${[line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')}\n`;
}
