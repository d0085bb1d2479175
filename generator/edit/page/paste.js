// Turns what is pasted from Word, Excel and pages into Markdown: tables, lists, footnotes, links, emphasis.

const BLOCKS = new Set(["P", "DIV", "SECTION", "ARTICLE", "HEADER", "FOOTER", "MAIN", "ASIDE", "ADDRESS", "FIGURE", "FIGCAPTION", "CENTER", "DL", "DT", "DD", "FORM", "FIELDSET"]);
const LEFT_OUT = new Set(["STYLE", "SCRIPT", "META", "LINK", "TITLE", "HEAD", "XML", "TEMPLATE", "NOSCRIPT", "OBJECT", "IFRAME", "BUTTON", "INPUT", "SELECT", "TEXTAREA"]);
// The policy of the page holds for parsed documents too, so no style may stand in them.
const withoutStyles = (html) => html.replace(/<!--\[if[\s\S]*?<!\[endif\]-->/gi, "").replace(/<style\b[\s\S]*?<\/style\s*>/gi, "")
  .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
const style = (node) => node.getAttribute("data-style") ?? "";
const has = (node, pattern) => pattern.test(style(node));

/** Markdown of HTML, and what could not be taken: { text, hasTable, merged, pictures, images }. */
export function fromHtml(html, taken = "") {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  const state = { hasTable: false, merged: false, pictures: 0, images: [], notes: new Map(), names: new Map(), taken };
  collectNotes(page.body, state);
  const blocks = blocksOf(page.body, state);
  const notes = [...state.names].filter(([key]) => state.notes.has(key)).map(([key, name]) =>
    `[^${name}]: ${inline(state.notes.get(key), state).replace(/\s*\n\s*/g, " ").trim()}`);
  const text = [joined(blocks), ...notes].filter(Boolean).join("\n\n");
  return { ...state, text };
}

/** Markdown of cells parted by tabs, as spreadsheets put them beside their HTML; null if it is no table. */
export function fromTabs(text) {
  if (!text.includes("\t")) return null;
  const rows = parseTabs(text).filter((row) => row.some((cell) => cell.trim()));
  if (rows.length < 2 || rows.some((row) => row.length < 2)) return null;
  return table(rows.map((row) => row.map((cell) => escapeText(cell).replace(/\|/g, "\\|").replace(/\n/g, "<br>"))));
}

/** The rows of tab-separated text. A cell in quotes may hold line ends. */
function parseTabs(text) {
  const rows = [[]];
  const cells = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/g;
  const source = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
  for (let found; cells.lastIndex <= source.length && (found = cells.exec(source));) {
    rows.at(-1).push(found[1] !== undefined ? found[1].replace(/""/g, '"') : found[2]);
    if (found[3] === "\n") rows.push([]);
    if (found[3] === "") break;
  }
  return rows;
}

/** Word puts the notes at the end, each in an element that its mark points to. */
function collectNotes(body, state) {
  for (const node of body.querySelectorAll('[id^="ftn"], [id^="edn"], [data-style*="mso-element:footnote"], [data-style*="mso-element:endnote"], li[id^="fn"], li[id*="footnote"]')) {
    if (/mso-element:\s*(footnote|endnote)-list/.test(style(node)) || !node.id) continue;
    state.notes.set(node.id.replace(/^_/, ""), node);
    node.remove();
  }
  for (const node of body.querySelectorAll('[data-style*="footnote-list"], [data-style*="endnote-list"], .footnotes')) node.remove();
  for (const [, node] of state.notes) {
    for (const mark of node.querySelectorAll('a[href^="#_ftnref"], a[href^="#_ednref"], a[href*="fnref"], a[name^="_ftn"], .MsoFootnoteReference')) mark.remove();
  }
}

const noteKey = (node) => {
  const target = (node.getAttribute("href") ?? "").split("#")[1] ?? "";
  return target.replace(/^_/, "");
};

/** The number of a footnote in the text: the next one that the text does not use yet. */
function noteName(key, state) {
  if (!state.names.has(key)) {
    let name = state.names.size + 1;
    const used = new Set(state.names.values());
    while (used.has(String(name)) || state.taken.includes(`[^${name}]`)) name += 1;
    state.names.set(key, String(name));
  }
  return state.names.get(key);
}

const joined = (blocks) => blocks.map((block) => block.text).reduce((text, next, at) =>
  text + (at === 0 ? "" : blocks[at].tight && blocks[at - 1].tight ? "\n" : "\n\n") + next, "");

/** The blocks of an element, in order: { text, tight }. */
function blocksOf(parent, state) {
  const blocks = [];
  let run = [];
  const flush = () => {
    const text = tidy(run.map((node) => inline(node, state)).join(""));
    run = [];
    if (text) blocks.push({ text: escapeStart(text) });
  };
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) { run.push(node); continue; }
    if (node.nodeType !== Node.ELEMENT_NODE || isLeftOut(node)) continue;
    if (!isBlock(node)) { run.push(node); continue; }
    flush();
    blocks.push(...blockOf(node, state));
  }
  flush();
  return blocks;
}

