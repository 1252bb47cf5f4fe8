import { inputKinds } from '../files/inputs.ts';
import { useSession } from '../state/context.ts';
import { InputFiles } from './input-files.tsx';
import { fieldNames } from './page-words.ts';
import { TextField } from './text-field.tsx';

const leastSeconds = 1;

/** What is measured in firmware, what runs are given, and when a run is given up. */
export function RunOptions() {
  const session = useSession();
  const { region, layersOf, uart, maxCycles, limitSeconds } = session.settings.value;
  const limit = (text: string): void => {
    const seconds = Number(text);
    if (seconds >= leastSeconds) session.update({ limitSeconds: seconds });
  };
  return (
    <details class="options">
      <summary>Run options</summary>
      <TextField
        label={fieldNames.region}
        placeholder="function, or NAME#2; the inference if known"
        value={region}
        onInput={(text) => session.update({ region: text })}
      />
      <TextField
        label={fieldNames.layersOf}
        placeholder="function"
        value={layersOf}
        onInput={(text) => session.update({ layersOf: text })}
      />
      <TextField
        label={fieldNames.uart}
        placeholder="USART2; all of them"
        value={uart}
        onInput={(text) => session.update({ uart: text })}
      />
      {inputKinds.map((kind) => (
        <InputFiles key={kind} kind={kind} />
      ))}
      <TextField
        label={fieldNames.maxCycles}
        placeholder="2 Gcycles"
        value={maxCycles}
        onInput={(text) => session.update({ maxCycles: text })}
      />
      <TextField label="Time limit (s)" placeholder="60" value={String(limitSeconds)} onInput={limit} />
    </details>
  );
}
