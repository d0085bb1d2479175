// The search page: the address is the question, the form writes it, and results are drawn from it.
(function (khotin) {
  const { make, said, counted, texts: words } = khotin, all = Promise.all.bind(Promise);
  const PAGE = 10, BEGUN = 4, PATIENCE = 2000; // results, of which the first are drawn first; milliseconds
  const at = (id) => document.getElementById("search-" + id), put = (id, ...children) => at(id).replaceChildren(...children);
  const form = at("form"), panel = at("facets"), input = form.q, lang = document.documentElement.lang;
  const FED = ["province", "section"]; // kinds of lists with a feed
  const title = document.title, wide = matchMedia("(min-width: 56rem)"), rows = "#search-results .item-title a";

  const FILTERED = /(^|&)(province|section|author|language|from|until)=/;
  let asked;
  const filters = () => asked ||= new Promise(function (onload, onerror) {
    document.head.append(make("script", { src: form.dataset.home + "static/search/filters.js", onload, onerror }));
  });

  let turn = 0, waiting, drawn = {};
  async function run(typing) {
    const mine = ++turn, address = new URLSearchParams(location.search), typed = address.get("q") || "", query = khotin.parse(typed);
    for (const field of form.elements) {
      const value = address.get(field.name) || "";
      if (field.name && field.type !== "checkbox" && field.value.trim() !== value) field.value = value;
    }
    document.title = (typed && typed + " – ") + title;
    if (!query.words[0] && !query.phrases[0]) return say(typed && words.noWords, typed ? "empty" : "start");
    try {
      const root = await khotin.openRoot(form.dataset.root);
      ahead(root, query.words);
      const found = await khotin.find(root, query, typing);
      const facetsOf = () => filters().then(() => khotin.openFacets(root)), narrowing = FILTERED.test(address) && await facetsOf();
      const chosen = narrowing ? khotin.choices(address) : [], documents = narrowing ? khotin.narrowed(narrowing, found.documents, chosen) : found.documents;
      const sought = await all([false, true].map((apart) => khotin.soughtBy(root, found, query.phrases, apart)));
      const drawing = async function (most, begun) {
        const shown = await firstOf(root, found, documents, address, most);
        if (mine === turn && !(begun && shown.cards.length < most)) keepFocus(() => draw(shown, found, query, address, sought, narrowing, typing, begun));
        return shown;
      };
      const page = address.get("page") || 1;
      if (page < 2 && !found.check[0]) await drawing(BEGUN, true);
      const shown = mine === turn && await drawing(PAGE * page);
      const facets = narrowing || ((panel.open || typing) && await painted().then(facetsOf));
      if (mine !== turn || !facets) return;
      if (panel.open) keepFocus(() => khotin.filter(root, facets, found.documents, chosen, address));
      if (typing) khotin.suggest(facets.labels, shown.cards);
    } catch (error) {
      if (mine === turn) say(words.broken);
      throw error;
    }
  }

  // The results come before what narrows them.
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

  // The search asks for words first, then for pairs of them: the files of both can come together.
  const ahead = (root, words) => words.slice(1).forEach((word, n) => khotin.formsAt(root, words[n].key + " " + word.key).catch(() => {}));

  // Phrases are verified in the texts until there are enough results.
  async function firstOf(root, found, documents, address, until) {
    const cards = [], step = Math.min(PAGE, until);
    const { articles, counts } = khotin.articles(root, found, documents, address.get("sort"), root.languages.indexOf(lang));
    let tried = 0;
    while (tried < articles.length && cards.length < until) {
      const some = await all(articles.slice(tried, tried += step).map(async function ({ document, tier }) {
        const others = khotin.translations(root, document).filter((each) => each !== document);
        const [card, ...twins] = await all([document, ...others].map((each) => khotin.cardOf(root, each)));
        return { ...card, twins, tier };
      }));
      const right = await all(some.map((card) => khotin.says(card, found.check)));
      cards.push(...some.filter((_, n) => right[n]));
    }
    const more = tried < articles.length, checked = found.check[0] && !more;
    return { cards, more, about: (found.check[0] && more && words.unverified) || (found.about && words.unknown), counts: checked ? counts.map((_, tier) => cards.filter((card) => card.tier === tier).length) : counts };
  }

  // `begun`: the others of this page follow.
  function draw({ cards, more, about, counts }, found, query, address, sought, facets, typing, begun) {
    const key = new URLSearchParams(address), page = +(key.get("page") || 1);
    key.delete("page");
    const same = `${key}` === drawn.key, follows = same && drawn.begun, turned = same && page > drawn.page;
    const goesOn = follows || turned, old = goesOn ? drawn.count : 0, headings = sentences(found, query, counts, about);
    drawn = { key: `${key}`, page, count: cards.length, begun };
    const none = said(words.none, { query: input.value });
    // Nobody is told that half a word is nowhere, unless it stays half.
    if (typing && !cards[0]) waiting = setTimeout(() => put("status", none), PATIENCE, say("", "typing"));
    else say([...(cards[0] ? headings.filter(Boolean) : [none]), about || "", ...remarks(query, found, cards)].filter(Boolean).join(" "), cards[0] ? (begun ? "results-begun" : "results") : "empty", goesOn);
    let list = goesOn && at("results").querySelector("section:last-child ol"), tier = list && +list.dataset.tier;
    for (const card of cards.slice(old)) {
      if (card.tier !== tier) {
        tier = card.tier;
        list = make("ol", { className: "ledger" });
        list.dataset.tier = tier;
        at("results").append(make("section", {}, make("h2", { className: at("results").firstChild ? "" : "unseen" }, headings[tier]), list));
      }
      list.append(khotin.row(card, card.twins, sought[+!!tier]));
    }
    if (!follows) {
      put("answers", ...asAddress(input.value), ...asTitle(input.value, cards), ...found.answers.map(answer));
      put("chips", ...(facets ? khotin.chips(facets, address) : []));
    }
    if (!cards[0] || begun) return;
    key.set("page", page + 1);
    put("more", more ? make("a", { href: "?" + key }, words.more) : "");
    key.delete("page");
    put("save", make("a", { href: "?" + key }, words.link), ...feeds(address, facets, found.answers));
    if (turned) document.querySelectorAll(rows)[old]?.focus();
  }

  // For each tier, what its articles have, with their count.
  function sentences({ units }, { phrases, without }, counts, about) {
    // A name in two languages that are one without accents is said once.
    const once = (text) => text.split(" / ").filter((each, n, names) => names.findIndex((name) => khotin.fold(name) === khotin.fold(each)) === n).join(" / ");
    const quote = (text) => `“${once(text)}”`, listed = (texts, type) => new Intl.ListFormat(lang, { type }).format(texts);
    const typed = (runs) => runs.map((run) => quote(khotin.written(run)));
    const wanted = listed([...units.map(({ text, synonyms }) => (synonyms ? said(words.alias, { name: quote(text) }) : quote(text))), ...typed(phrases)]);
    const quoted = without[0] ? said(words.but, { units: wanted, others: listed(typed(without), "disjunction") }) : wanted;
    const all = counts.some(Boolean), articles = (count, tier) => counted(count, counts.slice(0, tier).some(Boolean) ? words.others : words.articles);
    return counts.map((count, tier) => (count ? said(words.tiers[tier], { units: quoted, articles: about && !tier ? said(words.about, { articles: articles(count, tier) }) : articles(count, tier) })
      : all && !tier && said(words.noneTogether, { units: quoted })));
  }

  const remarks = ({ cut }, { corrections }, cards) => [
    ...corrections.map(([word, instead]) => cards[0] && said(words.instead, { word, instead })),
    cut && words.cut,
  ].filter(Boolean);

  function say(text, state = "empty", goesOn) {
    form.dataset.state = state;
    if (at("status").textContent !== text) put("status", text);
    for (const id of ["more", "suggestions", "save", ...(goesOn ? [] : ["results", "answers", "chips"])]) put(id);
  }

  // A page whose name was asked for: "Nam Định, tỉnh, 1997–2025, nay thuộc Ninh Bình: 7 bài".
  function answer({ kind, month, count, ways, facts = [] }) {
    const [name, path] = ways[lang], [spans, heirs] = kind === "province" ? facts : [[], []];
    const label = kind !== "year" ? name : month ? said(words.dates[2], { year: name, month: words.months[month - 1] }) : said(words.year, { year: name });
    const years = spans.filter(([from, until]) => until || from).map(([from, until]) => said(words.spans[2 * !!from + !!until - 1], { from, until })).join(", ");
    return make("li", {}, make("a", { href: form.dataset.home + (month ? path.replace("index", `${month}`.padStart(2, 0) + "/index") : path) }, label[0].toUpperCase() + label.slice(1)), " ", make("span", { className: "entry-note" },
      [words.kinds[kind], years, heirs[0] && said(words.today, { names: new Intl.ListFormat(lang).format(heirs.map((each) => each[lang])) }), counted(count)].filter(Boolean).join(" · ")));
  }

  const entry = (href, text, note) => make("li", {}, make("a", { href: form.dataset.home + href }, text), " ", make("span", { className: "entry-note" }, note));

  // An address is for the page that knows old ones.
  const ADDRESS = /^(https?:\/\/|www\.)\S+$|^\S*\/\S+\.[a-z]{3,5}(\?\S*)?$|^\S+\?\S+=\S*$/i;
  const asAddress = (typed) => (ADDRESS.test(typed.trim()) ? [entry(`${words.old.path}?a=${encodeURIComponent(typed.trim())}`, words.old.name, words.old.note)] : []);

  // The article whose title was typed.
  function asTitle(typed, cards) {
    const keysOf = (text) => khotin.tokens(text).filter(khotin.isWord).map((token) => khotin.word(token).key).join(" "), asked = keysOf(typed);
    const found = asked.includes(" ") && cards.find(({ title }) => keysOf(title) === asked);
    return found ? [entry(found.path, found.title, words.titled)] : [];
  }

  // The feed of a province that is chosen, or of a page that answers.
  function feeds(address, facets, answers) {
    const [slug, another] = address.getAll("province"), found = answers.filter(({ kind }) => FED.includes(kind)).map(({ ways }) => [ways[lang][0], ways[lang][1].replace(".html", "/atom.xml")]);
    if (slug && !another) found.unshift([facets.nameOf("province", slug), `${form.dataset.provinces.replace("index.html", slug)}/atom.xml`]);
    return found.slice(0, 1).map(([name, path]) => make("a", { href: form.dataset.home + path, type: "application/atom+xml" }, said(words.feed, { name })));
  }

  // What had the focus has it again after it was drawn anew; else the count has it.
  function keepFocus(redraw) {
    const { activeElement: { name, value, title, textContent }, activeElement } = document;
    redraw();
    if (activeElement.isConnected || document.activeElement !== document.body) return;
    const same = [...document.querySelectorAll("#search-facets a, #search-facets input")].find((each) => (name ? each.name === name && each.value === value : each.title === title && each.textContent === textContent));
    (same || document.querySelector("#search-chips a") || at("status")).focus();
  }

  function go(typing, box) {
    const address = new URLSearchParams(location.search);
    address.delete("page");
    for (const { name, value } of [input, form.sort, form.from, form.until]) {
      if (value.trim()) address.set(name, value.trim()); else address.delete(name);
    }
    if (box) {
      const kept = address.getAll(box.name).filter((value) => value !== box.value);
      address.delete(box.name);
      for (const value of box.checked ? [...kept, box.value] : kept) address.append(box.name, value);
    }
    history[typing ? "replaceState" : "pushState"](null, "", "?" + address);
    run(typing);
  }

  document.oninput = function ({ target }) {
    if (target !== input && !target.closest(".search-side")) return;
    clearTimeout(waiting);
    if (target === input) waiting = setTimeout(go, 200, true); else go(false, target.type === "checkbox" && target);
  };
  form.onsubmit = (event) => { event.preventDefault(); clearTimeout(waiting); go(); };
  document.onclick = function (event) {
    const link = event.target.closest('a[href^="?"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState(null, "", link.getAttribute("href"));
    run();
  };
  document.onkeydown = function (event) {
    const links = [input, ...document.querySelectorAll(`#search-suggestions a, #search-answers a, ${rows}`)];
    const place = links.indexOf(document.activeElement), next = { ArrowDown: place + 1, ArrowUp: place - 1, Escape: 0 }[event.key];
    if (place < 0 || !links[next]) return;
    event.preventDefault();
    links[next].focus();
    if (!next) put("suggestions");
  };
  // Where there is room, the filters stand beside the results.
  const stand = () => { panel.open = wide.matches; };
  wide.onchange = stand;
  stand();
  panel.ontoggle = () => { if (panel.open) run(); };
  window.onpopstate = () => run();
  // By then the root of the index is there too.
  document.addEventListener("DOMContentLoaded", () => run());
})(window.khotin = window.khotin || {});
