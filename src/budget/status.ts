/**
 * What becomes of a limit or a budget, from good to bad. `uncertain`: the limit lies inside an estimate's band, or there
 * is nothing to hold growth against. `error`: there is no figure.
 */
export const statuses = ['pass', 'uncertain', 'warn', 'fail', 'error'] as const;
export type Status = (typeof statuses)[number];

/** The worst of several; `pass` of none. */
export function worstStatus(all: readonly Status[]): Status {
  return statuses[Math.max(0, ...all.map((status) => statuses.indexOf(status)))] ?? 'pass';
}
