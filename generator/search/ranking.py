"""How results are ranked: every constant, in one place. The theme's search/rank.js does the sums.

A document's score for a query is the sum over the query's words and over its neighbouring pairs of words of

    rarity x impact x closeness

- *rarity* is log(1 + N / df), N documents of which df have the word (folded);
- *impact* says how much the document is about the word: see `impact`. The index keeps one of LEVELS;
- *closeness* is 1 where the accents are those that were typed, or none were typed; I_FOR_Y where i stands
  for y or y for i; INFLECTED for another English word of the same stem; FOLDED where only the letters
  agree; SYNONYM for what the glossary calls the same; CORRECTED for what a mistyped word may have been;
  STARTED for what a word that is still being typed may become;
- a pair of words that stand side by side counts PAIR times, so that "hòa bình" the phrase comes before
  "hòa" here and "bình" there.

The sum is multiplied by 1 + RECENCY x (position in time, 0 for the oldest to 1 for the newest): of two
equally good articles the newer one comes first, and a better one never loses by its age.
"""

# What the fields give: a word in the title is what the article is about. PRESENT is given for being there.
PRESENT, TITLE, LEAD, NAMES, BODY, REMOTE = 3.0, 6.0, 1.5, 1.5, 2.0, 0.5
# Repetition in the body saturates: tf / (tf + K), K growing with the length of the text (as in BM25).
K, B, PIVOT = 1.2, 0.75, 600.0
# What an impact may be in the index: two bits.
LEVELS = (0.3, 0.46, 0.72)
# Among at least so many documents, what is in more than the first share says little: a word keeps only
# whether it stands in the title, a pair not even that. What is in more than the second share keeps only that
# it is there, in one list for all forms of a word: its accents are asked of the pairs around it. Where it is
# asked for alone, its forms are fetched.
MANY = 1024
COMMON, EVERYWHERE = 0.1, 0.15

PAIR = 2.2
I_FOR_Y = 0.8
INFLECTED = 0.85
FOLDED = 0.15
CORRECTED = 0.5
STARTED = 0.6
SYNONYM = 1.0
RECENCY = 0.03


def constants() -> dict[str, object]:
    """What the reader's side needs to know of them."""
    return {
        "levels": LEVELS,
        "pair": PAIR,
        "iy": I_FOR_Y,
        "inflected": INFLECTED,
        "folded": FOLDED,
        "corrected": CORRECTED,
        "started": STARTED,
        "synonym": SYNONYM,
        "recency": RECENCY,
    }
