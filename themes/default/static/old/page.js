// The page of old addresses: what is pasted, and where it leads.
(function (khotin) {
  const at = (id) => document.getElementById(id), words = JSON.parse(at("old-words").textContent);
  const form = at("old-form"), { home, base, search } = form.dataset, input = form.a;
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  function show(text, ...items) {
    at("old-status").textContent = text;
    at("old-results").replaceChildren(...items.map((item) => make("li", {}, ...item)));
  }

  const lead = ({ path, title, lang }) => make("a", { href: home + path, lang: title ? lang : "" }, title || path);
  const leadOf = (each) => [lead(each), make("small", {}, each.host)];

  function missing(typed) {
    const query = khotin.wordsIn(typed);
    const way = make("a", { href: `${search}?${new URLSearchParams({ q: query })}` }, words.search.replace("{words}", query));
    show(words.none, ...(query ? [[way]] : []));
  }

  let turn = 0;
  async function run(focus) {
    const mine = ++turn, typed = input.value.trim();
    if (!typed) return show(focus ? words.empty : "");
    try {
      const { exact, leads, own } = await khotin.leads(typed, [base, new URL(home, location.href).href]);
      if (mine !== turn) return;
      if (leads[1]) show(words.several, ...leads.map(leadOf));
      else if (leads[0]) show(exact ? words.found : words.maybe, [lead(leads[0])]);
      else if (own) show(words.own, [lead({ path: own })]);
      else missing(typed);
      if (focus) at("old-results").querySelector("a")?.focus();
    } catch (error) {
      if (mine === turn) show(words.broken);
      throw error;
    }
  }

  function go(focus) {
    history.replaceState(null, "", "?" + new URLSearchParams({ a: input.value.trim() }));
    run(focus);
  }

  form.onsubmit = (event) => { event.preventDefault(); go(true); };
  input.onpaste = () => setTimeout(go);
  input.value = new URLSearchParams(location.search).get("a") || "";
  run();
})(window.khotin);
