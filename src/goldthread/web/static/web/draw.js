// A pad on which a name is drawn by pen, finger or mouse; what was drawn is sent as a picture with the form. Without
// this script the pad is not there, and a typed name is enough.
(() => {
  "use strict";
  for (const pad of document.querySelectorAll("[data-pad]")) {
    const canvas = pad.querySelector("canvas"), field = pad.querySelector("[name=drawn]");
    const pen = canvas.getContext("2d");
    if (!pen) continue;
    pad.hidden = false;
    const blank = () => { pen.fillStyle = "#fff"; pen.fillRect(0, 0, canvas.width, canvas.height); field.value = ""; };
    const at = (event) => {
      const box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
    };
    let drawing = false;
    pen.lineWidth = 4; pen.lineCap = pen.lineJoin = "round"; pen.strokeStyle = "#14213d";
    const before = field.value;
    blank();
    if (before.startsWith("data:image/png;base64,")) {  // the form came back: what was drawn stands there again
      const picture = new Image();
      picture.onload = () => { pen.drawImage(picture, 0, 0); field.value = before; };
      picture.src = before;
    }
    canvas.addEventListener("pointerdown", (event) => {
      drawing = true;
      canvas.setPointerCapture(event.pointerId);
      pen.beginPath(); pen.moveTo(...at(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!drawing) return;
      pen.lineTo(...at(event)); pen.stroke();
    });
    const stop = () => { if (drawing) { drawing = false; field.value = canvas.toDataURL("image/png"); } };
    canvas.addEventListener("pointerup", stop);
    canvas.addEventListener("pointercancel", stop);
    pad.querySelector("[data-clear]").addEventListener("click", blank);
  }
})();
