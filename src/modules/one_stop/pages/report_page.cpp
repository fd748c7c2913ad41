#include "modules/one_stop/pages/report_page.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/domain/report_periods.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

constexpr const char* kReport = "/can-bo/bao-cao";

Url RowsUrl(const ReportChoice& choice, const std::string& row, std::string_view column) {
    return choice.At(std::string(kReport) + "/ho-so").With("hang", row).With("o", column);
}

Html PeriodLinks(const ReportView& view) {
    const auto link = [&](const ReportChoice& choice, const Sentence& words, bool here) {
        return Render(R"(<li><a class="govuk-link" href="{}"{}>{}</a></li>)", choice.At(kReport), web::Flag::CurrentPage(here),
                      words);
    };
    const auto named = Each(PeriodsOf(view.today), [&](const NamedPeriod& each) {
        auto choice = view.choice;
        choice.from.clear();
        choice.until.clear();
        choice.named = each.slug;
        return link(choice, Say(each.name), view.choice.named == each.slug);
    });
    auto before = view.choice;
    if (view.report) {
        const auto period = PeriodBefore(view.report->asked.period, view.choice.named);
        before.named.clear();
        before.from = period.from.Spoken();
        before.until = period.last.Spoken();
    }
    return Render(R"(<ul class="ds-downloads">{}{}</ul>)", named,
                  When(view.report.has_value(), [&] { return link(before, Say("Kỳ liền trước"), false); }));
}

std::vector<web::Choice> Choices(const ReportView& view) {
    std::vector<web::Choice> choices;
    for (const auto by : kReportBys) {
        if (by == ReportBy::unit && !view.several) continue;
        if (by == ReportBy::person && !view.people) continue;
        choices.push_back({std::string(BySlug(by)), Say(ByName(by)).Now(), ""});
    }
    return choices;
}

Html ChoiceForm(const ReportView& view) {
    const auto day = [&](const char* name, const Sentence& label, const std::string& typed) {
        return web::TextInput({name, label, {}, &view.faults, false}, typed,
                              {.type = "text", .autocomplete = "off", .inputmode = "text", .width = "10"});
    };
    std::vector<web::Choice> units, abouts;
    for (const auto& [key, name] : view.units) units.push_back({key, name, ""});
    for (const auto about : kReportAbouts) abouts.push_back({std::string(AboutSlug(about)), Say(AboutName(about)).Now(), ""});
    return Render(
        R"(<form class="ds-filter" method="get" action="{}" novalidate>{}{}{}{}{}{}</form>)", Url::Page(kReport),
        day("tu", Say("Từ ngày"), view.choice.from), day("den", Say("Đến ngày"), view.choice.until),
        When(units.size() > 1,
             [&] { return web::Select({"don-vi", Say("Đơn vị"), {}, &view.faults, false}, units, view.choice.unit); }),
        web::Select({"ve", Say("Tính hồ sơ nào"), {}, &view.faults, false}, abouts, std::string(AboutSlug(view.choice.about))),
        web::Select({"nhom", Say("Chia theo"), {}, &view.faults, false}, Choices(view), std::string(BySlug(view.choice.by))),
        web::Button(Say("Xem")));
}

bool Shown(ReportAbout about, ReportColumn column) {
    // What came to an end is never left, and what was received was never carried over.
    if (about == ReportAbout::resulted) return TotalOf(column) != ReportColumn::left;
    return about != ReportAbout::received || column != ReportColumn::carried;
}

Html GroupHeads(ReportAbout about) {
    return Each(kReportColumns, [&](ReportColumn column) {
        if (!IsTotal(column) || !Shown(about, column)) return Html();
        const auto parts = std::ranges::count_if(
            kReportColumns, [&](ReportColumn each) { return TotalOf(each) == column && Shown(about, each); });
        return Render(R"(<th class="govuk-table__header ds-group" scope="colgroup" colspan="{}">{}</th>)", std::to_string(parts),
                      Say(GroupName(column)));
    });
}

Html ColumnHeads(ReportAbout about) {
    return Each(kReportColumns, [&](ReportColumn column) {
        if (!Shown(about, column) || column == ReportColumn::refused) return Html();
        return Render(R"(<th class="govuk-table__header govuk-table__header--numeric{}" scope="col" title="{}">{}</th>)",
                      IsTotal(column) ? " ds-group" : "", Say(ColumnMeaning(column)).Now(), Say(ColumnName(column)));
    });
}

Html NumberCell(const ReportView& view, const std::string& row, ReportColumn column, std::int64_t number) {
    const auto text = Number(number);
    const bool late = (column == ReportColumn::late || column == ReportColumn::overdue) && number > 0;
    const auto content = number == 0 ? web::TextOf(text)
                                     : Render(R"(<a class="{}" href="{}">{}</a>)", late ? "ds-late" : "govuk-link",
                                              RowsUrl(view.choice, row, ColumnSlug(column)), text);
    return Render(R"(<td class="{}">{}</td>)", IsTotal(column) || column == ReportColumn::refused ? "ds-group" : "", content);
}

