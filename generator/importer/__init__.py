"""Imports saved pages of old sites as articles of a new one.

`run.py` calls the steps in this order:

1.  Find files. sources/scan.py lists them, sources/unpacked.py unpacks zip archives, sources/kinds.py
    determines the kind of each file.
2.  Read sources. sources/readers.py calls the module of the kind: pages, table, docx, feed, wxr or warc.
    It yields a `SourceItem` for each captured page, and the resources and redirects of WARC files.
3.  Extract, in worker processes (sandbox.py). extract.py calls conversion.py for each item:
    a.  reading/ turns bytes into a `CapturedPage`: encoding.py decodes them, cost.py refuses pages that are
        too expensive to parse, document.py (HTML) or plain_text.py makes the lines, metadata.py reads meta
        tags and JSON-LD, lists.py recognises pages that only list others.
    b.  lines/title.py finds the title. The other modules of lines/ classify single lines: boilerplate,
        datelines, signatures, captions, labels.
    c.  text/content.py finds the element of the article, text/regions.py divides its lines into regions.
    d.  fields/ finds publication date, byline, province, language, origin, section, tags and lead.
    e.  text/body.py selects the lines of the body, text/writing.py writes them as Markdown.
    f.  text/completeness.py compares the body with the source, fields/review_reasons.py lists the fields
        that a person must review.
    The result is an `Extraction`. spool.py stores it on disk; a `CaptureSummary` stays in memory.
4.  Group duplicates. placing/duplicates.py groups the captures of one article.
5.  Place. placing/placer.py writes one article for each group: existing.py finds a free path and known
    articles, resources.py and media.py find and copy pictures and attachments, file.py writes the file.
6.  Report. results.py has a `Result` for each capture. review/table.py writes the review table as CSV,
    review/applying.py applies it after people have filled it in.

No article is written before all pages are extracted, because duplicates are only known then.
"""
