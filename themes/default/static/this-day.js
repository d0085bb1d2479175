// On the home page: the link to the calendar leads to today's page, or to the nearest day before it that has one.
const link = document.querySelector("[data-days]");
const bits = [...link.dataset.days].flatMap((digit) => [8, 4, 2, 1].map((bit) => (parseInt(digit, 16) & bit) > 0));
const now = new Date();
for (let back = 0; back < 366; back++) {
  const day = new Date(Date.UTC(2000, now.getMonth(), now.getDate() - back));
  const number = (Date.UTC(2000, day.getUTCMonth(), day.getUTCDate()) - Date.UTC(2000, 0)) / 86400000;
  if (!bits[number]) continue;
  const words = { day: "numeric", month: "long", timeZone: "UTC" };
  const name = day.toLocaleDateString(document.documentElement.lang === "en" ? "en-GB" : "vi", words);
  link.href = link.getAttribute("href").replace("index.html", `${day.toISOString().slice(5, 10)}.html`);
  link.textContent = link.dataset.words.replace("{day}", name);
  break;
}
