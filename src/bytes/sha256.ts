/**
 * SHA-256 of `bytes` as 64 lower-case hexadecimal digits. WebCrypto, so it is asynchronous, and the same in Node 20
 * and in a browser (where the page must be served over https or from localhost).
 */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  // WebCrypto's types exclude views of shared memory; a copy is never shared.
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
