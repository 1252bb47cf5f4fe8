const style = `
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; padding: 0 1rem; max-width: 72rem; color: #1c1e21; background: #fff; }
table { border-collapse: collapse; margin: 0 0 1.5rem; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid #dde; white-space: nowrap; }
th { font-weight: 600; }
figure { margin: 1rem 0 2rem; } figcaption { font-weight: 600; }
svg { max-width: 100%; height: auto; }`;

/** What HTML would read as a tag, an entity or the end of an attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A page that loads nothing: no script, no font, no picture from elsewhere. `body` and `ownStyle` go in as they are. */
export function htmlPage(title: string, ownStyle: string, body: readonly string[]): string {
  return [
    '<!doctype html>',
    `<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeHtml(title)}</title><style>${style}${ownStyle}</style></head><body>`,
    ...body,
    '</body></html>',
  ].join('\n');
}

/** A table of texts; the cells of a row are escaped. */
export function htmlTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (tag: string, texts: readonly string[]) =>
    `<tr>${texts.map((text) => `<${tag}>${escapeHtml(text)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${line('th', heads)}</thead><tbody>${rows.map((texts) => line('td', texts)).join('\n')}</tbody></table>`;
}
