import { measures } from '../../budget/measures.ts';
import type { CheckRenderer } from './reporter.ts';
import type { CheckedBudget, CheckedLimit } from './schema.ts';

const heads = [
  ...['budget', 'device', 'status', 'limit', 'layer', 'level', 'limitText', 'unit'],
  ...['limitValue', 'actual', 'low', 'high', 'baseline', 'excess', 'message'],
];

/** RFC 4180: a line a limit, and one for each budget without figures; numbers in the unit beside them. */
export const renderCheckCsv: CheckRenderer = ({ budgets }) =>
  [heads, ...budgets.flatMap(rows)].map((cells) => cells.map(csvCell).join(',')).join('\r\n');

function rows(budget: CheckedBudget): string[][] {
  const { failure, verdict, name, device, status } = budget;
  const failed = failure === null ? [] : [[name, device, status, ...Array<string>(11).fill(''), failure.message]];
  return [...failed, ...verdict.checks.map((check) => limitRow(budget, check))];
}

function limitRow({ name, device }: CheckedBudget, check: CheckedLimit): string[] {
  const { limit, actual, low, high, baseline, excess, layer, layers } = check;
  const figures = [limit, actual, low, high, baseline, excess].map((value) => (value === null ? '' : String(value)));
  const layerText = layer === null ? (layers ?? '') : `${layer.index} ${layer.op}`;
  const { unit } = measures[check.name];
  return [
    name,
    device,
    check.status,
    check.name,
    layerText,
    check.level,
    check.text,
    unit,
    ...figures,
    check.reason ?? '',
  ];
}

const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
