// Covers the page after a time in which nobody did anything: nothing of it is left in the window, and the server shows
// nothing more until the same person has shown who they are. Without this script the server alone holds.
(() => {
  "use strict";
  const said = document.querySelector("meta[name=kept]");
  const words = document.getElementById("notices");
  if (!said || !words || !Number(said.dataset.lock)) return;
  const LIMIT = Number(said.dataset.lock) * 60 * 1000, PING = 60 * 1000, LOOK = 15 * 1000;
  const SHARED = "active"; // when somebody did something, for all windows; nothing else
  let last = Date.now(), asked = last, covered = false;
  const active = () => {
    last = Date.now();
    try { localStorage.setItem(SHARED, last); } catch { /* this window alone, then */ }
  };
  const newest = () => {
    try { return Math.max(last, Number(localStorage.getItem(SHARED)) || 0); } catch { return last; }
  };
  const back = `/locked/?next=${encodeURIComponent(location.pathname + location.search)}`;
  const go = async (token) => {
    try {
      const answer = await fetch("/locked/now/", { method: "POST", headers: { "X-CSRFToken": token } });
      if (answer.status < 500) return location.replace(back);
    } catch { /* no connection: the page stays covered */ }
    return setTimeout(go, LOOK, token);
  };
  const cover = () => {
    if (covered) return;
    covered = true;
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
    document.body.replaceChildren(words.content.querySelector("[data-notice=covered]").cloneNode(true));
    document.title = "Goldthread";
    go(token);
  };
  const ask = async (how) => {
    asked = Date.now();
    try {
      const { status } = await fetch(`/still-here/${how}`, { cache: "no-store" });
      if (status === 401 || status === 423) cover();
    } catch { /* no connection: the own clock holds */ }
  };
  const look = () => {
    if (Date.now() - newest() >= LIMIT) cover();
    else if (newest() > asked && Date.now() - asked >= PING) ask("?active");
  };
  for (const kind of ["pointerdown", "keydown", "wheel", "touchstart", "input"]) addEventListener(kind, active, { capture: true, passive: true });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { look(); if (!covered) ask(""); } });
  addEventListener("pageshow", (event) => { if (event.persisted) { document.body.hidden = true; location.reload(); } });
  setInterval(look, LOOK);
  active();
})();
