import type { Report } from '../../../src/index.ts';
import { Code } from './code.tsx';

/** What made the figures; an estimate names what priced it. */
const engineOf = ({ engine, profile }: Report['provenance']): string =>
  engine === 'simulate' ? 'simulated' : `estimated by profile ${profile}`;

/** How the figures came to be: without that they are worth nothing. */
export function Provenance({ report, seconds }: { readonly report: Report; readonly seconds: number | undefined }) {
  const { tool, provenance, image, output } = report;
  const { firmware, input } = provenance;
  const made =
    firmware.origin === 'user'
      ? 'your firmware'
      : `${firmware.origin} firmware, ${firmware.kernels}, -${firmware.opt}, ${firmware.compiler}`;
  const fed = { random: 'random input, seed 1', file: 'your input', none: 'no input' }[input.source];
  return (
    <>
      {output.console.trim() !== '' && (
        <div class="panel">
          <h3>The firmware printed</h3>
          <Code label="What the firmware printed" text={output.console} />
        </div>
      )}
      <p class="provenance">
        preflash {tool.version}, {engineOf(provenance)}; {made}; {fed}
        {image !== null && `; ${image.format} ${image.sha256.slice(0, 12)}`}
        {seconds !== undefined && (
          <>
            ; <data value={seconds}>{seconds.toFixed(2)} s</data> in this page
          </>
        )}
      </p>
    </>
  );
}
