#!/usr/bin/env bash
# What a page must not hold does not compile. Each line below is one such page; the first shows that a sound one does.
set -euo pipefail
cd "$(dirname "$0")/.."
compiles() { printf '#include "web/html.h"\nusing namespace dongson::web;\nHtml Page() { return %s; }\n' "$1" | g++ -std=c++2b -fsyntax-only -Isrc -x c++ - 2>/dev/null; }
compiles 'Render(R"(<p class="{}">{}</p>)", "a", "b")' || { echo "a sound page does not compile"; exit 1; }
while IFS= read -r page; do
  [ -z "$page" ] && continue
  if compiles "$page"; then echo "this compiles and must not: $page"; exit 1; fi
done <<'PAGES'
Render(R"(<a href="{}">x</a>)", "text")
Render(R"(<a href="/x/{}">x</a>)", Url::Local("/"))
Render(R"(<p>{}</p>)", Url::Local("/"))
Render(R"(<p onclick="{}">x</p>)", "text")
Render(R"(<p style="{}">x</p>)", "text")
Render(R"(<script>{}</script>)", "text")
Render(R"(<style>p</style>)")
Render(R"(<{}>x</{}>)", "p", "p")
Render(R"(<p {}>x</p>)", "text")
Render(R"(<p>{}</p>)")
Render(R"(<p></p>)", "text")
Render(R"(<p>{}</p>)", 42)
Render(R"(<p>x)")
Render(R"(<p><b>x</p></b>)")
Render(R"(<P>x</P>)")
Render(R"(<p title='x'>x</p>)")
Render(R"(<!-- {} --><p>x</p>)", "text")
Render(R"(<p>{x}</p>)")
Render(R"(<iframe srcdoc="{}"></iframe>)", "text")
PAGES
echo "what a page must not hold does not compile"
