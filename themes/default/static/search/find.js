// Finds the documents of a query. generator/search/ explains the index and the ranking.
(function (khotin) {
  // Files are scripts: nothing else loads from file://.
  const folder = new URL("../../search/", document.currentScript.src), got = {}, made = {};

  khotin.got = async (name, packed) => { got[name] = unpacked(packed); };

  function unpacked(packed) {
    const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).arrayBuffer().then((buffer) => new Uint8Array(buffer));
  }

  const fetched = (name) => got[name] || new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(name + ".js", folder);
    // A file cut short runs no script.
    script.onload = script.onerror = () => (got[name] ? resolve(got[name]) : reject(new Error(name)));
    document.head.append(script);
  });

  const load = khotin.load = (name, make) => made[name] ||= fetched(name).then(make);
  const text = khotin.text = (bytes) => new TextDecoder().decode(bytes);
  const json = khotin.json = (bytes) => JSON.parse(text(bytes));
  // A text and, after a zero byte, numbers.
  const parted = khotin.parted = (bytes) => [text(bytes.subarray(0, bytes.indexOf(0))), bytes.subarray(bytes.indexOf(0) + 1)];

  const placeOf = (values, value) => values.findLastIndex((each) => each <= value);
  const openNode = function ({ keys, versions }, key) {
    if (!keys[0]) return { keys, forms: [] }; // an archive without articles
    const place = Math.max(0, placeOf(keys, key));
    return load(`n${place % 50}/${place}-${versions.substr(6 * place, 6)}`, json);
  };
  const formsAt = khotin.formsAt = async (root, key) => (await openNode(root.segments[0], key)).forms;

  async function listsIn(segment, key) {
    const { keys, names } = await openNode(segment, key), place = placeOf(keys, key);
    return place < 0 ? [] : (await load(names[place], (bytes) => leaf(bytes, segment))).get(key) || [];
  }

  // The lists of a leaf, by key.
  function leaf(content, { first, count }) {
    const [header, bytes] = parted(content), lists = new Map();
    let at = 0, word;
    for (const line of header.split("\n")) {
      const [name, forms] = line.split("\t");
      if (name[0] !== " ") word = name;
      if (forms !== undefined) lists.set(name === word ? word : word + name, forms.split(";").map(list));
    }
    return lists;

    function list(each) {
      const [form, size = 1] = each.split(/[:!]/), documents = [], levels = [];
      const bit = (n) => (bytes[at + (n >> 3)] >> (~n & 7)) & 1;
      if (each.includes("!")) {
        for (let n = 0; n < count; n++) if (bit(n)) documents.push(first + n);
        at += (count + 7) >> 3;
        for (let n = 0; n < size; n++) levels.push(2 * bit(n));
        at += (+size + 7) >> 3;
      } else for (let last = first - 1; levels.length < size;) {
        let value = 0, shift = 1, byte;
        do { byte = bytes[at++]; value += (byte & 127) * shift; shift *= 128; } while (byte > 127);
        documents.push(last += 1 + (value >> 2));
        levels.push(value & 3);
      }
      return { form, documents, levels };
    }
  }

  const LONGEST = 200; // characters: more is a paste, not a question

  khotin.parse = function (typed) {
    const clean = typed.normalize("NFC").replace(/[“”„«»]/g, '"'), words = [], phrases = [], without = [];
    for (const [, minus, phrase, plain] of clean.slice(0, LONGEST).matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
      const found = khotin.tokens(phrase ?? plain).filter(khotin.isWord).map(khotin.word);
      if (found[0] && minus) without.push(found);
      else if (found[0] && phrase) phrases.push(found);
      else words.push(...found);
    }
    for (const run of [words, ...phrases, ...without]) for (const word of run) word.accented = isExact(run);
    return { words, phrases, without, cut: clean.length > LONGEST };
  };

  // A unit is "hoc/5" (accents may be left out), "technolog" (any word of the stem) or "=DA".
  const means = khotin.means = function (word, unit) {
    const [key, form] = unit.split("/");
    return unit[0] === "=" ? word?.text === unit.slice(1) : word?.key === key && (!form || !word.form || word.form === form);
  };

  // The words, with concepts in place of their forms.
  async function withConcepts(root, words) {
    const forms = await all(words.map((word) => formsAt(root, word.key))), found = [];
    for (let at = 0; at < words.length; at += found.at(-1).words?.length || 1) {
      const fits = forms[at].filter(([, ...units]) => units.every((unit, n) => means(words[at + n], unit)));
      const [best] = fits.sort((one, other) => other.length - one.length);
      found.push(best ? { concept: best[0], words: words.slice(at, at + best.length - 1) } : words[at]);
    }
    return found;
  }

  const all = Promise.all.bind(Promise);

  // The lists of a key and their weights. "*" is for all forms; `apart`: without it.
  async function term(root, key, weigh, apart) {
    const lists = await all(root.segments.map(async function (segment) {
      const found = await listsIn(segment, key);
      return apart && found[0]?.form === "*" ? listsIn(segment, key + " *") : found;
    }));
    return lists.flat().map((list) => ({ ...list, weight: weigh(list.form) })).filter((list) => list.weight);
  }

  const wordTerm = (root, word, scale = 1, apart) =>
    term(root, word.key, (form) => scale * khotin.closeness(word, form, root.ranking), apart);

  const pairTerm = (root, pair, exact) => term(root, pair[0].key + " " + pair[1].key, function (forms) {
    const [one, other] = forms.split(",").map((form, n) => khotin.closeness(pair[n], form, root.ranking));
    return exact && one * other < 1 ? 0 : one * other;
  });

  const anyOf = async (root, keys, scale) => (await all(keys.map((key) => wordTerm(root, { key, form: "" }, scale)))).flat();

  async function required(root, word, open, alone) {
    if (word.concept) return { lists: await term(root, word.concept, () => root.ranking.synonym) };
    const lists = await wordTerm(root, word, 1, alone && word.accented);
    if (open && word.key[1]) lists.push(...await anyOf(root, await known(root, RegExp(`^${word.key}.`)), root.ranking.started));
    if (lists[0]) return { lists };
    const slip = khotin.slip(word.text), meant = slip ? await wordTerm(root, slip) : [];
    if (meant[0]) return { lists: meant, meant: slip, word, instead: [slip.key] };
    const instead = word.key[2] ? await known(root, oneLetterAway(word.key)) : [];
    return { lists: await anyOf(root, instead, root.ranking.corrected), word, instead };
  }

  // The commonest words that match.
  const known = async (root, look) =>
    (await load(root.words, json)).filter((word) => look.test(word)).slice(0, 5);

  // One letter left out, put in, mistaken, or two exchanged.
  function oneLetterAway(key) {
    const tries = [...key].flatMap(function (letter, at) {
      const head = key.slice(0, at), tail = key.slice(at + 1);
      return [head + ".?" + tail, head + "." + letter + tail, head + tail.slice(0, 1) + letter + tail.slice(1)];
    });
    return new RegExp(`^(${tries.join("|")}|${key}.)$`);
  }

  // A phrase has all its pairs; accents count where some were typed.
  function phraseTerms(root, words) {
    const exact = isExact(words), [first, ...rest] = words;
    if (!rest[0]) return [term(root, first.key, (form) => +(!exact || form === first.form), exact)];
    return rest.map((word, n) => pairTerm(root, [words[n], word], exact));
  }
  const isExact = khotin.isExact = (words) => words.some((word) => /\d/.test(word.form));

  const FEW = 10, COMPLETE = 1000; // added to documents that have all words

  // If few documents have all words, those with half are added. `check`: phrases to verify.
  khotin.find = async function (root, query, open) {
    const words = await withConcepts(root, query.words), { count, ranking } = root;
    const pairsOf = (words) => all(words.slice(1).map((word, n) => [words[n], word])
      .filter((pair) => !pair.some((each) => each.concept)).map((pair) => pairTerm(root, pair)));
    const [terms, typed, phrases, without] = await all([
      all(words.map((word, n) => required(root, word, open && n === words.length - 1, !words[1]))),
      pairsOf(words),
      all(query.phrases.flatMap((phrase) => phraseTerms(root, phrase))),
      all(query.without.map((phrase) => all(phraseTerms(root, phrase)))),
    ]);
    const slips = terms.some((term) => term.meant), pairs = slips ? await pairsOf(words.map((word, n) => terms[n].meant || word)) : typed;
    const scores = new Float32Array(count), rarities = scores.slice(), hits = scores.slice(), strict = scores.slice();
    const possible = terms.reduce((sum, { lists }) => sum + add(root, lists, 1, scores, hits, rarities), 0);
    for (const lists of phrases) add(root, lists, 1, scores, strict);
    for (const lists of pairs) add(root, lists, ranking.pair, scores);
    for (const phrase of without) {
      const each = new Float32Array(count);
      for (const lists of phrase) add(root, lists, 0, scores, each);
      each.forEach((hits, at) => { if (hits === phrase.length) scores[at] = 0; });
    }
    const documents = [], most = [];
    scores.forEach(function (score, at) {
      if (!score || strict[at] !== phrases.length) return;
      const complete = hits[at] === terms.length;
      scores[at] = score * (1 + (ranking.recency * at) / count) + (complete && COMPLETE);
      if (complete) documents.push(at); else if (rarities[at] > possible / 2.01) most.push(at);
    });
    if (documents.length < FEW) documents.push(...most);
    const isComplete = (at) => scores[at] >= COMPLETE, check = query.phrases.filter((phrase) => phrase[2]);
    return { documents, isComplete, scores, words, terms, check };
  };

  // Adds a term: in each document its best form counts. Returns its rarity.
  function add(root, lists, factor, scores, hits, rarities) {
    const best = new Map();
    for (const { documents, levels, weight } of lists) {
      documents.forEach((at, n) => best.set(at, Math.max(best.get(at) || 0, weight * root.ranking.levels[levels[n]])));
    }
    const rarity = factor * Math.log(1 + root.count / (best.size || 1));
    for (const [at, value] of best) {
      scores[at] += rarity * value;
      if (hits) hits[at]++;
      if (rarities) rarities[at] += rarity;
    }
    return rarity;
  }

  // By date, or by score and date: one number sorts fast.
  khotin.ordered = function ({ scores }, documents, byDate) {
    const value = (at) => (byDate ? Math.floor(scores[at] / COMPLETE) : Math.round(scores[at] * 1e4));
    const keys = Float64Array.from(documents, (at) => value(at) * 2 ** 24 + at);
    return [...keys.sort().reverse()].map((key) => key % 2 ** 24);
  };
})(window.khotin = window.khotin || {});
