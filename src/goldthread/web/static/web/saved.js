// Says when words are not sent yet, and asks before they are left behind: forms with data-keep. Without this script
// the status says what the last page knew, and the browser's own back button brings typed words back.
(() => {
  "use strict";
  const unsent = new Set();
  const tell = (state) => {
    for (const status of document.querySelectorAll("[data-saved]")) {
      const words = status.querySelector("[data-saved-words]");
      if (!words) continue;
      if (!("kept" in words.dataset)) words.dataset.kept = words.textContent;
      words.textContent = state ? status.dataset[state] : words.dataset.kept;
      if (state) status.dataset.state = state; else delete status.dataset.state;
      if (!state) delete words.dataset.kept;
    }
  };
  const form = (event) => event.target.closest && event.target.closest("form[data-keep]");
  document.addEventListener("input", (event) => { const found = form(event); if (found) unsent.add(found); });
  document.addEventListener("submit", (event) => { unsent.delete(form(event)); });
  document.addEventListener("htmx:beforeRequest", () => tell("saving"));
  document.addEventListener("htmx:sendError", () => tell("waiting"));
  document.addEventListener("htmx:timeout", () => tell("waiting"));
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.failed && !event.detail.xhr?.status) return;
    if (event.detail.successful) unsent.delete(form(event));
    tell("");
  });
  addEventListener("offline", () => tell("waiting"));
  addEventListener("online", () => tell(""));
  addEventListener("beforeunload", (event) => {
    for (const each of unsent) if (!each.isConnected) unsent.delete(each);
    if (unsent.size) event.preventDefault();
  });
  if (!navigator.onLine) tell("waiting");
})();
