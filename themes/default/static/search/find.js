// What a query finds in the index. Its files: generator/search/index.py, nodes.py, leaves.py; the constants and
// their reasons: ranking.py.
(function (khotin) {
  // --- files: scripts that hand their content over, for nothing else can be loaded from file:// ---

  const folder = new URL("../../search/", document.currentScript.src);
  const files = new Map();

  function file(name) {
    if (!files.has(name)) {
      const made = {};
      made.content = new Promise((take) => { made.take = take; });
      files.set(name, made);
    }
    return files.get(name);
  }

  khotin.got = function (name, packed) {
    file(name).came = true;
    file(name).take(unpacked(packed));
  };

  async function unpacked(packed) {
    const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  function fetched(name) {
    return new Promise((resolve, reject) => {
      const there = file(name), script = document.createElement("script");
      const fail = () => { files.delete(name); reject(new Error(name)); };
      there.content.then(resolve, fail);
      if (there.came) return;
      script.src = new URL(name + ".js", folder);
      script.onerror = fail;
      // A file that was cut short hands nothing over.
      script.onload = () => { script.remove(); if (!there.came) fail(); };
      document.head.append(script);
    });
  }

  // What is made of a file's content, once.
  const load = khotin.load = (name, make) => file(name).made ||= fetched(name).then(make);
  const text = (bytes) => new TextDecoder().decode(bytes);
  khotin.json = (bytes) => JSON.parse(text(bytes));
  // A text and, after a zero byte, numbers.
  const parted = khotin.parted = (bytes) => [text(bytes.subarray(0, bytes.indexOf(0))), bytes.subarray(bytes.indexOf(0) + 1)];

  // --- the tree: root, nodes, leaves ---

  // The place of the last of the sorted values that is not after this one; -1 where all are.
  const placeOf = khotin.placeOf = function (values, value) {
    let low = 0, high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] <= value) low = middle + 1; else high = middle;
    }
    return low - 1;
  };

  khotin.openRoot = (name) => load(name, (bytes) => {
    const root = khotin.json(bytes);
    let first = 0;
    root.months = [];
    for (const segment of root.segments) {
      segment.first = first;
      for (const [year, months] of Object.entries(segment.months).sort()) {
        for (const [month, count, version] of months.split(",").map((each) => each.split("."))) {
          root.months.push({ year, month, first, version });
          first += +count;
        }
      }
    }
    root.starts = root.months.map((month) => month.first);
    return root;
  });

  function openNode(segment, key) {
    const place = placeOf(segment.keys, key);
    return place < 0 ? { keys: [], forms: [] } : load(segment.nodes[place], (bytes) => {
      const { keys, names, forms } = khotin.json(bytes);
      return { names, keys: keys.split("\n"), forms: forms.map(([units, concept]) => ({ units: units.split(" "), concept })) };
    });
  }

  async function openLeaf(segment, key) {
    const { keys, names } = await openNode(segment, key), place = placeOf(keys, key);
    if (place < 0) return new Map();
    const name = names.substr(12 * place, 12);
    return load(name.slice(0, 2) + "/" + name.slice(2), (bytes) => leaf(bytes, segment.first));
  }

  // The lists of a leaf by key; documents are counted from the archive's first.
  function leaf(content, first) {
    const [header, bytes] = parted(content), lists = new Map();
    let at = 0, word;
    for (const line of header.split("\n")) {
      const [name, forms] = line.split("\t");
      if (name[0] !== " ") word = name;
      if (forms !== undefined) lists.set(name === word ? word : word + name, forms.split(";").map(list));
    }
    return lists;

    function list(each) {
      const [form, count = 1] = each.split(":"), documents = new Uint32Array(+count), levels = new Uint8Array(+count);
      for (let n = 0, last = first - 1; n < count; n++) {
        let value = 0, shift = 1, byte;
        do { byte = bytes[at++]; value += (byte & 127) * shift; shift *= 128; } while (byte > 127);
        documents[n] = last += 1 + (value >> 3);
        levels[n] = value & 7;
      }
      return { form, documents, levels };
    }
  }

  async function listsOf(root, key) {
    const leaves = await Promise.all(root.segments.map((segment) => openLeaf(segment, key)));
    return leaves.flatMap((lists) => lists.get(key) || []);
  }

  const formsAt = khotin.formsAt = async (root, key) => (await openNode(root.segments[0], key)).forms;

  // --- queries ---

  const LONGEST = 200, MOST = 24; // characters and words: more is a paste, not a question

  // {words, phrases: [[word]], without: [[word]], cut: something was left out}
  khotin.parse = function (typed) {
    const clean = typed.normalize("NFC").replace(/[“”„«»]/g, '"');
    const query = { words: [], phrases: [], without: [], cut: clean.length > LONGEST };
    for (const [, minus, phrase, plain] of clean.slice(0, LONGEST).matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
      const words = khotin.tokens(phrase ?? plain).filter(khotin.isWord).map(khotin.word);
      if (words.length && minus) query.without.push(words);
      else if (words.length && phrase) query.phrases.push(words);
      else query.words.push(...words);
    }
    if (query.words.splice(MOST).length) query.cut = true;
    return query;
  };

  // A unit is "hoc/5" (accents may be left out), "technologi" (any word of the stem) or "=DA" (in capitals).
  const means = khotin.means = function (word, unit) {
    const [key, form] = unit.split("/");
    return unit[0] === "=" ? word?.text === unit.slice(1) : word?.key === key && (!form || !word.form || word.form === form);
  };

  // The words, with concepts in the place of those that the glossary knows.
  async function withConcepts(root, words) {
    const forms = await Promise.all(words.map((word) => formsAt(root, word.key)));
    const found = [];
    for (let at = 0; at < words.length; at++) {
      const fits = forms[at].filter(({ units }) => units.every((unit, n) => means(words[at + n], unit)));
      const [best] = fits.sort((one, other) => other.units.length - one.units.length);
      found.push(best ? { concept: best.concept, words: words.slice(at, at + best.units.length) } : words[at]);
      if (best) at += best.units.length - 1;
    }
    return found;
  }

  // --- terms: the lists of what is looked for, each with the weight of its form ---

  async function term(root, key, weigh) {
    const lists = await listsOf(root, key);
    return lists.map((list) => ({ ...list, weight: weigh(list.form) })).filter((list) => list.weight);
  }

  const wordTerm = (root, { key, form }, scale = 1) =>
    term(root, key, (other) => scale * khotin.closeness(form, other, root.ranking));

  const pairTerm = (root, one, other, exact) => term(root, one.key + " " + other.key, function (forms) {
    const [first, second] = forms.split(",");
    const weight = khotin.closeness(one.form, first, root.ranking) * khotin.closeness(other.form, second, root.ranking);
    return exact && weight < 1 ? 0 : weight;
  });

  const anyOf = async (root, keys, scale) =>
    (await Promise.all(keys.map((key) => wordTerm(root, { key, form: "" }, scale)))).flat();

  async function required(root, word, open) {
    if (word.concept) return { lists: await term(root, word.concept, () => root.ranking.synonym) };
    const lists = await wordTerm(root, word);
    if (open) lists.push(...await anyOf(root, await completions(root, word.key), root.ranking.started));
    if (lists.length) return { lists };
    const slip = khotin.slip(word.text), meant = slip ? await wordTerm(root, slip) : [];
    if (meant.length) return { lists: meant, word, instead: [slip.key] };
    const instead = await similar(root, word.key);
    return { lists: await anyOf(root, instead, root.ranking.corrected), word, instead };
  }

  // A phrase has all its pairs; accents count where some were typed.
  function phraseTerms(root, words) {
    const exact = khotin.isExact(words), [first, ...rest] = words;
    if (!rest.length) return [term(root, first.key, (form) => +(!exact || form === first.form))];
    return rest.map((word, n) => pairTerm(root, words[n], word, exact));
  }
  khotin.isExact = (words) => words.some((word) => /\d/.test(word.form));

  // --- known words: how a word may go on, and what a mistyped one may have been ---

  const known = (root) => khotin.load(root.words, (bytes) => khotin.json(bytes).split(" "));

  async function completions(root, key) {
    return key[1] ? (await known(root)).filter((word) => word !== key && word.startsWith(key)).slice(0, 5) : [];
  }

  // The commonest words one letter away: one left out, put in, mistaken, or two exchanged.
  async function similar(root, key) {
    if (key.length < 3) return [];
    const one = (word) => {
      let at = 0;
      while (at < key.length && word[at] === key[at]) at++;
      const mine = key.slice(at), other = word.slice(at);
      return mine.slice(1) === other || mine === other.slice(1) || mine.slice(1) === other.slice(1) ||
        mine[1] + mine[0] + mine.slice(2) === other;
    };
    return (await known(root)).filter(one).slice(0, 4);
  }

  // --- ranking ---

  // {documents that have all, scores of all, words with concepts, terms, relaxed, check: phrases to verify}
  khotin.find = async function (root, query, open) {
    const words = await withConcepts(root, query.words), all = Promise.all.bind(Promise);
    const neighbours = words.slice(1).map((word, n) => [words[n], word]).filter((pair) => !pair.some((each) => each.concept));
    const [terms, pairs, phrases, without] = await all([
      all(words.map((word, n) => required(root, word, open && n === words.length - 1))),
      all(neighbours.map(([one, other]) => pairTerm(root, one, other))),
      all(query.phrases.flatMap((phrase) => phraseTerms(root, phrase))),
      all(query.without.map((phrase) => all(phraseTerms(root, phrase)))),
    ]);
    const scores = new Float32Array(root.count), matched = new Uint8Array(root.count);
    const must = [...terms.map((each) => each.lists), ...phrases];
    for (const lists of must) add(root, lists, 1, scores, matched);
    for (const lists of pairs) add(root, lists, root.ranking.pair, scores);
    for (let at = 0; at < root.count; at++) scores[at] *= 1 + (root.ranking.recency * at) / root.count;
    for (const phrase of without) exclude(phrase, matched);
    const most = matched.reduce((a, b) => Math.max(a, b), 0);
    const documents = [...matched.keys()].filter((at) => most && matched[at] === most);
    const check = query.phrases.filter((phrase) => phrase.length > 2);
    return { documents, scores, words, terms, relaxed: most < must.length, check };
  };

  // Adds a term to the scores: in each document its best form counts.
  function add(root, lists, factor, scores, matched) {
    const best = new Float32Array(root.count);
    let size = 0;
    for (const { documents, levels, weight } of lists) {
      documents.forEach((at, n) => {
        if (!best[at]) size++;
        best[at] = Math.max(best[at], weight * root.ranking.levels[levels[n]]);
      });
    }
    const rarity = factor * Math.log(1 + root.count / (size || 1));
    for (let at = 0; at < root.count; at++) {
      if (best[at]) { scores[at] += rarity * best[at]; if (matched) matched[at]++; }
    }
  }

  function exclude(phrase, matched) {
    const [first, ...rest] = phrase.map((lists) => new Set(lists.flatMap((list) => [...list.documents])));
    for (const at of first) if (rest.every((each) => each.has(at))) matched[at] = 0;
  }

  // The documents in order: by date, or by score and date (as one number, which sorts fast).
  khotin.ordered = function ({ scores }, documents, byDate) {
    const keys = Float64Array.from(documents, (at) => (byDate ? 0 : Math.round(scores[at] * 1e4) * 2 ** 24) + at);
    return [...keys.sort().reverse()].map((key) => key % 2 ** 24);
  };
})(window.khotin = window.khotin || {});
