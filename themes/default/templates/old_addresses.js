khotin.old("{{ page.name }}", {{ page.content|safe }});
