"""Learns the frame of a site: what stands on many of its pages in the same place.

A first pass over all pages, before any article is read, in this order:

1.  sketch.py reads a page into a `PageSketch`: for each line the place, a hash of the text, and its shape.
2.  sample.py keeps sketches by site (sites.py), the same ones in any order of the pages.
3.  contents.py groups the captures of one article, which count once.
4.  learning.py learns a `SiteFrame` (record.py) from the sketches of a site: what repeats, and in which
    places the titles and dates of articles stand.

Then use.py applies the frame to each page of the site as it is read.
"""
