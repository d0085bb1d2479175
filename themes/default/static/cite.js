// On the pages of articles: the sign of a paragraph copies it, or what is selected in it, with its source.
const article = document.querySelector("[data-cited]");
const canonical = document.querySelector("link[rel=canonical]").href;
let fingerprint;

// The SHA-256 of this page, as the manifest of the archive has it. A page on a disk cannot read its own file.
async function sha256() {
  if (location.protocol === "file:") return "";
  const file = await fetch(location.pathname, { cache: "force-cache" });
  const hash = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return file.ok ? [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("") : "";
}
const prepare = () => (fingerprint ||= sha256().catch(() => ""));

function quoted(paragraph) {
  const selection = getSelection();
  const chosen = paragraph.contains(selection.anchorNode) && paragraph.contains(selection.focusNode) && String(selection).trim();
  return (chosen || paragraph.innerText).replace(/\s+/g, " ").trim();
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = Object.assign(document.createElement("textarea"), { value: text });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

function say(text) {
  document.querySelector(".copied")?.remove();
  const status = Object.assign(document.createElement("p"), { className: "copied", role: "status" });
  document.body.append(status);
  setTimeout(() => { status.textContent = text; });
  setTimeout(() => status.remove(), 4000);
}

const sign = (event) => event.target.closest?.(".here");
article.addEventListener("pointerover", (event) => { if (sign(event)) prepare(); });
article.addEventListener("focusin", (event) => { if (sign(event)) prepare(); });
// Else the press would take the selection away.
article.addEventListener("pointerdown", (event) => { if (sign(event)) event.preventDefault(); });
article.addEventListener("mousedown", (event) => { if (sign(event)) event.preventDefault(); });
article.addEventListener("click", async function (event) {
  const link = sign(event);
  if (!link) return;
  event.preventDefault();
  const { cited, paragraph, copied } = article.dataset, number = link.hash.slice(2), text = quoted(link.parentElement);
  history.replaceState(null, "", link.hash);
  const hash = await prepare();
  const lines = [`“${text}”`, `${cited}, ${paragraph} ${number}. ${canonical}${link.hash}`];
  if (hash) lines.push(`SHA-256 (manifest-sha256.txt): ${hash}`);
  await write(lines.join("\n"));
  say(copied);
});
