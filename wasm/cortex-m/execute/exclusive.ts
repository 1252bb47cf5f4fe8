/** The local exclusive monitor (section A3.4): set by LDREX, cleared by STREX, CLREX and every exception. */
let exclusive: bool = false;

export function markExclusive(): void {
  exclusive = true;
}

export function clearExclusive(): void {
  exclusive = false;
}

export function holdsExclusive(): bool {
  return exclusive;
}
