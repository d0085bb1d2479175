{# static/search/filters.js, which comes when a filter is on or the filters are open. #}
{% filter compact %}
// The filters of the search page: what is chosen, what is to choose from, and a chart of the years.
(function (khotin) {
  const { load, json, make, said, number, counted, texts: words } = khotin, lang = document.documentElement.lang;
  const SHOWN = 12, BARS = 9, FACETS = ["province", "section", "author", "language"];
  const at = (id) => document.getElementById("search-" + id);

  khotin.openFacets = async function (root) {
    const [labels, ...parts] = await Promise.all([load(root.names, json), ...root.segments.map(({ facets }) => load(facets, columns))]);
    const of = function (name, document) {
      if (name === "year") return [[+khotin.quarterOf(root, document)[0]]];
      const segment = khotin.segmentOf(root, document), { bytes, sets } = parts[root.segments.indexOf(segment)], { first, count } = segment;
      const place = 2 * count * Object.keys(sets).indexOf(name) + document - first;
      return sets[name][bytes[place] + 256 * bytes[place + count]].map((number) => labels[name][number]);
    };
    return { labels, of, nameOf: (name, key) => nameIn(labels[name].find(([each]) => each === key) || [key]) };
  };

  const columns = function (content) {
    const [header, bytes] = khotin.parted(content);
    return { bytes, ...JSON.parse(header) };
  };

  const nameIn = ([key, names]) => words.languages[key] || names?.[lang] || key;

  // [facet, whether a key is chosen]
  khotin.choices = function (address) {
    const [from, until] = [address.get("from"), address.get("until")];
    const chosen = FACETS.map((name) => [name, address.getAll(name)]).filter(([, keys]) => keys[0]);
    return [...chosen.map(([name, keys]) => [name, (key) => keys.includes(key)]),
      ...(from || until ? [["year", (year) => year >= (from || 1) && year <= (until || 9999)]] : [])];
  };

  const narrowed = khotin.narrowed = ({ of }, documents, chosen) =>
    documents.filter((document) => chosen.every(([name, fits]) => of(name, document).some(([key]) => fits(key))));

  const changed = function (address, values) {
    const made = new URLSearchParams(address);
    made.delete("page");
    for (const [name, value] of Object.entries(values)) if (value) made.set(name, value); else made.delete(name);
    return "?" + made;
  };

  // What is chosen, each as a link to the same search without it.
  khotin.chips = function (facets, address) {
    const chip = (name, text, kept) => make("li", {}, make("a", { href: kept },
      make("span", { className: "unseen" }, words.without + " "), text, make("span", { ariaHidden: "true" }, " ×")));
    const [from, until] = [address.get("from") || "", address.get("until") || ""], span = from === until ? from : `${from}–${until}`;
    return [...FACETS.flatMap((name) => address.getAll(name).map(function (key) {
      const kept = new URLSearchParams(changed(address, { [name]: "" }));
      for (const other of address.getAll(name)) if (other !== key) kept.append(name, other);
      return chip(name, facets.nameOf(name, key), "?" + kept);
    })), ...(span ? [chip("year", span, changed(address, { from: "", until: "" }))] : [])];
  };

  // A facet counts articles without its own choices. Provinces that became part of another stand under it.
  khotin.filter = function (root, facets, documents, chosen, address) {
    const counts = function (name) {
      const found = new Map();
      for (const each of narrowed(facets, documents, chosen.filter(([other]) => other !== name))) {
        const [article] = khotin.translations(root, each);
        for (const label of facets.of(name, each)) {
          const key = name === "year" ? label[0] : label;
          if (!found.has(key)) found.set(key, new Set());
          found.get(key).add(article);
        }
      }
      return [...found].map(([key, articles]) => [key, articles.size]);
    };
    for (const name of FACETS) {
      const keys = address.getAll(name), rows = counts(name).sort((one, other) => other[1] - one[1]), kin = ([label]) => (name === "province" ? label[2] : []);
      const box = ([label, count], className) => make("li", { className }, make("label", {},
        make("input", { type: "checkbox", name, value: label[0], checked: keys.includes(label[0]) }),
        ` ${nameIn(label)} `, make("small", {}, number(count))));
      const tops = rows.filter(([[key]]) => !rows.some((row) => kin(row).includes(key))).slice(0, SHOWN);
      at(name).replaceChildren(...tops.flatMap((top) => [box(top, ""), ...rows.filter(([[key]]) => kin(top).includes(key)).map((row) => box(row, "former"))]));
    }
    chart(counts("year").filter(([year]) => year).sort(([one], [other]) => one - other), address);
  };

  // Names and titles that go on as what is typed.
  khotin.suggest = function (labels, cards) {
    const typed = " " + khotin.fold(document.getElementById("q").value.trim());
    const fits = (names, kind) => names.filter((name) => typed[2] && (" " + khotin.fold(name)).includes(typed)).slice(0, 3)
      .map((name) => make("li", {}, make("a", { href: `?q="${encodeURIComponent(name)}"` }, name), " " + kind));
    at("suggestions").replaceChildren(...fits(labels.province.map((label) => label[1][lang]), words.kinds.province),
      ...fits(labels.author.map(([name]) => name), words.kinds.author), ...fits(cards.map((card) => card.title), ""));
  };

  // Bars of equal numbers of years, and a table with each year. Both lead to the search in these years.
  function chart(years, address) {
    const { min, max } = document.getElementById("search-form").from, first = +min, last = +max, [from, until] = ["from", "until"].map((name) => +address.get(name));
    const inside = from && until > from, start = inside ? from : first, end = inside ? until : last, bars = [];
    const step = Math.ceil((end - start + 1) / BARS), link = (from, until) => changed(address, { from, until });
    for (let year = start; year <= end; year += step) {
      const final = Math.min(year + step - 1, end), count = years.reduce((sum, [each, count]) => sum + (each >= year && each <= final ? count : 0), 0);
      bars.push({ year, final, count, span: year === final ? year : `${year}–${final}` });
    }
    const most = Math.max(...bars.map(({ count }) => count));
    at("bars").replaceChildren(...bars.map(function ({ year, final, count, span }) {
      const bar = make("span", { className: "bar" }), label = said(words.bar, { span, articles: counted(count) });
      bar.style.height = `${100 * count / most}%`;
      return make("li", {}, count ? make("a", { href: link(year, final), title: label, ariaLabel: label, ariaCurrent: from === year && until === final ? "true" : null }, bar) : "");
    }));
    at("span").replaceChildren(...(first ? [make("span", {}, start), make("span", {}, end)] : []));
    at("years").replaceChildren(...years.map(([year, count]) =>
      make("tr", {}, make("th", { scope: "row" }, make("a", { href: link(year, year) }, year)), make("td", {}, number(count)))));
  }
})(window.khotin = window.khotin || {});
{% endfilter %}
