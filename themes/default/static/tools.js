"use strict";
// On the pages of articles: the text is read aloud where the machine has a voice for it, and shared with the
// sheet of the machine. A button is shown only where it works.
{
  const bar = document.querySelector(".tools");
  const [listen, share] = bar.children;
  const speech = window.speechSynthesis;
  const SILENT = "figure, table, pre, .here, .footnote-ref, .footnote-backref, .unseen, [hidden]";
  const BLOCKS = ":is(h2, h3, h4, h5, h6, p, li, dt, dd)"; // one within another is read by itself
  const LONGEST = 220; // letters; some voices stop in the middle of longer texts
  const words = { listen: listen.textContent, stop: listen.dataset.stop };
  let reading = 0; // a number of each reading, so that what is left of an older one ends

  const language = (node) => node.closest("[lang]").lang.slice(0, 2).toLowerCase();
  const voiceFor = (lang) => speech.getVoices().find((voice) => voice.lang.slice(0, 2).toLowerCase() === lang);

  // Sentences, and long ones in parts that end at a comma or a blank.
  function pieces(text) {
    const sentences = text.replace(/\s+/g, " ").match(/[^.!?…;:]+[.!?…;:]*["”)]*\s*|.+/g) || [];
    return sentences.flatMap((sentence) => sentence.match(new RegExp(`.{1,${LONGEST}}(?:[,\\s]|$)|\\S+`, "g")) || []);
  }

  function spoken(node) {
    const copy = node.cloneNode(true);
    for (const part of copy.querySelectorAll(`${SILENT}, ${BLOCKS}`)) part.remove();
    return copy.textContent.trim();
  }

  function blocks() {
    const found = document.querySelectorAll(`h1, .standfirst, .prose ${BLOCKS}`);
    return [...found].filter((node) => !node.closest(SILENT));
  }

  function say(text, voice) {
    return new Promise((done) => {
      const utterance = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang });
      utterance.onend = utterance.onerror = done;
      speech.speak(utterance);
    });
  }

  async function read() {
    const own = ++reading;
    show(true);
    for (const node of blocks()) {
      const voice = voiceFor(language(node));
      if (!voice) continue;
      for (const piece of pieces(spoken(node))) {
        if (own !== reading) return;
        node.classList.add("spoken");
        await say(piece, voice);
        node.classList.remove("spoken");
      }
    }
    if (own === reading) stop();
  }

  function stop() {
    reading++;
    speech.cancel();
    show(false);
  }

  function show(isReading) {
    listen.textContent = isReading ? words.stop : words.listen;
    listen.setAttribute("aria-pressed", isReading);
  }

  if (speech) {
    const offer = () => { listen.hidden = !voiceFor(language(bar)); };
    offer();
    speech.addEventListener?.("voiceschanged", offer); // voices may come late
    listen.addEventListener("click", () => (listen.getAttribute("aria-pressed") === "true" ? stop() : read()));
    addEventListener("pagehide", stop);
  }
  if (navigator.share) {
    share.hidden = false;
    const url = document.querySelector("link[rel=canonical]").href;
    share.addEventListener("click", () => navigator.share({ title: document.title, url }).catch(() => {}));
  }
}
