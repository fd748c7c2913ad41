#include "modules/open_data/pages/sql_page.h"

#include "core/text.h"
#include "modules/open_data/domain/addresses.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::open_data {

using namespace web::short_names;

namespace {

Html Answer(const SqlView& view) {
    if (view.sql.empty() || !view.faults.empty()) return {};
    return Render(
        R"(<p class="govuk-body" role="status">{}</p><div class="ds-scroll" tabindex="0" role="region" aria-label="Kết quả"><table class="govuk-table ds-dense ds-data"><thead class="govuk-table__head"><tr class="govuk-table__row">{}</tr></thead><tbody class="govuk-table__body" lang="vi">{}</tbody></table></div>)",
        view.truncated ? Say("{1} dòng đầu; còn nữa", Number(static_cast<std::int64_t>(view.rows.size())))
                       : Say("{1} dòng", Number(static_cast<std::int64_t>(view.rows.size()))),
        Each(view.columns,
             [](const std::string& column) { return Render(R"(<th class="govuk-table__header" scope="col">{}</th>)", column); }),
        Each(view.rows, [](const std::vector<std::string>& row) {
            return Render(R"(<tr class="govuk-table__row">{}</tr>)", Each(row, [](const std::string& cell) {
                              return Render(R"(<td class="govuk-table__cell">{}</td>)", cell);
                          }));
        }));
}

}  // namespace

Html SqlPage(const SqlView& view) {
    const auto table = VersionPath(view.dataset, view.resource, view.version.number);
    const auto& column = view.resource.schema.front().name;
    const auto example = "SELECT " + column + ", COUNT(*) FROM data GROUP BY 1 ORDER BY 2 DESC LIMIT 20";
    return web::CitizenLayout(
        Say("Hỏi bảng bằng SQL"),
        Render(
            R"({}{}<h1 class="govuk-heading-l">Hỏi bảng bằng SQL</h1><p class="govuk-body"><a class="govuk-link" href="{}" lang="vi">{}</a></p><p class="govuk-body">Bảng tên là “data”. Viết một câu SELECT theo cú pháp SQLite; fold(cột) bỏ dấu. Câu lệnh chỉ đọc được bảng này và dừng sau 3 giây.</p><form method="get" action="{}">{}{}</form>{})",
            web::BackLink(Url::Page(table)), web::ErrorSummary(view.faults), Url::Page(table), view.resource.title,
            Url::Page(table + "/sql"),
            web::TextArea({"sql", Say("Câu SELECT"), {}, &view.faults, false}, view.sql.empty() ? example : view.sql),
            web::Button(Say("Hỏi")), Answer(view)));
}

}  // namespace dongson::open_data
