#include "modules/tasks/pages/part_table.h"

#include "modules/tasks/pages/task_page.h"
#include "web/components.h"

namespace dongson::tasks {

using namespace web::short_names;

Html PartTable(const std::vector<workflow::Task>& parts, const std::map<UnitId, std::string>& units, Instant now) {
    return Render(
        R"(<div class="ds-scroll"><table class="govuk-table ds-dense ds-stack"><thead class="govuk-table__head">
        <tr class="govuk-table__row"><th class="govuk-table__header" scope="col">Mã</th>
        <th class="govuk-table__header" scope="col">Nội dung</th>
        <th class="govuk-table__header" scope="col">Nơi thực hiện</th>
        <th class="govuk-table__header" scope="col">Tiến độ</th>
        <th class="govuk-table__header" scope="col">Hạn</th>
        <th class="govuk-table__header" scope="col">Trạng thái</th></tr></thead>
        <tbody class="govuk-table__body">{}</tbody></table></div>)",
        Each(parts, [&](const workflow::Task& part) {
            const auto unit = units.find(part.doer_unit);
            return Render(
                R"(<tr class="govuk-table__row"><td class="govuk-table__cell"><a class="govuk-link" href="{}">{}</a></td>
                <td class="govuk-table__cell">{}</td><td class="govuk-table__cell">{}</td>
                <td class="govuk-table__cell" data-label="{}">{} %{}</td>
                <td class="govuk-table__cell" data-label="{}">{}</td><td class="govuk-table__cell">{}</td></tr>)",
                Url::Page(workflow::TaskPath(part.code)), part.code, web::InVietnamese(part.title),
                web::InVietnamese(unit == units.end() ? "" : unit->second), Say("Tiến độ").Now(), std::to_string(part.percent),
                When(part.weight != 1, [&] { return Render(R"( (trọng số {}))", std::to_string(part.weight)); }),
                Say("Hạn").Now(), web::Day(part.due.LocalDate()), StateTag(part, now));
        }));
}

}  // namespace dongson::tasks
