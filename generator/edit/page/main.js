// Shows the list of articles, or the article that the address names.

import { call, h, lang, say, setWords, t } from "./api.js";
import { showEditor } from "./editor.js";
import { showList } from "./list.js";

const main = document.getElementById("main"), bar = document.getElementById("bar");
let start, leave = async () => {}, shown = 0;

async function show(focus = true) {
  const mine = ++shown;
  const path = decodeURI(location.hash.slice(1));
  await leave();
  leave = async () => {};
  if (mine !== shown) return;
  say("");
  bar.replaceChildren();
  if (path) {
    leave = await showEditor(main, bar, start, path);
  } else {
    const other = lang === "vi" ? "en" : "vi";
    bar.replaceChildren(h("strong", {}, t("page-title")), h("div", { class: "actions" },
      h("a", { href: start.root }, t("site")),
      h("a", { href: `?lang=${other}`, lang: other, hreflang: other }, t("other-language"))));
    await showList(main, start);
  }
  if (focus) main.focus({ preventScroll: true });
}

try {
  start = await call("start");
  setWords(start.texts);
  await show(false);
  addEventListener("hashchange", () => show());
  addEventListener("khotin-open", () => show());
} catch (error) {
  say(error.message, "bad");
}
