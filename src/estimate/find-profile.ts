import type { OptimizationLevel, Runtime } from '../build/types.ts';
import { type Profile, ProfileError, parseProfile } from './profile.ts';
import { profileFiles } from './profiles.generated.ts';

/** Ids of the profiles that come with preflash, in order. */
export const profileIds: readonly string[] = Object.keys(profileFiles).sort();

/** The id of the profile of preflash's own firmware on a part. */
export const profileIdFor = (device: string, runtime: Runtime, opt: OptimizationLevel): string =>
  `${device}-${runtime}-${opt}`;

/**
 * A profile that comes with preflash.
 * @throws ProfileError when there is none of this id, with those there are
 */
export async function findProfile(id: string): Promise<Profile> {
  const load = profileFiles[id];
  if (load !== undefined) return parseProfile(JSON.stringify((await load()).default), id);
  const device = id.split('-')[0] ?? '';
  const alike = profileIds.filter((known) => known.startsWith(`${device}-`));
  throw new ProfileError({
    where: id,
    what: `there is no cost profile of this name; there are ${(alike.length > 0 ? alike : profileIds).join(', ')}`,
    advice: 'Choose one with --profile, make one with preflash calibrate, or simulate (--engine simulate).',
    kind: 'unsupported',
  });
}
