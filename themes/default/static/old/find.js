// Where an old address leads. generator/text/old_address.py takes addresses apart in the same way, to the letter;
// generator/plan/old_addresses.py writes the files in which they are looked up.
(function (khotin) {
  // Files are scripts that hand their content over: nothing else can be loaded from file://.
  const folder = new URL("../../old/", document.currentScript.src), got = {}, loading = {};

  khotin.old = (name, content) => { got[name] = content; };

  const load = (name) => loading[name] ||= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(name + ".js", folder);
    script.onload = script.onerror = () => (got[name] ? resolve(got[name]) : reject(new Error(name)));
    document.head.append(script);
  });

  const small = (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const CAMPAIGN = /^(utm_\w+|fbclid|gclid|gidzl|zarsrc|mc_[ce]id|_ga)$/;

  const decoded = (text) => text.replace(/(?:%[0-9a-f]{2})+/gi, function (run) {
    try { return decodeURIComponent(run); } catch { return run.toLowerCase(); }
  }).normalize("NFC");

  function segments(path) {
    const found = [];
    for (const segment of path.split("/")) {
      if (segment === "..") found.pop(); else if (segment && segment !== ".") found.push(segment);
    }
    return found;
  }

  // Names and values as they stand in a key: "id=45".
  const pairs = (query) => query.replaceAll("&amp;", "&").split("&").filter(Boolean).map(function (part) {
    const at = part.indexOf("="), name = at < 0 ? "" : part.slice(0, at), value = part.slice(at + 1);
    return [name, value].map((each) => small(decoded(each.replaceAll("+", " "))));
  }).filter(([name]) => !CAMPAIGN.test(name)).map((pair) => pair.map(encodeURIComponent));

  const pathKey = (path) => small(path).replace(/(^|\/)index\.html?$/, "").split("/").map(encodeURIComponent).join("/");

  khotin.oldKey = (path, pairs) =>
    pathKey(path) + (pairs[0] ? "?" + pairs.map((pair) => pair.join("=")).sort().join("&") : "");

  const host = (text) => encodeURIComponent(
    small(decoded(text.slice(text.lastIndexOf("@") + 1).split(":")[0])).replace(/^\.+|\.+$/g, "").replace(/^www\./, ""));

  khotin.oldAddress = function (text) {
    const address = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "").split("#")[0];
    const web = address.match(/^(?:https?:)?\/\/([^/?]*)([^]*)$/i);
    if (!address || (!web && /^[a-z][a-z0-9+.-]*:/i.test(address))) return null;
    const rest = web ? web[2] : address, at = rest.indexOf("?");
    const path = segments(decoded(at < 0 ? rest : rest.slice(0, at))).join("/");
    return { host: web ? host(web[1]) : "", path, pairs: at < 0 ? [] : pairs(rest.slice(at + 1)) };
  };

  // What a reader may mean: with the punctuation of a sentence or without, with a host that nobody marked as one.
  function meant(typed) {
    const text = typed.replace(/[\r\n\t]/g, "").trim().replace(/^[<«“"'(]+|[>»”"']+$/g, "")
      .replace(/^https?:\/\/web\.archive\.org\/web\/[^/]+\//i, "");
    const texts = [...new Set([text, text.replace(/[.,;:!)\]]+$/, "")])];
    const hosts = (each) => (/^[^/?#\s]+\.[a-z]{2,}(:\d+)?([/?#]|$)/i.test(each) ? ["//" + each, each] : [each]);
    return texts.flatMap(hosts).map(khotin.oldAddress).filter(Boolean);
  }

  // An address of this archive, which stands at one of these bases, is one from its root.
  function inside(address, bases) {
    for (const base of bases.map(khotin.oldAddress).filter(Boolean)) {
      const folder = base.path && base.path + "/";
      if (address.host === base.host && (address.path + "/").startsWith(folder)) {
        return { ...address, host: "", path: address.path.slice(folder.length), own: true };
      }
    }
    return address;
  }

  function crc32(text) {
    let crc = -1;
    for (let at = 0; at < text.length; at++) {
      crc ^= text.charCodeAt(at);
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
    }
    return (~crc >>> 0).toString(16).padStart(8, "0");
  }

  async function entries(key, digits) {
    const part = await load("p" + crc32(key).slice(0, digits));
    return part.filter((entry) => entry[0] === key);
  }

  // An address that has more in its query than an old one is likely that one: the most of it is tried first.
  async function lookedUp(address) {
    const [digits, shapes] = await load("index"), names = address.pairs.map(([name]) => name);
    const fitting = shapes.filter((shape) => shape.every((name) => names.includes(name)));
    for (const shape of fitting.sort((one, other) => other.length - one.length)) {
      const kept = address.pairs.filter(([name]) => shape.includes(name));
      const found = await entries(khotin.oldKey(address.path, kept), digits);
      // At an address of this archive there is its own page, or one that leads on.
      const others = address.own && /\.html?$/.test(address.path) ? [] : found;
      // Whoever comes here from a former host has the archive's own: the path alone must do if it is one article's.
      const alone = address.own ? others.length === 1 : !address.host;
      const here = found.filter(([, , , , host]) => !host || host === address.host || alone);
      const own = here.filter(([, , , , host]) => host && host === address.host);
      const leads = own[0] ? own : here[0] ? here : others;
      if (leads[0]) {
        const exact = Boolean(here[0]) && kept.length === address.pairs.length;
        return { exact, leads: leads.map(([, path, title, lang, host]) => ({ path, title, lang, host })) };
      }
    }
    return null;
  }

  // { exact, leads: [{ path, title, lang, host }] }; without leads, `own` is the path of an address of this archive.
  khotin.leads = async function (typed, bases) {
    const former = (await load("index"))[2];
    const addresses = meant(typed).map((address) => inside(address, bases)), within = [];
    for (const address of addresses) {
      // Of an archive that is joined in this one: what is known of its host, else the same path here.
      const joined = inside(address, former), found = await lookedUp(address);
      within.push(joined);
      if (found && (joined === address || (found.exact && found.leads[0].host))) return found;
      const same = joined === address ? null : await lookedUp(joined);
      if (same) return same;
    }
    return { exact: false, leads: [], own: within.find(({ own, path }) => own && /\.\w+$/.test(path))?.path };
  };

  // The words in an address: what a search for its article could begin with.
  khotin.wordsIn = function (typed) {
    const words = ({ path }) => path.split("/").map((segment) => segment.replace(/\.\w+$/, "").match(/\p{L}{2,}/gu) || []);
    const found = meant(typed).flatMap(words).sort((one, other) => other.length - one.length)[0] || [];
    return found.length > 2 ? found.slice(0, 12).join(" ") : "";
  };
})(window.khotin = window.khotin || {});
