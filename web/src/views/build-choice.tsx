import { kernelSets, optimizationLevels } from '../../../src/index.ts';
import { isModelSubject } from '../files/subject.ts';
import { useSession } from '../state/context.ts';
import { engines, toggled } from '../state/settings.ts';

/** How the firmware around a model is made; several are run side by side. */
export function BuildChoice() {
  const session = useSession();
  const { kernels, opts, engines: chosen } = session.settings.value;
  if (!session.subjects.value.some(isModelSubject)) return null;
  return (
    <fieldset>
      <legend>Build around a model</legend>
      <div class="chips">
        {engines.map((engine) => (
          <Chip
            key={engine}
            text={engine}
            checked={chosen.includes(engine)}
            onChange={() => session.update({ engines: toggled(chosen, engine, engines) })}
          />
        ))}
      </div>
      <div class="chips">
        {kernelSets.map((set) => (
          <Chip
            key={set}
            text={set}
            checked={kernels.includes(set)}
            onChange={() => session.update({ kernels: toggled(kernels, set, kernelSets) })}
          />
        ))}
      </div>
      <div class="chips">
        {optimizationLevels.map((level) => (
          <Chip
            key={level}
            text={`-${level}`}
            checked={opts.includes(level)}
            onChange={() => session.update({ opts: toggled(opts, level, optimizationLevels) })}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ChipProps {
  readonly text: string;
  readonly checked: boolean;
  readonly onChange: () => void;
}

function Chip({ text, checked, onChange }: ChipProps) {
  return (
    <label class="chip">
      <input type="checkbox" checked={checked} onChange={onChange} />
      <span>{text}</span>
    </label>
  );
}
