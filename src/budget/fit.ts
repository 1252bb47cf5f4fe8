/** What a part has only so much of. The order is the order of checks in a report. */
export const capacityNames = ['flash', 'ram'] as const;
export type CapacityName = (typeof capacityNames)[number];

/** Bytes of each memory. */
export type Capacities = Readonly<Record<CapacityName, number>>;

/** What is used of one memory of the part, in bytes. */
export interface FitCheck {
  readonly name: CapacityName;
  readonly limit: number;
  readonly actual: number;
  /** How far above the limit; 0 when inside. */
  readonly excess: number;
  /** Percent of the limit in use. */
  readonly usedPercent: number;
}

/** Whether firmware fits a part. */
export interface FitVerdict {
  readonly pass: boolean;
  readonly checks: readonly FitCheck[];
}

/** Holds the bytes that are used against those the part has. Being exactly full fits. */
export function fitVerdict(capacities: Capacities, used: Capacities): FitVerdict {
  const checks = capacityNames.map((name) => fitCheck(name, capacities[name], used[name]));
  return { pass: checks.every(({ excess }) => excess === 0), checks };
}

function fitCheck(name: CapacityName, limit: number, actual: number): FitCheck {
  return { name, limit, actual, excess: Math.max(0, actual - limit), usedPercent: (actual / limit) * 100 };
}
