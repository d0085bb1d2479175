// The fields of the front matter, made from the schema.

import { h, newId, t } from "./api.js";

const LONG = new Set(["summary"]);

/** One field. `get` returns its value as the server wrote it, `changed` whether it was edited. */
export function makeField(field, value, context, onInput) {
  const id = newId(`field-${field.name}`);
  const problems = h("ul", { class: "problems", id: `${id}-problems` });
  const hint = h("p", { class: "hint", id: `${id}-hint` },
    [field.meaning, field.unknown ? t("unknown-hint") : ""].filter(Boolean).join(" "));
  const label = field.required ? `${field.label} (${t("required")})` : field.label;
  const described = `${id}-hint ${id}-problems`;
  const box = { id, described, label: field.label, context, onInput, field };
  const editor = field.kept || isStrange(field, value) ? keptEditor(value)
    : field.parts.length ? (field.several ? listOfParts(box, value) : partsEditor(box, value, field.parts))
    : field.several ? listEditor(box, value)
    : field.form === "yes_or_no" ? checkEditor(box, value, label)
    : textEditor(box, value);
  const isGroup = editor.group;
  const element = isGroup
    ? h("fieldset", { class: "field", "data-field": field.name, "aria-describedby": described }, h("legend", {}, label), hint, editor.element, problems)
    : h("div", { class: "field", "data-field": field.name },
      editor.labelled ? null : h("label", { for: id }, label), hint, editor.element, problems);
  let first = JSON.stringify(editor.get());
  return {
    name: field.name, element, problems, field,
    get: editor.get, set: editor.set,
    changed: () => JSON.stringify(editor.get()) !== first,
    accept: () => { first = JSON.stringify(editor.get()); },
    focus: () => (element.querySelector("input, select, textarea, button") ?? element).focus(),
  };
}

/** Whether the form cannot show a value without losing something of it. */
function isStrange(field, value) {
  if (value === undefined || value === "") return false;
  if (field.several && field.parts.length) return !(Array.isArray(value) && value.every((each) => isPlainMap(each)));
  if (field.parts.length) return !(typeof value === "string" || isPlainMap(value));
  if (field.several) return !(typeof value === "string" || Array.isArray(value) && value.every((each) => typeof each === "string" || isPlainMap(each)));
  return typeof value !== "string" && !(field.form === "local_text" && isPlainMap(value));
}

const isPlainMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function keptEditor(value) {
  const text = value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value, null, 1);
  const element = h("div", { class: "kept" }, h("p", {}, t("kept-field")), h("pre", { tabindex: "0" }, text));
  return { element, group: true, get: () => value ?? "", set: () => {} };
}

function textEditor(box, value) {
  const { field, id, described, onInput } = box;
  if (field.form === "local_text" && isPlainMap(value)) return partsEditor(box, value, Object.keys(value).map((name) => ({ name, label: t(name), form: "text" })));
  const input = field.form === "language"
    ? h("select", { id, "aria-describedby": described }, h("option", { value: "" }, "–"), ...box.context.languages.map((each) => h("option", { value: each }, t(each))))
    : LONG.has(field.name) ? h("textarea", { id, rows: 3, "aria-describedby": described })
    : h("input", { id, type: "text", autocomplete: "off", "aria-describedby": described, "aria-required": field.required || null });
  input.value = value ?? "";
  input.addEventListener("input", onInput);
  return { element: input, get: () => input.value, set: (next) => { input.value = next; } };
}

function checkEditor(box, value, label) {
  const input = h("input", { id: box.id, type: "checkbox", "aria-describedby": box.described });
  const yes = (text) => ["true", "yes", "on", "có"].includes((text ?? "").toLowerCase());
  input.checked = yes(value);
  let kept = value ?? "";
  input.addEventListener("input", () => { kept = null; box.onInput(); });
  const get = () => (kept !== null ? kept : input.checked ? "true" : yes(value) || value === undefined ? "" : "false");
  return {
    element: h("p", { class: "check" }, input, h("label", { for: box.id }, label)), labelled: true, get,
    set: (next) => { kept = null; input.checked = yes(next); },
  };
}

