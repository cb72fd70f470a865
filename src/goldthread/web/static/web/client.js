// Keeps the page for a bad hour on the phone once it was opened, and throws it away when somebody signs out or another
// person's page is here. Without this script the page needs a connection, and nothing is kept.
(() => {
  "use strict";
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  const KEPT = "bad-hour-";
  const here = document.querySelector("[data-owner]");
  const own = here ? KEPT + here.dataset.owner : "";
  const forget = async (but) => {
    for (const name of await caches.keys()) if (name.startsWith(KEPT) && name !== but) await caches.delete(name);
  };
  const keep = async () => {
    await navigator.serviceWorker.register("worker.js");
    const links = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon]")].map((each) => each.href);
    const scripts = [...document.scripts].filter((each) => each.src).map((each) => each.src);
    const kept = await caches.open(own);
    await kept.addAll([location.pathname, ...links, ...scripts]);
    await navigator.serviceWorker.ready;
    const said = document.querySelector("[data-kept]");
    if (said) said.hidden = false;
  };
  if (here) forget(own).then(() => (here.hasAttribute("data-keep-me") && navigator.onLine ? keep() : null)).catch(() => {});
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.action.endsWith("/sign-out/") || form.dataset.forgot) return;
    event.preventDefault();
    form.dataset.forgot = "yes";
    forget("").catch(() => {}).then(() => form.submit());
  });
})();
