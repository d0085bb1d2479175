{# static/copy.js of a copy: it puts a line at the foot of each page that is read from a disk. The line is the
   last thing on the page, so that nothing moves when it comes. #}
(function (words, live) {
  const said = words[document.documentElement.lang] || Object.values(words)[0];
  const link = document.createElement("a"), notice = document.createElement("aside");
  link.href = document.querySelector('link[rel="canonical"]')?.href || live;
  link.rel = "external";
  link.textContent = live.replace(/^\w+:\/\/|\/$/g, "");
  notice.className = "copy-notice";
  notice.lang = said.lang;
  notice.setAttribute("aria-label", said.label);
  notice.append(said.copy + " ", said.live + " ", link);
  document.body.append(notice);
})({
{% for lang in page.languages %}
{% set say = texts(lang).gettext %}
  "{{ lang }}": {
    "lang": "{{ lang }}",
    "label": {{ say("Offline copy")|tojson }},
    "copy": {{ (say("Offline copy of %(day)s.") % {"day": page.date|date(lang=lang)})|tojson }},
    "live": {{ say("The archive online:")|tojson }},
  },
{% endfor %}
}, {{ page.base_url|tojson }});
