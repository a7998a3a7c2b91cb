"""The page that tests/action/picture photographs: a comment's Markdown on standard input, as a pull request shows it.

    page.py STYLESHEET
"""

import re
import sys
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options

# In comments, unlike in files, GitHub breaks a line where the source does; HTML it lets through as far as it is harmless, as ours is.
AS_COMMENT = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_HARDBREAKS

FRAME = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>A comment</title>
<style>
%s
body { margin: 16px; background: #fff; }
.comment { border: 1px solid #d1d9e0; border-radius: 6px; }
.who { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0;
  font: 14px -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; color: #59636e; }
.who b { color: #1f2328; }
.markdown-body { padding: 16px; font-size: 14px; }
</style>
<div class="comment"><div class="who"><b>github-actions</b> bot commented</div><div class="markdown-body">
%s
</div></div>
<script>document.documentElement.dataset.height = Math.ceil(document.documentElement.getBoundingClientRect().height)</script>
</html>"""

# GitHub's library has the dialect, and GitHub itself makes alerts of quotations that begin with their kind.
ALERT = re.compile(r"<blockquote>\n<p>\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]<br />\n(.*?)</blockquote>", re.DOTALL)


def alert(found: re.Match) -> str:
    kind, text = found[1].lower(), found[2]
    title = f'<p class="markdown-alert-title">{kind.title()}</p>'
    return f'<div class="markdown-alert markdown-alert-{kind}">{title}<p>{text}</div>'


body = cmarkgfm.github_flavored_markdown_to_html(sys.stdin.read(), options=AS_COMMENT)
print(FRAME % (Path(sys.argv[1]).read_text(), ALERT.sub(alert, body)))
