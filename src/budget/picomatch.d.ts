declare module 'picomatch' {
  /** Whether a text matches the glob. `bash`: a single star matches slashes, too. */
  export default function picomatch(glob: string, options?: { bash?: boolean }): (text: string) => boolean;
}
