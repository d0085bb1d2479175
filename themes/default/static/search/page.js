// The search page: a form whose fields are the address's parameters, and what it finds.
(function (khotin) {
  const { load, json, means } = khotin, all = Promise.all.bind(Promise);
  const PAGE = 10, WIDTH = 32, SIZE = 4, TEXTS = 12, VERSIONED = 48; // results, words of a snippet, slots in a file
  const SHOWN = 12, FACETS = ["province", "section", "author", "language"];
  const at = (id) => document.getElementById(id), lang = document.documentElement.lang;
  const words = JSON.parse(at("search-words").textContent), form = at("search-form"), panel = at("search-facets"), input = form.q;
  const put = (id, ...children) => at("search-" + id).replaceChildren(...children);
  const said = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
  const number = (count) => count.toLocaleString(lang);
  const make = function (tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // Snippets are made when they are seen.
  const seen = (element, act) => new IntersectionObserver(function ([{ isIntersecting }], observer) {
    if (isIntersecting) { observer.disconnect(); act(); }
  }).observe(element);

  let turn = 0;
  async function run(typing) {
    const mine = ++turn, address = new URLSearchParams(location.search), query = khotin.parse(address.get("q") || "");
    for (const field of form.elements) {
      const value = address.get(field.name) || "";
      if (field.name && field.type !== "checkbox" && field.value.trim() !== value) field.value = value;
    }
    if (!query.words[0] && !query.phrases[0]) return say(input.value && words.noWords);
    try {
      const root = await load(form.dataset.root, json), found = await khotin.find(root, query, typing);
      const chosen = choices(address), facets = panel.open || chosen[0] || typing ? await openFacets(root) : {};
      const results = await firstOf(root, found, narrowed(facets, found.documents, chosen), address);
      const sought = await soughtBy(root, found, query.phrases);
      if (mine !== turn) return;
      say(summary(query, found, results), results.total ? "results" : "empty");
      put("results", ...results.cards.map((card) => result(card, sought)));
      address.set("page", +(address.get("page") || 1) + 1);
      if (results.more) put("more", make("a", { href: "?" + address }, words.more));
      if (panel.open) narrow(facets, found.documents, chosen, address);
      if (typing) suggest(facets.labels, results.cards);
    } catch (error) {
      if (mine === turn) say(words.broken);
      throw error;
    }
  }

  // Phrases are verified in the texts until there are enough results.
  async function firstOf(root, found, documents, address) {
    const until = PAGE * (address.get("page") || 1), order = khotin.ordered(found, documents, address.get("sort")), cards = [];
    let tried = 0;
    while (tried < order.length && cards.length < until) {
      const some = await all(order.slice(tried, tried += PAGE).map((document) => cardOf(root, document)));
      const right = await all(some.map((card) => says(card, found.check)));
      cards.push(...some.filter((_, n) => right[n]));
    }
    const more = tried < order.length, verified = found.check[0] && !more;
    const complete = order.filter((document) => found.isComplete(document)).length;
    return { cards, more, about: found.check[0] && more, total: verified ? cards.length : order.length, complete };
  }

  function summary({ cut }, { terms }, { total, complete, about }) {
    const count = !total ? words.none : about ? words.about : total === 1 ? words.one : words.many;
    return [
      said(count, { count: number(complete || total), query: input.value }),
      ...terms.map(({ word, instead = [] }) => instead[0] && said(words.instead, { word: word.text, instead: instead.join(", ") })),
      total > complete && (complete ? said(words.partly, { count: number(total - complete) }) : words.relaxed),
      cut && words.cut,
    ].filter(Boolean).join(" ");
  }

  function say(text, state = text && "empty") {
    form.dataset.state = state;
    put("status", text);
    for (const id of ["results", "more", "suggestions"]) put(id);
  }

  function result({ title, lang: own, path, date: [year, month, day], province, read }, sought) {
    const date = said(words.dates[+!!year + !!month + !!day], { year, month: words.months[month - 1], day });
    const facts = [date, province, own === lang ? "" : words.languages[own]].map((fact) => make("span", {}, fact));
    const link = show(make("a", { href: form.dataset.home + path, lang: own }), title, sought);
    const snippet = make("p", { className: "snippet", lang: own });
    const tell = (text) => show(snippet, text.split("\u0001")[1].replace(/\n/g, " "), sought, true);
    seen(snippet, () => read().then(tell, () => snippet.remove()));
    return make("li", {}, make("h2", {}, link), make("p", { className: "facts" }, ...facts), snippet);
  }

  // [facet, whether a key is chosen]
  function choices(address) {
    const [from, until] = [address.get("from"), address.get("until")];
    const chosen = FACETS.map((name) => [name, address.getAll(name)]).filter(([, keys]) => keys[0]);
    return [...chosen.map(([name, keys]) => [name, (key) => keys.includes(key)]),
      ...(from || until ? [["year", (year) => year >= (from || 0) && year <= (until || 9999)]] : [])];
  }

  const narrowed = ({ of }, documents, chosen) =>
    documents.filter((document) => chosen.every(([name, fits]) => of(name, document).some(([key]) => fits(key))));

  // A facet counts without its own choices. Provinces that became part of another stand under it.
  function narrow(facets, documents, chosen, address) {
    const { name: focused, value } = document.activeElement;
    for (const name of FACETS) {
      const counts = new Map(), keys = address.getAll(name);
      for (const each of narrowed(facets, documents, chosen.filter(([other]) => other !== name))) {
        for (const label of facets.of(name, each)) counts.set(label, (counts.get(label) || 0) + 1);
      }
      const rows = [...counts].sort((one, other) => other[1] - one[1]), kin = ([label]) => (name === "province" ? label[2] : []);
      const box = ([[key, names], count], className) => make("li", { className }, make("label", {},
        make("input", { type: "checkbox", name, value: key, checked: keys.includes(key) }),
        ` ${words.languages[key] || names[lang] || key} `, make("small", {}, number(count))));
      const tops = rows.filter(([[key]]) => !rows.some((row) => kin(row).includes(key))).slice(0, SHOWN);
      put(name, ...tops.flatMap((top) => [box(top, ""), ...rows.filter(([[key]]) => kin(top).includes(key)).map((row) => box(row, "former"))]));
    }
    if (focused) form.querySelector(`[name="${focused}"][value="${CSS.escape(value)}"]`)?.focus();
  }

  function suggest(labels, cards) {
    const typed = " " + khotin.fold(input.value.trim());
    const fits = (names, kind) => names.filter((name) => typed[2] && (" " + khotin.fold(name)).includes(typed)).slice(0, 3)
      .map((name) => make("li", {}, make("a", { href: `?q="${encodeURIComponent(name)}"` }, name), " " + kind));
    put("suggestions", ...fits(labels.province.map((label) => label[1][lang]), words.province),
      ...fits(labels.author.map(([name]) => name), words.author), ...fits(cards.map((card) => card.title), ""));
  }

  function go(typing) {
    const fields = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
    history[typing ? "replaceState" : "pushState"](null, "", "?" + new URLSearchParams(fields));
    run(typing);
  }

  const segmentOf = (root, document) => root.segments.findLast(({ first }) => first <= document);
  const quarterOf = (root, document) => segmentOf(root, document).quarters.findLast(([, , first]) => first <= document);

  async function cardOf(root, document) {
    const [year, number, first, versions] = quarterOf(root, document), place = document - first, row = place % SIZE;
    const [text, ...rows] = await load(`${year}${number}/${Math.floor(place / SIZE)}-${versions.substr(6 * Math.floor(place / VERSIONED), 6)}`, json);
    const [title, lang, date, province, shared, rest] = rows[row], [month, day] = date.split("-");
    const slug = khotin.fold(title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, shared) + rest;
    const path = shared < 0 ? rest : `${lang}/${year}/${month}/${slug}.html`;
    const read = async () => (await load(text, texts))[place % TEXTS];
    return { title, lang, province, path, read, date: [+year, +month, +day] };
  }

  const texts = (bytes) => khotin.text(bytes).split("\u0000");

  const spelled = Object.create(null); // texts repeat words
  const wordsOf = (tokens) => tokens.map((token) => spelled[token] ||= khotin.isWord(token) ? khotin.word(token) : {});

  async function says({ title, read }, phrases) {
    const found = phrases[0] ? wordsOf(khotin.tokens(title + "\n" + (await read()))) : [];
    return phrases.every(function (phrase) {
      const same = (one, other) => one.key === other?.key && (!khotin.isExact(phrase) || one.form === other.form);
      return found.some((_, at) => phrase.every((each, n) => same(each, found[at + n])));
    });
  }

  // The runs of units to mark in texts.
  async function soughtBy(root, { words, terms }, phrases) {
    const forms = (await all(words.map(({ concept }) => (concept ? khotin.formsAt(root, concept) : [])))).flat();
    return [
      ...forms.flatMap(([concept, ...units]) => (words.some((word) => word.concept === concept) ? [units] : [])),
      ...[...words.map((word) => word.words || [word]), ...phrases].map((run) => run.map((word) => word.key)),
      ...terms.flatMap((term) => term.instead || []).map((key) => [key]),
    ];
  }

  // Puts a text into an element, with marks; of a long one the part with most marks.
  function show(element, text, sought, long) {
    const tokens = [...text.matchAll(khotin.TOKENS)], found = wordsOf(tokens.map(String)), marked = found.map(() => 0);
    found.forEach((_, at) => sought.forEach((units, run) => {
      if (units.every((unit, n) => means(found[at + n], unit))) marked.fill(run + 1, at, at + units.length);
    }));
    const start = long ? bestStart(marked, found) : 0, end = long ? start + WIDTH : tokens.length;
    let at = start && tokens[start].index;
    element.append(start ? "… " : "");
    tokens.slice(start, end).forEach(function ({ index, 0: token }, n) {
      if (!marked[start + n]) return;
      const mark = document.createElement("mark");
      mark.append(token);
      element.append(text.slice(at, index), mark);
      at = index + token.length;
    });
    element.append(tokens[end] ? text.slice(at, tokens[end].index) + "…" : text.slice(at));
    return element;
  }

  function bestStart(marked, found) {
    const values = marked.map(function (mark, at) {
      const there = mark ? marked.slice(at, at + WIDTH - 6).filter(Boolean) : [];
      return new Set(there).size * 100 + there.length;
    });
    const start = Math.max(0, values.indexOf(Math.max(...values)) - 6);
    return found[start]?.key ? start : start + 1;
  }

  async function openFacets(root) {
    const [labels, ...parts] = await all([load(root.names, json), ...root.segments.map(({ facets }) => load(facets, columns))]);
    const of = function (name, document) {
      if (name === "year") return [quarterOf(root, document)];
      const segment = segmentOf(root, document), { bytes, sets } = parts[root.segments.indexOf(segment)], { first, count } = segment;
      const place = 2 * count * Object.keys(sets).indexOf(name) + document - first;
      return sets[name][bytes[place] + 256 * bytes[place + count]].map((number) => labels[name][number]);
    };
    return { labels, of };
  }

  const columns = function (content) {
    const [header, bytes] = khotin.parted(content);
    return { bytes, ...JSON.parse(header) };
  };

  let waiting;
  form.oninput = function ({ target }) {
    clearTimeout(waiting);
    if (target === input) waiting = setTimeout(go, 200, true); else go();
  };
  form.onsubmit = (event) => { event.preventDefault(); clearTimeout(waiting); go(); };
  document.onkeydown = function (event) {
    const links = [input, ...document.querySelectorAll("#search-suggestions a, #search-results h2 a")];
    const place = links.indexOf(document.activeElement), next = { ArrowDown: place + 1, ArrowUp: place - 1, Escape: 0 }[event.key];
    if (place < 0 || !links[next]) return;
    event.preventDefault();
    links[next].focus();
    if (!next) put("suggestions");
  };
  panel.ontoggle = () => run();
  window.onpopstate = () => run();
  run();
})(window.khotin = window.khotin || {});
