// Finds the documents of a query. generator/search/ explains the index and the ranking.
(function (khotin) {
{% include "search/index.js" %}

  const LONGEST = 200; // characters: more is a paste, not a question
  const SIGNS = /^(AND|OR)$/; // no words: what has all words comes first anyway, and is said to

  // `glue`: what stands between a word and the one before, if no blank does. 14/2021/QĐ-UBND is one.
  function wordsIn(text) {
    let end = 0;
    return [...text.matchAll(khotin.TOKENS)].filter(([token]) => khotin.isWord(token)).map(function ({ 0: token, index }) {
      const glue = end && /^\S+$/.test(text.slice(end, index)) && text.slice(end, index);
      end = index + token.length;
      return { ...khotin.word(token), glue };
    });
  }

  khotin.parse = function (typed) {
    const clean = typed.normalize("NFC").replace(/[“”„«»]/g, '"'), words = [], phrases = [], without = [];
    for (const [, minus, phrase, plain] of clean.slice(0, LONGEST).matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
      if (SIGNS.test(plain) && clean !== clean.toUpperCase()) continue;
      const found = wordsIn(phrase ?? plain);
      if (found[0] && minus) without.push(found);
      else if (found[0] && phrase) phrases.push(found);
      else words.push(...found);
    }
    for (const run of [words, ...phrases, ...without]) for (const word of run) word.accented = isExact(run);
    return { words, phrases, without, cut: clean.length > LONGEST };
  };

  // Words as they were typed, with what stood between them.
  khotin.written = (words) => words.flatMap((word) => word.words || [word]).reduce((text, word) => text + (text && (word.glue || " ")) + word.text, "");

  // A unit is "hoc/5" (accents may be left out), "technolog" (any word of the stem) or "=DA"; "~" is before the first
  // of a form that texts have and queries do not.
  const means = khotin.means = function (word, unit) {
    const [key, form] = unit.split("/");
    return unit[0] === "=" ? word?.text === unit.slice(1) : word?.key === key && (!form || !word.form || word.form === form);
  };

  // The words, with concepts in place of their forms; but QĐ-UBND and TCVN 9001 are numbers.
  async function withConcepts(root, words) {
    const forms = await all(words.map((word) => formsAt(root, word.key))), found = [];
    for (let at = 0; at < words.length; at += found.at(-1).words?.length || 1) {
      const fits = forms[at].filter(([, ...units]) => units.every((unit, n) => means(words[at + n], unit)));
      const [best] = fits.sort((one, other) => other.length - one.length), end = at + best?.length - 1;
      found.push(best && !words[at].glue && !words[end]?.glue && (end > at + 1 || !await isNumbered(root, words, at)) ? { concept: best[0], words: words.slice(at, at + best.length - 1) } : words[at]);
    }
    return found;
  }

  const all = Promise.all.bind(Promise);

  // Whether a run of words from here to a number is in the archive.
  async function isNumbered(root, words, at) {
    const digit = words.slice(at + 1, at + 3).findIndex(({ key }) => +key[0] >= 0);
    return digit >= 0 && !/^(19|20)..$/.test(words[at + 1].key) && (await runTerm(root, words.slice(at, at + digit + 2)))[0];
  }

  // The lists of a key and their weights. "*" is for all forms; `apart`: without it.
  async function term(root, key, weigh, apart) {
    const lists = await all(root.segments.map(async function (segment) {
      const found = await listsIn(root, segment, key);
      return apart && found[0]?.form === "*" ? Object.assign(await listsIn(root, segment, key + " *"), { names: found.names }) : found;
    }));
    const weighed = lists.flat().map((list) => ({ ...list, weight: weigh(list.form) })).filter((list) => list.weight);
    weighed.names = lists.flatMap((each) => each.names || []);
    return weighed;
  }

  const wordTerm = (root, word, scale = 1, apart) =>
    term(root, word.key, (form) => scale * khotin.closeness(word, form, root.ranking), apart);

  // Adjacent words: a pair, or a longer run (see generator/search/analysis/runs.py).
  const runTerm = (root, [first, ...rest], exact) => term(root, first.key + " " + rest.map((word) => word.key).join("_"), function (forms) {
    const closeness = forms.split(",").reduce((product, form, n) => product * khotin.closeness([first, ...rest][n], form, root.ranking), 1);
    return exact && closeness < 1 ? 0 : closeness;
  });

  async function required(root, word, open, alone) {
    if (word.concept) return term(root, word.concept, () => root.ranking.synonym);
    const lists = await wordTerm(root, word, 1, alone && word.accented);
    if (open && word.key[1]) lists.push(...(await all((await known(root, RegExp(`^${word.key}.`))).map((key) => wordTerm(root, { key, form: "" }, root.ranking.started)))).flat());
    return lists;
  }

  // The commonest words that match.
  const known = async (root, look, most = 5) =>
    (await load(root.words, json)).filter((word) => look.test(word)).slice(0, most);

  // A phrase has all its pairs; accents count where some were typed.
  function phraseTerms(root, words) {
    const exact = isExact(words), [first, ...rest] = words;
    if (!rest[0]) return [term(root, first.key, (form) => +(!exact || form === first.form), exact)];
    return rest.map((word, n) => runTerm(root, [words[n], word], exact));
  }
  const isExact = khotin.isExact = (words) => words.some((word) => /\d/.test(word.form));

  function documentsOf(lists, forms) {
    const some = lists.filter(({ form }) => !forms || forms.includes(form)), found = [];
    if (!some[1]) return some[0]?.documents || [];
    const has = new Uint8Array(Math.max(...some.map(({ documents }) => documents.at(-1) + 1 || 0)));
    for (const { documents } of some) for (const at of documents) has[at] = 1;
    has.forEach((is, at) => is && found.push(at));
    return found;
  }

  // What is in all of some lists, each of which is in order.
  const common = ([first, ...others]) => others.reduce(function (found, other) {
    let n = 0;
    return found.filter(function (at) {
      while (other[n] < at) n++;
      return other[n] === at;
    });
  }, first);
  const sizeOf = (lists) => lists.reduce((sum, { documents }) => sum + documents.length, 0);
  const NAME = 8, RUN = 5, CHECKED = 4; // words of a name, of a run; texts that are read for a number
  const BOUND = 0.1; // the share of its rarer word that a pair must have to be a unit

  // The document, if its text has these words in a row, in one of the forms.
  async function hasRun(root, document, words, forms) {
    const card = await khotin.cardOf(root, document);
    const runs = (forms || [""]).map((form) => words.map((word, n) => (form ? { ...word, form: form.split(",")[n] } : { key: word.key, form: "" })));
    return (await all(runs.map((run) => khotin.says(card, [run], !!forms)))).includes(true) ? [document] : [];
  }

  const runsOf = (root, words) => all(words.map((_, at) => all(words.slice(at + 2, at + NAME).map(function (last, n) {
    const run = words.slice(at, at + n + 3);
    return run.some((word) => word.concept) ? [] : runTerm(root, run);
  }))));

  // Cuts a query into units, each of which is said and counted as one: a concept, a name, words typed without a
  // blank, a pair that belongs together, a word. A unit has the documents that have it as it was typed: together,
  // with its accents if some were typed. `about`: others may have it.
  async function unitsOf(root, words, terms, pairs, runs) {
    const accented = isExact(words.filter((word) => !word.concept)), units = [], taken = [];

    async function unit(at, size, lists, names, glued) {
      const own = words.slice(at, at + size), [first] = own, isTyped = isExact(own);
      let forms = names[0] ? names.map(([form]) => form) : accented && !first.concept && [own.map((word) => word.form).join()];
      // A word may be nearly everywhere in one segment alone.
      if (forms && lists.some(({ form }) => form === "*")) lists = await term(root, first.key, () => 1, true);
      if (forms && !names[0] && !isTyped && !lists.some(({ form }) => forms.includes(form))) forms = false;
      const text = [...new Set(names.map(([, spelling]) => spelling))].join(" / ") || khotin.written(own);
      let documents = documentsOf(lists, forms), about = false;
      if (size > 2) {
        const paired = (form) => common(own.slice(1).map((_, n) => documentsOf(pairs[at + n], form && [form.split(",", n + 2).slice(n).join()])));
        const most = [...new Set((forms || [""]).flatMap(paired))], sure = new Set(documents);
        const others = most.filter((each) => !sure.has(each));
        // Texts are long: they are read only where few decide.
        const readable = glued || (names[0] && documents.length >= others.length);
        about = others[0] >= 0 && (others.length > CHECKED || !readable) && most.length;
        if (about && size > RUN) documents = most;
        if (!about) documents = [...documents, ...(await all(others.map((each) => hasRun(root, each, own, forms)))).flat()];
      }
      return { at, size, text, documents, about, names, synonyms: !!first.concept };
    }

    async function nameAt(at) {
      for (let size = runs[at].length + 2; size; size--) {
        const own = words.slice(at, at + size), lists = [terms[at], pairs[at], ...runs[at]][size - 1];
        if (!lists || own.some((word) => word.concept)) continue;
        const names = (lists.names || []).filter(([form, , kind]) => fits(own, form) && (size > 1 || kind === "province"));
        const glued = size > 1 && own.slice(1).every((word) => word.glue);
        if (!names[0] && !glued && size < 3) continue;
        const found = await unit(at, size, lists, names, glued), { documents, about } = found;
        if (glued || (size < 3 ? names[0] : about ? names[0] && documents.length > about / 2 : names[0] || documents[0] >= 0)) return found;
      }
    }

    function take(found) {
      units.push(found);
      for (let n = 0; n < found.size; n++) taken[found.at + n] = true;
    }

    for (let at = 0; at < words.length; at++) {
      const found = await nameAt(at);
      if (found) take(found), at += found.size - 1;
    }
    const rarer = (n) => Math.min(...[n, n + 1].map((at) => sizeOf(terms[at]) || 1));
    const shares = pairs.map((lists, n) => [sizeOf(lists) / rarer(n), n]).sort(([one], [other]) => other - one);
    for (const [share, n] of shares) {
      if (!taken[n] && !taken[n + 1] && share > (words[2] ? BOUND : 0)) take(await unit(n, 2, pairs[n], []));
    }
    for (const at of words.keys()) if (!taken[at]) take(await unit(at, 1, terms[at], []));
    return units.sort((one, other) => one.at - other.at);
  }

  // A form fits words if it has the accents that were typed.
  const fits = (words, form) => form.split(",").every((each, n) => !words[n].form || words[n].form === each);

  // The pages whose name the whole query is; for a day and a month the page of the month.
  const KIND = /^(tinh|thanh pho|tp|tac gia|nam|muc|province|author|year) /, MONTHS = "january february march april may june july august september october november december".split(" ");
  const DATE = /^(?:ngay )?(?:\d\d? (?:thang )?)?(?:thang |t)?(\d\d?) (?:nam )?(\d{4})$/;

  async function answersTo(root, words) {
    const keys = words.map(({ key }) => key).join(" "), named = /^(?:\d+ )?([a-z]{3,}) (?:\d+ )?(\d{4})$/.exec(khotin.fold(words.map(({ text }) => text).join(" ")));
    const place = named ? MONTHS.findIndex((month) => month.startsWith(named[1])) : -1, month = DATE.exec(place < 0 ? keys : "");
    if (month || place >= 0) {
      const [, number, year] = month || [, place + 1, named[2]];
      return answer(root, [{ key: year, form: "" }], "year", +number);
    }
    return answer(root, words);
  }

  const namesOf = async (root, words) => (await (words[1] ? runTerm(root, words) : wordTerm(root, words[0]))).names.filter(([form]) => fits(words, form));

  // The words without one like "tỉnh" before a name.
  async function withoutKind(root, words) {
    const kind = KIND.exec(words.map(({ key }) => key + " ").join("")), rest = words.slice(kind?.[1].split(" ").length);
    return kind && rest[0] && (await namesOf(root, rest))[0] ? [{ ...rest[0], glue: "" }, ...rest.slice(1)] : words;
  }

  async function answer(root, words, only, month) {
    const [first, ...rest] = words, right = ([form, , kind]) => fits(words, form) && (!only || kind === only);
    if (!first || !(await namesOf(root, words)).some(right)) return [];
    const { names } = await term(root, `#=${first.key} #${rest.map(({ key }) => key).join("_")}`, () => 1);
    return names.filter((row) => right(row) && Object.keys(row[4])[0])
      .filter((row, at, rows) => rows.findIndex(([, , kind, , ways]) => kind === row[2] && ways.vi + ways.en === row[4].vi + row[4].en) === at)
      .map(([, , kind, count, ways, facts]) => ({ kind, month, count: month ? facts[month - 1] : count, ways, facts })).filter(({ count }) => !month || count);
  }

  // Lists of words or pairs. Within a name, which may have been typed without accents, those of the name count more.
  function asNamed(units, lists, size, { folded }) {
    const found = [...lists];
    for (const unit of units) for (let at = unit.at; unit.names[0] && at <= unit.at + unit.size - size; at++) {
      const n = at - unit.at, forms = unit.names.map(([form]) => form.split(",").slice(n, n + size).join());
      found[at] = lists[at].map((list) => (list.form === "*" || forms.includes(list.form) ? list : { ...list, weight: folded * list.weight }));
    }
    return found;
  }

  const FEW = 10, TYPED = 2000, COMPLETE = 1000; // added to documents that have all units, all words

  // What a query finds: `documents`, each with a score, and with its tier: 0 has all `units` as they were typed,
  // 1 has all their words, apart or with other accents, 2 most of the words (only if few have all). `about`: the
  // number of the first tier is not known for sure. `check`: phrases to verify in texts. `answers`: pages. `corrections`: of each word that is
  // nowhere what stands in its place.
  khotin.find = async function (root, query, open) {
    const plain = await withoutKind(root, query.words), words = await withConcepts(root, plain), { count, ranking } = root;
    const [terms, pairs, runs, phrases, without, answers] = await all([
      all(words.map((word, n) => required(root, word, open && n === words.length - 1, !words[1]))),
      all(words.slice(1).map((word, n) => (word.concept || words[n].concept ? [] : runTerm(root, [words[n], word])))),
      runsOf(root, words),
      all(query.phrases.flatMap((phrase) => phraseTerms(root, phrase))),
      all(query.without.map((phrase) => all(phraseTerms(root, phrase)))),
      query.phrases[0] ? [] : answersTo(root, plain),
    ]);
    const nowhere = words.filter((_, n) => !terms[n][0]), corrections = query.corrections || [];
    if (nowhere[0] && !query.corrections) {
      await run("../static/search/corrections.js");
      const meant = await khotin.corrected?.(root, query.words, nowhere, { known, wordTerm, runTerm, wordsIn });
      if (meant) return khotin.find(root, { ...query, ...meant }, open);
    }
    const units = await unitsOf(root, words, terms, pairs, runs);
    const scores = new Float32Array(count), rarities = scores.slice(), hits = scores.slice(), strict = scores.slice(), exact = scores.slice();
    for (const { documents } of units) for (const at of documents) exact[at]++;
    const possible = asNamed(units, terms, 1, ranking).reduce((sum, lists) => sum + add(root, lists, 1, scores, hits, rarities), 0);
    for (const lists of phrases) add(root, lists, 1, scores, strict);
    for (const lists of asNamed(units, pairs, 2, ranking)) add(root, lists, ranking.pair, scores);
    for (const phrase of without) {
      const each = new Float32Array(count);
      for (const lists of phrase) add(root, lists, 0, scores, each);
      each.forEach((hits, at) => { if (hits === phrase.length) scores[at] = 0; });
    }
    const documents = [], most = [];
    scores.forEach(function (score, at) {
      if (!score || strict[at] !== phrases.length) return;
      const complete = hits[at] === terms.length;
      scores[at] = score * (1 + (ranking.recency * at) / count) + (complete && (exact[at] === units.length ? TYPED : COMPLETE));
      if (complete) documents.push(at); else if (rarities[at] > possible / 2.01) most.push(at);
    });
    if (documents.length < FEW) documents.push(...most);
    const tier = (at) => (scores[at] >= TYPED ? 0 : scores[at] >= COMPLETE ? 1 : 2), check = query.phrases.filter((phrase) => phrase[2]);
    return { documents, tier, scores, words, units, corrections, about: units.some((unit) => unit.about), check, answers };
  };

  // Adds a term: in each document its best form counts. Returns its rarity.
  function add(root, lists, factor, scores, hits, rarities) {
    const best = new Float64Array(root.count), found = [];
    for (const { documents, levels, weight } of lists) {
      const values = root.ranking.levels.map((level) => weight * level);
      documents.forEach(function (at, n) {
        if (!best[at]) found.push(at);
        best[at] = Math.max(best[at], values[levels[n]]);
      });
    }
    const rarity = factor * Math.log(1 + root.count / (found.length || 1));
    for (const at of found) {
      scores[at] += rarity * best[at];
      if (hits) hits[at]++;
      if (rarities) rarities[at] += rarity;
    }
    return rarity;
  }

  // The articles of documents, by tier, then by date or by score and date; a translation goes with its article.
  // `place` is that of the page's language among those of the archive. `counts` has the articles of each tier.
  khotin.articles = function (root, { scores, tier }, documents, byDate, place) {
    const articles = [], counts = [0, 0, 0], numbers = new Uint32Array(root.count); // of articles, from 1, by their first documents
    const value = (at) => (byDate ? Math.floor(scores[at] / COMPLETE) : Math.round(scores[at] * 1e4));
    // One number sorts fast.
    for (const key of new Float64Array(documents.map((at) => value(at) * 2 ** 24 + at)).sort().reverse()) {
      const document = key % 2 ** 24, first = root.firsts[document], known = articles[numbers[first] - 1];
      if (!known) {
        counts[tier(document)]++;
        numbers[first] = articles.push({ document, tier: tier(document) });
      } else if (first + place === document && tier(document) === known.tier) known.document = document;
    }
    return { articles, counts };
  };

  // The documents of an article: its translations.
  khotin.translations = function ({ firsts }, document) {
    const first = firsts[document], found = [first];
    while (firsts[first + found.length] === first) found.push(first + found.length);
    return found;
  };
})(window.khotin = window.khotin || {});
