#include "modules/administration/http/handlers.h"

#include <algorithm>

#include "core/collation.h"
#include "core/log.h"
#include "platform/identity/proposed_acts.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::administration {

using organisation::Unit;
using organisation::Units;

namespace {

// What stood on the day after the unit ended, in the same district where it had one.
std::vector<web::Choice> Candidates(const Units& units, const Unit& ended) {
    const auto day = *ended.valid_to + 1;
    const auto* district = units.InOfficeOn(ended.parent, day);
    std::vector<web::Choice> candidates;
    for (const auto* unit : units.Existing(ended.level, day))
        if (district == nullptr || unit->parent == district->id) candidates.push_back({unit->key, unit->short_name, ""});
    SortByName(candidates, [](const web::Choice& choice) { return choice.text; });
    return candidates;
}

// The chosen one takes over the work; the others named with it before keep their parts.
std::vector<std::string> Successors(const Unit& ended, const std::string& chosen) {
    std::vector<std::string> successors{chosen};
    if (std::ranges::find(ended.successors, chosen) == ended.successors.end()) return successors;
    for (const auto& other : ended.successors)
        if (other != chosen) successors.push_back(other);
    return successors;
}

// Who operates may be no administrator, and has no page of what waits.
web::Response AskedPage() {
    return web::NoStore(web::Page(web::OfficerLayout(
        Say("Chờ người quản trị xác nhận"),
        Render(R"(<h1 class="govuk-heading-l">Chờ người quản trị xác nhận</h1>{}{})",
               web::Paragraph(Say("Đề nghị của bạn đã gửi đến người quản trị khác. Đơn vị kế thừa có hiệu lực khi họ xác nhận.")),
               web::Paragraph(Say("Bạn được báo khi có quyết định."))))));
}

}  // namespace

std::vector<InferredUnit> InferredUnits(const Units& units) {
    std::vector<InferredUnit> inferred;
    for (const auto& unit : units.all()) {
        if (!unit.SuccessorsInferred() || unit.successors.empty()) continue;
        InferredUnit shown{.key = unit.key,
                           .name = unit.short_name,
                           .basis = unit.successors_basis,
                           .lead = unit.successors.front(),
                           .others = {},
                           .candidates = Candidates(units, unit)};
        for (std::size_t place = 1; place < unit.successors.size(); ++place)
            if (const auto* other = units.FindByKey(unit.successors[place])) shown.others.push_back(other->short_name);
        inferred.push_back(std::move(shown));
    }
    return inferred;
}

web::Response ConfirmSuccessor(const OfficerRequest& request) {
    const auto& platform = request.platform;
    const std::string key(request.http.form.Value("don_vi")), chosen(request.http.form.Value("ke_thua"));
    const auto units = platform.units.Now();
    const auto* ended = units->FindByKey(key);
    const auto successors = ended == nullptr ? std::vector<std::string>{chosen} : Successors(*ended, chosen);
    const auto confirmed =
        identity::DoOrAsk(platform, identity::Manager::Of(request.officer.account), identity::NamingSuccessors(key, successors));
    if (!confirmed) return web::RefusalPage(confirmed.error().front());
    if (confirmed->asked) return AskedPage();
    Log(Severity::info, "UNIT_SUCCESSORS_CONFIRMED",
        {{"unit", key}, {"successor", chosen}, {"by", request.officer.account.login}});
    return web::SeeOtherPage("/can-bo/van-hanh");
}

}  // namespace dongson::administration
