/** Keeps the files of the page, so that it opens without a network; where the browser cannot, it works with one. */
export async function keepForOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(new URL('service-worker.js', document.baseURI));
  } catch {
    // A private window, or a host without https: nothing is lost but opening it offline.
  }
}
