import { type Check, type LimitName, type Limits, limitNames, type Measures, type Verdict } from './types.ts';

/** Holds what was measured against each limit that is set. Being exactly at a limit passes. */
export function checkLimits(limits: Limits, measures: Measures): Verdict {
  const checks = limitNames.flatMap((name) => {
    const limit = limits[name];
    return limit === undefined ? [] : [check(name, limit, measures[name])];
  });
  return { pass: checks.every(({ excess }) => excess === 0), checks };
}

function check(name: LimitName, limit: number, actual: number): Check {
  return { name, limit, actual, excess: Math.max(0, actual - limit), usedPercent: (actual / limit) * 100 };
}
