import { BudgetFields } from './budget-fields.tsx';
import { BuildChoice } from './build-choice.tsx';
import { FileChoice } from './file-choice.tsx';
import { PartChoice } from './part-choice.tsx';
import { RunOptions } from './run-options.tsx';

/** Everything that is set: what is run, on which parts, how it is built, and what it may take. */
export function Setup() {
  return (
    <section class="setup" aria-label="What to run">
      <FileChoice />
      <PartChoice />
      <BuildChoice />
      <BudgetFields />
      <RunOptions />
    </section>
  );
}
