"""Markdown of other programs becomes articles: its text as written, its fields under our names."""

from pathlib import Path

import pytest

from tests.support.import_samples import Imported, articles, only_article, picture, run, written

TEXT = """Sáng ngày 8/1, Sở **Khoa học** và Công nghệ tổ chức hội nghị[^1].

| Một | Hai |
|---|---:|
| 1 | 2 |

[^1]: Ghi chú.
"""
HUGO_YAML = """---
title: "Sở KH&CN: tổng kết"
date: 2014-01-08T09:30:00+07:00
lastmod: 2014-02-01
author: {name: Trần Văn An}
description: Tóm tắt.
categories: [tin-tuc, Đo lường]
tags: [đo lường, "thanh tra"]
aliases: [/2014/old/]
layout: post
so_hieu: 12/BC
---
"""
HUGO_TOML = """+++
title = "Sở KH&CN: tổng kết"
date = 2014-01-08T09:30:00+07:00
lastmod = 2014-02-01
authors = ["Trần Văn An"]
description = "Tóm tắt."
categories = ["tin-tuc", "Đo lường"]
tags = ["đo lường", "thanh tra"]
aliases = ["/2014/old/"]
layout = "post"
so_hieu = "12/BC"
+++
"""
HUGO_JSON = """{
  "title": "Sở KH&CN: tổng kết", "date": "2014-01-08T09:30:00+07:00", "lastmod": "2014-02-01",
  "author": "Trần Văn An", "summary": "Tóm tắt.", "categories": ["tin-tuc", "Đo lường"],
  "tags": ["đo lường", "thanh tra"], "aliases": ["/2014/old/"], "layout": "post", "so_hieu": "12/BC"
}
"""
PELICAN = """Title: Sở KH&CN: tổng kết
Date: 2014-01-08 09:30
Modified: 2014-02-01
Author: Trần Văn An
Summary: Tóm tắt.
Category: tin-tuc
Tags: đo lường, thanh tra, Đo lường
Alias: /2014/old/
Layout: post
So_hieu: 12/BC

"""


def imported(archive: Path, tmp_path: Path, files: dict[str, str | bytes]) -> Imported:
    result = run(archive, written(tmp_path / "blog", files), "--province", "Nam Định")
    assert "import-fault" not in result.stderr
    return only_article(archive)


@pytest.mark.parametrize("head", [HUGO_YAML, HUGO_TOML, HUGO_JSON, PELICAN])
def test_front_matter_of_every_form_is_read(archive: Path, tmp_path: Path, head: str) -> None:
    article = imported(archive, tmp_path, {"p.md": head + TEXT})
    fields = article.fields
    assert fields["title"] == "Sở KH&CN: tổng kết"
    assert str(fields["date"]).startswith("2014-01-08 09:30")
    assert str(fields["updated"]).startswith("2014-02-01")
    assert fields["author"] == "Trần Văn An"
    assert fields["summary"] == "Tóm tắt."
    assert {"đo lường", "thanh tra"} <= set(fields["tags"])
    assert fields["aliases"] == ["/2014/old/"]
    assert fields["review"] == [
        "so_hieu"
    ]  # a field that nobody knows; the layout says nothing about the article
    assert article.body.strip() == TEXT.strip()
    text = (archive / article.path).read_text("utf-8")
    assert "# so_hieu: 12/BC\n" in text
    assert "# layout: post\n" in text


