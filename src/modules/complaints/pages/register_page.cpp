#include <fmt/format.h>

#include "core/csv.h"
#include "core/text.h"
#include "modules/complaints/domain/complaint_kind.h"
#include "modules/complaints/pages/views.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::complaints {

using namespace web::short_names;

namespace {

std::string UnitOf(const RegisterView& view, UnitId unit) {
    const auto found = view.units.find(unit);
    return found == view.units.end() ? std::string() : found->second;
}

Url Address(const char* path, const RegisterView& view) {
    return Url::Page(path).With("loai", view.kind).With("loc", view.state).With("tu", view.from).With("den", view.until);
}

Html Filter(const RegisterView& view) {
    const std::vector<web::Choice> kinds{{"", Say("Tất cả").Now(), ""},
                                         {"settling", Say("Khiếu nại").Now(), ""},
                                         {"feedback", Say("Phản ánh, kiến nghị").Now(), ""}};
    const std::vector<web::Choice> states{{"", Say("Đang mở").Now(), ""},
                                          {"qua-han", Say("Quá hạn").Now(), ""},
                                          {"xong", Say("Đã kết thúc").Now(), ""},
                                          {"tat-ca", Say("Tất cả").Now(), ""}};
    const auto day = [&](const char* name, Sentence label, const std::string& value) {
        return web::TextInput({name, std::move(label), {}, &view.faults, true}, value, {.width = "10"});
    };
    return Render(R"(<form class="ds-filter" method="get" action="/can-bo/khieu-nai" role="search">{}{}{}{}{}</form>)",
                  web::Select({"loai", Say("Loại đơn"), {}, nullptr, false}, kinds, view.kind),
                  web::Select({"loc", Say("Trạng thái"), {}, nullptr, false}, states, view.state),
                  day("tu", Say("Nhận từ ngày"), view.from), day("den", Say("Đến ngày"), view.until),
                  web::Button(Say("Lọc"), web::ButtonKind::secondary));
}

Html Table(const RegisterView& view) {
    if (view.rows.empty()) return Render(R"(<p class="govuk-body" role="status">Không có đơn nào như vậy.</p>)");
    return Render(
        R"({}<div class="ds-scroll"><table class="govuk-table ds-dense ds-stack"><thead class="govuk-table__head">
        <tr class="govuk-table__row"><th class="govuk-table__header" scope="col">Mã</th>
        <th class="govuk-table__header" scope="col">Loại đơn</th><th class="govuk-table__header" scope="col">Người gửi</th>
        <th class="govuk-table__header" scope="col">Nhận ngày</th><th class="govuk-table__header" scope="col">Hạn</th>
        <th class="govuk-table__header" scope="col">Trạng thái</th></tr></thead><tbody class="govuk-table__body">{}</tbody></table>
        </div><ul class="ds-downloads"><li><a class="govuk-link" href="{}">Tải sổ (CSV)</a></li></ul>)",
        When(view.cut, [] { return Render(R"(<p class="govuk-body">Còn nhiều đơn hơn số hiện ở đây. Hãy lọc hẹp hơn.</p>)"); }),
        Each(view.rows,
             [&](const Complaint& each) {
                 return Render(
                     R"(<tr class="govuk-table__row"><td class="govuk-table__cell"><a class="govuk-link" href="{}">{}</a></td>
                     <td class="govuk-table__cell">{}</td><td class="govuk-table__cell">{}</td>
                     <td class="govuk-table__cell" data-label="{}">{}</td><td class="govuk-table__cell" data-label="{}">{}</td>
                     <td class="govuk-table__cell">{}</td></tr>)",
                     Url::Page(OfficePath(each.code)), each.code, each.Name(), web::InVietnamese(each.name),
                     Say("Nhận ngày").Now(), web::Day(each.filed.LocalDate()), Say("Hạn").Now(), web::Day(each.due.LocalDate()),
                     StateTag(each, view.now, false));
             }),
        Address("/can-bo/khieu-nai.csv", view));
}

