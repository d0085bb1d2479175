{# static/search/found.js. A page that was reached from a result of the search marks what was found, and leads
   from one mark to the next. The address names it: #find=Nam%20Định|Nam. The bar stands at the foot, so that
   nothing moves when it comes. #}
{% filter compact %}
(function (words) {
  const said = words[document.documentElement.lang], article = document.querySelector("article");
  const make = function (tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  function sought() {
    const [names] = location.hash.slice(6).split(":~:");
    try { return decodeURIComponent(names).split("|").filter(Boolean); } catch { return []; } // cut short by hand
  }

  // What stands within the article alone: a name in the menu is no find.
  function mark(names) {
    const any = names.map((name) => name.replace(/[^\p{L}\p{N}\s]/gu, "\\$&").replace(/\s+/g, "\\s+")).join("|");
    const pattern = RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, "giu"), texts = [], marks = [];
    for (const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT); walk.nextNode();) texts.push(walk.currentNode);
    for (const text of texts) {
      let rest = text, from = 0;
      for (const { 0: run, index } of text.data.matchAll(pattern)) {
        const start = rest.splitText(index - from), found = make("mark", { className: "found", tabIndex: -1 }, run);
        rest = start.splitText(run.length);
        start.replaceWith(found);
        from = index + run.length;
        marks.push(found);
      }
    }
    return marks;
  }

  const names = article && said ? sought() : [], marks = names[0] ? mark(names) : [];
  if (!marks[0]) return;

  let at = -1;
  const status = make("span", { role: "status" }, said.count.replace("{count}", marks.length));
  const go = (step) => () => {
    at = (at + step + marks.length) % marks.length;
    marks.forEach((each, n) => each.classList.toggle("found-here", n === at));
    marks[at].scrollIntoView({ block: "center" });
    status.textContent = said.here.replace("{here}", at + 1).replace("{count}", marks.length);
  };
  const button = (text, onclick, label) => make("button", { type: "button", onclick, ariaLabel: label || null }, text);
  const close = function () {
    for (const each of marks) each.replaceWith(...each.childNodes);
    article.normalize();
    bar.remove();
    history.replaceState(null, "", location.pathname + location.search);
    document.getElementById("main").focus({ preventScroll: true });
  };
  const bar = make("aside", { className: "found-bar", ariaLabel: said.label, onkeydown: (event) => { if (event.key === "Escape") close(); } },
    make("span", { className: "found-words" }, `“${names[0]}”`), status,
    button(said.first, () => { at = -1; go(1)(); }), button("↑", go(-1), said.previous), button("↓", go(1), said.next), button("×", close, said.close));
  document.head.append(make("link", { rel: "stylesheet", href: new URL("found.css", document.currentScript.src), onload: () => document.body.append(bar) }));
})({
{% for lang in page.languages %}
{% set say = texts(lang).gettext %}
  "{{ lang }}": {
    "label": {{ say("What was searched for")|tojson }},
    "count": {{ say("found: {count}")|tojson }},
    "here": {{ say("{here} of {count}")|tojson }},
    "first": {{ say("To the first")|tojson }},
    "previous": {{ say("Previous mark")|tojson }},
    "next": {{ say("Next mark")|tojson }},
    "close": {{ say("Remove the marks")|tojson }},
  },
{% endfor %}
});
{% endfilter %}
