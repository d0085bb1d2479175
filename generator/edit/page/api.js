// Requests to the server, and the words of the page.

const meta = () => document.querySelector('meta[name="khotin-secret"]');
export const lang = document.documentElement.lang;
let words = {};

export const setWords = (texts) => { words = texts; };

/** The words of this name, with {…} filled in. */
export const t = (name, values = {}) =>
  (words[name] ?? name).replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);

export class Refused extends Error {
  constructor(status, answer) {
    super(answer.message || String(status));
    this.status = status;
    Object.assign(this, answer);
  }
}

/** A started-again server has another secret: the page is asked for it once. */
async function renewSecret() {
  const page = await (await fetch(location.pathname)).text();
  const found = new DOMParser().parseFromString(page, "text/html").querySelector('meta[name="khotin-secret"]');
  if (found) meta().content = found.content;
}

async function post(path, body, type, again = true) {
  const headers = { "Content-Type": type, "X-Khotin-Secret": meta().content, "X-Khotin-Language": lang };
  const answer = await fetch(path, { method: "POST", headers, body });
  if (answer.status === 403 && again && !answer.headers.get("Content-Type")?.includes("json")) {
    await renewSecret();
    return post(path, body, type, false);
  }
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  const content = isJson ? await answer.json() : {};
  if (!answer.ok) throw new Refused(answer.status, content);
  return content;
}

export const call = (action, request = {}) => post(`do/${action}`, JSON.stringify(request), "application/json");

export const sendPicture = (path, file) =>
  post(`picture?${new URLSearchParams({ path, name: file.name || "anh.png" })}`, file, file.type || "application/octet-stream");

/** Says something to everybody, also to those who listen. */
export function say(text, kind = "") {
  const status = document.getElementById("status");
  status.textContent = text;
  status.className = kind;
}

/** Makes an element: h("button", { type: "button", onclick }, "Save"). */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value") element.value = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

let number = 0;
export const newId = (prefix) => `${prefix}-${++number}`;

/** A modal dialog with a form. Resolves with the pressed button's value; "" if it was closed. */
export function ask(title, content, buttons) {
  const heading = newId("dialog");
  const dialog = h("dialog", { "aria-labelledby": heading });
  const form = h("form", { method: "dialog" }, h("h2", { id: heading }, title), ...content,
    h("p", { class: "buttons" }, ...buttons.map(([value, label, kind]) =>
      h("button", { value, class: kind ?? "", formnovalidate: value === "" }, label))));
  // The policy of the page forbids that forms lead anywhere, so it is closed by script.
  form.addEventListener("submit", (event) => { event.preventDefault(); dialog.close(event.submitter?.value ?? ""); });
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => {
    dialog.remove();
    resolve(dialog.returnValue);
  }));
}

/** A labelled input for a dialog; `input` is the element itself. */
export function labelled(label, input) {
  input.id = newId("input");
  return h("p", {}, h("label", { for: input.id }, label), input);
}
