"""The constants by which results are ranked. The theme's search/find.js computes the scores.

The score of a document is the sum over the query's words, and over its pairs of adjacent words, of

    rarity x impact x closeness

- *rarity* is log(1 + N / df) for N documents, df of which have the folded word;
- *impact* says how much the document is about the word (see `quarters/postings.py`). The index stores one of
  LEVELS;
- *closeness* is 1 if the accents are equal to the query's, or if the query has none; I_FOR_Y if i stands for
  y or y for i; INFLECTED for another English word of the same stem; FOLDED if only the letters are equal;
  SYNONYM for another name of a concept; STARTED for a completion of the word that is being typed; in a name
  that was typed without accents, FOLDED for words and pairs that are not the name's;
- a pair of adjacent words counts PAIR times, so that the phrase "hòa bình" comes before "hòa" and "bình"
  apart.

The sum is multiplied by 1 + RECENCY x (position in time, 0 for the oldest, 1 for the newest). Of two equally
good articles the newer comes first. RECENCY is small: it decides only between nearly equal scores.
"""

# What each field adds to the impact: a word in the title is the article's subject. PRESENT is always added.
PRESENT, TITLE, LEAD, NAMES, BODY, REMOTE = 3.0, 6.0, 1.5, 1.5, 2.0, 0.5
# Repetition in the body saturates: tf / (tf + K), where K grows with the length of the text (as in BM25).
K, B, PIVOT = 1.2, 0.75, 600.0
# The levels of impact that the index can store: two bits.
LEVELS = (0.3, 0.46, 0.72)
# With MANY documents or more, lists of common words are shortened. A word in more than the share COMMON of
# the documents keeps only whether it is in the title; a pair not even that. A word in more than EVERYWHERE
# keeps one list for all its accents, which says only that it occurs: the pairs around it tell the accents.
# The lists by accents are stored apart, for queries of this word alone.
MANY = 1024
COMMON, EVERYWHERE = 0.1, 0.15

PAIR = 2.2
I_FOR_Y = 0.8
INFLECTED = 0.85
FOLDED = 0.15
STARTED = 0.6
SYNONYM = 1.0
RECENCY = 0.03


def constants() -> dict[str, object]:
    """Returns the constants that find.js needs; they travel in the root of the index."""
    return {
        "levels": LEVELS,
        "pair": PAIR,
        "iy": I_FOR_Y,
        "inflected": INFLECTED,
        "folded": FOLDED,
        "started": STARTED,
        "synonym": SYNONYM,
        "recency": RECENCY,
    }
