// The search page: a form whose fields are the address's parameters, and what it finds.
(function (khotin) {
  const SIZE = 10, SHOWN = 12, FACETS = ["province", "section", "author", "language"];
  const at = (id) => document.getElementById(id);
  const words = JSON.parse(at("search-words").textContent), lang = document.documentElement.lang;
  const form = at("search-form"), panel = at("search-facets"), input = form.elements.q;
  const said = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
  const number = (count) => count.toLocaleString(lang);
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const put = (id, ...children) => at(id).replaceChildren(...children);

  let turn = 0;
  async function run(typing) {
    const mine = ++turn, address = new URLSearchParams(location.search), query = khotin.parse(address.get("q") || "");
    fill(address);
    if (!query.words.length && !query.phrases.length) return say(input.value && words.noWords);
    try {
      const root = await khotin.openRoot(form.dataset.root), found = await khotin.find(root, query, typing);
      const chosen = choices(address), facets = panel.open || chosen.any ? await khotin.openFacets(root) : null;
      const all = chosen.any ? khotin.narrowed(facets, found.documents, chosen) : found.documents;
      const results = await page(root, found, all, address), sought = await khotin.sought(root, found, query.phrases);
      if (mine !== turn) return;
      say(summary(query, found, results), results.total ? "results" : "empty");
      put("search-results", ...results.cards.map((card) => result(card, sought)));
      turnPages(address, results);
      if (panel.open) narrow(facets, found.documents, chosen, address);
      suggest(typing ? await suggestions(root, results) : []);
    } catch (error) {
      if (mine === turn) say(words.broken);
      console.warn(error);
    }
  }

  // The results of a page. Where a phrase must be verified, texts are read until the page is full.
  async function page(root, found, documents, address) {
    const until = SIZE * (address.get("page") || 1), { check } = found, cards = [];
    const order = khotin.ordered(found, documents, address.get("sort") === "date"), start = check.length ? 0 : until - SIZE;
    let tried = start;
    while (tried < order.length && start + cards.length < until) {
      const some = await Promise.all(order.slice(tried, tried += SIZE).map((place) => khotin.card(root, place)));
      cards.push(...some.filter((card) => check.every((phrase) => khotin.says(card, phrase))));
    }
    const about = check.length && tried < order.length;
    return { cards: cards.slice(until - SIZE - start, until), about, total: check.length && !about ? cards.length : order.length };
  }

  function summary({ cut }, { terms, relaxed }, { total, about }) {
    const count = !total ? words.none : about ? words.about : total === 1 ? words.one : words.many;
    const instead = terms.filter((term) => term.instead?.length).map((term) =>
      said(words.instead, { word: term.word.text, instead: term.instead.join(", ") }));
    return [said(count, { count: number(total), query: input.value }), ...instead, relaxed && total ? words.relaxed : "",
      cut ? words.cut : ""].join(" ");
  }

  function say(text, state = text && "empty") {
    put("search-status", text);
    form.dataset.state = state;
    for (const id of ["search-results", "search-pages", "search-suggestions"]) put(id);
  }

  function result(card, sought) {
    const link = make("a", { href: form.dataset.home + card.path, lang: card.lang });
    const snippet = make("p", { className: "snippet", lang: card.lang });
    khotin.show(link, card.title, sought);
    khotin.show(snippet, card.text.split("\n").slice(card.names).join(" "), sought, true);
    return make("li", {}, make("h2", {}, link), make("p", { className: "facts" }, make("time", {}, written(card.date)),
      make("span", {}, card.place), card.lang === lang ? "" : make("span", {}, words.languages[card.lang])), snippet);
  }

  const written = ([year, month, day]) =>
    said(words.dates[!year ? 0 : !month ? 1 : !day ? 2 : 3], { year, month: words.months[month - 1], day });

  function turnPages(address, { total }) {
    const now = +(address.get("page") || 1), last = Math.ceil(total / SIZE);
    const link = function (page, text) {
      address.set("page", page);
      return page < 1 || page > last ? "" : make("a", { href: "?" + address }, text);
    };
    put("search-pages", link(now - 1, words.previous), last > 1 ? said(words.page, { now, last }) : "", link(now + 1, words.next));
  }

  // --- narrowing ---

  // For each facet with a choice, what a key must be.
  function choices(address) {
    const chosen = {}, from = address.get("from") || 0, until = address.get("until") || 9999;
    for (const name of FACETS) {
      const keys = address.getAll(name);
      if (keys.length) chosen[name] = (key) => keys.includes(key);
    }
    if (from || until < 9999) chosen.year = (year) => +year >= from && +year <= until;
    Object.defineProperty(chosen, "any", { value: Object.keys(chosen).length });
    return chosen;
  }

  // Provinces that became part of another stand under it.
  function narrow(facets, documents, chosen, address) {
    const { name: focused, value } = document.activeElement;
    for (const name of FACETS) {
      const counts = khotin.counted(facets, name, khotin.narrowed(facets, documents, chosen, name));
      const offered = new Set(counts.flatMap(([label]) => label[2] || []));
      const box = ([[key, names], count], className) => make("li", { className }, make("label", {},
        make("input", { type: "checkbox", name, value: key, checked: address.getAll(name).includes(key) }),
        ` ${words.languages[key] || names[lang] || key} `, make("small", {}, number(count))));
      put("facet-" + name, ...counts.filter(([[key]]) => !offered.has(key)).slice(0, SHOWN).flatMap((row) => [box(row, ""),
        ...counts.filter(([[key]]) => row[0][2]?.includes?.(key)).map((each) => box(each, "former"))]));
    }
    if (focused) form.querySelector(`[name="${focused}"][value="${CSS.escape(value)}"]`)?.focus();
  }

  // --- suggestions: names and titles that go on as what is being typed ---

  async function suggestions(root, { cards }) {
    const { labels } = await khotin.openFacets(root), typed = khotin.fold(input.value.trim());
    const fits = (name) => typed[1] && (" " + khotin.fold(name)).includes(" " + typed);
    return [
      ...labels.province.map((label) => label[1][lang]).filter(fits).map((name) => [name, words.province]).slice(0, 3),
      ...labels.author.map(([name]) => name).filter(fits).map((name) => [name, words.author]).slice(0, 3),
      ...cards.map((card) => card.title).filter(fits).map((name) => [name, ""]).slice(0, 3),
    ];
  }

  const suggest = (names) => put("search-suggestions", ...names.map(([name, kind]) =>
    make("li", {}, make("a", { href: "?q=" + encodeURIComponent(`"${name}"`) }, name), make("small", {}, " " + kind))));

  // --- what a reader does ---

  function fill(address) {
    for (const field of form.elements) {
      const value = address.get(field.name) || "";
      if (field.name && field.type !== "checkbox" && field.value.trim() !== value) field.value = value;
    }
  }

  function go(typing) {
    const fields = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
    history[typing ? "replaceState" : "pushState"](null, "", "?" + new URLSearchParams(fields));
    run(typing);
  }

  let waiting;
  form.oninput = (event) => {
    clearTimeout(waiting);
    if (event.target === input) waiting = setTimeout(go, 200, true); else go();
  };
  form.onsubmit = (event) => { event.preventDefault(); clearTimeout(waiting); go(); };
  document.onkeydown = (event) => {
    const links = [input, ...document.querySelectorAll("#search-suggestions a, #search-results h2 a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], place = links.indexOf(document.activeElement);
    if (step && place >= 0) { event.preventDefault(); links[place + step]?.focus(); }
    if (event.key === "Escape" && place >= 0) { input.focus(); suggest([]); }
  };
  panel.ontoggle = () => run();
  window.onpopstate = () => run();
  run();
})(window.khotin = window.khotin || {});
