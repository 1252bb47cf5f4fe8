import type { Report } from '../../../src/index.ts';
import { inPageWords } from './page-words.ts';
import { Prose } from './prose.tsx';

/** Where the cycles go and what can be done, and what a reader of the figures should know. */
export function Findings({ report: { findings, warnings } }: { readonly report: Report }) {
  if (findings.length + warnings.length === 0) return null;
  return (
    <div class="panel findings">
      <h3>Where the cycles go</h3>
      <ol>
        {findings.map(({ code, message, advice }) => (
          <li key={code + message}>
            {message}{' '}
            <small>
              <Prose text={inPageWords(advice)} />
            </small>
          </li>
        ))}
      </ol>
      {warnings.map(({ code, message, advice }) => (
        <p key={code + message} class="warning">
          <strong>Note</strong> <Prose text={inPageWords(message)} />.{' '}
          <small>
            <Prose text={inPageWords(advice)} />
          </small>
        </p>
      ))}
    </div>
  );
}
