import type { Device } from '../../devices/schema.ts';
import type { ScheduledEvent } from '../board/types.ts';
import type { AvrHardware, InterruptControl, PortState } from './peripherals/types.ts';

/** Instructions in which a protected register may be written after the key (CCP). */
const protectedInstructions = 4;

/** What the machine lends its hardware. */
export interface HardwareHost {
  now(): number;
  /** Instructions executed since reset. */
  instructions(): number;
  stall(cycles: number): void;
  mapFlashFrom(programOffset: number): void;
  schedule(action: () => void): ScheduledEvent;
  /** The watchdog has run out. */
  watchdogExpired(): void;
}

const sizeOf = (device: Device, kind: 'flash' | 'eeprom' | 'fuses'): number =>
  device.regions.find((region) => region.kind === kind)?.sizeBytes ?? 0;

/** Machine-wide state of one part. */
export class Hardware implements AvrHardware {
  readonly signature: readonly number[];
  readonly eeprom: Uint8Array;
  readonly fuses: Uint8Array;
  readonly highestClockHz: number;
  readonly flashSections: number;
  readonly interrupts: InterruptControl;
  sleepEnabled = false;
  clockHz: number;
  timerAPrescale = 1;
  readonly #host: HardwareHost;
  readonly #ports = new Map<string, PortState>();
  readonly #sectionBytes: number;
  readonly #watchdog: ScheduledEvent;
  #watchdogSeconds: number | undefined;
  #protectionOpenedAt = Number.NEGATIVE_INFINITY;

  constructor(device: Device, host: HardwareHost, interrupts: InterruptControl) {
    this.#host = host;
    this.interrupts = interrupts;
    this.signature = device.avr?.signature ?? [];
    this.eeprom = new Uint8Array(sizeOf(device, 'eeprom')).fill(0xff);
    this.fuses = new Uint8Array(sizeOf(device, 'fuses'));
    this.highestClockHz = device.clockHz;
    this.clockHz = device.clockHz;
    this.#sectionBytes = device.flash.kind === 'avr-mapped' ? device.flash.window.sizeBytes : 0;
    this.flashSections = this.#sectionBytes === 0 ? 0 : Math.floor(sizeOf(device, 'flash') / this.#sectionBytes);
    this.#watchdog = host.schedule(() => host.watchdogExpired());
  }

  port(letter: string): PortState {
    const known = this.#ports.get(letter);
    if (known) return known;
    const state: PortState = { direction: 0, output: 0, pullUps: 0 };
    this.#ports.set(letter, state);
    return state;
  }

  openProtection(): void {
    this.#protectionOpenedAt = this.#host.instructions();
  }

  isProtectionOpen(): boolean {
    return this.#host.instructions() - this.#protectionOpenedAt <= protectedInstructions;
  }

  startWatchdog(seconds: number | undefined): void {
    this.#watchdogSeconds = seconds;
    this.resetWatchdog();
  }

  /** WDR: the time-out begins again. */
  resetWatchdog(): void {
    if (this.#watchdogSeconds === undefined) this.#watchdog.cancel();
    else this.#watchdog.at(this.#host.now() + Math.round(this.#watchdogSeconds * this.clockHz));
  }

  selectFlashSection(section: number): void {
    this.#host.mapFlashFrom((section % this.flashSections) * this.#sectionBytes);
  }

  stall(cycles: number): void {
    this.#host.stall(cycles);
  }
}
