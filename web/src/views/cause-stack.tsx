import { formatCount, formatPercent, type Report } from '../../../src/index.ts';
import { causes } from './causes.ts';

interface CauseStackProps {
  readonly byCause: Report['cycles']['byCause'];
  /** Length of the stack, 0..1 of the column. */
  readonly scale: number;
}

/** Where cycles went, as one bar; the same in words for who cannot see it. */
export function CauseStack({ byCause, scale }: CauseStackProps) {
  const sum = Object.values(byCause).reduce((total, count) => total + count, 0);
  const shown = causes.filter(({ cause }) => (byCause[cause] ?? 0) > 0);
  const words = shown.map(({ cause, label }) => `${label} ${formatPercent((byCause[cause] ?? 0) / sum)}`).join(', ');
  return (
    <span class="stack" role="img" aria-label={words} title={words}>
      {shown.map(({ cause, label, color }) => (
        <span
          key={cause}
          class="stack-part"
          title={`${label}: ${formatCount(byCause[cause] ?? 0)} cycles`}
          style={{ width: `${(((byCause[cause] ?? 0) / sum) * scale * 100).toFixed(3)}%`, background: `var(${color})` }}
        />
      ))}
    </span>
  );
}
