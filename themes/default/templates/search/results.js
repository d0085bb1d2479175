// Rows of results: the card of a document, its snippet, and what is marked in them.
(function (khotin) {
  const { load, means } = khotin, all = Promise.all.bind(Promise), at = (id) => document.getElementById(id);
  const WIDTH = 40, SIZE = 12, TEXTS = 12, VERSIONED = 96, MARKED = 8; // words of a snippet, slots in a file, words in an address
  const form = at("search-form"), home = form.dataset.home, lang = document.documentElement.lang;
  const words = khotin.texts = JSON.parse(at("search-words").textContent);
  const said = khotin.said = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name]);
  const numbers = new Intl.NumberFormat(lang), number = khotin.number = (count) => numbers.format(count);
  khotin.counted = (count, texts = words.articles) => said(texts[+(count !== 1)], { count: number(count) });
  const make = khotin.make = function (tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const segmentOf = khotin.segmentOf = (root, document) => root.segments.findLast(({ first }) => first <= document);
  const quarterOf = khotin.quarterOf = (root, document) => segmentOf(root, document).quarters.findLast(([, , first]) => first <= document);

  khotin.cardOf = async function (root, document) {
    const [year, number, first, versions] = quarterOf(root, document), place = document - first, row = place % SIZE;
    const [text, ...rows] = await load(`${year}${number}/${Math.floor(place / SIZE)}-${versions.substr(6 * Math.floor(place / VERSIONED), 6)}`);
    const [title, lang, date, provinces, shared, rest, section, thumbnail, withdrawn] = rows[row], [month, day] = date.split("-");
    const slug = khotin.fold(title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, shared) + rest;
    const path = shared < 0 ? rest : `${lang}/${year}/${month}/${slug}.html`;
    const read = async () => (await load(text, split))[place % TEXTS];
    return { title, lang, provinces, section, thumbnail, withdrawn, path, read, date: [+year && year, month, day].filter(Boolean) };
  };

  const split = (bytes) => khotin.text(bytes).split("\u0000");

  const plain = (name) => name.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
  const placeName = (names) => (lang === "vi" ? names.split("/")[0] : names.split("/")[1] || plain(names));

  const named = (code) => make("span", { lang: code }, words.languages[code] || code);

  // Snippets are made shortly before they are seen.
  const watched = new WeakMap(), observer = new IntersectionObserver(function (entries) {
    for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
      observer.unobserve(target);
      watched.get(target)();
    }
  }, { rootMargin: "25%" });
  function seen(element, act) {
    watched.set(element, act);
    observer.observe(element);
  }

  // A row as lists have it. `others`: the cards of the article's translations.
  khotin.row = function ({ title, lang: own, path, date, provinces, section, thumbnail, withdrawn, read }, others, sought) {
    const row = at("search-row").content.firstElementChild.cloneNode(true);
    const [day, link, snippet, meta] = row.querySelectorAll("time, a, .snippet, .item-meta");
    const [name, kind] = words.sections[section], [year, month, number] = date, foreign = own === lang ? "" : own;
    day.textContent = said(words.dates[date.length], { year, month: words.months[month - 1], day: +number });
    if (year) day.dateTime = date.join("-"); else day.replaceWith(day.textContent);
    row.classList.add("row-" + kind);
    show(Object.assign(link, { href: home + path, lang: foreign }), title, sought);
    if (foreign) link.after(" ", make("span", { className: "mark" }, named(own)));
    if (withdrawn) link.after(" ", make("span", { className: "mark mark-withdrawn" }, words.withdrawn));
    meta.append([provinces.split(", ").filter(Boolean).map(placeName).join(", "), name].filter(Boolean).join(" · "));
    for (const other of others) {
      meta.append(" · ", words.also, " ", make("a", { href: home + other.path, lang: other.lang, hreflang: other.lang, title: other.title }, words.languages[other.lang] || other.lang));
    }
    if (thumbnail) row.append(make("img", { className: "thumbnail", alt: "", width: 144, height: 96, loading: "lazy", src: home + "static/media/" + thumbnail }));
    snippet.lang = foreign;
    seen(snippet, () => read().then(function (text) {
      const prose = text.split("\u0001")[1].replace(/\n/g, " ");
      const found = show(snippet, prose, sought, true);
      if (found[0]) link.href = `${home + path}#find=${found.slice(0, MARKED).map(encodeURIComponent).join("|")}:~:text=${encodeURIComponent(found[0]).replace(/-/g, "%2D")}`;
    }, () => snippet.remove()));
    return row;
  };

  const spelled = Object.create(null); // texts repeat words
  const wordsOf = (tokens) => tokens.map((token) => spelled[token] ||= khotin.isWord(token) ? khotin.word(token) : {});

  khotin.says = async function ({ title, read }, phrases) {
    const found = phrases[0] ? wordsOf(khotin.tokens(title + "\n" + (await read()))) : [];
    return phrases.every(function (phrase) {
      const same = (one, other) => one.key === other?.key && (!khotin.isExact(phrase) || one.form === other.form);
      return found.some((_, at) => phrase.every((each, n) => same(each, found[at + n])));
    });
  };

  // The runs of units to mark in texts: what was typed together, with its accents; or (`apart`) its words in any form.
  khotin.soughtBy = async function (root, { words, units }, phrases, apart) {
    const forms = (await all(words.map(({ concept }) => (concept ? khotin.formsAt(root, concept) : [])))).flat();
    const asTyped = (run, accents) => run.map(({ key, form }, n) => key + (/\d/.test(accents ? accents[n] : form) ? "/" + (accents ? accents[n] : form) : ""));
    const runs = apart ? words.map((word) => [(word.words || [word]).map(({ key }) => key)]) : units.map(function ({ at, size, names }) {
      const run = words.slice(at, at + size).flatMap((word) => word.words || [word]);
      return names[0] ? names.map(([accents]) => asTyped(run, accents.split(","))) : [asTyped(run)];
    });
    return [
      ...forms.flatMap(([concept, ...units]) => (words.some((word) => word.concept === concept) ? [units.map((unit) => unit.replace("~", ""))] : [])),
      ...runs.flat(), ...phrases.map((run) => asTyped(run)),
    ];
  };

  // Puts a text into an element, with marks; of a long one the part with most marks. Returns what is marked in
  // the whole text, as it is written there, the longest first.
  function show(element, text, sought, long) {
    const tokens = [...text.matchAll(khotin.TOKENS)], found = wordsOf(tokens.map(String)), marks = found.map(() => 0);
    const heads = new Set(sought.map(([unit]) => unit.split("/")[0]));
    found.forEach(function (word, at) {
      if (heads.has(word.key) || heads.has("=" + word.text)) sought.forEach(function (units, run) {
        if (units.every((unit, n) => means(found[at + n], unit))) marks.fill(run + 1, at, at + units.length);
      });
    });
    const first = long ? bestStart(marks, tokens) : 0, last = long ? first + WIDTH : tokens.length, written = new Map();
    const endOf = ({ index, 0: token }) => index + token.length;
    let shown = first && tokens[first].index;
    element.append(first ? "… " : "");
    for (let at = 0, next; at < tokens.length; at = next) {
      for (next = at + 1; marks[at] && marks[next] && /^\s+$/.test(text.slice(endOf(tokens[next - 1]), tokens[next].index));) next++;
      if (!marks[at]) continue;
      const start = tokens[at].index, end = endOf(tokens[next - 1]), run = text.slice(start, end);
      written.set(run.toLowerCase(), run);
      if (at < first || next > last) continue;
      element.append(text.slice(shown, start), make("mark", {}, run));
      shown = end;
    }
    element.append(tokens[last] ? text.slice(shown, tokens[last].index) + "…" : text.slice(shown));
    return [...written.values()].sort((one, other) => other.length - one.length);
  }

  function bestStart(marks, tokens) {
    const values = marks.map(function (mark, at) {
      const there = mark ? marks.slice(at, at + WIDTH - 6).filter(Boolean) : [];
      return new Set(there).size * 100 + there.length;
    });
    const start = Math.max(0, values.indexOf(Math.max(...values)) - 6);
    return !tokens[start] || khotin.isWord(tokens[start][0]) ? start : start + 1;
  }
})(window.khotin = window.khotin || {});
