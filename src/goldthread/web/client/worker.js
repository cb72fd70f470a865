// Keeps the page for a bad hour, and nothing else: what stands beside it in the browser's cache was put there by the
// page itself (client.js), when it was opened. With a connection the page is always the newest, unless the server says
// that something is wrong on its side. Where it is no longer this person's to see (signed out, somebody else), what was
// kept is thrown away.
"use strict";
const KEPT = "bad-hour-";
const forget = async () => {
  for (const name of await caches.keys()) if (name.startsWith(KEPT)) await caches.delete(name);
};
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const page = event.request.mode === "navigate";
  event.respondWith((async () => {
    try {
      const answer = await fetch(event.request);
      if (page && (answer.type === "opaqueredirect" || answer.redirected || answer.status === 403)) await forget();
      const down = page && answer.status >= 500 ? await caches.match(event.request, { ignoreSearch: true, ignoreVary: true }) : null;
      return down || answer;
    } catch (error) {
      const kept = await caches.match(event.request, { ignoreSearch: page, ignoreVary: true });
      if (kept) return kept;
      throw error;
    }
  })());
});
