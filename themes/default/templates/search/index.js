  // Reads the files of the index: root, nodes, leaves. find.js is around it.
  // Files are scripts: nothing else loads from file://.
  const folder = new URL("../../search/", document.currentScript.src), got = {}, asked = {}, made = {};

  khotin.got = (name, packed) => { got[name] = packed; };

  // In an offline copy a script, a pack, has many files; the root tells the first name in each.
  const packOf = (name) => khotin.packs?.findLast(([first]) => first <= name)?.[1] || name;

  const run = (file) => asked[file] ||= new Promise(function (done) {
    const script = document.createElement("script");
    script.src = new URL(file, folder);
    script.onload = script.onerror = done;
    document.head.append(script);
  });

  // The content of a small file, or the bytes of another.
  async function fetched(name) {
    if (!got[name]) await run(packOf(name) + ".js");
    const packed = got[name];
    if (!packed) throw new Error(name); // A script cut short does not run.
    if (typeof packed === "object") return packed;
    const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  const load = khotin.load = (name, make) => made[name] ||= fetched(name).then(make);
  const text = khotin.text = (bytes) => new TextDecoder().decode(bytes);
  const json = khotin.json = (bytes) => JSON.parse(text(bytes));
  // A text and, after a zero byte, numbers.
  const parted = khotin.parted = (bytes) => [text(bytes.subarray(0, bytes.indexOf(0))), bytes.subarray(bytes.indexOf(0) + 1)];

  // Two bits say what is in a slot: nothing, an article, or the one before in another language. `firsts`: the first
  // document of each one's article.
  // `places`: the documents of a segment as the lists of common words count them.
  khotin.openRoot = (name) => load(name, function (content) {
    const [header, kinds] = parted(content), root = JSON.parse(header), firsts = root.firsts = Array.from({ length: root.count }, (_, slot) => slot);
    for (const segment of root.segments) {
      const found = [[], [], []], { first, count } = segment;
      for (let slot = first; slot < first + count; slot++) found[(kinds[slot >> 2] >> (2 * (slot & 3))) & 3].push(slot);
      segment.places = [...found[1], ...found[2]];
      for (const slot of found[2]) firsts[slot] = firsts[slot - 1];
    }
    return root;
  });

  const placeOf = (values, value) => values.findLastIndex((each) => each <= value);
  // A node has `leaves` for each segment: their keys and their names.
  const openNode = function ({ keys, versions }, key) {
    if (!keys[0]) return { leaves: [], forms: [] }; // an archive without articles
    const place = Math.max(0, placeOf(keys, key));
    return load(`n${place % 50}/${place}-${versions.substr(6 * place, 6)}`, node);
  };
  const node = ({ leaves, forms = [] }) => ({ leaves: leaves.map(([keys, names]) => [keys.split("|"), names.replace(/(..)(.{8})/g, "$1/$2|").split("|")]), forms });
  const formsAt = khotin.formsAt = async (root, key) => (await openNode(root, key)).forms;

  async function listsIn(root, segment, key) {
    const { leaves } = await openNode(root, key), [keys = [], names] = leaves[root.segments.indexOf(segment)] || [];
    const name = names?.[placeOf(keys, key)], [word, rest = "#"] = key.split(" ");
    const lists = name ? (await load(name, (bytes) => leaf(bytes, segment))).get(key) || [] : [];
    // What follows a word is counted among the documents that have it.
    if (rest[0] !== "#" && lists[0]) await (lists.placed ||= listsIn(root, segment, word).then(function (those) {
      const documents = documentsOf(those);
      for (const list of lists) list.documents = list.documents.map((place) => documents[place]);
    }));
    return lists;
  }

  // The lists of a leaf, by key.
  function leaf(content, { first, places }) {
    const [header, bytes] = parted(content), lists = new Map();
    let at = 0, word;
    for (const line of header.split("\n")) {
      const [name, forms, note] = line.split("\t");
      if (name[0] !== " ") word = name;
      if (forms === undefined) continue;
      const made = forms.split(";").map((each) => list(each, name[0] !== " " || name[1] === "#"));
      made.names = note ? JSON.parse(note) : [];
      lists.set(name === word ? word : word + name, made);
    }
    return lists;

    function list(each, own) {
      const [form, size = 1] = each.split(/[:!]/), documents = [], levels = [];
      const bit = (n) => (bytes[at + (n >> 3)] >> (~n & 7)) & 1;
      if (each.includes("!")) {
        let count;
        [count, at] = numberAt(bytes, at);
        for (let n = 0; n < count; n++) if (bit(n)) documents.push(own ? places[n] : n);
        at += (count + 7) >> 3;
        for (let n = 0; n < size; n++) levels.push(2 * bit(n));
        at += (+size + 7) >> 3;
        if (own) documents.sort((one, other) => one - other);
      } else for (let last = own ? first - 1 : -1, value; levels.length < size;) {
        [value, at] = numberAt(bytes, at);
        documents.push(last += 1 + (value >> 2));
        levels.push(value & 3);
      }
      return { form, documents, levels };
    }
  }

  // A number in base 128, and where the next one begins.
  function numberAt(bytes, at) {
    let value = 0, shift = 1, byte;
    do { byte = bytes[at++]; value += (byte & 127) * shift; shift *= 128; } while (byte > 127);
    return [value, at];
  }
