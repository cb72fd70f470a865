// Gives messages a button to close them. Without this script they stay until the next page.
(() => {
  "use strict";
  const ready = (root) => { for (const button of root.querySelectorAll("[data-close]")) button.hidden = false; };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-close]");
    const message = button && button.closest("[data-toast]");
    if (!message) return;
    // Focus must not fall out of the page with the button that had it.
    const next = message.nextElementSibling || message.previousElementSibling;
    const where = (next && next.querySelector("[data-close]")) || document.querySelector("main");
    message.remove();
    if (!where) return;
    if (where.tagName === "MAIN" && !where.hasAttribute("tabindex")) where.tabIndex = -1;
    where.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:after:settle", () => ready(document));
  ready(document);
})();
