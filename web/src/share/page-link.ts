import * as z from 'zod';
import { devices, kernelSets, optimizationLevels } from '../../../src/index.ts';
import { type InputKind, inputKinds } from '../files/inputs.ts';
import { samples } from '../files/samples.ts';
import { budgetNames, noBudgets } from '../state/limits.ts';
import { engines, type Settings } from '../state/settings.ts';
import { pack, unpackJson } from './packed.ts';

/** The version of the state stands in front of it: a link of another version is told apart and not misread. */
const prefix = '#v1=';

const known = (ids: readonly string[]) => z.string().refine((id) => ids.includes(id), 'is not known to this page');
const shortText = z.string().max(1000);
const names = z.array(shortText);

const stateSchema = z.object({
  samples: z.array(known(samples.map(({ id }) => id))),
  /** Names of files that were in the page: their bytes are not in the link. */
  files: names,
  // What was added since the first links were made has a default: they open as they did.
  /** The same of what runs were given, and of reports that were open. */
  inputs: z.partialRecord(z.enum(inputKinds), names).default({}),
  reports: names.default([]),
  /** Which of the runs of samples is shown in full, by its place. */
  shown: z.int().nonnegative().optional(),
  settings: z.object({
    deviceIds: z.array(known(devices.map(({ id }) => id))),
    engines: z.array(z.enum(engines)).default(['simulate']),
    kernels: z.array(z.enum(kernelSets)),
    opts: z.array(z.enum(optimizationLevels)),
    region: shortText,
    layersOf: shortText,
    uart: shortText.default(''),
    maxCycles: shortText,
    limitSeconds: z.number().min(1),
    budgets: z.partialRecord(z.enum(budgetNames), shortText).transform((typed) => ({ ...noBudgets, ...typed })),
  }),
});

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

/** The state that `linkOf` put behind the address. @throws Error that says what is wrong with it */
export function readLink(hash: string): PageState {
  if (!hash.startsWith(prefix)) throw new Error('it was made by another version of this page');
  const { success, data, error } = stateSchema.safeParse(unpackJson(hash.slice(prefix.length)));
  if (success) return data;
  const [issue] = error.issues;
  throw new Error(`${issue?.path.join('.')} ${issue?.message}`);
}