def test_an_article_of_khotin_comes_back_as_it_was(archive: Path, tmp_path: Path) -> None:
    head = (
        "---\ntitle: Bài\ndate: 2014-01-08\nauthor: [An, Bình]\nprovince: Nam Định\npublisher: Sở\n"
        "views: 12\nsource:\n  name: Báo\n  url: https://bao.example/1\n"
        "withdrawn: {date: 2015-06-01, reason: Sai, authority: Giám đốc}\n"
        "comments:\n- author: Bạn đọc\n  text: Hay\n---\n"
    )
    fields = imported(archive, tmp_path, {"content/tin-tuc/2014/bai.md": head + TEXT}).fields
    assert fields["author"] == ["An", "Bình"]
    assert fields["publisher"] == "Sở"
    assert fields["views"] == 12
    assert fields["source"]["name"] == "Báo"
    assert fields["withdrawn"]["authority"] == "Giám đốc"
    assert fields["comments"] == [{"author": "Bạn đọc", "text": "Hay"}]
    assert "review" not in fields


def test_a_page_bundle_brings_its_pictures(archive: Path, tmp_path: Path) -> None:
    text = '![Hội nghị](h.png)\n\n{{< figure src="/anh/k.png" caption="Đại biểu" >}}\n\nTải [mẫu](mau.pdf).\n'
    head = "---\ntitle: Bài\ndate: 2014-01-08\nauthor: An\nimage: h.png\n---\n"
    article = imported(
        archive,
        tmp_path,
        {
            "config.toml": "", "content/posts/bai/index.md": head + text,
            "content/posts/bai/h.png": picture(),
            "static/anh/k.png": picture("blue"), "content/posts/bai/mau.pdf": b"%PDF-1.4\n%%EOF\n",
            "content/posts/_index.md": "---\ntitle: Tin\n---\n",
            "layouts/single.html": "{{ .Content }}<p>x",
            "archetypes/default.md": '---\ntitle: "{{ .Name }}"\n---\n',
            "README.md": "# Blog\n\nCách dùng.\n",
        },
    )  # fmt: skip
    assert article.body.count(".png") == 2
    assert "Đại biểu" in article.body
    assert "mau-" in article.body
    assert article.fields["cover"]["src"].startswith("h-")


def test_a_post_of_jekyll_has_its_day_in_its_name(archive: Path, tmp_path: Path) -> None:
    text = (
        "---\nlayout: post\ntitle: Bài\nauthor: An\ncategories: tin-tuc\n---\n{% highlight python %}\nx = 1\n"
        "{% endhighlight %}\n\nXem [đây]({{ site.baseurl }}/a.html).\n{: .lead}\n\n"
        "{% include quang-cao.html %}\n"
    )
    article = imported(
        archive,
        tmp_path,
        {"_config.yml": "", "_posts/2014-01-08-bai.md": text, "_layouts/post.html": "<p>{{ content }}"},
    )
    assert str(article.fields["date"]) == "2014-01-08"
    assert "```python\nx = 1\n```" in article.body
    assert "[đây](/a.html)" in article.body
    assert "{" not in article.body
    assert article.fields["review"] == ["body"]  # the include is not known


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("{{< youtube dQw4w9WgXcQ >}}", "(https://www.youtube.com/watch?v=dQw4w9WgXcQ)"),
        ('{{< youtube id="dQw4w9WgXcQ" autoplay="true" >}}', "(https://www.youtube.com/watch?v=dQw4w9WgXcQ)"),
        ("{{< vimeo 1463344 >}}", "(https://vimeo.com/1463344)"),
        ('<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>', "watch?v=dQw4w9WgXcQ"),
        ('{{< highlight go "linenos=true" >}}\na := 1\n{{< /highlight >}}', "```go\na := 1\n```"),
        ("`{{< youtube x >}}`", "youtube"),
        ("{{</* ví dụ */>}}", "{{< ví dụ >}}"),
    ],
)
def test_short_codes_become_what_they_show(archive: Path, tmp_path: Path, code: str, shown: str) -> None:
    head = "---\ntitle: Bài\ndate: 2014-01-08\nauthor: An\n---\n"
    assert shown in imported(archive, tmp_path, {"a.md": f"{head}Một.\n\n{code}\n\nHai.\n"}).body


