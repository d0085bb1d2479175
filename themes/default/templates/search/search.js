{# static/search/search.js: the scripts of the search page, one file, since each would be a trip to the host. #}
{% filter compact %}
{% include "search/words.js" %}
{% include "search/find.js" %}
{% include "search/results.js" %}
{% include "search/page.js" %}
{% endfilter %}