function isLeftOut(node) {
  return LEFT_OUT.has(node.tagName) || node.tagName.startsWith("O:") || has(node, /mso-hide\s*:\s*all|display\s*:\s*none/i);
}

function isBlock(node) {
  return BLOCKS.has(node.tagName) || /^(H[1-6]|UL|OL|TABLE|BLOCKQUOTE|PRE|HR)$/.test(node.tagName)
    || node.querySelector("p, div, table, ul, ol, h1, h2, h3, h4, h5, h6") !== null; // whatever its name, as <google-sheets-html-origin>
}

function blockOf(node, state) {
  const name = node.tagName;
  if (has(node, /mso-list\s*:\s*(?!none|ignore)/i)) return [wordItem(node, state)];
  if (/^H[1-6]$/.test(name)) {
    const text = inlineOf(node, state).replace(/\*\*/g, "").replace(/\s+/g, " ").trim();
    return text ? [{ text: `${"#".repeat(Math.max(2, Number(name[1])))} ${text}` }] : [];
  }
  if (name === "UL" || name === "OL") {
    // Word in the browser puts each item into a list of its own, with its level.
    const level = Number(node.querySelector("li")?.getAttribute("data-aria-level") ?? 0);
    return [{ text: list(node, state, "    ".repeat(Math.max(level - 1, 0))), tight: name === "UL" || level > 0 }];
  }
  if (name === "TABLE") return tableBlocks(node, state);
  if (name === "BLOCKQUOTE") return [{ text: joined(blocksOf(node, state)).replace(/^/gm, "> ").replace(/> $/gm, ">") }];
  if (name === "PRE") return [{ text: node.textContent.replace(/\n$/, "").replace(/^/gm, "    ") }];
  if (name === "HR") return [{ text: "---" }];
  return blocksOf(node, state);
}

/** A paragraph that Word marks as an item of a list: its sign stands in an element that Word ignores. */
function wordItem(node, state) {
  const level = Number(/level(\d+)/i.exec(style(node))?.[1] ?? 1);
  const sign = [...node.querySelectorAll("span")].find((each) => has(each, /mso-list\s*:\s*ignore/i));
  const label = (sign?.textContent ?? "").trim();
  sign?.remove();
  const number = /^(\d+)[.)]/.exec(label);
  const mark = number ? `${number[1]}.` : "-";
  const letter = /^([a-zđ]|[ivx]+)[.)]$/i.test(label) ? `${label} ` : "";
  return { text: `${"    ".repeat(level - 1)}${mark} ${letter}${inlineOf(node, state).replace(/\s+/g, " ").trim()}`, tight: true };
}

function list(node, state, indent) {
  let number = Number(node.getAttribute("start") ?? 1);
  const lines = [];
  for (const item of node.children) {
    if (/^(UL|OL)$/.test(item.tagName)) { lines.push(list(item, state, `${indent}    `)); continue; }
    if (item.tagName !== "LI") continue;
    const inner = [...item.children].filter((child) => /^(UL|OL)$/.test(child.tagName));
    inner.forEach((child) => child.remove());
    const mark = node.tagName === "OL" ? `${number++}.` : "-";
    lines.push(`${indent}${mark} ${joined(blocksOf(item, state)).replace(/\s*\n\s*/g, " ").trim()}`);
    inner.forEach((child) => lines.push(list(child, state, `${indent}    `)));
  }
  return lines.join("\n");
}

/** A table. One of a single cell only arranges text. */
function tableBlocks(node, state) {
  node.querySelectorAll("td table, th table").forEach((inner) => flatten(inner, state));
  const rows = [...node.rows].filter((row) => !isLeftOut(row));
  if (rows.length && rows.every((row) => row.cells.length < 2)) return rows.flatMap((row) => [...row.cells].flatMap((cell) => blocksOf(cell, state)));
  const grid = [];
  rows.forEach((row, y) => {
    grid[y] ??= [];
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y][x] !== undefined) x += 1;
      const across = Math.min(cell.colSpan, 100), down = Math.min(cell.rowSpan || 1, rows.length - y);
      if ((across > 1 || down > 1) && !isTitle(rows, y)) state.merged = true;
      const text = joined(blocksOf(cell, state)).replace(/\s*\n\s*/g, "<br>").replace(/^(#+ )/, "").replace(/(?<!\\)\|/g, "\\|");
      for (let dy = 0; dy < down; dy += 1) {
        grid[y + dy] ??= [];
        for (let dx = 0; dx < across; dx += 1) grid[y + dy][x + dx] = dx || dy ? "" : text;
      }
      x += across;
    }
  });
  const filled = grid.filter((row) => row.some((cell) => cell));
  if (!filled.length) return [];
  state.hasTable = true;
  const caption = node.caption ? [{ text: inlineOf(node.caption, state).trim() }] : [];
  // A first row of one cell is the title of the table, as spreadsheets have it.
  const width = Math.max(...filled.map((row) => row.length));
  if (isTitle(rows, 0) && width > 1 && filled[0][0]) caption.push({ text: escapeStart(filled.shift()[0].replaceAll("<br>", " ")) });
  return [...caption, { text: table(filled, [...(rows[0]?.cells ?? [])]) }];
}

