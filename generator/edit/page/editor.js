// One article in the form: its fields, its text, what is wrong with it, and its page beside it.

import { ask, call, h, labelled, lang, newId, Refused, say, t } from "./api.js";
import { makeField } from "./fields.js";
import { publish, showHistory } from "./git.js";
import { insert, makeBody } from "./toolbar.js";
import { sendPicture } from "./api.js";

const PAUSE = 250, AGAIN = 2000;  // milliseconds: after the last key, and until a failed request is repeated
const windowName = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join("");
const netKey = (path) => `khotin:${path}`;

/** Opens a file. Returns what to do before another view is shown. */
export async function showEditor(main, bar, start, path) {
  let opened;
  try {
    opened = await call("open", { path });
  } catch (error) {
    main.replaceChildren(h("div", { class: "list" }, h("h1", {}, path), h("p", { class: "bad" }, error.message),
      h("ul", { class: "problems" }, ...(error.problems ?? []).map((problem) => problemItem(problem)))));
    return () => {};
  }
  return new Editor(main, bar, start, opened).leave;
}

class Editor {
  constructor(main, bar, start, opened) {
    Object.assign(this, { start, opened, path: opened.path, base: opened.base, adopted: [], timer: 0, busy: null, due: false, isKept: true });
    const context = {
      languages: start.languages, choices: { author: "authors", province: "provinces", tags: "tags" },
      choosePicture: (use) => this.choosePicture(use), path: () => this.path, onInput: () => this.touched(),
    };
    const isOriginal = opened.lang === opened.original;
    const wanted = start.fields.filter((field) => isOriginal || !field.inherited || opened.values[field.name] !== undefined || (field.translated && field.parts.length));
    this.fields = wanted.map((field) => makeField(field, opened.values[field.name], context, () => this.edited(field)));
    this.body = makeBody(opened.body, context);
    this.savedBody = this.body.area.value;
    this.frame = h("iframe", { title: t("preview"), sandbox: "allow-same-origin", class: "shown" });
    this.notice = h("div", { class: "notice", hidden: true });
    this.summary = h("p", { class: "summary" });
    this.stale = h("p", { class: "stale", hidden: true }, t("stale"));
    this.draw(main, bar);
    this.leave = () => this.stop();
    this.onKey = (event) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") { event.preventDefault(); this.save(); }
    };
    this.onUnload = (event) => { if (!this.isKept) event.preventDefault(); };
    addEventListener("keydown", this.onKey);
    addEventListener("beforeunload", this.onUnload);
    this.restore();
    this.check();
  }

  draw(main, bar) {
    const { opened, start } = this;
    document.title = `${opened.values.title || opened.title || opened.path} – ${t("page-title")}`;
    const languages = start.languages.map((each) => (opened.files[each]
      ? h("a", { href: `#${encodeURI(opened.files[each])}`, "aria-current": each === opened.lang ? "page" : null, lang: each === lang ? null : lang }, t(each))
      : h("button", { type: "button", class: "small", onclick: () => this.translate(each) }, t("translate-to", { lang: t(each) }))));
    const narrow = h("button", { type: "button", class: "toggle", "aria-pressed": "false" }, t("preview"));
    narrow.addEventListener("click", () => narrow.setAttribute("aria-pressed", String(main.classList.toggle("preview-only"))));
    bar.replaceChildren(
      h("a", { href: "#", class: "back" }, t("back")),
      h("nav", { "aria-label": t("translations") }, ...languages),
      h("div", { class: "actions" }, narrow,
        h("button", { type: "button", onclick: () => showHistory(this) }, t("history")),
        h("button", { type: "button", onclick: () => this.save() }, t("save")),
        h("button", { type: "button", class: "main", onclick: () => publish(this) }, t("publish"))));
    const first = this.fields.filter(({ field }) => field.first), rest = this.fields.filter(({ field }) => !field.first);
    const early = first.filter(({ name }) => name !== "cover" && name !== "draft" && name !== "translator");
    const late = first.filter((field) => !early.includes(field));
    const isUsed = rest.some(({ name }) => opened.values[name] !== undefined && name !== "review");
    const more = h("details", { class: "more", open: isUsed && false }, h("summary", {}, t("more-fields")), ...rest.map(({ element }) => element));
    const lists = ["authors", "provinces", "tags"].map((name) => h("datalist", { id: name }, ...start[name].map((value) => h("option", { value }))));
    const form = h("form", { class: "form", novalidate: true, "aria-label": t("form") },
      h("h1", { class: "path" }, opened.path), this.notice, this.summary,
      ...early.map(({ element }) => element), this.body.element, ...late.map(({ element }) => element), more, ...lists);
    form.addEventListener("submit", (event) => event.preventDefault());
    main.classList.remove("preview-only");
    main.replaceChildren(h("div", { class: "two" }, form, h("section", { class: "beside", "aria-label": t("preview") }, this.stale, this.frame)));
  }

  // --- what was typed ---

  values() {
    return Object.fromEntries(this.fields.filter((field) => field.changed()).map((field) => [field.name, field.get()]));
  }

  isDirty() {
    return this.body.area.value !== this.savedBody || this.fields.some((field) => field.changed());
  }

  request() {
    return { path: this.path, window: windowName, base: this.base, values: this.values(), body: this.body.area.value, adopted: this.adopted };
  }

  /** A field that is known now waits for nobody any more. */
  edited(field) {
    const review = this.fields.find(({ name }) => name === "review");
    const value = this.fields.find(({ name }) => name === field.name)?.get();
    const isKnown = value && JSON.stringify(value) !== '["unknown"]' && value !== "unknown" && value.length;
    if (field.unknown && isKnown && review && String(this.opened.values[field.name]).trim() === "unknown") {
      const left = [].concat(review.get() || []).filter((name) => name !== field.name);
      if (left.length !== [].concat(review.get() || []).length) review.set(left);
    }
    this.touched();
  }

  touched() {
    this.isKept = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), PAUSE);
  }

  restore() {
    const net = this.fromNet();
    const draft = net ?? this.opened.drafts[0];
    if (!draft) return;
    for (const field of this.fields) if (draft.values[field.name] !== undefined) field.set(draft.values[field.name]);
    this.body.area.value = draft.body;
    this.adopted = this.opened.drafts.map((each) => each.window);
    const changed = draft.base !== this.base;
    this.base = draft.base;
    const drop = h("button", { type: "button", onclick: () => this.drop() }, t("drop-draft"));
    this.notice.replaceChildren(h("p", {}, t(changed ? "restored-changed" : "restored")), drop);
    this.notice.hidden = false;
  }

  fromNet() {
    try { return JSON.parse(localStorage.getItem(netKey(this.path))); } catch { return null; }
  }

  async drop() {
    localStorage.removeItem(netKey(this.path));
    this.isKept = true;
    for (const name of [windowName, ...this.adopted]) await call("forget", { path: this.path, window: name }).catch(() => {});
    dispatchEvent(new CustomEvent("khotin-open", { detail: this.path }));
  }

  /** Keeps what was typed, and shows what is wrong with it and its page. One request at a time. */
  async check() {
    if (this.stopped) return;
    if (this.busy) { this.due = true; return; }
    const request = this.request();
    this.busy = call("check", request);
    try {
      const found = await this.busy;
      localStorage.removeItem(netKey(this.path));
      const isSame = JSON.stringify(this.request()) === JSON.stringify(request);
      this.isKept = isSame;
      if (isSame) say(this.isDirty() ? t("unsaved") : "");
      this.showProblems(found.problems);
      this.showPage(found);
    } catch (error) {
      if (error instanceof Refused && error.status < 500) say(error.message, "bad");
      else this.notKept(request);
    }
    this.busy = null;
    if (this.due) { this.due = false; await this.check(); }
  }

  notKept(request) {
    say(t("not-kept"), "bad");
    try { localStorage.setItem(netKey(this.path), JSON.stringify(request)); } catch { /* full, or forbidden */ }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.check(), AGAIN);
  }

  /** Saves into the file. Returns whether it was saved. */
  async save() {
    clearTimeout(this.timer);
    await this.busy?.catch(() => {});
    say(t("saving"));
    const request = this.request();
    try {
      const saved = await call("save", request);
      this.base = saved.base;
      this.adopted = [];
      this.notice.hidden = true;
      this.savedBody = request.body;
      for (const field of this.fields) if (JSON.stringify(field.get()) === JSON.stringify(request.values[field.name] ?? field.get())) field.accept();
      localStorage.removeItem(netKey(this.path));
      this.opened.values = saved.values;
      await this.check();
      say(t("saved"), "good");
      return true;
    } catch (error) {
      if (error instanceof Refused && error.status === 409) return this.settle(error.current);
      if (error instanceof Refused && error.status < 500) say(error.message, "bad");
      else this.notKept(request);
      return false;
    }
  }

  /** Two texts of one file: the editor chooses. */
  async settle(current) {
    const shown = (label, values, body) => h("div", {}, h("h3", {}, label), h("pre", { tabindex: "0", class: "version" }, `${asLines(values)}\n\n${body}`));
    const answer = await ask(t("conflict-title"),
      [h("p", {}, t("conflict-text")), h("div", { class: "both" }, shown(t("yours"), { ...current.values, ...this.values() }, this.body.area.value), shown(t("theirs"), current.values, current.body))],
      [["mine", t("keep-mine")], ["theirs", t("take-theirs")], ["", t("decide-later"), "main"]]);
    if (answer === "mine") { this.base = current.base; return this.save(); }
    if (answer === "theirs") await this.drop();
    return false;
  }

  async stop() {
    this.stopped = !this.isDirty() || this.isKept;
    clearTimeout(this.timer);
    if (!this.stopped) await this.check();
    this.stopped = true;
    removeEventListener("keydown", this.onKey);
    removeEventListener("beforeunload", this.onUnload);
  }

  // --- what is shown ---

  showProblems(problems) {
    for (const field of this.fields) field.problems.replaceChildren();
    this.body.problems.replaceChildren();
    const places = new Map(this.fields.map((field) => [field.name, field]));
    for (const problem of problems) {
      const field = places.get(problem.field);
      (field ? field.problems : this.body.problems).append(problemItem(problem, field ? null : () => this.goTo(problem)));
    }
    for (const field of this.fields) {
      const bad = problems.some((problem) => problem.field === field.name && problem.severity === "error");
      field.element.classList.toggle("bad", bad);
      for (const input of field.element.querySelectorAll("input, select, textarea")) input.toggleAttribute("aria-invalid", bad);
      for (const input of field.element.querySelectorAll("[aria-invalid]")) input.setAttribute("aria-invalid", "true");
      const hidden = field.element.closest("details");
      if (hidden && bad) hidden.open = true;
    }
    const counts = ["error", "warning", "note"].map((level) => [level, problems.filter((problem) => problem.severity === level).length]).filter(([, count]) => count);
    this.summary.textContent = counts.length ? counts.map(([level, count]) => `${t(`level-${level}`)}: ${count}`).join(" · ") : t("no-problems");
    this.summary.className = `summary ${counts[0]?.[0] ?? ""}`;
  }

  goTo(problem) {
    const lines = this.body.area.value.split("\n");
    const at = lines.slice(0, problem.line - 1).reduce((sum, line) => sum + line.length + 1, 0) + problem.column - 1;
    this.body.area.focus();
    this.body.area.setSelectionRange(at, at);
  }

  showPage({ address, fresh }) {
    this.stale.hidden = fresh;
    if (!address || !fresh) return;
    const page = new URL(`preview/${windowName}/${address}`, location.href);
    const inner = this.frame.contentWindow;
    const isSame = this.frame.src && inner?.location.pathname === page.pathname;
    page.search = String((this.shown = (this.shown ?? 0) + 1)); // a load that is under way must not stand for this one
    if (isSame) {
      const top = inner.scrollY;
      this.frame.addEventListener("load", () => this.frame.contentWindow?.scrollTo(0, top), { once: true });
    }
    if (this.frame.src) inner.location.replace(page.href);
    else this.frame.src = page.href;
  }

  // --- actions ---

  choosePicture(use) {
    const picker = h("input", { type: "file", accept: "image/*" });
    picker.addEventListener("change", async () => {
      try {
        const stored = await sendPicture(this.path, picker.files[0]);
        say(t("uploaded", { name: stored.src, before: Math.ceil(stored.before / 1000), size: Math.ceil(stored.size / 1000) }));
        use(stored.src);
      } catch (error) {
        say(error.message, "bad");
      }
    });
    picker.click();
  }

  async translate(to) {
    const title = h("input", { required: true, autocomplete: "off" });
    const translator = h("input", { autocomplete: "name" });
    const fields = [labelled(t("translated-title", { lang: t(to) }), title), labelled(t("translator"), translator)];
    if (await ask(t("translate"), fields, [["yes", t("create"), "main"], ["", t("cancel")]]) !== "yes") return;
    if (this.isDirty() && !(await this.save())) return;
    try {
      const made = await call("translate", { path: this.path, to, title: title.value, translator: translator.value });
      location.hash = `#${encodeURI(made.path)}`;
    } catch (error) {
      say(error.message, "bad");
    }
  }

  isDraft() {
    const draft = this.fields.find(({ name }) => name === "draft");
    return draft ? ["true", "yes", "on", "có"].includes(String(draft.get()).toLowerCase()) : false;
  }

  show() {
    this.fields.find(({ name }) => name === "draft").set("");
  }

  replaceBody(text) {
    this.body.area.focus();
    this.body.area.select();
    insert(this.body.area, text);
  }
}

const asLines = (values) => Object.entries(values).filter(([, value]) => value !== "" && value !== null)
  .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`).join("\n");

function problemItem(problem, go) {
  const place = problem.file ? `${problem.file}: ` : problem.line ? `${t("line", { line: problem.line })}: ` : "";
  return h("li", { class: problem.severity },
    h("strong", {}, `${t(`level-${problem.severity}`)}. `), `${place}${problem.message} `, h("span", { class: "remedy" }, problem.remedy),
    go && problem.line ? h("button", { type: "button", class: "small", onclick: go, "aria-label": `${t("go-there")}: ${t("line", { line: problem.line })}` }, t("go-there")) : null);
}
