// What `khotin serve` adds to a page: the problems of the content, drawn over it. Livereload's own script comes
// after this one; it takes what is called LiveReloadPlugin… as a plugin. The server asks for the first look, too.
(() => {
  "use strict";
  const REDRAW = "khotin:problems";
  const shown = document.currentScript.dataset.page;
  const host = document.createElement("khotin-problems");
  let asked = 0;

  function element(name, className, text = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function item(problem) {
    const made = document.createElement("li");
    made.append(
      element("p", "where", `${problem.file} · ${problem.place}`),
      element("p", "message", problem.message),
      element("p", "remedy", problem.remedy),
    );
    return made;
  }

  function panel(kind, part) {
    const made = element("details", `panel ${kind}`);
    const list = document.createElement("ol");
    list.append(...part.problems.map(item));
    made.append(element("summary", "", part.title), list);
    if (part.more) made.append(element("p", "more", part.more));
    made.open = kind === "errors";
    return made;
  }

  function draw(found) {
    // Errors first: what else there is can wait until they are fixed.
    const kind = ["errors", "hints"].find((each) => found[each].problems.length);
    if (!kind) return host.remove();
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/livereload/page.css";
    const region = element("div", "");
    region.lang = found.lang;
    region.setAttribute("role", kind === "errors" ? "alert" : "status");
    region.append(panel(kind, found[kind]));
    const root = host.shadowRoot || host.attachShadow({ mode: "open" });
    root.replaceChildren(style, region);
    document.body.append(host);
  }

  async function look() {
    const turn = ++asked;
    const answer = await fetch(`/livereload/problems?page=${encodeURIComponent(location.pathname)}`);
    const found = await answer.json();
    if (turn === asked) draw(found);
  }

  window.LiveReloadPluginKhotin = class {
    static identifier = "khotin";
    static version = "1";
    analyze() {
      return { page: shown };
    }
    reload(path) {
      if (path !== REDRAW) return false;
      look();
      return true;
    }
  };
})();
