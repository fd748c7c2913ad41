#include "modules/open_data/pages/program_page.h"

#include "core/text.h"
#include "modules/open_data/domain/addresses.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::open_data {

using namespace web::short_names;

namespace {

struct Example {
    std::string_view language, id;
    std::string code;
};

// The columns of texts, each in a form: programs that guess types take "00123" for a number.
std::string TextColumns(const Schema& schema, std::string_view before, std::string_view after) {
    std::vector<std::string> named;
    for (const auto& column : schema)
        if (column.type == ColumnType::text) named.push_back(std::string(before) + column.name + std::string(after));
    return Join(named, ", ");
}

std::vector<Example> Examples(const ProgramView& view) {
    const auto api = view.base_url + "/api/v1/datasets/" + view.dataset.slug + "/" + view.resource.slug;
    const auto csv = view.base_url + DownloadPath(view.dataset, view.resource, view.version.number, "csv");
    const auto& schema = view.resource.schema;
    const auto& column = schema.front().name;
    return {
        {"curl", "curl",
         "curl '" + api + "/rows?limit=5&sort=-" + column + "'\ncurl '" + api + "/groups?group=" + column +
             "&measure=count&limit=5'\n"},
        {"Python", "python",
         "import json, urllib.request\n\nrows, after = [], \"\"\nwhile after is not None:\n    with urllib.request.urlopen(\"" +
             api +
             "/rows?limit=1000\" + (f\"&after={after}\" if after != \"\" else \"\")) as answer:\n        page = json.load(answer)\n    rows += page[\"rows\"]\n    after = page[\"next\"]\nprint(len(rows), rows[0])\n"},
        {"Python (pandas)", "pandas",
         "import pandas\n\ntable = pandas.read_csv(\"" + csv + "\", dtype={" + TextColumns(schema, "\"", "\": \"string\"") +
             "})\nprint(table.describe())\n"},
        {"R", "r",
         "table <- read.csv(\"" + csv + "\", encoding = \"UTF-8\", colClasses = c(" +
             TextColumns(schema, "", " = \"character\"") + "))\nsummary(table)\n"},
        {"JavaScript", "javascript",
         "const answer = await fetch(\"" + api +
             "/rows?limit=5\");\nconst { total, rows } = await answer.json();\nconsole.log(total, rows);\n"},
        {"Excel", "excel",
         "=WEBSERVICE(\"" + api + "/groups?measure=count\")\n\nlet\n  Source = Csv.Document(Web.Contents(\"" + csv +
             "\"), [Encoding = 65001]),\n  Table = Table.PromoteHeaders(Source)\nin\n  Table\n"}};
}

}  // namespace

Html ProgramPage(const ProgramView& view) {
    return web::CitizenLayout(
        Say("Dùng bảng này trong chương trình"),
        Render(
            R"({}<h1 class="govuk-heading-l">Dùng bảng này trong chương trình</h1><p class="govuk-body"><a class="govuk-link" href="{}" lang="vi">{}</a></p><p class="govuk-body">Không cần đăng ký hay khóa. Địa chỉ “rows” luôn cho phiên bản mới nhất; thêm “/versions/{}” trước “/rows” để giữ đúng phiên bản này. <a class="govuk-link" href="{}">Mô tả OpenAPI của bảng</a>.</p>{})",
            web::BackLink(Url::Page(ResourcePath(view.dataset, view.resource))),
            Url::Page(ResourcePath(view.dataset, view.resource)), view.resource.title, std::to_string(view.version.number),
            Url::Local(ResourcePath(view.dataset, view.resource) + "/openapi.json"),
            Each(Examples(view), [](const Example& example) {
                return Render(
                    R"(<h2 class="govuk-heading-s">{}</h2><pre translate="no" tabindex="0"><code id="{}">{}</code></pre>)",
                    example.language, example.id, example.code);
            })));
}

}  // namespace dongson::open_data
