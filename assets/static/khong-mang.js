// The page that checks printed codes works without a network once it was opened: the network first, what was kept when there is none.
const kept = (request) => caches.match(request, { ignoreSearch: true });
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.endsWith("/so-cai/kiem-chung") || url.pathname.startsWith("/assets/"))
    event.respondWith(fetch(event.request).catch(async (error) => (await kept(event.request)) ?? Promise.reject(error)));
});