Html Below(const RegisterView& view) {
    if (view.below.empty()) return {};
    return Render(
        R"(<h2 class="govuk-heading-m">Đơn vị trực thuộc</h2>
        <div class="ds-scroll"><table class="govuk-table ds-dense ds-stack"><thead class="govuk-table__head">
        <tr class="govuk-table__row"><th class="govuk-table__header" scope="col">Đơn vị</th>
        <th class="govuk-table__header" scope="col">Loại đơn</th>
        <th class="govuk-table__header govuk-table__header--numeric" scope="col">Đã nhận</th>
        <th class="govuk-table__header govuk-table__header--numeric" scope="col">Đang mở</th>
        <th class="govuk-table__header govuk-table__header--numeric" scope="col">Quá hạn</th>
        <th class="govuk-table__header govuk-table__header--numeric" scope="col">Đúng hạn</th></tr></thead>
        <tbody class="govuk-table__body">{}</tbody></table></div>)",
        Each(view.below, [&](const Counts& each) {
            const auto number = [](const Sentence& label, std::int64_t value) {
                return Render(R"(<td class="govuk-table__cell govuk-table__cell--numeric" data-label="{}">{}</td>)", label.Now(),
                              Number(value));
            };
            return Render(R"(<tr class="govuk-table__row"><td class="govuk-table__cell">{}</td>
            <td class="govuk-table__cell">{}</td>{}{}{}{}</tr>)",
                          web::InVietnamese(UnitOf(view, each.unit)),
                          each.kind == kFeedback ? Say("Phản ánh, kiến nghị") : Say("Khiếu nại"),
                          number(Say("Đã nhận"), each.filed), number(Say("Đang mở"), each.open),
                          number(Say("Quá hạn"), each.late_open), number(Say("Đúng hạn"), each.on_time));
        }));
}

}  // namespace

Html RegisterPage(const RegisterView& view) {
    return web::OfficerLayout(
        Say("Khiếu nại, phản ánh"),
        Render(R"({}<h1 class="govuk-heading-l">Sổ khiếu nại, phản ánh</h1>{}{}{}{})", web::ErrorSummary(view.faults),
               When(view.may_receive,
                    [] {
                        return Render(R"(<p class="govuk-body">{} {}</p>)",
                                      web::LinkButton(Say("Nhận khiếu nại tại quầy"), Url::Page("/can-bo/khieu-nai/nhan")),
                                      web::LinkButton(Say("Nhận phản ánh tại quầy"),
                                                      Url::Page("/can-bo/khieu-nai/nhan").With("loai", "phan-anh"),
                                                      web::ButtonKind::secondary));
                    }),
               Filter(view), Table(view), Below(view)));
}

std::string RegisterCsv(const RegisterView& view) {
    const auto head = [](std::string_view name) { return Say(name).Now(); };
    auto csv = CsvLine({head("Mã"), head("Loại đơn"), head("Người gửi"), head("Nơi bị nêu"), head("Nhận lúc"), head("Thụ lý lúc"),
                        head("Thụ lý trễ hạn"), head("Hạn"), head("Trạng thái"), head("Kết thúc lúc"), head("Quyết định"),
                        head("Kết luận")});
    for (const auto& each : view.rows) {
        const auto* outcome = FindChoice(Outcomes(), each.outcome);
        csv += CsvLine({each.code, each.Name().Now(), ForSheets(each.name), UnitOf(view, each.about_unit), each.filed.Local(),
                        each.accepted ? each.accepted->Local() : "", each.overran ? head("Có") : "", each.due.Local(),
                        ProcessOf(each).At(each.state).words.Now(), each.closed ? each.closed->Local() : "", each.decision,
                        outcome == nullptr || !each.closed ? "" : outcome->name.Now()});
    }
    return csv;
}

}  // namespace dongson::complaints
