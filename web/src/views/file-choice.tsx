import { useRef } from 'preact/hooks';
import { formatBytes } from '../../../src/index.ts';
import { loadSample, samples } from '../files/samples.ts';
import type { Subject } from '../files/subject.ts';
import { useSession } from '../state/context.ts';
import { openFiles } from '../state/open-files.ts';

/** The files that are run: dropped, chosen, or one of the networks that come with the page. */
export function FileChoice() {
  const session = useSession();
  const input = useRef<HTMLInputElement>(null);
  const choose = (): void => {
    void openFiles(session, input.current?.files ?? []).then(() => {
      if (input.current) input.current.value = '';
    });
  };
  return (
    <fieldset>
      <legend>Model or firmware</legend>
      <ul class="files">
        {session.subjects.value.map((subject) => (
          <FileRow key={subject.id} subject={subject} />
        ))}
      </ul>
      <div class="drop-hint">
        <p>
          Drop a <b>.tflite</b>, NNoM <b>weights.h</b>, <b>.elf</b>, <b>.hex</b> or a report’s <b>.json</b> anywhere
        </p>
        <button type="button" onClick={() => input.current?.click()}>
          Choose files…
        </button>
        <input ref={input} type="file" multiple hidden aria-label="Files to run" onChange={choose} />
      </div>
      <SampleChoice />
      <p role="alert" class="complaint">
        {session.complaint.value}
      </p>
    </fieldset>
  );
}

function FileRow({ subject }: { readonly subject: Subject }) {
  const session = useSession();
  const { name, files, sampleId } = subject;
  const details = files.map((file) => `${file.name} ${formatBytes(file.bytes.length)}`).join(', ');
  return (
    <li>
      <span>
        {sampleId === undefined ? details : name} {sampleId !== undefined && <small>{details}</small>}
      </span>
      <button type="button" class="quiet" aria-label={`Remove ${subject.name}`} onClick={() => session.remove(subject)}>
        ×
      </button>
    </li>
  );
}

function SampleChoice() {
  const session = useSession();
  const add = async (event: Event): Promise<void> => {
    const select = event.currentTarget as HTMLSelectElement;
    const sample = samples.find(({ id }) => id === select.value);
    select.value = '';
    if (sample === undefined) return;
    session.isTouched.value = true;
    session.complaint.value = undefined;
    try {
      session.add(await loadSample(sample));
    } catch (error) {
      session.complaint.value = `${sample.title}: ${(error as Error).message}`;
    }
  };
  return (
    <label class="row">
      <span>Add a sample</span>
      <select onChange={(event) => void add(event)}>
        <option value="">a bundled network…</option>
        {samples.map(({ id, title, about }) => (
          <option key={id} value={id} title={about}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