/** Several texts: each has a line, with its choices. */
function listEditor(box, value) {
  const { field, context, onInput, label } = box;
  const items = h("div", { class: "items" });
  const choices = context.choices[field.name];
  const rows = [];
  const add = (item, focus) => {
    const known = isPlainMap(item) ? Object.keys(item)[0] : null;
    const input = h("input", { type: "text", autocomplete: "off", list: choices ?? null, "aria-describedby": box.described });
    input.value = known ? item[known] : item;
    const row = { get: () => (known ? { ...item, [known]: input.value } : input.value), input };
    const remove = h("button", { type: "button", class: "small" }, t("remove"));
    const line = h("div", { class: "item" }, input, remove);
    remove.addEventListener("click", () => {
      const at = rows.indexOf(row);
      rows.splice(at, 1);
      line.remove();
      if (!rows.length) add("", false);
      number();
      (rows[Math.min(at, rows.length - 1)].input).focus();
      onInput();
    });
    input.addEventListener("input", onInput);
    row.remove = remove;
    rows.push(row);
    items.append(line);
    number();
    if (focus) input.focus();
  };
  const number = () => rows.forEach((row, at) => {
    row.input.setAttribute("aria-label", rows.length > 1 ? `${label} ${at + 1}` : label);
    row.remove.setAttribute("aria-label", t("remove-from", { label, number: at + 1 }));
    row.remove.hidden = rows.length < 2;
  });
  const fill = (next) => {
    rows.length = 0;
    items.replaceChildren();
    const list = Array.isArray(next) ? next : next ? (field.form === "tags" ? next.split(",").map((tag) => tag.trim()) : [next]) : [""];
    (list.length ? list : [""]).forEach((item) => add(item, false));
  };
  fill(value);
  const more = h("button", { type: "button", class: "small", "aria-label": t("add-to", { label }) }, t("add"));
  more.addEventListener("click", () => add("", true));
  const get = () => rows.map((row) => row.get()).filter((item) => (isPlainMap(item) ? Object.values(item).some(Boolean) : item.trim()));
  return { element: h("div", {}, items, more), group: true, get, set: fill };
}

/** A value of several parts: each has an input. Parts that the form does not know are kept. */
function partsEditor(box, value, parts) {
  const known = isPlainMap(value) ? value : value ? { src: value } : {};
  const inputs = parts.map((part) => {
    const id = newId("part");
    const given = known[part.name];
    const texts = isPlainMap(given) ? Object.keys(given) : [""];
    const all = texts.map((lang) => {
      const input = h("input", { type: "text", id: lang ? newId("part") : id, autocomplete: "off", value: lang ? given[lang] : given ?? "" });
      input.addEventListener("input", box.onInput);
      const label = lang ? `${part.label} (${t(lang)})` : part.label;
      const line = h("p", { class: "part" }, h("label", { for: input.id }, label), input);
      if (part.form === "file" && part.name !== "url" && box.context.choosePicture) {
        line.append(h("button", {
          type: "button", class: "small",
          onclick: () => box.context.choosePicture((src) => { input.value = src; box.onInput(); }),
        }, t("choose-picture")));
      }
      return { lang, input, line };
    });
    return { part, all };
  });
  const get = () => {
    const made = { ...known };
    for (const { part, all } of inputs) {
      const next = all[0].lang ? Object.fromEntries(all.map(({ lang, input }) => [lang, input.value]).filter(([, text]) => text)) : all[0].input.value;
      if (typeof next === "string" ? next : Object.keys(next).length) made[part.name] = next;
      else delete made[part.name];
    }
    return Object.keys(made).length ? made : "";
  };
  const set = (next) => inputs.forEach(({ part, all }) => all.forEach(({ lang, input }) => {
    const given = (isPlainMap(next) ? next : {})[part.name];
    input.value = (lang ? given?.[lang] : given) ?? "";
  }));
  return { element: h("div", { class: "parts" }, ...inputs.flatMap(({ all }) => all.map(({ line }) => line))), group: true, get, set };
}

/** Several values of several parts. */
function listOfParts(box, value) {
  const items = h("div", { class: "items" });
  const rows = [];
  const add = (item, focus) => {
    const editor = partsEditor(box, item, box.field.parts);
    const number = rows.length + 1;
    const remove = h("button", { type: "button", class: "small" }, t("remove-from", { label: box.label, number }));
    const line = h("fieldset", { class: "item" }, h("legend", {}, `${box.label} ${number}`), editor.element, remove);
    remove.addEventListener("click", () => { rows.splice(rows.indexOf(editor), 1); line.remove(); more.focus(); box.onInput(); });
    rows.push(editor);
    items.append(line);
    if (focus) line.querySelector("input").focus();
  };
  const more = h("button", { type: "button", class: "small", "aria-label": t("add-to", { label: box.label }) }, t("add"));
  more.addEventListener("click", () => add("", true));
  const fill = (next) => { rows.length = 0; items.replaceChildren(); (Array.isArray(next) ? next : []).forEach((item) => add(item, false)); };
  fill(value);
  return { element: h("div", {}, items, more), group: true, get: () => rows.map((row) => row.get()).filter(Boolean), set: fill };
}
