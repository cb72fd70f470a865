// Keeps a slider and the number beside it alike. Without this script either can be used: what was moved or typed counts.
(() => {
  "use strict";
  for (const slide of document.querySelectorAll("input[type=range][data-slides]")) {
    const typed = document.getElementById(slide.dataset.slides);
    slide.addEventListener("input", () => { typed.value = slide.value; });
    typed.addEventListener("input", () => { if (typed.value !== "") slide.value = typed.value; });
  }
})();
