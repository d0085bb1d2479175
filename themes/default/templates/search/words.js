// Words as the search compares them. generator/search/analysis/terms.py does the same, and explains keys and forms.
(function (khotin) {
  const MARKS = { "\u0301": 1, "\u0300": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5, "\u0302": 6, "\u031b": 7, "\u0306": 8 };
  const ONSET = "(ngh|[cgknpt]h|gi|ng|qu|tr|[bcdghklmnpqrstvx])";
  const FINAL_Y = RegExp(`^${ONSET}y$`);
  khotin.SYLLABLE = RegExp(`^${ONSET}?[aeiouy]{1,3}(ch|ng|nh|[cmnpt])?$`);

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
    return khotin.shaped(text, [...khotin.fold(letters, "NFKD").replace(/[ _]/g, "")].slice(0, 32).join(""), marks);
  };

  // Letters without accents, and the accents, as a word.
  khotin.shaped = function (text, letters, marks) {
    const form = marks.sort().join("");
    if (FINAL_Y.test(letters)) return { text, key: letters.slice(0, -1) + "i", form: "y" + form };
    if (form || khotin.SYLLABLE.test(letters) || !/^[a-z]{3,}$/.test(letters)) return { text, key: letters, form };
    const key = stem(letters);
    return { text, key, form: key === letters ? "" : letters };
  };

  const stem = (word) => word.replace(/ie[sd]$/, "y").replace(/(ss|x|z|ch|sh)es$/, "$1").replace(/([^su])s$/, "$1")
    .replace(/^(.*[aeiouy].*[^e])(ed|ing)$/, "$1").replace(/([bdfgmnprt])\1$/, "$1").replace(/(..)e$/, "$1");

  // How near a form is to the word typed: see generator/search/ranking.py.
  khotin.closeness = function ({ form: typed, accented }, form, { iy, inflected, folded }) {
    if (typed === form || form === "*") return 1;
    if (/[a-z]{2}/.test(typed + " " + form)) return inflected;
    const [marks, other] = [typed, form].map((each) => each.replace("y", ""));
    return (marks === other || !(marks || accented) ? 1 : folded) * (typed[0] === "y" === (form[0] === "y") ? 1 : iy);
  };
})(window.khotin = window.khotin || {});
