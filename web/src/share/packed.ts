import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';

/** More than the state of the page or a report of thousands of layers: a longer link is refused, not unpacked. */
const largestBytes = 32 * 1024 * 1024;

/** A value as text that fits behind a `#`: JSON, deflated, in base64url (RFC 4648, section 5). */
export function pack(value: unknown): string {
  const bytes = deflateSync(strToU8(JSON.stringify(value)), { level: 9 });
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The JSON that was packed, as bytes. @throws Error for a text that `pack` did not make */
export function unpack(text: string): Uint8Array {
  const packed = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const chunks: Uint8Array[] = [];
  let totalBytes = 0;
  const inflate = new Inflate((chunk) => {
    totalBytes += chunk.length;
    if (totalBytes > largestBytes) throw new Error('it unpacks to more than a page shows');
    chunks.push(chunk);
  });
  inflate.push(
    Uint8Array.from(packed, (letter) => letter.charCodeAt(0)),
    true,
  );
  const bytes = new Uint8Array(totalBytes);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** The value that was packed. @throws Error for a text that `pack` did not make */
export function unpackJson(text: string): unknown {
  return JSON.parse(strFromU8(unpack(text)));
}
