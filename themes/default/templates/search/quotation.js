// Verifies a quotation: it stands in an article word for word, or changed, or not at all.
(function (khotin) {
  const { make } = khotin, all = Promise.all.bind(Promise), lang = document.documentElement.lang;
  const form = document.getElementById("search-form"), place = document.getElementById("verdict"), says = khotin.texts.verify;
  const WINDOW = 8, WINDOWS = 6, CANDIDATES = 8, LEAST = 3, MOST = 400; // words of a question, questions, texts, words of a quotation
  const ALIKE = 0.6; // the share of a quotation's words that a changed one still has

  // Words and signs. What typesetters write in several ways is one sign.
  const signs = (text) => [...text.normalize("NFC").matchAll(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu)].map(function ([found]) {
    return found.replace(/[“”„«»]/, '"').replace(/[‘’]/, "'").replace(/[–—‑]/, "-");
  });
  const isWord = (sign) => /[\p{L}\p{N}]/u.test(sign);

  // What was copied from an article has its source after it.
  function quotationIn(typed) {
    const copied = /^\s*“([^]*)”\n/.exec(typed);
    return (copied ? copied[1] : typed).trim().replace(/^["“„«']+|["”»']+$/g, "").trim();
  }

  // The documents that have most of the words of some parts of the quotation.
  async function candidates(root, words) {
    const step = Math.max(1, Math.floor((words.length - WINDOW) / (WINDOWS - 1))), scores = new Map();
    const starts = [...new Set([...Array(WINDOWS).keys()].map((n) => Math.min(n * step, Math.max(0, words.length - WINDOW))))];
    await all(starts.map(async function (start) {
      const found = await khotin.find(root, khotin.parse(words.slice(start, start + WINDOW).join(" ")));
      const best = [...found.documents].sort((one, other) => found.scores[other] - found.scores[one]).slice(0, CANDIDATES);
      best.forEach((document, rank) => scores.set(document, (scores.get(document) || 0) + CANDIDATES - rank));
    }));
    return [...scores].sort(([, one], [, other]) => other - one).slice(0, CANDIDATES).map(([document]) => document);
  }

  // The part of a text that is nearest to a quotation: how far it is from it, and the steps from one to the other.
  // A step is 0 for a sign of both, 1 for another sign, 2 for one of the text alone, 3 for one of the quotation alone.
  function nearest(quotation, text) {
    const width = text.length + 1, steps = new Uint8Array((quotation.length + 1) * width);
    let before = new Uint16Array(width);
    for (let row = 1; row <= quotation.length; row++) {
      const now = new Uint16Array(width);
      now[0] = row;
      steps[row * width] = 3;
      for (let column = 1; column < width; column++) {
        const differ = +(quotation[row - 1] !== text[column - 1]);
        const costs = [before[column - 1] + differ, now[column - 1] + 1, before[column] + 1];
        const least = Math.min(...costs), way = costs.indexOf(least);
        now[column] = least;
        steps[row * width + column] = way ? way + 1 : differ;
      }
      before = now;
    }
    const distance = Math.min(...before), path = [];
    for (let row = quotation.length, column = before.indexOf(distance); row;) {
      const step = steps[row * width + column];
      path.unshift([step, step === 3 ? "" : text[column - 1], step === 2 ? "" : quotation[row - 1]]);
      if (step !== 2) row--;
      if (step !== 3) column--;
    }
    return { distance, path };
  }

  async function compared(root, document, quotation) {
    const card = await khotin.cardOf(root, document), [, prose] = (await card.read()).split("\u0001");
    const text = signs(card.title + "\n" + prose.replace(/ ·(?=\n|$)/g, ""));
    return { card, ...nearest(quotation, text) };
  }

  // The words of the article, with what the quotation leaves out and what it adds.
  function difference(path) {
    const line = make("p", { className: "difference" });
    let glue = "";
    for (const [step, own, other] of path) {
      const gap = isWord(own || other) || /["(]/.test(own || other) ? glue : "";
      line.append(gap);
      if (!step) line.append(own);
      if (step === 1 || step === 2) line.append(make("del", {}, own));
      if (step === 1) line.append(" ");
      if (step === 1 || step === 3) line.append(make("ins", {}, other));
      glue = /[("]/.test(own || other) ? "" : " ";
    }
    return line;
  }

  function source({ card }) {
    const link = make("a", { href: form.dataset.home + card.path, lang: card.lang === lang ? "" : card.lang }, card.title);
    const [year, month, day] = card.date, words = khotin.texts;
    const when = khotin.said(words.dates[card.date.length], { year, month: words.months[month - 1], day: +day });
    return make("p", { className: "verdict-source" }, link, " · ", when);
  }

  function put(kind, ...children) {
    place.className = "verdict verdict-" + kind;
    place.replaceChildren(make("h2", {}, says[kind]), ...children);
  }

  async function verify(typed) {
    const quotation = signs(quotationIn(typed)).slice(0, MOST), words = quotation.filter(isWord);
    if (words.length < LEAST) return put("short");
    put("reading");
    const root = await khotin.openRoot(form.dataset.root), found = await candidates(root, words);
    const results = (await all(found.map((document) => compared(root, document, quotation)))).sort((one, other) => one.distance - other.distance);
    const exact = results.filter(({ distance }) => !distance), [best] = results;
    if (exact[0]) return put("exact", ...exact.slice(0, 3).map(source));
    if (best && best.distance <= quotation.length * (1 - ALIKE)) return put("changed", source(best), make("p", {}, says.legend), difference(best.path));
    put("absent", make("p", {}, says.absentMore));
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    verify(form.quotation.value).catch(function (error) {
      put("broken");
      throw error;
    });
  });
})(window.khotin = window.khotin || {});
