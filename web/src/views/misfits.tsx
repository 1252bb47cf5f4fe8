import { devices } from '../../../src/index.ts';
import { useSession } from '../state/context.ts';
import { type Misfit, misfitsOf } from '../state/misfits.ts';
import { toggled } from '../state/settings.ts';
import { Prose } from './prose.tsx';

/** What is not run because the part cannot be meant, and what to choose where nothing is left. */
export function Misfits() {
  const session = useSession();
  const misfits = misfitsOf(session.subjects.value, session.settings.value.deviceIds);
  return (
    <div role="status">
      {misfits.map((misfit) => (
        <MisfitLine key={`${misfit.kind} ${misfit.family}`} misfit={misfit} />
      ))}
    </div>
  );
}

function MisfitLine({ misfit: { subjects, parts, kind, family, instead } }: { readonly misfit: Misfit }) {
  return (
    <p class="hint">
      <b>{subjects.map(({ name }) => name).join(', ')}</b>: not for {parts.map(({ name }) => name).join(', ')}:{' '}
      <Prose text={reasons[kind](family)} />.{' '}
      {instead !== undefined && (
        <ChooseButton id={instead.id} text={`Run ${subjects.length === 1 ? 'it' : 'them'} on ${instead.name}`} />
      )}
    </p>
  );
}

const firmware = (family: Misfit['family']): string => `${family} code`;

const reasons: Readonly<Record<Misfit['kind'], (family: Misfit['family']) => string>> = {
  elf: firmware,
  hex: firmware,
  tflite: (family) => `a .tflite runs on ${family}, and AVR runs the weights.h that \`preflash convert\` makes of it`,
  nnom: (family) => `a weights.h of NNoM runs on ${family}`,
};

const ids = devices.map(({ id }) => id);

function ChooseButton({ id, text }: { readonly id: string; readonly text: string }) {
  const session = useSession();
  const choose = (): void => session.update({ deviceIds: toggled(session.settings.peek().deviceIds, id, ids) });
  return (
    <button type="button" onClick={choose}>
      {text}
    </button>
  );
}
