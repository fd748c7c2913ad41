// An edition drawn, and what runs by it: gone through again where it is over, moved to it where it runs.
#include <charconv>

#include "core/text.h"
#include "modules/administration/http/editions.h"
#include "modules/administration/http/handlers.h"
#include "modules/administration/pages/definition_pages.h"
#include "modules/administration/pages/running_pages.h"
#include "web/layout.h"

namespace dongson::administration {

using definitions::Edition;
using web::NoStore;

namespace {

web::Response Answered(web::Html page, const Refusals& faults) {
    return NoStore(web::Page(std::move(page), faults.empty() ? 200 : web::StatusOf(faults.front().kind)));
}

std::optional<int> DaysIn(std::string_view typed) {
    int days = 0;
    const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), days);
    const bool whole = error == std::errc() && end == typed.data() + typed.size();
    return whole && days >= kFewestDays && days <= kMostDays ? std::optional(days) : std::nullopt;
}

web::Response ShownToMove(const OfficerRequest& request, const definitions::Type& type, Edition edition, Refusals faults) {
    MovingView view{.type = &type,
                    .edition = std::move(edition),
                    .others = {},
                    .reason = std::string(Trim(request.http.form.Value("ly_do"))),
                    .faults = std::move(faults)};
    view.own = view.edition.author == request.officer.account.id;
    view.others = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return type.runs.others(request.platform, tx, view.edition, request.http.form); });
    return Answered(MovingPage(view), view.faults);
}

}  // namespace

web::Response DrawEdition(const OfficerRequest& request) {
    const auto* type = TypeOf(request);
    const auto edition = type == nullptr ? std::nullopt : EditionOf(request, *type);
    if (!edition || type->picture == nullptr) return NoDefinition();
    return NoStore(web::Bytes(type->picture(edition->text), "image/svg+xml"));
}

web::Response ShowReplay(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* type = TypeOf(request);
    auto edition = type == nullptr ? std::nullopt : EditionOf(request, *type);
    if (!edition || type->runs.replayed == nullptr) return NoDefinition();
    ReplayView view{.type = type, .edition = *std::move(edition), .days = std::to_string(kUsualDays), .found = {}, .faults = {}};
    if (const auto asked = request.http.Asked("ngay"); !asked.empty()) view.days = std::string(Trim(asked));
    const auto days = DaysIn(view.days);
    if (!days) {
        view.faults.push_back({"DEFINITION_DAYS",
                               Say("Ghi số ngày từ {1} đến {2}.", std::to_string(kFewestDays), std::to_string(kMostDays)),
                               "ngay"});
        return Answered(ReplayPage(view), view.faults);
    }
    const auto candidate = Of(request, *type).CandidateOf(view.edition.key, view.edition.text, view.edition.valid_from);
    view.found = request.platform.storage.Read(
        [&](storage::Transaction& tx) { return type->runs.replayed(request.platform, tx, candidate, *days); });
    return Answered(ReplayPage(view), {});
}

web::Response ShowMoving(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* type = TypeOf(request);
    auto edition = type == nullptr ? std::nullopt : EditionOf(request, *type);
    if (!edition || type->runs.others == nullptr) return NoDefinition();
    return ShownToMove(request, *type, *std::move(edition), {});
}

web::Response MoveRunning(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto* type = TypeOf(request);
    auto edition = type == nullptr ? std::nullopt : EditionOf(request, *type);
    if (!edition || type->runs.move == nullptr) return NoDefinition();
    const auto moved = type->runs.move(request.platform, WhoActs(request), *edition, request.http.form);
    if (!moved) return ShownToMove(request, *type, *std::move(edition), moved.error());
    return web::SeeOtherPage(PathOfEdition(*type, *edition) + "/chuyen");
}

}  // namespace dongson::administration
