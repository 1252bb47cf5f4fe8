/* What makes the page work without a network. The build puts in its version and the files the page opens with. */
const version = '__VERSION__';
const opening = __FILES__;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(version)
      .then((cache) => cache.addAll(opening))
      .then(() => self.skipWaiting()),
  );
});

/** Files of another version do not belong to this page. */
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== version).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const isOurs = url.href.startsWith(self.registration.scope) && event.request.method === 'GET';
  if (isOurs) event.respondWith(answer(event.request, url));
});

/** From what is kept, else from the network, and then it is kept. The page itself is the same for every address; its frame is not the page. */
async function answer(request, url) {
  const cache = await caches.open(version);
  const isPage = request.destination === 'document';
  const kept = await cache.match(isPage ? './' : url.href, { ignoreSearch: isPage });
  if (kept !== undefined) return kept;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
}
