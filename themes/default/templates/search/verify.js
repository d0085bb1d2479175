{# static/search/verify.js: the scripts of the page that verifies a quotation. #}
{% filter compact %}
{% include "search/words.js" %}
{% include "search/find.js" %}
{% include "search/results.js" %}
{% include "search/quotation.js" %}
{% endfilter %}