const isTitle = (rows, y) => y === 0 && rows.length > 2 && rows[0].cells.length === 1;

/** A table within a cell becomes lines of text: Markdown has no such tables. */
function flatten(inner, state) {
  state.merged = true;
  const lines = [...inner.rows].map((row) => {
    const line = document.createElement("div");
    [...row.cells].forEach((cell, at) => line.append(at ? " – " : "", ...cell.childNodes));
    return line;
  });
  inner.replaceWith(...lines);
}

/** A table in Markdown. Columns of figures stand to the right. */
function table(rows) {
  const width = Math.max(...rows.map((row) => row.length));
  const full = rows.map((row) => Array.from({ length: width }, (_, at) => (row[at] ?? "").trim()));
  const isFigure = (cell) => /^[(+\-–−]?[\d.,\s]*\d[\d.,\s]*\)?\s*[%đ₫]?$/.test(cell);
  const rules = Array.from({ length: width }, (_, at) => {
    const below = full.slice(1).map((row) => row[at]).filter(Boolean);
    return below.length && below.every(isFigure) ? "---:" : "---";
  });
  return [full[0], rules, ...full.slice(1)].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

const inlineOf = (node, state) => [...node.childNodes].map((child) => inline(child, state)).join("");

function inline(node, state) {
  if (node.nodeType === Node.TEXT_NODE) return escapeText(node.data.replace(/[ \t\r\n\f]+/g, " "));
  if (node.nodeType !== Node.ELEMENT_NODE || isLeftOut(node) || has(node, /mso-list\s*:\s*ignore/i)) return "";
  const name = node.tagName;
  if (name === "BR") return "  \n";
  if (name === "IMG") return image(node, state);
  if (name === "A") return link(node, state);
  if (name === "CODE" && /^[^`\n]+$/.test(node.textContent.trim())) return `\`${node.textContent.trim()}\``;
  const text = inlineOf(node, state);
  if (["P", "DIV"].includes(name)) return `${text}\n`;
  if (name === "SUP" || name === "SUB") return text.trim().startsWith("[^") ? text : `<${name.toLowerCase()}>${text}</${name.toLowerCase()}>`;
  if (name === "DEL" || name === "S" || name === "STRIKE") return around(text, "~~");
  const bold = /^(B|STRONG)$/.test(name) ? !has(node, /(?<![\w-])font-weight\s*:\s*(normal|400)/i) : has(node, /(?<![\w-])font-weight\s*:\s*(bold|[6-9]00)/i);
  const italic = /^(I|EM|CITE)$/.test(name) ? !has(node, /(?<![\w-])font-style\s*:\s*normal/i) : has(node, /(?<![\w-])font-style\s*:\s*italic/i);
  return around(italic ? around(text, "*") : text, bold ? "**" : "");
}

/** Text between marks. Blanks at its ends stay outside, as marks beside blanks mean nothing. */
function around(text, mark) {
  const found = /^(\s*)([\s\S]*?)(\s*)$/.exec(text);
  return mark && found[2] ? `${found[1]}${mark}${found[2]}${mark}${found[3]}` : text;
}

function link(node, state) {
  const address = node.getAttribute("href") ?? "";
  const key = noteKey(node);
  if (key && state.notes.has(key)) return `[^${noteName(key, state)}]`;
  const text = inlineOf(node, state);
  if (!/^(https?:|mailto:)/i.test(address) || !text.trim()) return text;
  const target = encodeURI(decodeSafely(address)).replace(/[()]/g, (sign) => (sign === "(" ? "%28" : "%29"));
  return `[${text.trim()}](${target})`;
}

function decodeSafely(address) {
  try { return decodeURI(address); } catch { return address; }
}

/** A picture within the pasted HTML can be taken; one that only names a file of the disk cannot. */
function image(node, state) {
  const source = node.getAttribute("src") ?? "";
  if (/^data:image\/(png|jpeg|gif|webp)/i.test(source)) {
    state.images.push({ source, alt: node.getAttribute("alt") ?? "" });
    return `\u0000${state.images.length - 1}\u0000`;
  }
  state.pictures += 1;
  return "";
}

/** Signs that Markdown would take for its own. */
const escapeText = (text) => text.replace(/\u00a0/g, " ").replace(/([\\`*[\]])/g, "\\$1").replace(/(?<![\p{L}\d])_|_(?![\p{L}\d])/gu, "\\_").replace(/<(?=[a-z/!])/gi, "&lt;").replace(/~~/g, "\\~\\~");

const escapeStart = (text) => text.replace(/^(\s*)(#{1,6}\s|>|[+-]\s|\d+[.)]\s)/gm, (all, blank, mark) =>
  /\d/.test(mark) ? `${blank}${mark.replace(/([.)])/, "\\$1")}` : `${blank}\\${mark}`);

const tidy = (text) => text.replace(/[ \t]+(?=\n)(?<! {2}(?=\n))/g, "").replace(/(?<=\n)[ \t]+/g, "").replace(/(?: {2}\n|\n)+$/, "").replace(/^\s+/, "").replace(/ {2,}(?!\n)/g, " ").trim();
