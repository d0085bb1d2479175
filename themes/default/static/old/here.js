// On the page that a host shows for what is missing, and on the root page, which an address like "/?q=node/12" opens:
// leads on from the address that the reader is at.
(async function ({ leads, wordsIn }) {
  const { home, base, kind } = document.getElementById("old-here").dataset;
  if (!kind && !location.search) return;
  const found = await leads(location.href, [base, new URL(home || ".", location.href).href]);
  if (found.exact && found.leads.length === 1) location.replace(home + found.leads[0].path);
  for (const link of document.querySelectorAll("a.old-address")) link.search = "?" + new URLSearchParams({ a: location.href });
  for (const field of document.querySelectorAll(".search-box input")) field.value = wordsIn(location.pathname);
})(window.khotin);
