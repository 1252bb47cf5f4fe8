import '../engine/no-eval.ts';
import * as z from 'zod';
import { devices, kernelSets, optimizationLevels } from '../../../src/index.ts';
import { inputKinds } from '../files/inputs.ts';
import { samples } from '../files/samples.ts';
import { budgetNames, noBudgets } from '../state/limits.ts';
import { engines } from '../state/settings.ts';
import { unpackJson } from './packed.ts';
import { type PageState, prefix } from './page-link.ts';

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

/** The state that `linkOf` put behind the address. @throws Error that says what is wrong with it */
export function readLink(hash: string): PageState {
  if (!hash.startsWith(prefix)) throw new Error('it was made by another version of this page');
  const { success, data, error } = stateSchema.safeParse(unpackJson(hash.slice(prefix.length)));
  if (success) return data;
  const [issue] = error.issues;
  throw new Error(`${issue?.path.join('.')} ${issue?.message}`);
}
