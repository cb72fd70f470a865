// Keeps what is typed in forms with data-keep on this device, sealed with a key that the page brings along and that is
// gone when the person signs out; puts it back when the same person opens the form again. Without this script, and
// where the browser cannot seal (no TLS), nothing is kept, and leaving a page with unsent words asks first.
(() => {
  "use strict";
  const said = document.querySelector("meta[name=kept]");
  const notices = document.getElementById("notices");
  if (!said || !notices || !window.crypto?.subtle) return;
  let store;
  try { store = window.localStorage; store.setItem("kept-try", ""); store.removeItem("kept-try"); } catch { return; }
  const LONGEST = Number(said.dataset.days) * 24 * 60 * 60 * 1000;
  const NEVER = new Set(["password", "file", "submit", "button", "reset", "image"]);
  const done = new Set((said.dataset.done || "").split(" "));
  const forms = new Map();
  const text = new TextEncoder();
  const bytes = (base64) => Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
  const base64 = (found) => btoa(Array.from(new Uint8Array(found), (each) => String.fromCharCode(each)).join(""));
  const digest = async (found) =>
    Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", found)), (each) => each.toString(16).padStart(2, "0")).join("").slice(0, 24);
  let mine = "", key = null;

  const seal = async (name, plain) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(name) }, key, text.encode(plain));
    return `${base64(iv)} ${base64(sealed)}`;
  };
  const open = async (name) => {
    const [, iv, sealed] = (store.getItem(name) || "").split(" ");
    if (!sealed) return null;
    try {
      const way = { name: "AES-GCM", iv: bytes(iv), additionalData: text.encode(name) };
      const found = JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(way, key, bytes(sealed))));
      if (!done.has(once(found.now))) return found;
    } catch { /* it cannot be read any more */ }
    store.removeItem(name);
    return null;
  };
  const names = () => Object.keys(store).filter((each) => each.startsWith("kept:"));
  const tidy = () => {
    for (const name of names()) if (Date.now() - Number(store.getItem(name).split(" ")[0]) > LONGEST) store.removeItem(name);
  };

  // What stands in a form: [name, type, value] in its order.
  const controls = (form) => [...form.elements].filter((each) => each.name && each.name !== "csrfmiddlewaretoken" && !NEVER.has(each.type));
  const valueOf = (each) =>
    each.type === "checkbox" || each.type === "radio" ? each.checked
      : each.type === "select-multiple" ? [...each.options].map((option) => option.selected) : each.value;
  const standing = (form) => controls(form).map((each) => [each.name, each.type, valueOf(each)]);
  const seen = (found) => JSON.stringify(found.filter(([, type]) => type !== "hidden"));
  const once = (found) => (found.find(([name]) => name === "once") || [])[2] || " ";
  const put = (form, found, withOnce) => {
    const left = [...found];
    for (const each of controls(form)) {
      const at = left.findIndex(([name, type]) => name === each.name && type === each.type);
      if (at < 0) continue;
      const [[name, type, value]] = left.splice(at, 1);
      if (name === "once" && !withOnce) continue;
      if (type === "checkbox" || type === "radio") each.checked = value;
      else if (type === "select-multiple") [...each.options].forEach((option, place) => { option.selected = Boolean(value[place]); });
      else each.value = value;
    }
  };

  const write = async (form, sent) => {
    const state = forms.get(form);
    if (!state || !key) return;
    const turn = ++state.turn, now = standing(form), at = Date.now();
    if (seen(now) === seen(state.base)) return store.removeItem(state.name);
    const page = location.pathname + location.search + location.hash;
    const sealed = await seal(state.name, JSON.stringify({ at, page, title: document.title.split(" · ")[0], base: state.base, now, sent }));
    if (turn === state.turn) try { store.setItem(state.name, `${at} ${sealed}`); } catch { /* the device is full */ }
  };
  const notice = (which, at) => {
    const made = notices.content.querySelector(`[data-notice=${which}]`).cloneNode(true);
    const when = made.querySelector("[data-when]");
    if (when) when.textContent = new Date(at).toLocaleString(document.documentElement.lang, { weekday: "long", hour: "numeric", minute: "2-digit" });
    return made;
  };
  const tell = (form, state, found, which) => {
    const made = notice(which, found.at);
    const first = controls(form).find((each) => each.type !== "hidden");
    const over = () => { made.remove(); if (first) first.focus(); };
    made.querySelector("[data-put-back]")?.addEventListener("click", () => { bring(form, state, found); over(); });
    made.querySelector("[data-throw-away]").addEventListener("click", () => {
      put(form, state.own, true);
      state.base = state.own;
      store.removeItem(state.name);
      over();
    });
    form.prepend(made);
    for (let at = form; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  };
  const bring = (form, state, found) => {
    put(form, found.now, found.sent);
    state.base = found.base;
  };
  const take = async (form) => {
    if (forms.has(form)) return;
    const own = standing(form), to = new URL(form.action, location.href);
    const alike = [...document.querySelectorAll("form[data-keep]")].filter((each) => each.action === form.action);
    const state = { base: own, own, turn: 0, name: "" };
    forms.set(form, state);
    state.name = `kept:${mine}:${await digest(text.encode(`${to.pathname}${to.search}|${alike.indexOf(form)}`))}`;
    const found = await open(state.name);
    if (!found || !form.isConnected || state.turn) return;
    const here = seen(standing(form));
    if (here === seen(found.now)) { state.base = found.base; return; }
    if (here === seen(found.base)) bring(form, state, found);
    tell(form, state, found, here === seen(found.base) ? "kept" : "kept-other");
  };
  const elsewhere = async () => {
    const place = document.querySelector("[data-kept-elsewhere]");
    if (!place) return;
    const here = new Set([...forms.values()].map((each) => each.name));
    for (const name of names().filter((each) => each.startsWith(`kept:${mine}:`) && !here.has(each))) {
      const found = await open(name);
      if (!found) continue;
      const made = notice("kept-elsewhere", found.at), link = made.querySelector("a");
      link.href = found.page.startsWith("/") ? found.page : "/";
      made.querySelector("[data-title]").textContent = found.title;
      made.querySelector("[data-throw-away]").addEventListener("click", () => { store.removeItem(name); made.remove(); });
      place.append(made);
      place.hidden = false;
    }
  };
  const all = () => Promise.all([...document.querySelectorAll("form[data-keep]")].filter((each) => each.method === "post").map(take));
  const begin = async () => {
    tidy();
    mine = await digest(bytes(said.content));
    key = await crypto.subtle.importKey("raw", bytes(said.content), "AES-GCM", false, ["encrypt", "decrypt"]);
    document.documentElement.dataset.keeps = "";
    await all();
    await elsewhere();
  };
  document.addEventListener("input", (event) => {
    const form = event.target.closest && event.target.closest("form[data-keep]"), state = form && forms.get(form);
    if (!state) return;
    // What was changed after it had been sent is something else: it goes under the page's own key.
    const fresh = once(state.own), field = form.elements.once;
    if (field && fresh !== " ") field.value = fresh;
    write(form, false);
  });
  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action, location.href).pathname === "/sign-out/") {
      for (const name of names()) if (name.startsWith(`kept:${mine}:`)) store.removeItem(name);
    } else if (!event.defaultPrevented && forms.has(event.target)) write(event.target, true);
  });
  document.addEventListener("htmx:after:settle", all);
  begin();
})();