Html NumberCells(const ReportView& view, const std::string& row, const ReportCounts& counts) {
    return Each(kReportColumns, [&](ReportColumn column) {
        return Shown(view.choice.about, column) ? NumberCell(view, row, column, counts[column]) : Html();
    });
}

// A unit leads to its own report.
Html RowName(const ReportView& view, const ReportRow& row) {
    if (view.choice.by != ReportBy::unit) return web::InVietnamese(row.name);
    auto choice = view.choice;
    choice.unit = row.key;
    choice.by = ReportBy::domain;
    return Render(R"(<a class="govuk-link" href="{}">{}</a>)", choice.At(kReport), web::InVietnamese(row.name));
}

Html CountTable(const ReportView& view, const Report& report) {
    const auto about = view.choice.about;
    return Render(
        R"(<div class="ds-scroll" tabindex="0" role="region" aria-label="{}"><table class="govuk-table ds-numbers ds-report">
        <thead class="govuk-table__head">
        <tr class="govuk-table__row"><th class="govuk-table__header" scope="col" rowspan="2">{}</th>{}
        <th class="govuk-table__header ds-group" scope="col" rowspan="2" title="{}">{}</th></tr>
        <tr class="govuk-table__row">{}</tr></thead><tbody>{}</tbody>
        <tfoot><tr class="govuk-table__row"><th scope="row">Tổng cộng</th>{}</tr></tfoot></table></div>)",
        Say("Bảng số liệu").Now(), Say(ByName(view.choice.by)), GroupHeads(about),
        Say(ColumnMeaning(ReportColumn::refused)).Now(), Say(ColumnName(ReportColumn::refused)), ColumnHeads(about),
        Each(report.rows,
             [&](const ReportRow& row) {
                 return Render(R"(<tr class="govuk-table__row"><th scope="row">{}</th>{}</tr>)", RowName(view, row),
                               NumberCells(view, row.key, row.counts));
             }),
        NumberCells(view, "", report.total));
}

// Nobody measured what stands where at the end of a period that is over: the cell stays empty.
Html StepCell(const ReportView& view, const StepFigures& step, StepColumn column, std::optional<std::int64_t> number) {
    if (!number) return Render(R"(<td></td>)");
    if (*number == 0) return Render(R"(<td>0</td>)");
    return Render(R"(<td><a class="{}" href="{}">{}</a></td>)", column == StepColumn::past_due ? "ds-late" : "govuk-link",
                  RowsUrl(view.choice, step.name, StepColumnSlug(column)), Number(*number));
}

Html StepTable(const ReportView& view, const Report& report) {
    const auto head = [](const Sentence& words) {
        return Render(R"(<th class="govuk-table__header govuk-table__header--numeric" scope="col">{}</th>)", words);
    };
    const auto hours = [](const std::optional<std::int64_t>& minutes) {
        return Render(R"(<td>{}</td>)", minutes ? WorkingHours(*minutes) : std::string());
    };
    return Render(
        R"(<div class="ds-scroll" tabindex="0" role="region" aria-label="{}">
        <table class="govuk-table ds-numbers ds-report"><thead class="govuk-table__head">
        <tr class="govuk-table__row"><th class="govuk-table__header" scope="col">Bước</th>{}{}{}{}{}</tr></thead><tbody>{}</tbody></table></div>
        <p class="govuk-body ds-muted">Giờ là giờ làm việc. Số lượt là số lần hồ sơ rời bước ấy trong kỳ. Đang ở bước chỉ có khi kỳ chưa hết, tính lúc xem.</p>)",
        Say("Bảng số liệu").Now(), head(Say("Lượt qua bước")), head(Say("Trung vị (giờ)")), head(Say("Lâu nhất (giờ)")),
        head(Say("Đang ở bước")), head(Say("Quá hạn bước")), Each(report.steps, [&](const StepFigures& step) {
            return Render(R"(<tr class="govuk-table__row"><th scope="row">{}</th>{}{}{}{}{}</tr>)", web::InVietnamese(step.name),
                          StepCell(view, step, StepColumn::left, step.stays), hours(step.median), hours(step.longest),
                          StepCell(view, step, StepColumn::here, step.here),
                          StepCell(view, step, StepColumn::past_due, step.past_due));
        }));
}

Html Meanings(ReportAbout about) {
    return web::Details(
        Say("Mỗi cột đếm gì"),
        Render(
            R"(<dl class="govuk-body-s">{}</dl><p class="govuk-body-s">{}</p>)",
            Each(kReportColumns,
                 [&](ReportColumn column) {
                     if (!Shown(about, column)) return Html();
                     return Render(R"(<dt><strong>{}</strong></dt><dd>{}</dd>)", FullColumnName(column),
                                   Say(ColumnMeaning(column)));
                 }),
            Say("Phải giải quyết = đã có kết quả + kết thúc không có kết quả + chưa kết thúc. Hẹn trả là ngày hẹn hiện nay của hồ sơ, kể cả khi đã gia hạn.")));
}

