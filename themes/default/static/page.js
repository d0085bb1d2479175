// On every page. "/" leads to the search box, wherever the reader is.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
  event.preventDefault();
  document.querySelector('input[type="search"]').focus();
});

// A page that is read from a disk may be part of a copy: copy.js says so. On a host it is not asked for.
if (location.protocol === "file:") {
  const script = document.createElement("script");
  script.src = new URL("copy.js", document.currentScript.src);
  document.head.append(script);
}
