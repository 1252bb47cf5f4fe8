declare module 'cacache' {
  interface Found {
    readonly data: Buffer;
  }
  /** Rejects with code ENOENT where there is no entry, and EINTEGRITY where it is damaged. */
  export function get(cache: string, key: string): Promise<Found>;
  export function put(cache: string, key: string, data: string | Uint8Array): Promise<unknown>;
}
