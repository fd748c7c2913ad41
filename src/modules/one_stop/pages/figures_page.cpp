#include "modules/one_stop/pages/figures_page.h"

#include <functional>

#include "core/text.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

Html FigureBox(FigureKind kind, const Html& number) {
    const bool late = kind == FigureKind::late || kind == FigureKind::overdue;
    return Render(R"(<div class="{}"><span class="ds-figure__number">{}</span>{}</div>)",
                  late ? "ds-figure ds-figure--late" : "ds-figure", number, Say(FigureName(kind)));
}

// The numbers of everybody are numbers only; those of the officer's own unit lead to the dossiers they count.
Html Told(std::optional<std::int64_t> number) {
    return number ? web::TextOf(Number(*number))
                  : Render(R"(<span class="ds-nowrap">dưới {}</span>)", Number(figures::kLeastShown));
}

Html FigureBoxes(const ToldCounts& counts) {
    return Render(R"(<div class="ds-figures">{}</div>)",
                  Each(kFigureKinds, [&](FigureKind kind) { return FigureBox(kind, Told(counts[kind])); }));
}

// The period of the page: where the rows of a number lie.
struct Period {
    Date from, until;

    Url RowsOf(FigureKind kind) const {
        return Url::Page("/can-bo/so-theo-doi").With("tu", from.Iso()).With("den", until.Iso()).With("loc", FigureSlug(kind));
    }
};

Html OwnFigureBoxes(const FigureCounts& counts, const Period& period) {
    return Render(R"(<div class="ds-figures">{}</div>)", Each(kFigureKinds, [&](FigureKind kind) {
                      return FigureBox(
                          kind, Render(R"(<a class="govuk-link" href="{}">{}</a>)", period.RowsOf(kind), Number(counts[kind])));
                  }));
}

// On time among all that ended. Where the late ones are too few to be told, the share is at least what the most of them would
// make it.
struct Ended {
    std::int64_t on_time = 0, all = 0;
    bool at_least = false;
};
Ended EndedOf(const ToldCounts& counts) {
    const auto on_time = counts[FigureKind::on_time], late = counts[FigureKind::late];
    if (!on_time) return {};
    return {*on_time, *on_time + late.value_or(figures::kLeastShown - 1), !late};
}

Html ShareText(const Ended& ended) {
    const auto percent = Percent(ended.on_time, ended.all);
    return ended.at_least ? Render(R"(từ khoảng {})", percent) : web::TextOf(percent);
}

// A share as a number and as a bar; never without the ones that are overdue and have no result yet.
Html Share(const ToldCounts& counts) {
    const auto ended = EndedOf(counts);
    if (ended.all == 0) return ShareText(ended);
    const auto overdue = counts[FigureKind::overdue];
    return Render(R"({}<span class="ds-bar"><progress value="{}" max="{}" aria-label="{}"></progress></span>{})",
                  ShareText(ended), std::to_string(ended.on_time), std::to_string(ended.all), Percent(ended.on_time, ended.all),
                  When(overdue.value_or(0) > 0, [&] {
                      return Render(R"(<br><span class="ds-late ds-nowrap">{}</span>)",
                                    Say("{1} đang quá hạn", Number(*overdue)));
                  }));
}

// What the share leaves out: those that have no result yet.
Html StillOpen(const ToldCounts& counts) {
    const auto open = counts[FigureKind::open], overdue = counts[FigureKind::overdue];
    if (!overdue || *overdue == 0) return {};
    if (!open)
        return Render(R"(<p class="govuk-body ds-late">{}</p>)", Say("{1} hồ sơ đang giải quyết đã quá hạn.", Number(*overdue)));
    return Render(R"(<p class="govuk-body ds-late">{}</p>)",
                  Say("{1} trong {2} hồ sơ đang giải quyết đã quá hạn.", Number(*overdue), Number(*open + *overdue)));
}

// The columns of a table: everything that was received, then what became of it.
bool IsColumn(FigureKind kind) {
    return kind != FigureKind::online;
}

// What a number of a row shows: itself, or the way to what it counts.
using ShowNumber = std::function<Html(const std::string& row, FigureKind kind, std::optional<std::int64_t> number)>;

