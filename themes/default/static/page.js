// On every page. "/" leads to the search box, wherever the reader is.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
  event.preventDefault();
  document.querySelector('input[type="search"]').focus();
});

{
  const here = document.currentScript.src;
  const add = (name) => document.head.append(Object.assign(document.createElement("script"), { src: new URL(name, here) }));
  // A page that is read from a disk may be part of a copy: copy.js says so. On a host it is not asked for.
  if (location.protocol === "file:") add("copy.js");
  // A result of the search led here: found.js marks what was found.
  if (location.hash.startsWith("#find=")) add("search/found.js");
}
