"""Views: for each kind of page, a frozen record of everything that its template may show.

Paths are from the output's root. A template writes `{{ page.root }}{{ path }}`, so that every link is
relative. Dates are values, which the theme formats for the language.
"""
