{# static/search/corrections.js, which comes when a word of a query is nowhere in the archive. #}
{% filter compact %}
// What a word that is nowhere was to be: keys of Telex or VNI, a blank left out, one typing error.
(function (khotin) {
  const all = Promise.all.bind(Promise), MOST = 4; // syllables typed as one word

  // The words of a query with others in place of those that are nowhere; nothing if there are none.
  khotin.corrected = async function (root, words, nowhere, index) {
    const accented = words.some(({ accented }) => accented), corrections = [], meant = [];
    for (const [n, word] of words.entries()) {
      const instead = nowhere.includes(word) && await meantBy(root, word, [words[n - 1], words[n + 1]], accented, index);
      if (instead) corrections.push([word.text, instead]);
      const own = instead ? index.wordsIn(instead) : [word];
      own[0].glue = word.glue;
      meant.push(...own);
    }
    for (const word of meant) word.accented = accented;
    return corrections[0] && { words: meant, corrections };
  };

  async function meantBy(root, word, beside, accented, index) {
    const slip = slipOf(word.text);
    if (slip && (await index.wordTerm(root, slip))[0]) return spelled(slip.key, slip.form);
    return await apart(root, word, index) || await oneLetterAway(root, word, beside, accented, index);
  }

  // What the keys of Telex or VNI would have written, had the keyboard been set: "hocj", "d9oi6".
  function slipOf(text) {
    const marks = [];
    let letters = "";
    for (const char of text.toLowerCase()) {
      const last = letters.slice(-1), tone = "sfrxj".indexOf(char) + 1;
      if (+char) marks.push(char);
      else if (char === last && /[aeo]/.test(char)) marks.push(6);
      else if (char + last === "dd") marks.push(9);
      else if (char === "w") marks.push(last === "a" ? 8 : 7);
      else if (tone && /[aeiouy]/.test(letters)) marks.push(tone);
      else letters += char;
    }
    // The horn of ươ is typed once.
    if (/uo/.test(letters) && marks.join().split(7).length === 2) marks.push(7);
    return marks[0] && khotin.SYLLABLE.test(letters) ? khotin.shaped(text, letters, marks) : null;
  }

  // "khoahoc", "hanoi", "ISO9001": its parts, of which each pair of neighbours is in the archive, the commonest first.
  async function apart(root, { text, key }, { known, wordsIn, wordTerm, runTerm }) {
    const letters = text.normalize("NFC"), common = new Set(await known(root, /./, Infinity));
    if (letters.length !== key.length) return "";
    const ways = /\d/.test(key) ? [letters.replace(/(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)/gu, " ")]
      : [...waysApart(letters, 2, (part) => part[1]), ...waysApart(letters, MOST, (part) => common.has(khotin.word(part).key) && khotin.SYLLABLE.test(khotin.fold(part)))];
    const sizes = await all(ways.map(async function (way) {
      const words = wordsIn(way), pairs = await all(words.slice(1).map((word, n) => runTerm(root, [words[n], word], /\d/.test(words[n].form + word.form))));
      return Math.min(...pairs.map(sizeOf));
    }));
    const most = Math.max(0, ...sizes.filter(isFinite));
    if (most) return ways[sizes.indexOf(most)];
    // Letters before a number are a word of their own, wherever it stands: QĐ14/2021.
    const parts = /\d/.test(key) ? wordsIn(ways[0]) : [], there = await all(parts.map((word) => wordTerm(root, word)));
    return parts[1] && there.every(([list]) => list) ? ways[0] : "";
  }

  function waysApart(letters, most, isWord) {
    const ways = [];
    for (let at = 1; at < letters.length; at++) {
      const [head, rest] = [letters.slice(0, at), letters.slice(at)];
      if (!isWord(head)) continue;
      if (isWord(rest)) ways.push(head + " " + rest);
      if (most > 2) ways.push(...waysApart(rest, most - 1, isWord).map((way) => head + " " + way));
    }
    return ways;
  }

  const sizeOf = (lists) => lists.reduce((sum, { documents }) => sum + documents.length, 0);

  // One letter left out, put in, mistaken, or two exchanged. Of several words that of most pairs with its neighbours,
  // then that with the accents that were typed, then the commonest.
  async function oneLetterAway(root, { key, form }, beside, accented, { known, wordTerm, runTerm }) {
    if (!/^\p{L}*[aeiouy]\p{L}*$/u.test(key) || !key[2]) return "";
    const tries = [...key].flatMap(function (letter, at) {
      const head = key.slice(0, at), tail = key.slice(at + 1);
      return [head + ".?" + tail, head + "." + letter + tail, head + tail.slice(0, 1) + letter + tail.slice(1)];
    });
    const keys = await known(root, new RegExp(`^(${tries.join("|")}|${key}.)$`)), [before, after] = beside;
    const found = await all(keys.map(async function (key) {
      const word = { key, form: "" }, pairs = [before && [before, word], after && [word, after]].filter(Boolean);
      const lists = await wordTerm(root, word, 1, true), sizes = (await all(pairs.map((pair) => runTerm(root, pair)))).map(sizeOf);
      const size = (accents) => sizeOf(lists.filter((list) => list.form === accents)), forms = lists.map((list) => list.form).sort((one, other) => size(other) - size(one));
      return { key, form: forms.includes(form) ? form : forms[0], together: sizes.reduce((sum, each) => sum + each, 0), same: forms.includes(form) };
    }));
    const [best] = found.sort((one, other) => other.together - one.together || other.same - one.same);
    return best ? (accented || /[a-z]{2}/.test(best.form) ? spelled(best.key, best.form) : best.key) : "";
  }

  // A key and its accents as one writes them: "nghien" and "6" are "nghiên".
  const spelled = khotin.spelled = function (key, form) {
    if (/[a-z]{2}/.test(form)) return form;
    const letters = form[0] === "y" ? key.slice(0, -1) + "y" : key, has = (mark) => form.includes(mark);
    const [, onset, vowels, coda] = /^(qu|gi(?=[aeiouy])|[^aeiouy]*)([aeiouy]*)(.*)$/.exec(letters), chars = [...vowels];
    const put = (at, mark) => { if (chars[at]) chars[at] += mark; };
    if (has(6)) put(Math.max(...[..."aeo"].map((each) => vowels.lastIndexOf(each))), "\u0302");
    if (has(8)) put(vowels.lastIndexOf("a"), "\u0306");
    if (has(7)) {
      const o = vowels.indexOf("o"), both = has(77);
      if (o < 0 || both) put(vowels.indexOf("u"), "\u031b");
      put(o, "\u031b");
    }
    const marked = chars.findLastIndex((char) => char[1]), last = chars.length - 1;
    const tone = [..."\u0301\u0300\u0309\u0303\u0323"].filter((_, n) => has(n + 1)).join("");
    put(marked >= 0 ? marked : coda || !last ? last : last - 1, tone);
    return (onset.replace(/^d/, has(9) ? "đ" : "d") + chars.join("") + coda).normalize("NFC");
  };
})(window.khotin = window.khotin || {});
{% endfilter %}
