/** Whether `bytes` look like a report's JSON: an object that begins with the version of its schema. */
export function isReport(bytes: Uint8Array): boolean {
  return /^\s*\{\s*"schemaVersion"/.test(new TextDecoder().decode(bytes.subarray(0, 200)));
}
