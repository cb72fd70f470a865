// A button that shows what is typed into the fields for passwords. Without this script the button is not there.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-show]")) {
    const fields = button.form.querySelectorAll('input[type="password"]');
    let shown = false;
    const show = (wanted) => {
      shown = wanted;
      for (const field of fields) field.type = shown ? "text" : "password";
      button.textContent = shown ? button.dataset.hide : button.dataset.show;
    };
    button.addEventListener("click", () => show(!shown));
    // A browser must not keep among what was typed before what it saw in the clear.
    button.form.addEventListener("submit", () => show(false));
    button.hidden = false;
  }
})();
