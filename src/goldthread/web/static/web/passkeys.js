// Passkeys: buttons that need this script show themselves; what a device refuses is said on the page. Without this
// script the buttons are not there, and a password or a code does.
(() => {
  "use strict";
  for (const button of document.querySelectorAll("[data-passkey]")) button.hidden = !window.PublicKeyCredential;
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    for (const said of document.querySelectorAll("[data-passkey-failed]")) said.hidden = false;
  });
})();
