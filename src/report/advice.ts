import type { AdviceContext } from './advice-rule.ts';
import { causeAdvice } from './cause-advice.ts';
import type { Finding } from './schema.ts';
import { setupAdvice } from './setup-advice.ts';

/** Shares below this are not worth a line. */
const leastShare = 0.01;

/** Everything the rules find, largest share of the cycles first; how the firmware was built goes before where it waits. */
export function findingsOf(context: AdviceContext): Finding[] {
  return [...setupAdvice, ...causeAdvice]
    .map((rule) => ({ rule, share: rule.share(context) }))
    .filter(({ share }) => share >= leastShare)
    .map(({ rule, share }) => ({
      code: rule.code,
      share,
      message: rule.message(context, share),
      advice: rule.advice(context),
    }))
    .sort((a, b) => b.share - a.share);
}
