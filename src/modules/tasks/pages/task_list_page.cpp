#include "modules/tasks/pages/task_list_page.h"

#include <algorithm>
#include <iterator>

#include "core/csv.h"
#include "core/text.h"
#include "modules/tasks/pages/task_page.h"
#include "platform/workflow/task_kind.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::tasks {

using namespace web::short_names;

namespace {

struct Named {
    std::string_view word, name;
};
constexpr Named kWhose[] = {{TaskListView::kMine, "Tôi làm"},
                            {TaskListView::kUnits, "Đơn vị làm"},
                            {TaskListView::kGivenByMe, "Tôi giao"},
                            {TaskListView::kGivenByUnit, "Đơn vị giao"}};
constexpr Named kStates[] = {{TaskListView::kOpen, "Đang mở"},
                             {TaskListView::kLate, "Quá hạn"},
                             {TaskListView::kOver, "Đã kết thúc"},
                             {TaskListView::kEither, "Tất cả"}};

template <std::size_t Size>
std::string_view OneOf(const Named (&words)[Size], std::string_view asked) {
    const auto* found = std::ranges::find(words, asked, &Named::word);
    return found == std::end(words) ? words[0].word : found->word;
}

Url Address(const char* path, std::string_view whose, const TaskListView& view) {
    return Url::Page(path).With("cua", whose).With("loc", view.state).With("tim", view.text);
}

Html Tabs(const TaskListView& view) {
    return Render(R"(<nav aria-label="Của ai"><ul class="ds-tabs">{}</ul></nav>)", Each(kWhose, [&](const Named& each) {
                      return Render(R"(<li><a href="{}" {}>{}</a></li>)", Address("/can-bo/nhiem-vu", each.word, view),
                                    web::Flag::CurrentPage(each.word == view.whose), Say(each.name));
                  }));
}

Html Filter(const TaskListView& view) {
    std::vector<web::Choice> states;
    for (const auto& each : kStates) states.push_back({std::string(each.word), Say(each.name).Now(), ""});
    return Render(R"(<form class="ds-filter" method="get" action="/can-bo/nhiem-vu" role="search">{}{}{}{}</form>)",
                  When(!view.whose.empty(), [&] { return web::HiddenInput("cua", view.whose); }),
                  web::TextInput({"tim", Say("Tìm nhiệm vụ"), {}, nullptr, false}, view.text, {.type = "search"}),
                  web::Select({"loc", Say("Trạng thái"), {}, nullptr, false}, states, view.state),
                  web::Button(Say("Lọc"), web::ButtonKind::secondary));
}

std::string NameOf(const TaskListView& view, UnitId unit) {
    const auto found = view.units.find(unit);
    return found == view.units.end() ? std::string() : found->second;
}

// On the giving side whoever does it matters, on the other whoever gave it.
bool IsGivingSide(const TaskListView& view) {
    return view.whose == TaskListView::kGivenByMe || view.whose == TaskListView::kGivenByUnit;
}

Html Rows(const TaskListView& view) {
    return Each(view.rows, [&](const workflow::Task& task) {
        return Render(
            R"(<tr class="govuk-table__row"><td class="govuk-table__cell"><a class="govuk-link" href="{}">{}</a></td>
            <td class="govuk-table__cell">{}</td><td class="govuk-table__cell">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}</td><td class="govuk-table__cell" data-label="{}">{} %</td>
            <td class="govuk-table__cell">{}</td></tr>)",
            Url::Page(workflow::TaskPath(task.code)), task.code, web::InVietnamese(Shorten(task.title, 90)),
            web::InVietnamese(NameOf(view, IsGivingSide(view) ? task.doer_unit : task.giver_unit)), Say("Hạn").Now(),
            web::Day(task.due.LocalDate()), Say("Tiến độ").Now(), std::to_string(task.percent), StateTag(task, view.now));
    });
}

Html Table(const TaskListView& view) {
    if (view.rows.empty()) return Render(R"(<p class="govuk-body" role="status">Không có nhiệm vụ nào như vậy.</p>)");
    return Render(
        R"({}<div class="ds-scroll"><table class="govuk-table ds-dense ds-stack"><thead class="govuk-table__head">
        <tr class="govuk-table__row"><th class="govuk-table__header" scope="col">Mã</th>
        <th class="govuk-table__header" scope="col">Nhiệm vụ</th><th class="govuk-table__header" scope="col">{}</th>
        <th class="govuk-table__header" scope="col">Hạn</th><th class="govuk-table__header" scope="col">Tiến độ</th>
        <th class="govuk-table__header" scope="col">Trạng thái</th></tr></thead><tbody class="govuk-table__body">{}</tbody></table>
        </div><ul class="ds-downloads"><li><a class="govuk-link" href="{}">Tải bảng (CSV)</a></li></ul>)",
        When(view.cut,
             [] { return Render(R"(<p class="govuk-body">Còn nhiều nhiệm vụ hơn số hiện ở đây. Hãy lọc hẹp hơn.</p>)"); }),
        IsGivingSide(view) ? Say("Nơi thực hiện") : Say("Nơi giao"), Rows(view),
        Address("/can-bo/nhiem-vu.csv", view.whose, view));
}

}  // namespace

std::string_view TaskListView::Whose(std::string_view asked) {
    return OneOf(kWhose, asked);
}
std::string_view TaskListView::State(std::string_view asked) {
    return OneOf(kStates, asked);
}

Html TaskListPage(const TaskListView& view) {
    return web::OfficerLayout(
        Say("Nhiệm vụ"), Render(R"(<h1 class="govuk-heading-l">Nhiệm vụ</h1>{}{}{}{})",
                                When(view.may_give,
                                     [] {
                                         return Render(R"(<p class="govuk-body">{}</p>)",
                                                       web::LinkButton(Say("Giao nhiệm vụ"), Url::Page("/can-bo/nhiem-vu/giao")));
                                     }),
                                Tabs(view), Filter(view), Table(view)));
}

std::string TaskListCsv(const TaskListView& view) {
    const auto head = [](std::string_view name) { return Say(name).Now(); };
    auto csv = CsvLine({head("Mã"), head("Nhiệm vụ"), head("Nơi giao"), head("Người giao"), head("Nơi thực hiện"),
                        head("Giao lúc"), head("Hạn"), head("Khẩn"), head("Xin gia hạn đến"), head("Tiến độ"), head("Trạng thái"),
                        head("Báo xong lúc"), head("Đánh giá")});
    for (const auto& task : view.rows) {
        const auto* mark = workflow::FindMark(task.mark);
        csv += CsvLine({task.code, ForSheets(task.title), NameOf(view, task.giver_unit), task.giver_name,
                        NameOf(view, task.doer_unit), task.given.Local(), task.due.Local(), task.urgent ? Say("Có").Now() : "",
                        task.asked_until ? task.asked_until->Spoken() : "", std::to_string(task.percent),
                        workflow::TaskProcess().At(task.state).words.Now(), task.done ? task.done->Local() : "",
                        mark == nullptr ? "" : mark->name.Now()});
    }
    return csv;
}

}  // namespace dongson::tasks
