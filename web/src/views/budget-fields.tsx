import type { LimitName } from '../../../src/index.ts';
import { useSession } from '../state/context.ts';
import { readLimit } from '../state/limits.ts';
import { CiConfigView } from './share.tsx';
import { TextField } from './text-field.tsx';

const fields: readonly { readonly name: LimitName; readonly label: string; readonly placeholder: string }[] = [
  { name: 'flash', label: 'Flash', placeholder: '64 KiB' },
  { name: 'ram', label: 'RAM', placeholder: '24 KiB' },
  { name: 'latency', label: 'Latency', placeholder: '20 ms' },
  { name: 'cycles', label: 'Cycles', placeholder: '1.5 Mcycles' },
];

/** What everything may take at most; without limits the part's memories are what counts. */
export function BudgetFields() {
  const session = useSession();
  const { budgets } = session.settings.value;
  return (
    <fieldset>
      <legend>Budgets</legend>
      <div class="budget-fields">
        {fields.map(({ name, label, placeholder }) => (
          <TextField
            key={name}
            label={label}
            placeholder={placeholder}
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