def test_an_unknown_short_code_is_named_and_its_text_kept(archive: Path, tmp_path: Path) -> None:
    head = "---\ntitle: Bài\ndate: 2014-01-08\nauthor: An\n---\n"
    article = imported(
        archive, tmp_path, {"a.md": head + '{{% notice "tip" %}}\nĐiều cần biết.\n{{% /notice %}}\n'}
    )
    assert article.body.strip() == "Điều cần biết."
    assert article.fields["review"] == ["body"]


def test_drafts_stay_drafts(archive: Path, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        f"{number}.md": f"---\ntitle: Bài {number}\ndate: 2014-01-08\nauthor: An\n{line}\n---\nSố {number}.\n"
        for number, line in enumerate(("draft: true", "published: false", "status: draft"))
    }
    run(archive, written(tmp_path / "blog", files))
    assert [article.fields["draft"] for article in articles(archive)] == [True, True, True]


@pytest.mark.parametrize("head", ["---\na: [\n---\n", "+++\nx = \n+++\n", "---\na: &b [1]\nc: *b\n---\n"])
def test_front_matter_that_cannot_be_read_is_refused(archive: Path, tmp_path: Path, head: str) -> None:
    result = run(archive, written(tmp_path / "blog", {"a.md": head + "Một.\n"}))
    assert result.exit_code == 1
    assert "import-front-matter" in result.stderr


PROGRAM_TEXT = [
    "```ruby\n# => {:processed=>114, :failed=>15}\n```",
    "```yaml\nref: ${{ inputs.ref || github.ref }}\n```",
    "````\n```\n{: .lead}\n```\n````",
    "Gõ `{{ page.title }}` vào tệp.",
    "<!-- ![cũ](khong-co.png) {{ page.title }} -->",
]


@pytest.mark.parametrize("code", PROGRAM_TEXT)
def test_program_text_and_comments_stay_as_they_are(archive: Path, tmp_path: Path, code: str) -> None:
    article = imported(archive, tmp_path, {"p.md": HUGO_YAML + f"Một.\n\n{code}\n\nHai.\n"})
    assert code in article.body
    assert article.fields["review"] == ["so_hieu"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("Gõ {% raw %}{{ page.title }}{% endraw %} vào tệp.", "Gõ {{ page.title }} vào tệp."),
        ("{% raw %}\n```\n{{ x }}\n```\n{% endraw %}", "```\n{{ x }}\n```"),
        ("{% codeblock Ví dụ lang:js %}\nlet x = 1;\n{% endcodeblock %}", "```js\nlet x = 1;\n```"),
        ("{% code %}\nx = 1\n{% endcode %}", "```\nx = 1\n```"),
        ('{% image "anh/a.jpg" "Ảnh ở Ý Yên" %}', "*Ảnh ở Ý Yên*"),
        (
            '{{ "https://www.youtube-nocookie.com/embed/abcdefghijk" | embed: "Phim tổng kết" }}',
            "[Phim tổng kết](<https://www.youtube-nocookie.com/watch?v=abcdefghijk>)",
        ),
    ],
)
def test_short_codes_leave_what_readers_saw(archive: Path, tmp_path: Path, code: str, shown: str) -> None:
    article = imported(archive, tmp_path, {"p.md": HUGO_YAML + f"Một.\n\n{code}\n\nHai.\n"})
    assert shown in article.body
    assert "body" not in article.fields["review"]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("title: Đo nồng độ <em>CO2</em>\npubDatetime: 2014-01-08T09:30:00Z", "Đo nồng độ CO2"),
        ("date: 2014-01-08", "Sở họp"),
    ],
)
def test_titles_are_words_and_dates_have_many_names(
    archive: Path, tmp_path: Path, head: str, title: str
) -> None:
    article = imported(archive, tmp_path, {"p.md": f"---\n{head}\n---\n## Sở họp\n\n{TEXT}"})
    assert article.fields["title"] == title
    assert str(article.fields["date"]).startswith("2014-01-08")
