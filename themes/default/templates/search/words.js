// Words as the search compares them. generator/search/analysis/terms.py does the same, and explains keys and forms.
(function (khotin) {
  const MARKS = { "\u0301": 1, "\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5, "\u0302": 6, "\u031b": 7, "\u0306": 8 };
  const ONSET = "(ngh|[cgknpt]h|gi|ng|qu|tr|[bcdghklmnpqrstvx])";
  const SYLLABLE = RegExp(`^${ONSET}?[aeiouy]{1,3}(ch|ng|nh|[cmnpt])?$`), FINAL_Y = RegExp(`^${ONSET}y$`);

  // Words, and the ends of sentences. What is raised belongs to the letters before it: m².
  const RAISED = "\u00b2\u00b3\u00b9\u2070-\u209c", LETTERS = `(?:(?![${RAISED}])[\\p{L}\\p{N}\u3371-\u33df])+`;
  const THOUSANDS = "(?<![\\p{L}\\p{N}_.,])[0-9]{1,3}(?:[.,][0-9]{3})+(?![0-9])";
  khotin.TOKENS = RegExp(`${THOUSANDS}|${LETTERS}(?:(?<=\\p{L})[${RAISED}]+(?:${LETTERS})?)*|[${RAISED}]+|[.!?;:…](?!\\S)|\n`, "gu");
  khotin.tokens = (text) => text.match(khotin.TOKENS) || [];
  khotin.isWord = (token) => /^[\p{L}\p{N}\u3371-\u33df]/u.test(token);
  khotin.fold = (text, norm = "NFD") => text.toLowerCase().normalize(norm).toLowerCase().replace(/đ/g, "d").replace(/\p{M}/gu, "");

  khotin.word = function (text) {
    const letters = /^[0-9]/.test(text) ? text.replace(/[.,]/g, "").replace(/^0(.)$/, "$1") : text;
    const marks = [...letters.toLowerCase().normalize("NFKD").toLowerCase()].map((char) => (char === "đ" ? 9 : MARKS[char]));
    return shaped(text, [...khotin.fold(letters, "NFKD").replace(/[ _]/g, "")].slice(0, 32).join(""), marks);
  };

  function shaped(text, letters, marks) {
    const form = marks.sort().join("");
    if (FINAL_Y.test(letters)) return { text, key: letters.slice(0, -1) + "i", form: "y" + form };
    if (form || SYLLABLE.test(letters) || !/^[a-z]{3,}$/.test(letters)) return { text, key: letters, form };
    const key = stem(letters);
    return { text, key, form: key === letters ? "" : letters };
  }

  const stem = (word) => word.replace(/ie[sd]$/, "y").replace(/(ss|x|z|ch|sh)es$/, "$1").replace(/([^su])s$/, "$1")
    .replace(/^(.*[aeiouy].*[^e])(ed|ing)$/, "$1").replace(/([bdfgmnprt])\1$/, "$1").replace(/(..)e$/, "$1");

  // What the keys of Telex or VNI would have written, had the keyboard been set: "hocj", "d9oi6".
  khotin.slip = function (text) {
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
    return marks[0] && SYLLABLE.test(letters) ? shaped(text, letters, marks) : null;
  };

  // How near a form is to the word typed: see generator/search/ranking.py.
  khotin.closeness = function ({ form: typed, accented }, form, { iy, inflected, folded }) {
    if (typed === form || form === "*") return 1;
    if (/[a-z]{2}/.test(typed + " " + form)) return inflected;
    const [marks, other] = [typed, form].map((each) => each.replace("y", ""));
    return (marks === other || !(marks || accented) ? 1 : folded) * (typed[0] === "y" === (form[0] === "y") ? 1 : iy);
  };
})(window.khotin = window.khotin || {});
