#include "modules/one_stop/pages/process_pages.h"

#include <ranges>

#include "core/text.h"
#include "modules/one_stop/pages/process_picture.h"
#include "modules/one_stop/pages/process_words.h"
#include "web/components.h"
#include "web/table.h"

namespace dongson::one_stop {

using workflow::Event;
using workflow::Process;
using workflow::State;
using namespace web::short_names;

namespace {

Html WhoseTurn(const State& state) {
    if (state.final) return Render(R"(Kết thúc)");
    if (state.IsApplicants()) return Render(R"({})", RoleName(workflow::seats::kApplicant));
    return Render(R"({}, {})", SeatName(state.seat), RoleName(state.role));
}

Html EventLine(const Process& process, const Event& event) {
    const auto* to = process.Find(event.to);
    const auto leads = to != nullptr        ? Say("đến “{1}”", to->words.Now())
                       : event.to == "back" ? Say("trở lại bước trước khi dừng")
                                            : Say("ở nguyên bước");
    return Render(R"(<li>{}{}: {}</li>)", event.label.Now(),
                  When(!event.role.empty(), [&] { return Render(R"( ({}))", RoleName(event.role)); }), leads);
}

web::Cells StepCells(const Process& process, const State& state) {
    const auto events = Each(process.EventsFrom(state.key), [&](const Event* event) { return EventLine(process, *event); });
    return {std::string(state.words.Now()), WhoseTurn(state), state.share > 0 ? std::to_string(state.share) + " %" : "–",
            Render(R"(<ul class="govuk-list">{}</ul>)", events)};
}

}  // namespace

Html ProcessSteps(const Process& process) {
    return web::Table(Say("Các bước"), {{Say("Bước"), web::ColumnKind::name},
                                        {Say("Ai làm")},
                                        {Say("Phần thời hạn"), web::ColumnKind::number},
                                        {Say("Việc làm được")}})
        .Rows(StepsInOrder(process), [&](const State* state) { return StepCells(process, *state); })
        .Done();
}

Html UsingProcedures(const std::vector<UsingProcedure>& procedures) {
    if (procedures.empty())
        return Render(
            R"(<p class="govuk-body">Chưa thủ tục nào đi qua quy trình này. Ghi mã thủ tục ở “procedures” của quy trình để dùng.</p>)");
    constexpr std::size_t kListed = 300;
    const auto rows = Each(procedures | std::views::take(kListed), [](const UsingProcedure& procedure) {
        return Render(R"(<li><span translate="no">{}</span> {}{}</li>)", procedure.code, web::InVietnamese(procedure.name),
                      When(procedure.named, [] { return Render(R"( · do quy trình này ghi)"); }));
    });
    return web::Details(Say("{1} thủ tục đi qua quy trình này", Number(std::ssize(procedures))),
                        Render(R"(<ul class="govuk-list govuk-body-s">{}</ul>)", rows));
}

}  // namespace dongson::one_stop
