// Words as the search compares them: the same as generator/search/words.py, which explains keys and forms.
(function (khotin) {
  const MARKS = { "\u0301": 1, "\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5, "\u0302": 6, "\u031b": 7, "\u0306": 8 };
  const ONSET = "(?:ngh|[cgknpt]h|gi|ng|qu|tr|[bcdghklmnpqrstvx])";
  const SYLLABLE = new RegExp(`^${ONSET}?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$`);
  const FINAL_Y = new RegExp(`^${ONSET}y$`);

  khotin.TOKENS = /[\p{L}\p{N}]+|[.!?;:…](?!\S)|\n/gu;
  khotin.tokens = (text) => text.match(khotin.TOKENS) || [];
  khotin.isWord = (token) => /^[\p{L}\p{N}]/u.test(token);
  khotin.fold = (text) => text.toLowerCase().normalize("NFD").replace(/đ/g, "d").replace(/\p{M}/gu, "");

  khotin.word = function (text) {
    const marks = [...text.toLowerCase().normalize("NFD")].map((char) => (char === "đ" ? 9 : MARKS[char]));
    return shaped(text, [...khotin.fold(text)].slice(0, 32).join(""), marks.sort().join(""));
  };

  function shaped(text, letters, marks) {
    if (FINAL_Y.test(letters)) return { text, key: letters.slice(0, -1) + "i", form: "y" + marks };
    if (marks || SYLLABLE.test(letters) || !/^[a-z]{3,}$/.test(letters)) return { text, key: letters, form: marks };
    const key = stem(letters);
    return { text, key, form: key === letters ? "" : letters };
  }

  // What the keys of Telex or VNI would have written, had the keyboard been set: "hocj", "d9oi6".
  khotin.slip = function (text) {
    let letters = "", marks = "";
    for (const char of text.toLowerCase()) {
      const last = letters.slice(-1), tone = "sfrxj".indexOf(char) + 1;
      if (/\d/.test(char)) marks += char;
      else if (char === last && "aeo".includes(char)) marks += 6;
      else if (char === "d" && last === "d") marks += 9;
      else if (char === "w") marks += last === "a" ? 8 : 7;
      else if (tone && /[aeiouy]/.test(letters)) marks += tone;
      else letters += char;
    }
    marks = [...marks].sort().join("");
    if (letters.includes("uo")) marks = marks.replace(/7+/, "77");
    return marks && SYLLABLE.test(letters) ? shaped(text, letters, marks) : null;
  };

  // How near a form is to the one typed: the same, y for i, another word of the stem, only the letters.
  khotin.closeness = function (typed, form, { iy, inflected, folded }) {
    if (typed === form) return 1;
    if (/[a-z]{2}/.test(typed + " " + form)) return inflected;
    const [marks, other] = [typed, form].map((each) => each.replace("y", ""));
    return (!marks || marks === other ? 1 : folded) * (typed[0] === "y" === (form[0] === "y") ? 1 : iy);
  };

  // --- English: M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980 ---

  const endings = (text) => text.split(" ").map((pair) => pair.split(">"));
  const STEP_2 = endings("ational>ate tional>tion enci>ence anci>ance izer>ize abli>able alli>al entli>ent eli>e " +
    "ousli>ous ization>ize ation>ate ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble");
  const STEP_3 = endings("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>");
  const STEP_4 = /^(.*?)(ement|[ae]nce|[ai]ble|ment|[ae]nt|ism|ate|iti|ous|ive|ize|al|er|ic|ou|ion)$/;

  // The letters as v and c: y is a vowel after a consonant.
  function shape(stem) {
    let letters = "";
    for (const char of stem) letters += /[aeiou]/.test(char) || (char === "y" && letters.endsWith("c")) ? "v" : "c";
    return letters;
  }
  const measure = (stem) => (shape(stem).match(/v+c+/g) || []).length;
  const hasVowel = (stem) => shape(stem).includes("v");
  const endsShort = (stem) => shape(stem).endsWith("cvc") && !/[wxy]$/.test(stem);

  function inflection(word) {
    if (word.endsWith("eed")) return measure(word.slice(0, -3)) ? word.slice(0, -1) : word;
    const stem = word.replace(/(ed|ing)$/, "");
    if (stem === word || !hasVowel(stem)) return word;
    if (/(at|bl|iz)$/.test(stem)) return stem + "e";
    if (/([bdfgmnprt])\1$/.test(stem)) return stem.slice(0, -1);
    return measure(stem) === 1 && endsShort(stem) ? stem + "e" : stem;
  }

  function derived(word, step) {
    const [end, short] = step.find(([each]) => word.endsWith(each)) || [""];
    const head = word.slice(0, word.length - end.length);
    return end && measure(head) ? head + short : word;
  }

  function stem(word) {
    word = inflection(word.replace(/sses$/, "ss").replace(/ies$/, "i").replace(/([^s])s$/, "$1"));
    if (word.endsWith("y") && hasVowel(word.slice(0, -1))) word = word.slice(0, -1) + "i";
    word = derived(derived(word, STEP_2), STEP_3);
    const [, head, end] = STEP_4.exec(word) || [];
    if (head && measure(head) > 1 && (end !== "ion" || /[st]$/.test(head))) word = head;
    const bare = word.replace(/e$/, ""), m = measure(bare);
    if (m > 1 || (m === 1 && !endsShort(bare))) word = bare;
    return word.endsWith("ll") && measure(word) > 1 ? word.slice(0, -1) : word;
  }
  khotin.stem = stem;
})(window.khotin = window.khotin || {});
