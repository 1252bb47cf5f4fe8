import { effect, type ReadonlySignal } from '@preact/signals';

/**
 * Keeps the files of the page, so that it opens without a network; where the browser cannot, it works with one.
 *
 * @param isBusy what the page runs first has the machine for itself
 */
export async function keepForOffline(isBusy: ReadonlySignal<boolean>): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await untilFalse(isBusy);
  try {
    await navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI));
  } catch {
    // A private window, or a host without https: nothing is lost but opening it offline.
  }
}

const untilFalse = (value: ReadonlySignal<boolean>): Promise<void> =>
  new Promise((resolve) => {
    const stop = effect(() => {
      if (value.value) return;
      queueMicrotask(() => stop());
      resolve();
    });
  });
