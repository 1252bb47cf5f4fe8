import { cycleCauses } from '../../simulate/types.ts';
import { formatCount } from '../../units/count.ts';
import { formatPercent } from '../../units/percent.ts';
import type { ProfiledFunction, Report } from '../schema.ts';
import { textTable } from '../text-table.ts';

const columns = [
  { head: 'own cycles', align: 'right' },
  { head: 'share', align: 'right' },
  { head: 'with callees', align: 'right' },
  { head: 'calls', align: 'right' },
  { head: 'mostly', align: 'left' },
  { head: 'function', align: 'left' },
] as const;

/** The functions with the most cycles of their own, one a line. */
export function topTable({ profile, cycles }: Report, count: number): string {
  const shown = profile?.functions.slice(0, count) ?? [];
  return textTable(
    columns,
    shown.map((row) => cellsOf(row, cycles.total)),
  );
}

function cellsOf(row: ProfiledFunction, total: number): string[] {
  const { name, file, line } = row;
  return [
    formatCount(row.ownCycles),
    formatPercent(row.ownCycles / total),
    formatCount(row.cycles),
    formatCount(row.calls),
    mostOf(row),
    file === null ? name : `${name}  ${file}:${line}`,
  ];
}

/** What most of its cycles beyond one an instruction were for. */
function mostOf({ ownByCause, ownCycles }: ProfiledFunction): string {
  const [cause] = cycleCauses.filter((name) => name !== 'issue').sort((a, b) => ownByCause[b] - ownByCause[a]);
  const part = cause === undefined ? 0 : ownByCause[cause] / ownCycles;
  return cause === undefined || part < leastPart ? '-' : `${cause} ${formatPercent(part)}`;
}

const leastPart = 0.05;
