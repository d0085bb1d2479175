"use strict";
// The review page: shows one row at a time, and sends each decision to the table.

const state = { rows: [], fields: [], words: {}, current: 0 };
const element = (id) => document.getElementById(id);

function word(name, values = {}) {
  return (state.words[name] || name).replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function shownRows() {
  const site = element("site").value;
  const open = element("only-open").checked;
  return state.rows.filter((row, at) => !row.gone && (!site || row.site === site)
    && (!open || row.review.length || at === state.current));
}

async function load() {
  const answer = await (await fetch("/rows")).json();
  Object.assign(state, answer);
  document.documentElement.lang = answer.lang;
  document.title = word("heading");
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = word(each.dataset.word);
  const chosen = element("site").value;
  const sites = [...new Set(state.rows.map((row) => row.site))].sort();
  element("site").replaceChildren(new Option(word("all_sites"), ""), ...sites.map((site) => new Option(site || "–", site)));
  element("site").value = chosen;
  state.current = Math.max(0, state.rows.findIndex((row) => row.review.length));
  show();
}

function tell(text, good = false) {
  element("message").textContent = text;
  element("message").className = good ? "good" : "";
}

function count() {
  const open = state.rows.filter((row) => !row.gone && row.review.length).length;
  element("left").textContent = open ? word("left", { open, all: state.rows.length }) : word("done");
}

function show() {
  count();
  const row = state.rows[state.current];
  if (!row || row.gone) return;
  element("captured").src = `/captured/${row.number}`;
  element("article").src = `/article/${row.number}`;
  draw(row);
}

function draw(row) {
  element("path").textContent = row.path + (row.draft ? ` (${word("draft")})` : "");
  element("remarks").textContent = row.remarks;
  const others = row.review.filter((name) => !state.fields.includes(name));
  element("fields").replaceChildren(...[...state.fields, ...others].map((name) => field(row, name)));
  const first = document.querySelector(".field.open input, .field.open textarea, .field.open button");
  (first || element("next")).focus();
}

function field(row, name) {
  const box = document.createElement("div");
  const isOpen = row.review.includes(name);
  box.className = isOpen ? "field open" : "field";
  box.dataset.name = name;
  const label = document.createElement("label");
  label.textContent = name === "body" ? word("body") : name;
  const evidence = document.createElement("small");
  evidence.textContent = row.evidence[name] || "";
  box.append(label, evidence);
  if (state.fields.includes(name)) {
    const input = document.createElement(name === "summary" || name === "title" ? "textarea" : "input");
    input.value = row.values[name];
    input.id = `field-${name}`;
    label.htmlFor = input.id;
    box.append(input);
  }
  if (isOpen) box.append(button("accept", () => decide(name)), button("bulk", () => bulk(name)));
  return box;
}

function button(name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = word(name);
  made.addEventListener("click", act);
  return made;
}

function changedValue(row, name) {
  const input = element(`field-${name}`);
  return input && input.value.trim() !== row.values[name] ? { [name]: input.value.trim() } : {};
}

async function send(rows, values, accepted) {
  const answer = await fetch("/change", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ rows, values, accepted }),
  });
  if (answer.status === 409) {
    await load();
    tell(word("changed"));
    return false;
  }
  const content = await answer.json();
  if (content.invalid) {
    tell(word("invalid", { field: content.invalid }));
    return false;
  }
  for (const row of content.rows) state.rows[state.rows.findIndex((each) => each.number === row.number)] = row;
  tell(word("saved"), true);
  return true;
}

async function decide(name) {
  const row = state.rows[state.current];
  if (await send([row.number], changedValue(row, name), [name])) after();
}

async function decideAll() {
  const row = state.rows[state.current];
  const values = Object.assign({}, ...state.fields.map((name) => changedValue(row, name)));
  if (await send([row.number], values, row.review)) after();
}

async function bulk(name) {
  const row = state.rows[state.current];
  const others = state.rows.filter((each) => !each.gone && each.site === row.site && each.review.includes(name));
  const input = element(`field-${name}`);
  const value = input ? input.value.trim() : "";
  const same = !input || value === row.values[name];
  const question = word("bulk_question", { value: same ? word("accept") : value, field: name, count: others.length, site: row.site });
  if (!window.confirm(question)) return;
  if (await send(others.map((each) => each.number), same ? {} : { [name]: value }, [name])) after();
}

function after() {
  const row = state.rows[state.current];
  count();
  if (row.review.length) draw(row);
  else move(1);
}

function move(step) {
  const rows = shownRows();
  const at = rows.indexOf(state.rows[state.current]);
  const next = rows[at + step];
  if (next) {
    state.current = state.rows.indexOf(next);
    show();
  } else {
    draw(state.rows[state.current]);
  }
}

document.addEventListener("keydown", (event) => {
  const name = document.activeElement.closest(".field")?.dataset.name;
  let act = null;
  if (event.key === "Enter" && event.ctrlKey) act = decideAll;
  else if (event.key === "Enter" && name && document.activeElement.tagName !== "BUTTON") act = () => decide(name);
  else if (event.altKey && event.code === "KeyB" && name) act = () => bulk(name);
  else if (event.altKey && event.key === "ArrowDown") act = () => move(1);
  else if (event.altKey && event.key === "ArrowUp") act = () => move(-1);
  if (!act) return;
  event.preventDefault();
  act();
});
element("before").addEventListener("click", () => move(-1));
element("next").addEventListener("click", () => move(1));
element("accept-all").addEventListener("click", decideAll);
for (const id of ["site", "only-open"]) {
  element(id).addEventListener("change", () => {
    const rows = shownRows();
    if (rows.length && !rows.includes(state.rows[state.current])) state.current = state.rows.indexOf(rows[0]);
    show();
  });
}
load();
