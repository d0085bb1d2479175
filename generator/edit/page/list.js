// The list of articles, its search, and the beginning of a new article.

import { ask, call, h, labelled, lang, newId, say, t } from "./api.js";

const FILTERS = ["", "draft", "review", "untranslated", "error", "typed"];
const state = { query: "", only: "" };

export async function showList(main, start) {
  const results = h("ul", { class: "articles" });
  const count = h("p", { role: "status", class: "count" });
  const more = h("button", { type: "button", hidden: true }, t("more"));
  const search = h("input", { type: "search", value: state.query, autocomplete: "off", "aria-describedby": "search-hint", id: newId("search") });
  const only = h("select", { id: newId("only") }, ...FILTERS.map((name) => h("option", { value: name }, t(name || "all"))));
  only.value = state.only;
  const sections = new Map(start.sections.map((section) => [section.key, section.name]));
  let asked = 0;
  async function load(begin) {
    const mine = ++asked;
    state.query = search.value;
    state.only = only.value;
    const found = await call("list", { query: state.query, only: state.only, begin }).catch((error) => say(error.message, "bad"));
    if (!found || mine !== asked) return;
    if (!begin) results.replaceChildren();
    results.append(...found.articles.map((article) => item(article, sections)));
    count.textContent = t("count", { count: found.count });
    more.hidden = results.children.length >= found.count;
  }
  search.addEventListener("input", () => load(0));
  only.addEventListener("change", () => load(0));
  more.addEventListener("click", () => load(results.children.length));
  document.title = t("page-title");
  main.replaceChildren(
    h("div", { class: "list" },
      h("h1", {}, t("articles")),
      h("div", { class: "tools" },
        h("p", {}, h("label", { for: search.id }, t("search")), search, h("span", { class: "hint", id: "search-hint" }, t("search-hint"))),
        h("p", {}, h("label", { for: only.id }, t("show")), only),
        h("button", { type: "button", class: "main", onclick: () => begin(start) }, t("new"))),
      count, results, more));
  await load(0);
}

/** A day of ISO 8601 as readers of the form's language write it; it may lack the day or the month. */
function readable(iso) {
  const [year, month, day] = iso.slice(0, 10).split("-");
  if (lang === "vi" || !month) return [day, month, year].filter(Boolean).join("/");
  const form = { year: "numeric", month: "long", timeZone: "UTC", ...(day && { day: "numeric" }) };
  return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, form).format(new Date(`${year}-${month}-${day ?? "01"}T00:00:00Z`));
}

function item(article, sections) {
  const marks = [article.draft && "is-draft", article.typed && "is-typed", article.error && "is-error"].filter(Boolean);
  return h("li", {},
    h("a", { href: `#${encodeURI(article.path)}` }, article.title),
    ...marks.map((mark) => h("span", { class: `mark ${mark}` }, t(mark))),
    h("span", { class: "facts" }, [article.day && readable(article.day), sections.get(article.section) ?? t("standing-pages"), article.languages.join(", ")].filter(Boolean).join(" · ")));
}

function choices(id, values) {
  return h("datalist", { id }, ...values.map((value) => h("option", { value })));
}

async function begin(start) {
  const title = h("input", { required: true, autocomplete: "off" });
  const section = h("select", {}, ...start.sections.map((each) => h("option", { value: each.key }, each.name)));
  const date = h("input", { value: start.today, autocomplete: "off" });
  const author = h("input", { list: "new-authors", autocomplete: "off" });
  const province = h("input", { list: "new-provinces", autocomplete: "off" });
  const fields = [
    labelled(t("title"), title), labelled(t("section"), section), labelled(t("date"), date),
    labelled(t("author"), author), choices("new-authors", start.authors),
    labelled(t("province"), province), choices("new-provinces", start.provinces)];
  if (await ask(t("new"), fields, [["yes", t("create"), "main"], ["", t("cancel")]]) !== "yes") return;
  try {
    const made = await call("new", { title: title.value, section: section.value, date: date.value, author: author.value, province: province.value });
    location.hash = `#${encodeURI(made.path)}`;
  } catch (error) {
    say(error.message, "bad");
  }
}
