// The text area of the body: a toolbar that writes Markdown, pastes, and pictures that are dropped.
// No key that writes is handled here, so that Vietnamese input methods work as everywhere.

import { ask, h, labelled, newId, Refused, say, sendPicture, t } from "./api.js";
import { fromHtml, fromTabs } from "./paste.js";

const MEANING = /<(table|ul|ol|li|h[1-6]|b|strong|i|em|a\s[^>]*href|img|sup|sub|s|strike|del|blockquote)\b|mso-/i;

/** Writes text in place of the selection, so that it can be undone. */
export function insert(area, text) {
  area.focus();
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/** Writes blocks, with an empty line before and after them. */
function insertBlock(area, text) {
  const before = area.value.slice(0, area.selectionStart), after = area.value.slice(area.selectionEnd);
  const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
  const tail = after === "" ? "\n" : after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  insert(area, `${lead}${text}${tail}`);
}

function wrap(area, mark, fallback) {
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
  const [, lead, text, tail] = /^(\s*)([\s\S]*?)(\s*)$/.exec(chosen);
  insert(area, `${lead}${mark}${text || fallback}${mark}${tail}`);
}

/** Puts a mark before each line of the selection. */
function prefix(area, mark) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = area.value.indexOf("\n", area.selectionEnd);
  area.setSelectionRange(start, end < 0 ? area.value.length : end);
  const lines = area.value.slice(area.selectionStart, area.selectionEnd).split("\n");
  const marked = lines.map((line, at) => `${typeof mark === "function" ? mark(at) : mark}${line}`).join("\n");
  const before = area.value.slice(0, start);
  const lead = before === "" || before.endsWith("\n\n") ? "" : "\n";
  insert(area, `${lead}${marked}`);
}

/** Asks in a dialog, and puts the cursor back where it was: browsers lose it behind a second dialog. */
async function askOver(area, ...question) {
  const chosen = [area.selectionStart, area.selectionEnd];
  const answer = await ask(...question);
  area.focus();
  area.setSelectionRange(0, 0);
  area.setSelectionRange(...chosen);
  return answer;
}

async function addLink(area) {
  const address = h("input", { type: "url", value: "https://", required: true });
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
  const answer = await askOver(area, t("link"), [labelled(t("link"), address)], [["yes", t("insert"), "main"], ["", t("cancel")]]);
  if (answer === "yes") insert(area, `[${chosen || t("link-text")}](${address.value.trim()})`);
}

function addFootnote(area) {
  let number = 1;
  while (area.value.includes(`[^${number}]`)) number += 1;
  insert(area, `[^${number}]`);
  const caret = area.selectionStart;
  area.setSelectionRange(area.value.length, area.value.length);
  insert(area, `${area.value.endsWith("\n") ? "\n" : "\n\n"}[^${number}]: ${t("footnote-text")}\n`);
  area.setSelectionRange(caret, caret);
}

