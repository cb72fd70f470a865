// Says when words are not sent yet, and asks the server whether it is there before a form with data-keep leaves the
// page: where it is not, the form stays with all that was typed. Without this script the status says what the last page
// knew, and the browser's own back button brings typed words back.
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
  const say = (where, which, by) => {
    const found = document.getElementById("notices")?.content.querySelector(`[data-notice=${which}]`);
    where.querySelector("[data-notice=unreached], [data-notice=signed-out]")?.remove();
    if (!found) return;
    const notice = found.cloneNode(true);
    const link = notice.querySelector("[data-sign-in]");
    if (link) {
      link.href = `/sign-in/?next=${encodeURIComponent(location.pathname + location.search)}`;
      if (!("keeps" in document.documentElement.dataset)) link.target = "_blank";
    }
    notice.querySelector("[data-again]")?.addEventListener("click", () => { notice.remove(); where.requestSubmit(by); });
    if (by && by.form === where && where.contains(by)) by.before(notice); else where.append(notice);
    notice.querySelector("a, button")?.focus();
  };
  const ask = async (where, by) => {
    where.dataset.asking = "";
    tell("saving");
    let status = 0;
    try {
      const answer = await fetch("/still-here/?active", { cache: "no-store", signal: AbortSignal.timeout(10000) });
      status = answer.status;
    } catch { /* nobody answered: status 0 */ }
    delete where.dataset.asking;
    if (!where.isConnected) return;
    if (status === 401 || status === 0 || status >= 500) {
      tell("waiting");
      return say(where, status === 401 ? "signed-out" : "unreached", by);
    }
    where.dataset.go = "";
    where.requestSubmit(by);
  };
  document.addEventListener("input", (event) => { const found = form(event); if (found) unsent.add(found); });
  document.addEventListener("submit", (event) => {
    const found = form(event);
    if (!found || found.method !== "post") return;
    if ("go" in found.dataset) {
      delete found.dataset.go;
      unsent.delete(found);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (!("asking" in found.dataset)) ask(found, event.submitter);
  }, true);
  const writes = (event) => (event.detail.ctx?.request?.method || "GET").toUpperCase() !== "GET";
  document.addEventListener("htmx:before:request", (event) => { if (writes(event)) tell("saving"); });
  document.addEventListener("htmx:error", (event) => { if (writes(event)) tell("waiting"); });
  document.addEventListener("htmx:after:request", (event) => { if (writes(event)) tell(""); });
  // Nobody looks at a window that is hidden: it does not ask for what is new.
  document.addEventListener("htmx:before:request", (event) => {
    if (document.hidden && event.target.id === "news") event.preventDefault();
  });
  addEventListener("offline", () => tell("waiting"));
  addEventListener("online", () => tell(""));
  addEventListener("beforeunload", (event) => {
    for (const each of unsent) if (!each.isConnected) unsent.delete(each);
    if (unsent.size && !("keeps" in document.documentElement.dataset)) event.preventDefault();
  });
  if (!navigator.onLine) tell("waiting");
})();
