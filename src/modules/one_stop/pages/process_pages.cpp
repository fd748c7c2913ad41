#include "modules/one_stop/pages/process_pages.h"

#include <ranges>

#include "core/text.h"
#include "modules/one_stop/pages/process_picture.h"
#include "modules/one_stop/pages/process_words.h"
#include "web/components.h"

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

Html StepRow(const Process& process, const State& state) {
    return Render(
        R"(<tr class="govuk-table__row"><th class="govuk-table__header" scope="row">{}</th>
        <td class="govuk-table__cell" data-label="{}">{}</td>
        <td class="govuk-table__cell govuk-table__cell--numeric" data-label="{}">{}</td>
        <td class="govuk-table__cell" data-label="{}"><ul class="govuk-list">{}</ul></td></tr>)",
        state.words.Now(), Say("Ai làm"), WhoseTurn(state), Say("Phần thời hạn"),
        state.share > 0 ? std::to_string(state.share) + " %" : "–", Say("Việc làm được"),
        Each(process.EventsFrom(state.key), [&](const Event* event) { return EventLine(process, *event); }));
}

}  // namespace

Html ProcessSteps(const Process& process) {
    return Render(
        R"(<table class="govuk-table ds-dense ds-stack"><thead class="govuk-table__head"><tr class="govuk-table__row">
        <th class="govuk-table__header" scope="col">Bước</th><th class="govuk-table__header" scope="col">Ai làm</th>
        <th class="govuk-table__header govuk-table__header--numeric" scope="col">Phần thời hạn</th>
        <th class="govuk-table__header" scope="col">Việc làm được</th></tr></thead>
        <tbody class="govuk-table__body">{}</tbody></table>)",
        Each(StepsInOrder(process), [&](const State* state) { return StepRow(process, *state); }));
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
