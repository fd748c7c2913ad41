#include "modules/open_data/pages/quality_page.h"

#include "core/text.h"
#include "modules/open_data/domain/addresses.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::open_data {

using namespace web::short_names;

namespace {

Html Score(int points, int most) {
    return Render("{}/{}", std::to_string(points), std::to_string(most));
}

Html Averages(const Sentence& title, const std::vector<std::pair<std::string, int>>& averages) {
    return Render(
        R"(<h2 class="govuk-heading-m">{}</h2><div class="ds-scroll" tabindex="0" role="region" aria-label="{}"><table class="govuk-table ds-dense"><tbody class="govuk-table__body">{}</tbody></table></div>)",
        title, title, Each(averages, [](const auto& average) {
            return Render(
                R"(<tr class="govuk-table__row"><th class="govuk-table__header" scope="row" lang="vi">{}</th><td class="govuk-table__cell govuk-table__cell--numeric">{}</td><td class="govuk-table__cell">{}</td></tr>)",
                average.first, Score(average.second, kMostPoints), Say(Rating(average.second)));
        }));
}

web::Cells MetricCells(const Measured405& metric) {
    return {Say(DimensionName(metric.dimension)), Say(metric.name), Score(metric.points, metric.most),
            metric.points == metric.most || metric.advice.empty() ? Html() : Render("{}", Say(metric.advice))};
}

web::Cells QualityCells(const QualityRow& row) {
    return {Render(R"(<a class="govuk-link" href="{}" lang="vi">{}</a>)", Url::Page(DatasetPath(row.dataset)), row.dataset.title),
            web::InVietnamese(row.unit), QualityLink(row.dataset, row.quality), Score(row.quality.nine_met(), 9),
            row.quality.late_since ? Render("{} {}", Say("chậm từ"), web::Day(*row.quality.late_since)) : Render("đúng hẹn")};
}

}  // namespace

Html QualityLink(const Dataset& dataset, const Quality& quality) {
    return Render(R"(<a class="govuk-link" href="{}">{}</a> · {})", Url::Page(DatasetPath(dataset) + "/chat-luong"),
                  Score(quality.total(), kMostPoints), Say(Rating(quality.total())));
}

Html QualityPage(const Dataset& dataset, const Quality& quality) {
    return web::CitizenLayout(
        Say("Chất lượng bộ dữ liệu"),
        Render(
            R"({}<h1 class="govuk-heading-l">Chất lượng bộ dữ liệu</h1>
            <p class="govuk-body"><a class="govuk-link" href="{}" lang="vi">{}</a></p>
            <p class="govuk-body-l">{} · {}</p>
            <p class="govuk-body">Điểm theo cách đánh giá siêu dữ liệu của cổng dữ liệu châu Âu (MQA), tính lại mỗi lần mở trang.</p>{}
            <h2 class="govuk-heading-m">Chín câu hỏi</h2><ul class="govuk-list">{}</ul>{})",
            web::BackLink(Url::Page(DatasetPath(dataset))), Url::Page(DatasetPath(dataset)), dataset.title,
            Score(quality.total(), kMostPoints), Say(Rating(quality.total())),
            web::Table(Say("Điểm"), {{Say("Mặt")}, {Say("Tiêu chí")}, {Say("Điểm"), web::ColumnKind::number}, {Say("Cần làm")}})
                .Rows(quality.metrics, MetricCells)
                .Done(),
            Each(quality.nine,
                 [](const Asked9& asked) {
                     return Render(
                         "<li>{} {}</li>",
                         asked.met ? web::Tag(Say("Có"), web::TagColour::green) : web::Tag(Say("Chưa"), web::TagColour::amber),
                         Say(asked.question));
                 }),
            When(quality.late_since.has_value(), [&] {
                return Render(R"(<p class="govuk-body"><span class="ds-late">Chậm cập nhật</span> {} {}</p>)", Say("từ"),
                              web::Day(*quality.late_since));
            })));
}

Html QualityListPage(const QualityListView& view) {
    return web::CitizenLayout(
        Say("Chất lượng dữ liệu"),
        Render(
            R"({}<h1 class="govuk-heading-l">Chất lượng dữ liệu</h1>{}{}<h2 class="govuk-heading-m">Từng bộ dữ liệu</h2>{}
            <p class="govuk-body"><a class="govuk-link" href="/du-lieu/chat-luong.ttl">DQV (Turtle)</a></p>)",
            web::BackLink(Url::Page("/du-lieu/thong-ke")), Averages(Say("Theo cơ quan"), view.agencies),
            Averages(Say("Theo lĩnh vực"), view.domains),
            web::Table(Say("Từng bộ dữ liệu"),
                       {{Say("Bộ dữ liệu")}, {Say("Cơ quan")}, {Say("Điểm")}, {Say("Chín câu hỏi")}, {Say("Đúng hẹn")}})
                .Rows(view.rows, QualityCells)
                .Done()));
}

}  // namespace dongson::open_data
