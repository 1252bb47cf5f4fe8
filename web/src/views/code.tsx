/** A text with lines as they are; where it is longer than its place it scrolls, with the keyboard too. */
export function Code({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached with the keyboard
    <section aria-label={label} class="code" tabIndex={0}>
      <pre>{text}</pre>
    </section>
  );
}
