// Roles: the list, one of them, and a new version of one.
#include <algorithm>

#include "core/text.h"
#include "modules/administration/http/handlers.h"
#include "modules/administration/pages/role_pages.h"
#include "platform/identity/proposed_acts.h"
#include "platform/identity/storage/role_store.h"
#include "storage/database.h"
#include "web/layout.h"

namespace dongson::administration {

using identity::Manager;
using storage::Transaction;
using web::NoStore;

namespace {

std::string Value(const OfficerRequest& request, std::string_view name) {
    return std::string(Trim(request.http.form.Value(name)));
}

std::string KeyOf(const OfficerRequest& request) {
    return std::string(request.http.Parameter("role"));
}

// What of it was chosen; the fields of all parts together.
identity::RoleDraft TypedIn(const OfficerRequest& request, std::string key) {
    identity::RoleDraft draft{.key = std::move(key),
                              .name = {Value(request, "ten"), Value(request, "ten_tieng_anh")},
                              .begun_from = ToNumber(request.http.form.Value("phien_ban")),
                              .reason = Value(request, "ly_do")};
    std::string before;
    for (const auto& capability : identity::RolesNow()->declared()) {
        const auto field = FieldOf(capability);
        if (field != before) std::ranges::copy(request.http.form.Values(field), std::back_inserter(draft.capabilities));
        before = field;
    }
    return draft;
}

web::Response Shown(const RoleView& view) {
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(RolePage(view, *identity::RolesNow()), status));
}

// As it is now; with what was typed and refused.
web::Response Shown(const OfficerRequest& request, const std::string& key, std::optional<identity::RoleDraft> typed = {},
                    Refusals faults = {}) {
    const auto book = identity::RolesNow();
    const auto role = book->Find(key);
    if (!role) return web::RefusalPage(Refusal::NotFound(Say("Không có vai trò này.")));
    RoleView view{.ships = book->AsShipped(key) != nullptr, .faults = std::move(faults)};
    view.editions = request.platform.storage.Read([&](Transaction& tx) { return identity::RoleStore(tx).Editions(key); });
    view.draft =
        typed ? *std::move(typed) : identity::RoleDraft{.key = key, .name = role->name, .capabilities = role->capabilities};
    view.draft.begun_from = view.editions.empty() ? 0 : view.editions.front().version;
    return Shown(view);
}

// What signs or administrates by it waits for a second person.
web::Response Kept(const identity::Outcome& done) {
    return web::SeeOtherPage(done.asked ? "/can-bo/quan-tri/cho-xac-nhan" : "/can-bo/quan-tri/vai-tro");
}

}  // namespace

web::Response ShowRoles(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto changed = request.platform.storage.Read([](Transaction& tx) { return identity::RoleStore(tx).Newest(); });
    return NoStore(web::Page(RolesPage(*identity::RolesNow(), changed)));
}

web::Response ShowNewRole(const OfficerRequest&) {
    web::MarkActive("administration");
    return Shown(RoleView{.is_new = true});
}

web::Response MakeNewRole(const OfficerRequest& request) {
    web::MarkActive("administration");
    RoleView view{.is_new = true, .draft = TypedIn(request, Value(request, "khoa"))};
    const auto made = identity::DoOrAsk(request.platform, Manager::Of(request.officer.account), identity::MakingRole(view.draft));
    if (made) return Kept(*made);
    view.faults = made.error();
    return Shown(view);
}

web::Response ShowRole(const OfficerRequest& request) {
    web::MarkActive("administration");
    return Shown(request, KeyOf(request));
}

web::Response SaveRole(const OfficerRequest& request) {
    web::MarkActive("administration");
    auto draft = TypedIn(request, KeyOf(request));
    const auto changed = identity::DoOrAsk(request.platform, Manager::Of(request.officer.account), identity::ChangingRole(draft));
    if (changed) return Kept(*changed);
    return Shown(request, KeyOf(request), std::move(draft), changed.error());
}

web::Response RestoreRoleVersion(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto restored = identity::DoOrAsk(
        request.platform, Manager::Of(request.officer.account),
        identity::RestoringRole(KeyOf(request), ToNumber(request.http.form.Value("ve_phien_ban")),
                                ToNumber(request.http.form.Value("phien_ban")), Value(request, "ly_do_tro_lai")));
    if (restored) return Kept(*restored);
    auto faults = restored.error();
    for (auto& fault : faults)
        if (fault.field == "ly_do") fault.field = "ly_do_tro_lai";
    return Shown(request, KeyOf(request), {}, std::move(faults));
}

}  // namespace dongson::administration
