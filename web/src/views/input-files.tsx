import { useId, useRef } from 'preact/hooks';
import { formatBytes } from '../../../src/index.ts';
import { type InputKind, inputTitles } from '../files/inputs.ts';
import { useSession } from '../state/context.ts';
import { openInputs } from '../state/open-files.ts';

const about: Readonly<Record<InputKind, string>> = {
  model: '.npy, or raw little-endian bytes; random unless given',
  uart: 'the bytes of a file',
  conversation: 'a .json script, and with it the files that it sends',
};

/** The files of one kind that runs are given. */
export function InputFiles({ kind }: { readonly kind: InputKind }) {
  const session = useSession();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const title = inputTitles[kind];
  const files = session.inputs.value[kind];
  const choose = (): void => {
    void openInputs(session, kind, input.current?.files ?? []).then(() => {
      if (input.current) input.current.value = '';
    });
  };
  return (
    <div class="field">
      <span id={id}>{title}</span>
      <div class="chips">
        <button type="button" class="quiet" aria-describedby={id} onClick={() => input.current?.click()}>
          Choose…
        </button>
        <input ref={input} type="file" multiple={kind === 'conversation'} hidden aria-label={title} onChange={choose} />
        {files.length > 0 && (
          <button
            type="button"
            class="quiet"
            aria-label={`Remove: ${title}`}
            onClick={() => session.setInputs(kind, [])}
          >
            ×
          </button>
        )}
      </div>
      <small>
        {files.length === 0
          ? about[kind]
          : files.map(({ name, bytes }) => `${name} ${formatBytes(bytes.length)}`).join(', ')}
      </small>
    </div>
  );
}
