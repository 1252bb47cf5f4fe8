import { useId, useRef } from 'preact/hooks';
import { formatBytes } from '../../../src/index.ts';
import type { InputKind } from '../files/inputs.ts';
import { useSession } from '../state/context.ts';
import { openInputs } from '../state/open-files.ts';

const kinds: Readonly<Record<InputKind, { readonly title: string; readonly about: string }>> = {
  model: { title: 'Input of the model', about: '.npy, or raw little-endian bytes; random unless given' },
  uart: { title: 'Firmware receives by UART', about: 'the bytes of a file' },
  conversation: { title: 'Conversation with firmware', about: 'a .json script, and with it the files that it sends' },
};

/** The files of one kind that runs are given. */
export function InputFiles({ kind }: { readonly kind: InputKind }) {
  const session = useSession();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const { title, about } = kinds[kind];
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
        {files.length === 0 ? about : files.map(({ name, bytes }) => `${name} ${formatBytes(bytes.length)}`).join(', ')}
      </small>
    </div>
  );
}
