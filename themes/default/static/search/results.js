// Results: their cards and snippets, what verifies a phrase, and what narrows them (facets).
(function (khotin) {
  const CARDS = 16, TEXTS = 4, WIDTH = 32; // documents in a file (see generator/search/months.py); words of a snippet

  const monthOf = (root, document) => root.months[khotin.placeOf(root.starts, document)];

  khotin.card = async function (root, document) {
    const { year, month, first, version } = monthOf(root, document), at = document - first, row = at % CARDS;
    const [texts, rows] = await khotin.load(`${year}/${month}-${Math.floor(at / CARDS)}-${version}`, khotin.json);
    const [title, lang, day, place, shared, rest] = rows[row];
    const slug = khotin.fold(title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, shared) + rest;
    const path = shared < 0 ? rest : `${lang}/${year}/${month}/${slug}.html`;
    const [names, text] = (await khotin.load(texts[Math.floor(row / TEXTS)], khotin.json))[row % TEXTS];
    return { title, lang, place, path, names, text, date: [+year, +month, parseInt(day.slice(1), 10)] };
  };

  const spelled = new Map(); // texts say the same words again and again
  function word(token) {
    if (!spelled.has(token)) spelled.set(token, khotin.isWord(token) ? khotin.word(token) : {});
    return spelled.get(token);
  }

  khotin.says = function ({ title, text }, phrase) {
    const found = khotin.tokens(title + "\n" + text).map(word), exact = khotin.isExact(phrase);
    const same = (a, b) => a.key === b?.key && (!exact || a.form === b.form);
    return found.some((_, at) => phrase.every((each, n) => same(each, found[at + n])));
  };

  // What is marked in texts: runs of units (see query.js).
  khotin.sought = async function (root, { words, terms }, phrases) {
    const concepts = words.map((each) => each.concept).filter(Boolean);
    const forms = (await Promise.all(concepts.map((key) => khotin.formsAt(root, key)))).flat();
    return [
      ...forms.filter((form) => concepts.includes(form.concept)).map((form) => form.units),
      ...[...words.map((each) => each.words || [each]), ...phrases].map((run) => run.map((each) => each.key)),
      ...terms.flatMap((term) => term.instead || []).map((key) => [key]),
    ];
  };

  // A text with marks, in an element; of a long one the stretch that says most of what is sought.
  khotin.show = function (element, text, runs, long) {
    const tokens = [...text.matchAll(khotin.TOKENS)], found = tokens.map(([token]) => word(token));
    const marked = found.map(() => 0);
    found.forEach((_, at) => runs.forEach((units, run) => {
      if (units.every((unit, n) => khotin.means(found[at + n], unit))) marked.fill(run + 1, at, at + units.length);
    }));
    const start = long ? bestStart(marked) : 0, end = long ? start + WIDTH : tokens.length;
    let at = start && tokens[start].index;
    element.append(start ? "… " : "");
    for (let n = start; n < Math.min(end, tokens.length); n++) {
      if (!marked[n]) continue;
      const mark = document.createElement("mark"), { index, 0: token } = tokens[n];
      mark.textContent = token;
      element.append(text.slice(at, index), mark);
      at = index + token.length;
    }
    element.append(tokens[end] ? text.slice(at, tokens[end].index) + "…" : text.slice(at));
  };

  function bestStart(marked) {
    let best = 0, start = 0;
    marked.forEach((mark, at) => {
      const there = mark && marked.slice(at, at + WIDTH - 6).filter(Boolean);
      const value = there && new Set(there).size * 100 + there.length;
      if (value > best) { best = value; start = at; }
    });
    return Math.max(0, start - 6);
  }

  // --- facets: generator/search/facets.py has the format ---

  // {labels, of(name, document): the labels of a document}
  khotin.openFacets = async function (root) {
    const [labels, ...parts] = await Promise.all([khotin.load(root.names, khotin.json),
      ...root.segments.map((segment) => khotin.load(segment.facets, khotin.parted))]);
    const columns = parts.map(([header, bytes]) => ({ bytes, ...JSON.parse(header) }));
    const of = function (name, at) {
      if (name === "year") return [[monthOf(root, at).year]];
      const last = columns.length - 1, part = at < root.segments[last].first ? 0 : last;
      const { bytes, sets, count } = columns[part], names = Object.keys(sets);
      const place = 2 * count * names.indexOf(name) + at - root.segments[part].first;
      return sets[name][bytes[place] + 256 * bytes[place + count]].map((number) => labels[name][number]);
    };
    return { labels, of };
  };

  // The documents that agree with what was chosen: {facet: [keys]}, from and until.
  khotin.narrowed = function ({ of }, documents, chosen, except) {
    const names = Object.keys(chosen).filter((name) => name !== except);
    return documents.filter((at) => names.every((name) => of(name, at).some(([key]) => chosen[name](key))));
  };

  // The labels of a facet with the number of documents, most first.
  khotin.counted = function (facets, name, documents) {
    const counts = new Map();
    for (const at of documents) for (const label of facets.of(name, at)) counts.set(label, (counts.get(label) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]);
  };
})(window.khotin = window.khotin || {});