Html FigureRow(const std::pair<const std::string, ToldCounts>& row, const ShowNumber& show) {
    const auto cell = [](const Html& content) { return Render(R"(<td>{}</td>)", content); };
    const auto cells = Each(
        kFigureKinds, [&](FigureKind kind) { return IsColumn(kind) ? cell(show(row.first, kind, row.second[kind])) : Html(); });
    return Render(R"(<tr><th scope="row">{}</th>{}{}</tr>)", web::InVietnamese(row.first), cells, cell(Share(row.second)));
}

Html JustTold(const std::string&, FigureKind, std::optional<std::int64_t> number) {
    return Told(number);
}

Html FigureTable(const Sentence& caption, const Sentence& first, const std::map<std::string, ToldCounts>& rows,
                 const ShowNumber& show = JustTold) {
    const auto head = [](const Sentence& words) {
        return Render(R"(<th class="govuk-table__header govuk-table__header--numeric" scope="col">{}</th>)", words);
    };
    return Render(
        R"(<div class="ds-scroll"><table class="govuk-table ds-dense ds-numbers">
        <caption class="govuk-table__caption govuk-table__caption--m">{}</caption>
        <thead class="govuk-table__head"><tr class="govuk-table__row">
        <th class="govuk-table__header" scope="col">{}</th>{}{}</tr></thead>
        <tbody>{}</tbody></table></div>)",
        caption, first,
        Each(kFigureKinds, [&](FigureKind kind) { return IsColumn(kind) ? head(Say(FigureName(kind))) : Html(); }),
        head(Say("Tỷ lệ đúng hạn")), Each(rows, [&](const auto& row) { return FigureRow(row, show); }));
}

Html OnTimeShare(const ToldCounts& counts) {
    return Render(R"(<p class="govuk-body">Tỷ lệ đúng hạn, trong số đã có kết quả và có ngày hẹn: <strong>{}</strong></p>)",
                  ShareText(EndedOf(counts)));
}

}  // namespace

Html FiguresPage(const FiguresView& view) {
    const auto title = Say("Kết quả giải quyết thủ tục");
    const auto mine = When(view.own.has_value(), [&] {
        const auto own = view.own->Exact();
        const Period period{view.from, view.until};
        const auto linked = [&](const std::string& domain, FigureKind kind, std::optional<std::int64_t> number) {
            if (!number || *number == 0) return Told(number);
            return Render(R"(<a href="{}">{}</a>)", period.RowsOf(kind).With("linh-vuc", domain), Number(*number));
        };
        return Render(R"(<h2 class="govuk-heading-m">Đơn vị của bạn</h2>{}{}{}{}<h2 class="govuk-heading-m">Toàn tỉnh</h2>)",
                      OwnFigureBoxes(*view.own, period), OnTimeShare(own), StillOpen(own), When(!view.own_by_domain.empty(), [&] {
                          return FigureTable(Say("Theo lĩnh vực, ở đơn vị của bạn"), Say("Lĩnh vực"), view.own_by_domain, linked);
                      }));
    });
    const auto body = Render(
        R"(<h1 class="govuk-heading-l">{}</h1><p class="govuk-body">Hồ sơ tiếp nhận từ {} đến {}.</p>{}{}{}{}{}{}
        <p class="govuk-body ds-muted">Chỉ có con số, không có dữ liệu của riêng ai. Các số của toàn tỉnh được cộng hoặc trừ ngẫu nhiên, thường một vài, nhiều nhất 10, để không ai bị nhận ra: số nhỏ có thể khác xa số thật, tổng có thể lệch. Số còn dưới {} sau đó không được nêu, dòng nhận dưới chừng ấy không có mặt.</p>)",
        title, web::Day(view.from), web::Day(view.until), mine, FigureBoxes(view.whole), OnTimeShare(view.whole),
        StillOpen(view.whole), FigureTable(Say("Theo đơn vị"), Say("Đơn vị"), view.by_unit),
        FigureTable(Say("Theo lĩnh vực"), Say("Lĩnh vực"), view.by_domain), Number(figures::kLeastShown));
    return view.own ? web::OfficerLayout(title, body) : web::CitizenLayout(title, body);
}

}  // namespace dongson::one_stop
