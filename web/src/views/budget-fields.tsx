import { measures } from '../../../src/index.ts';
import { useSession } from '../state/context.ts';
import { budgetNames, readLimit } from '../state/limits.ts';
import { capitalised } from './capitalised.ts';
import { CiConfigView } from './share.tsx';
import { TextField } from './text-field.tsx';

/** What everything may take at most; without limits the part's memories are what counts. */
export function BudgetFields() {
  const session = useSession();
  const { budgets } = session.settings.value;
  return (
    <fieldset>
      <legend>Budgets</legend>
      <p class="hint">An amount, 80% of the part, or +2% of growth against an earlier report that is open.</p>
      <div class="budget-fields">
        {budgetNames.map((name) => (
          <TextField
            key={name}
            label={capitalised(measures[name].title)}
            placeholder={measures[name].example}
            value={budgets[name]}
            problem={readLimit(name, budgets[name]).problem}
            onInput={(text) => session.update({ budgets: { ...budgets, [name]: text } })}
          />
        ))}
      </div>
      <CiConfigView />
    </fieldset>
  );
}
