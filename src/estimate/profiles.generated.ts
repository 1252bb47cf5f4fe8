// Generated
export const profileFiles: Readonly<Record<string, () => Promise<{ readonly default: unknown }>>> = {};
