import { loadSample, samples } from '../files/samples.ts';
import type { Session } from './session.ts';

/** What the page opens with: the first sample, already being checked. */
export async function openPage(session: Session): Promise<void> {
  const [first] = samples;
  if (first !== undefined) session.add(await loadSample(first));
}
