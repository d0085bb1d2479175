"""Imports saved pages of old sites as articles of a new one.

`run.py` calls the steps in this order:

1.  Find files. sources/scan.py lists them, sources/unpacked.py unpacks zip archives, sources/kinds.py
    determines the kind of each file, sources/site_programs.py leaves templates aside, sources/site_folders.py
    tells which folders hold a single site.
2.  Read sources. source_reader.py calls sources/readers.py, which calls the module of the kind: pages, mhtml,
    front_matter, table, docx, office, feed, wxr or warc. It yields a `SourceItem` for each captured page, the
    resources and redirects of WARC files, and `LeftAside` for what is no article.
3.  Learn the frame of each site (frame/), in worker processes: a first pass over all pages learns what stands
    on many of them in the same place. Then each page is read against the frame of its site.
4.  Extract, in worker processes (sandbox.py). extract.py calls conversion.py for each item:
    a.  reading/ turns bytes into a `CapturedPage`: encoding.py decodes them, cost.py refuses pages that are
        too expensive to parse, document.py (HTML) or plain_text.py makes the lines, metadata.py reads meta
        tags and JSON-LD, lists.py recognises pages that only list others. frame/use.py marks what repeats.
    b.  lines/title.py finds the title. The other modules of lines/ classify single lines: boilerplate,
        datelines, signatures, captions, labels.
    c.  text/content.py finds the element of the article, text/regions.py divides its lines into regions.
    d.  fields/ finds publication date, byline, province, language, origin, section, tags and lead.
    e.  text/body.py selects the lines of the body, text/other_text.py those of short notices,
        text/directory.py those of directories, text/stated_text.py all those of a record with a stated text.
        text/writing.py writes them as Markdown.
    f.  proof.py compares the article with its page, text/completeness.py the body with the sentences of the
        source;
        fields/review_reasons.py lists the fields that a person must review.
    Markdown keeps its text: markdown/ converts its front matter, short codes and pictures.
    container_fields.py adds the fields that an export, a table or front matter states.
    The result is an `Extraction`. spool.py stores it on disk; a `CaptureSummary` stays in memory.
    journal.py keeps the results of both passes until the import ends, so that an interrupted one continues.
5.  Group duplicates. placing/duplicates.py groups the captures of one article.
6.  Place. placing/placer.py writes one article for each group: existing.py finds a free path and known
    articles, resources.py and media.py find and copy pictures and attachments, file.py writes the file.
7.  Report. results.py has a `Result` for each capture. review/table.py writes the review table as CSV,
    review/applying.py applies it after people have filled it in. review/server.py shows it in a browser.

No article is written before all pages are extracted, because duplicates are only known then.
"""
