import type { InputKind } from '../files/inputs.ts';
import type { Settings } from '../state/settings.ts';
import { pack } from './packed.ts';

/** The version of the state stands in front of it: a link of another version is told apart and not misread. */
export const prefix = '#v1=';

/** The state of the page without binaries. */
export interface PageState {
  readonly samples: readonly string[];
  readonly files: readonly string[];
  readonly inputs: Readonly<Partial<Record<InputKind, readonly string[]>>>;
  readonly reports: readonly string[];
  readonly shown?: number | undefined;
  readonly settings: Settings;
}

/** The state as what stands behind the address of the page. */
export const linkOf = (state: PageState): string => prefix + pack(state);

/** Whether a hash is a state of the page, of any version. */
export const isPageLink = (hash: string): boolean => /^#v\d+=/.test(hash);
