import { useRef, useState } from 'preact/hooks';
import { formatBytes, formatCount, type Report } from '../../../src/index.ts';
import {
  labelOf,
  type MemoryBuffer,
  type MemoryPlan as Plan,
  type PlanRectangle,
  type PlanStep,
  rectanglesOf,
  shortName,
  stepsOf,
} from '../memory/rectangles.ts';

/** What lies where in the memory of the tensors, layer by layer. */
export function MemoryPlan({ report }: { readonly report: Report }) {
  const { memoryPlan: plan, layers } = report;
  return (
    <section class="panel" aria-labelledby="memory-plan">
      <h3 id="memory-plan">Memory plan</h3>
      {plan === undefined ? (
        <p class="hint">{whyNone(report)}</p>
      ) : (
        <PlanView plan={plan} steps={stepsOf(plan, layers)} />
      )}
    </section>
  );
}

function whyNone({ model, provenance, ram: { tensorArena } }: Report): string {
  if (provenance.engine === 'estimate') return 'The plan is read from memory while the firmware runs: simulate it.';
  if (model !== null) return 'This report was made without a memory plan.';
  const used = tensorArena === null ? '' : ` It has used ${formatBytes(tensorArena.usedBytes)} of its tensor arena.`;
  return `Where firmware of your own keeps each tensor cannot be told from outside; give the model to see a plan.${used}`;
}

const memoryNames = { arena: 'arena', heap: 'activation memory, a part of the heap' } as const;
const kindNames: Readonly<Record<MemoryBuffer['kind'], string>> = {
  tensor: 'tensor',
  scratch: 'scratch of a kernel',
  persistent: 'as long as the model',
  planner: 'set-up',
};

function PlanView({ plan, steps }: { readonly plan: Plan; readonly steps: readonly PlanStep[] }) {
  const [shown, show] = useState(0);
  const { memory, totalBytes, peakBytes, peakLayer } = plan;
  const peak = steps.find(({ layer }) => layer === peakLayer);
  const kinds = [...new Set(plan.buffers.map(({ kind }) => kind))];
  return (
    <>
      <p class="hint">
        {formatCount(totalBytes)} B of {memoryNames[memory]}; most is needed at{' '}
        <b>
          {peak?.title}: {formatCount(peakBytes)} B
        </b>
        . Layers from left to right, bytes from bottom to top.
      </p>
      <ul class="legend">
        {kinds.map((kind) => (
          <li key={kind}>
            <span class={`swatch plan-${kind}`} /> {kindNames[kind]}
          </li>
        ))}
      </ul>
      <PlanChart plan={plan} steps={steps} shown={shown} onShow={show} />
      <p class="plan-shown" role="status">
        {textOf(plan.buffers[shown]!, steps)}
      </p>
      <details>
        <summary>The same as a table</summary>
        <PlanTable plan={plan} steps={steps} />
      </details>
    </>
  );
}

interface PlanChartProps {
  readonly plan: Plan;
  readonly steps: readonly PlanStep[];
  /** Place of the buffer that is told in words. */
  readonly shown: number;
  readonly onShow: (place: number) => void;
}

const nextKeys: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** One stop for the keyboard: the arrows go from buffer to buffer. */
function PlanChart({ plan, steps, shown, onShow }: PlanChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const step = nextKeys[event.key];
    const next = step === undefined ? undefined : place.current?.querySelectorAll('button')[shown + step];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  const peakColumn = steps.findIndex(({ layer }) => layer === plan.peakLayer);
  return (
    <div class="scroll plan-frame">
      <div style={{ minWidth: `${steps.length * 2.5}rem` }}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons in it */}
        <div ref={place} class="plan" onKeyDown={move}>
          <span
            class="plan-peak"
            style={{ left: `${(peakColumn / steps.length) * 100}%`, width: `${100 / steps.length}%` }}
          />
          {rectanglesOf(plan, steps).map((rectangle, index) => (
            <Rectangle
              key={index}
              of={rectangle}
              text={textOf(rectangle.buffer, steps)}
              isShown={index === shown}
              onShow={() => onShow(index)}
            />
          ))}
        </div>
        <ol class="plan-steps" style={{ gridTemplateColumns: `repeat(${steps.length}, minmax(0, 1fr))` }}>
          {steps.map(({ layer, title }) => (
            <li key={layer} class={layer === plan.peakLayer ? 'peak' : ''} title={title}>
              {title}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

interface RectangleProps {
  readonly of: PlanRectangle;
  readonly text: string;
  readonly isShown: boolean;
  readonly onShow: () => void;
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

function Rectangle({ of: rectangle, text, isShown, onShow }: RectangleProps) {
  const { buffer, left, width, bottom, height } = rectangle;
  return (
    <button
      type="button"
      class={`plan-buffer plan-${buffer.kind}${isShown ? ' shown' : ''}`}
      style={{ left: percent(left), width: percent(width), bottom: percent(bottom), height: percent(height) }}
      tabIndex={isShown ? 0 : -1}
      aria-label={text}
      title={text}
      onFocus={onShow}
      onMouseEnter={onShow}
      onClick={onShow}
    >
      {labelOf(rectangle)}
    </button>
  );
}

const titleOf = (steps: readonly PlanStep[], layer: number): string =>
  steps.find((step) => step.layer === layer)?.title ?? String(layer);

function textOf(buffer: MemoryBuffer, steps: readonly PlanStep[]): string {
  const { offsetBytes, bytes, kind, firstLayer, lastLayer } = buffer;
  const [from, to] = [titleOf(steps, firstLayer), titleOf(steps, lastLayer)];
  const during = firstLayer === lastLayer ? `during ${from}` : `from ${from} to ${to}`;
  return `${shortName(buffer)}: ${formatCount(bytes)} B at ${formatCount(offsetBytes)}, ${during} (${kindNames[kind]})`;
}

function PlanTable({ plan, steps }: { readonly plan: Plan; readonly steps: readonly PlanStep[] }) {
  return (
    <div class="scroll">
      <table class="plan-table">
        <caption class="visually-hidden">Buffers of the memory plan</caption>
        <thead>
          <tr>
            <th scope="col">Buffer</th>
            <th scope="col">Kind</th>
            <th scope="col" class="number">
              Offset
            </th>
            <th scope="col" class="number">
              Bytes
            </th>
            <th scope="col">From</th>
            <th scope="col">To</th>
          </tr>
        </thead>
        <tbody>
          {plan.buffers.map((buffer, index) => (
            <tr key={index}>
              <th scope="row" title={buffer.name}>
                {shortName(buffer)}
              </th>
              <td>{kindNames[buffer.kind]}</td>
              <td class="number">{formatCount(buffer.offsetBytes)}</td>
              <td class="number">{formatCount(buffer.bytes)}</td>
              <td>{titleOf(steps, buffer.firstLayer)}</td>
              <td>{titleOf(steps, buffer.lastLayer)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
