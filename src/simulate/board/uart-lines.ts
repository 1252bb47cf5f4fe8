/** The far end of a part's UARTs: what they are sent, and which of them have nothing to receive. */
export class UartLines {
  readonly #input: number[] = [];
  readonly #listeners: (() => void)[] = [];
  readonly #starved = new Set<string>();
  #selected: string | undefined;

  /** Connects that UART only: what others send is not heard, and what is sent to the part goes to this one. */
  select(name: string): void {
    this.#selected = name;
  }

  isConnected(name: string): boolean {
    return this.#selected === undefined || this.#selected === name;
  }

  /** The next byte for a UART that receives; undefined when there is none. */
  take(name: string): number | undefined {
    const byte = this.isConnected(name) ? this.#input.shift() : undefined;
    if (byte === undefined) this.#starved.add(name);
    else this.#starved.delete(name);
    return byte;
  }

  /** UARTs whose receiver is on, and that were sent nothing more. */
  get starved(): readonly string[] {
    return [...this.#starved];
  }

  onInput(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Sends bytes to the UART that receives. */
  send(bytes: Uint8Array): void {
    for (const byte of bytes) this.#input.push(byte);
    for (const listener of this.#listeners) listener();
  }
}