/** The body's text area with its toolbar. `context.path()` is the path of the file. */
export function makeBody(value, context) {
  const id = newId("body");
  const area = h("textarea", { id, rows: 24, "aria-describedby": `${id}-problems`, spellcheck: "true" });
  area.value = value;
  let isPlain = false;
  const column = t("column");
  const picker = h("input", { type: "file", accept: "image/*", multiple: true, hidden: true, "aria-hidden": "true", tabindex: "-1" });
  picker.addEventListener("change", () => { addPictures([...picker.files]); picker.value = ""; });
  const actions = [
    ["bold", () => wrap(area, "**", t("bold")), "b"], ["italic", () => wrap(area, "*", t("italic")), "i"],
    ["heading", () => prefix(area, "## ")], ["bullets", () => prefix(area, "- ")],
    ["numbers", () => prefix(area, (at) => `${at + 1}. `)], ["quote", () => prefix(area, "> ")],
    ["link", () => addLink(area), "k"],
    ["table", () => insertBlock(area, `| ${column} 1 | ${column} 2 |\n| --- | --- |\n|  |  |`)],
    ["footnote", () => addFootnote(area)], ["picture", () => picker.click()],
    ["paste-plain", () => { isPlain = true; say(t("paste-plain-on")); area.focus(); }]];
  const buttons = actions.map(([name, act], at) => h("button", { type: "button", class: `tool ${name}`, tabindex: at ? "-1" : "0", onclick: act }, t(name)));
  const toolbar = h("div", { role: "toolbar", "aria-label": t("toolbar"), "aria-controls": id, class: "toolbar" }, ...buttons);
  toolbar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity }[event.key];
    if (!step) return;
    const at = buttons.indexOf(document.activeElement);
    const next = Math.max(0, Math.min(buttons.length - 1, at + step));
    buttons.forEach((button, each) => { button.tabIndex = each === next ? 0 : -1; });
    buttons[next].focus();
    event.preventDefault();
  });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    const found = actions.find(([, , key]) => key && key === event.key.toLowerCase());
    if (found) { event.preventDefault(); found[1](); }
  });

  async function addPictures(files) {
    for (const file of files) {
      const name = file.name || t("picture");
      say(t("uploading", { name }));
      try {
        const stored = await sendPicture(context.path(), file);
        say(t("uploaded", { name: stored.src, before: Math.ceil(stored.before / 1000), size: Math.ceil(stored.size / 1000) }));
        await place(stored, URL.createObjectURL(file));
      } catch (error) {
        say(error instanceof Refused ? `${name}: ${error.message}` : t("not-kept"), "bad");
      }
    }
  }

  async function place(stored, shown) {
    const alt = h("input", { required: true, autocomplete: "off" });
    const caption = h("input", { autocomplete: "off" });
    const content = [h("img", { src: shown, alt: "", class: "thumb" }), labelled(t("picture-alt"), alt), labelled(t("picture-caption"), caption)];
    const answer = await askOver(area, t("about-picture", { name: stored.src }), content, [["yes", t("insert"), "main"], ["", t("cancel")]]);
    URL.revokeObjectURL(shown);
    if (answer !== "yes") return;
    const plain = (text) => text.trim().replace(/[[\]\\]/g, "\\$&");
    const title = caption.value.trim() ? ` "${caption.value.trim().replace(/"/g, "”")}"` : "";
    insertBlock(area, `![${plain(alt.value)}](${stored.src}${title})`);
  }

  area.addEventListener("paste", (event) => {
    if (isPlain) { isPlain = false; return; }
    const data = event.clipboardData;
    const html = data.getData("text/html"), text = data.getData("text/plain");
    const files = [...data.files].filter((file) => file.type.startsWith("image/"));
    if (html && MEANING.test(html)) {
      const found = fromHtml(html, area.value);
      const hasWords = found.text.replace(/\u0000\d+\u0000/g, "").trim();
      if (hasWords || found.images.length) { event.preventDefault(); paste(found); return; }
    }
    const table = !html && text ? fromTabs(text) : null;
    if (table) {
      event.preventDefault();
      insertBlock(area, table);
      say(t("pasted", { what: t("pasted-table") }));
    } else if (files.length && !text) {
      event.preventDefault();
      addPictures(files);
    }
  });

  async function paste(found) {
    const text = found.text.replace(/\u0000\d+\u0000/g, "").replace(/\n{3,}/g, "\n\n").trim();
    const isBlock = /\n/.test(text) || /^([-#>|]|\d+\.)\s/.test(text);
    if (text) (isBlock ? insertBlock : insert)(area, text);
    const notes = [t("pasted", { what: t(found.hasTable ? "pasted-table" : "pasted-text") })];
    if (found.merged) notes.push(t("pasted-merged"));
    if (found.pictures) notes.push(t("pasted-pictures"));
    say(notes.join(" "), found.merged || found.pictures ? "warn" : "");
    const files = found.images.map(({ source }, at) => fileOf(source, at + 1));
    if (files.length) await addPictures(files);
  }

  area.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
  area.addEventListener("drop", (event) => {
    const files = [...event.dataTransfer.files];
    if (files.length) { event.preventDefault(); addPictures(files); }
  });
  area.addEventListener("input", context.onInput);
  const problems = h("ul", { class: "problems", id: `${id}-problems` });
  const element = h("div", { class: "field body" }, h("label", { for: id }, t("text")), toolbar, picker, area, problems);
  return { element, area, problems };
}

/** The file of a picture that stands in the pasted text itself. */
function fileOf(source, number) {
  const [, type, coded] = /^data:(image\/\w+);base64,(.*)$/s.exec(source) ?? [];
  const bytes = Uint8Array.from(atob(coded ?? ""), (sign) => sign.charCodeAt(0));
  return new File([bytes], `anh-${number}.${(type ?? "image/png").split("/")[1]}`, { type });
}
