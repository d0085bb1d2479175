// Publishing, and the history of a file.

import { ask, call, h, labelled, say, t } from "./api.js";

/** Asks who publishes, and commits. `editor` saves first. */
export async function publish(editor) {
  const known = await call("identity").catch(() => ({ name: "", email: "" }));
  const name = h("input", { required: true, value: known.name, autocomplete: "name" });
  const email = h("input", { required: true, type: "email", value: known.email, autocomplete: "email" });
  const message = h("input", { autocomplete: "off" });
  const shown = h("input", { type: "checkbox" });
  shown.checked = true;
  const fields = [labelled(t("your-name"), name), labelled(t("your-email"), email), labelled(t("what-changed"), message)];
  if (editor.isDraft()) fields.push(labelled(t("no-longer-draft"), shown));
  if (await ask(t("publish-title"), fields, [["yes", t("publish"), "main"], ["", t("cancel")]]) !== "yes") return;
  if (editor.isDraft() && shown.checked) editor.show();
  if (!(await editor.save())) return;
  say(t("saving"));
  try {
    const done = await call("publish", { path: editor.path, name: name.value, email: email.value, message: message.value });
    const bad = !["sent", "committed", "nothing"].includes(done.outcome);
    say([done.message, bad ? done.said : done.commit && `(${done.commit})`].filter(Boolean).join(" "), bad ? "bad" : "good");
  } catch (error) {
    say([error.message, error.said].filter(Boolean).join(" "), "bad");
  }
}

/** Shows the commits of a file, and its text in each. */
export async function showHistory(editor) {
  const found = await call("history", { path: editor.path }).catch((error) => { say(error.message, "bad"); return null; });
  if (!found) return;
  if (!found.versions.length) { await ask(t("history"), [h("p", {}, t("no-versions"))], [["", t("close")]]); return; }
  const items = found.versions.map((version) => h("li", {},
    h("button", { type: "button", class: "small", onclick: () => showVersion(editor, version) }, t("show-version", { day: version.day })),
    ` ${version.author}: ${version.subject}`));
  await ask(t("history"), [h("ul", { class: "versions" }, ...items)], [["", t("close")]]);
}

async function showVersion(editor, version) {
  const found = await call("version", { path: editor.path, commit: version.commit }).catch((error) => { say(error.message, "bad"); return null; });
  if (!found) return;
  const buttons = [...(found.readable ? [["use", t("use-version")]] : []), ["", t("close")]];
  const answer = await ask(`${version.day} · ${version.author}`, [h("pre", { class: "version", tabindex: "0" }, found.text)], buttons);
  if (answer === "use") editor.replaceBody(found.body);
}