Html Downloads(const ReportView& view) {
    const auto link = [&](const char* ending, const Sentence& words) {
        return Render(R"(<li><a class="govuk-link" href="{}">{}</a></li>)", view.choice.At(std::string(kReport) + ending), words);
    };
    return Render(R"(<ul class="ds-downloads">{}{}{}</ul>)", link(".xlsx", Say("Tải Excel (XLSX)")), link(".csv", Say("Tải CSV")),
                  link(".pdf", Say("In báo cáo (PDF)")));
}

Html Body(const ReportView& view) {
    const auto& report = *view.report;
    const bool empty = view.choice.by == ReportBy::step ? report.steps.empty() : report.rows.empty();
    return Render(R"(<p class="govuk-body"><strong>{}</strong> · {} – {} · {} {}</p>{}{})", web::InVietnamese(view.unit_name),
                  web::Day(report.asked.period.from), web::Day(report.asked.period.last), Say("Lập lúc"), web::Time(report.made),
                  empty ? Render(R"(<p class="govuk-body" role="status">Không có hồ sơ nào trong kỳ này.</p>)")
                  : view.choice.by == ReportBy::step ? StepTable(view, report)
                                                     : Render(R"({}{})", CountTable(view, report), Meanings(view.choice.about)),
                  Downloads(view));
}

}  // namespace

Url ReportChoice::At(std::string path) const {
    return Url::Page(std::move(path))
        .With("ky", named)
        .With("tu", named.empty() ? from : "")
        .With("den", named.empty() ? until : "")
        .With("don-vi", unit)
        .With("ve", about == ReportAbout::period ? "" : AboutSlug(about))
        .With("nhom", BySlug(by));
}

Html ReportPage(const ReportView& view) {
    return web::OfficerLayout(Say("Báo cáo"),
                              Render(R"({}<h1 class="govuk-heading-l">Báo cáo</h1>{}{}{}{})", web::ErrorSummary(view.faults),
                                     SavedViewsAbove(view.saved), ChoiceForm(view), PeriodLinks(view),
                                     When(view.report.has_value(), [&] { return Body(view); })));
}

Html ReportRowsPage(const ReportRowsView& view) {
    const auto date = [](const Sentence& label, const std::optional<Instant>& at) {
        return Render(R"(<td class="govuk-table__cell" data-label="{}">{}</td>)", label.Now(),
                      at && *at < kNever ? web::Time(*at) : web::TextOf("–"));
    };
    const auto rows = Each(view.dossiers, [&](const Passage& dossier) {
        const bool own = std::ranges::find(view.own, dossier.intake) != view.own.end();
        const auto code =
            own ? Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page("/can-bo/ho-so/" + dossier.code), dossier.code)
                : web::TextOf(dossier.code);
        return Render(
            R"(<tr class="govuk-table__row"><td class="govuk-table__cell">{}</td><td class="govuk-table__cell" title="{}">{}</td>
            <td class="govuk-table__cell ds-person">{}</td>{}{}{}</tr>)",
            code, dossier.procedure_name, web::InVietnamese(Shorten(dossier.procedure_name, 60)),
            own ? web::InVietnamese(dossier.person) : Html(), date(Say("Nhận"), dossier.received),
            date(Say("Hẹn trả"), dossier.due), date(Say("Kết thúc"), dossier.Ended()));
    });
    return web::OfficerLayout(
        Say("Hồ sơ trong báo cáo"),
        Render(
            R"({}<h1 class="govuk-heading-l">Hồ sơ trong báo cáo</h1>
            <p class="govuk-body">{} · {} – {} · {}: {}</p>{}{}
            <div class="ds-scroll"><table class="govuk-table ds-dense ds-stack"><thead class="govuk-table__head">
            <tr class="govuk-table__row"><th class="govuk-table__header" scope="col">Mã hồ sơ</th>
            <th class="govuk-table__header" scope="col">Nội dung</th><th class="govuk-table__header" scope="col">Chủ hồ sơ</th>
            <th class="govuk-table__header" scope="col">Nhận</th><th class="govuk-table__header" scope="col">Hẹn trả</th>
            <th class="govuk-table__header" scope="col">Kết thúc</th></tr></thead><tbody class="govuk-table__body">{}</tbody></table></div>)",
            web::BackLink(view.of.choice.At(kReport)), web::InVietnamese(view.of.unit_name),
            web::Day(view.of.report->asked.period.from), web::Day(view.of.report->asked.period.last),
            web::InVietnamese(view.what), Number(static_cast<std::int64_t>(view.dossiers.size())),
            When(view.cut,
                 [] {
                     return Render(
                         R"(<p class="govuk-body">Còn nhiều hồ sơ hơn số hiện ở đây. Hãy chọn khoảng ngày ngắn hơn.</p>)");
                 }),
            When(
                std::ranges::any_of(
                    view.dossiers,
                    [&](const Passage& each) { return std::ranges::find(view.own, each.intake) == view.own.end(); }),
                [] {
                    return Render(
                        R"(<p class="govuk-body ds-muted">Hồ sơ của đơn vị khác chỉ nêu mã, thủ tục và mốc thời gian; ai là chủ hồ sơ chỉ đơn vị giữ hồ sơ thấy.</p>)");
                }),
            rows));
}

}  // namespace dongson::one_stop
