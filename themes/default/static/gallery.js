// The pictures of an article open in a dialog. Without this script they are plain links to the largest file.
const viewer = document.querySelector(".viewer");
const [stage, words, count] = ["viewer-stage", "viewer-words", "viewer-count"].map((name) => viewer.querySelector(`.${name}`));
const links = [...document.querySelectorAll(".picture > a, .prose a")].filter((link) => link.querySelector("img") && /\.(jpe?g|png|gif|webp|avif)$/.test(link.pathname));
const image = stage.appendChild(new Image());
let shown = 0;
let start = null;

const zoom = (on) => {
  viewer.classList.toggle("zoomed", on);
  if (on) stage.scrollTo((stage.scrollWidth - stage.clientWidth) / 2, (stage.scrollHeight - stage.clientHeight) / 2);
};

const show = (number) => {
  shown = (number + links.length) % links.length;
  const link = links[shown], small = link.querySelector("img");
  zoom(false);
  image.removeAttribute("src");
  image.alt = small.alt;
  image.lang = small.closest("[lang]").lang;
  image.width = small.getAttribute("width");
  image.height = small.getAttribute("height");
  image.src = link.href;
  count.textContent = `${shown + 1} / ${links.length}`;
  const caption = link.closest("figure")?.querySelector("figcaption")?.cloneNode(true);
  caption?.querySelector(".number")?.remove();
  words.replaceChildren(...(caption?.childNodes ?? []));
};

const actions = {
  previous: () => show(shown - 1),
  next: () => show(shown + 1),
  zoom: () => zoom(!viewer.classList.contains("zoomed")),
  close: () => viewer.close(),
};
const keys = { ArrowLeft: "previous", ArrowRight: "next", "+": "zoom", "-": "zoom" };

viewer.classList.toggle("single", links.length < 2);
links.forEach((link, number) => link.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(number);
  viewer.showModal();
}));
viewer.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) actions[button.value]();
  else if (event.target === image) actions.zoom();
  else if (event.target === viewer || event.target === stage) viewer.close();
});
addEventListener("keydown", (event) => {
  if (!viewer.open) return;
  const zoomed = viewer.classList.contains("zoomed") && event.key.startsWith("Arrow");
  if (!keys[event.key] || zoomed || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  actions[keys[event.key]]();
});
viewer.addEventListener("close", () => links[shown].focus());

// A finger that moves sideways turns to the next picture, unless it moves a picture that is zoomed.
stage.addEventListener("touchstart", (event) => { start = event.touches.length === 1 ? event.touches[0] : null; }, { passive: true });
stage.addEventListener("touchend", (event) => {
  if (!start || viewer.classList.contains("zoomed") || visualViewport.scale > 1.01) return;
  const x = event.changedTouches[0].clientX - start.clientX, y = event.changedTouches[0].clientY - start.clientY;
  if (Math.abs(x) > 48 && Math.abs(x) > 2 * Math.abs(y)) actions[x < 0 ? "next" : "previous"]();
  start = null;
});
