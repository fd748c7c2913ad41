// Powers that are given for a time: one's own, or for somebody who is away.
#include <boost/json.hpp>

#include <algorithm>
#include <set>

#include "core/csv.h"
#include "core/text.h"
#include "modules/administration/http/handlers.h"
#include "modules/administration/pages/delegation_page.h"
#include "platform/identity/delegate.h"
#include "platform/identity/posts.h"
#include "platform/identity/proposed_acts.h"
#include "platform/identity/storage/delegation_store.h"
#include "platform/identity/storage/staff_store.h"
#include "storage/database.h"
#include "web/layout.h"

namespace dongson::administration {

namespace json = boost::json;

using identity::Delegation;
using identity::DelegationStore;
using storage::Transaction;
using web::NoStore;

namespace {

std::string Value(const OfficerRequest& request, std::string_view name) {
    return std::string(Trim(request.http.form.Value(name)));
}

// The units of the officer's own posts, with those whose work they took over.
std::set<UnitId> OwnUnits(const identity::Officer& officer) {
    std::set<UnitId> units;
    for (const auto& post : officer.appointments) {
        if (post.in_stead) continue;
        units.insert(post.unit);
        units.insert(post.formerly.begin(), post.formerly.end());
    }
    return units;
}

// Whether they may write down what others of a unit give.
bool LeadsIn(const identity::Officer& officer, UnitId unit) {
    return identity::MayRecord(officer, {.unit = unit, .role = {}, .position = ""}, {}, {});
}

std::vector<DelegationLine> Lines(const OfficerRequest& request, Transaction& tx, std::vector<Delegation> delegations) {
    identity::AccountStore accounts(tx);
    identity::HoldAgainstPosts(accounts, *request.platform.units.Now(), request.platform.clock.Now().LocalDate(), delegations);
    std::vector<DelegationLine> lines;
    lines.reserve(delegations.size());
    for (auto& each : delegations) {
        const bool may = identity::MayTakeBack(request.officer, each);
        lines.push_back({std::move(each), may});
    }
    return lines;
}

void AddPosts(Transaction& tx, DelegationsView& view, const organisation::Units& units) {
    std::set<std::string> given;
    std::set<UnitId> of;
    for (const auto& post : identity::StaffStore(tx).PostsOf(view.giver)) {
        const auto keys = identity::MayBeGiven(post.held.role);
        const auto* unit = units.InOfficeOn(post.held.unit, view.today);
        if (keys.empty() || unit == nullptr || (post.held.until && *post.held.until < view.today)) continue;
        given.insert(keys.begin(), keys.end());
        of.insert(unit->id);
        view.posts.push_back(post.held);
    }
    view.may_be_given.assign(given.begin(), given.end());
    for (const auto unit : of)
        for (const auto each : units.ActsFor(unit, view.today))
            for (auto& colleague : DelegationStore(tx).WhoWorksIn(each, view.today))
                if (colleague.id != view.giver &&
                    std::ranges::find(view.receivers, colleague.id, &identity::AccountStore::Colleague::id) ==
                        view.receivers.end())
                    view.receivers.push_back(std::move(colleague));
}

// What an officer sees of it; none: of whom they ask is nobody of theirs.
std::optional<DelegationsView> ViewOf(const OfficerRequest& request, AccountId giver) {
    const auto units = request.platform.units.Now();
    const auto& officer = request.officer;
    DelegationsView view{.giver = giver ? giver : officer.account.id, .today = request.platform.clock.Now().LocalDate()};
    view.own = view.giver == officer.account.id;
    const bool there = request.platform.storage.Read([&](Transaction& tx) {
        const auto account = identity::AccountStore(tx).Get(view.giver);
        if (!account || account->kind != identity::AccountKind::officer) return false;
        view.giver_name = account->name;
        AddPosts(tx, view, *units);
        if (!view.own && !officer.May(identity::kAdministrate) &&
            std::ranges::none_of(view.posts, [&](const auto& post) { return LeadsIn(officer, post.unit); }))
            return false;
        DelegationStore delegations(tx);
        view.from_me = Lines(request, tx, delegations.From(view.giver));
        view.to_me = Lines(request, tx, delegations.To(view.giver));
        for (const auto unit : OwnUnits(officer)) {
            std::ranges::move(Lines(request, tx, delegations.OfUnit(unit)), std::back_inserter(view.of_unit));
            if (LeadsIn(officer, unit))
                std::ranges::move(delegations.WhoWorksIn(unit, view.today), std::back_inserter(view.others));
        }
        std::erase_if(view.of_unit, [&](const DelegationLine& line) {
            return line.delegation.from == view.giver || line.delegation.to == view.giver;
        });
        std::erase_if(view.others, [&](const auto& other) { return other.id == officer.account.id; });
        return true;
    });
    if (!there) return std::nullopt;
    view.form.signs = identity::SignsSlug(identity::SignsAs::deputy);
    view.form.from = view.today.Spoken();
    return view;
}

web::Response Shown(const OfficerRequest& request, const DelegationsView& view) {
    web::MarkActive("delegation");
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(DelegationsPage(view, *request.platform.units.Now()), status));
}

web::Response Missing() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có ủy quyền này, hoặc không thuộc đơn vị của bạn.")));
}

Date TypedDay(const std::string& typed, const char* field, Refusals& faults) {
    const auto day = Date::ParseSpoken(typed);
    if (!day) faults.push_back({"DELEGATION_DAYS", Say("Viết ngày như 29/8/2026."), field});
    return day.value_or(Date{});
}

// As it is typed, into what is meant.
identity::NewDelegation NewOf(const OfficerRequest& request, const DelegationForm& form, Refusals& faults) {
    identity::NewDelegation wanted{.post = {ToNumber(form.post)},
                                   .to = {ToNumber(form.to)},
                                   .capabilities = form.capabilities,
                                   .basis = form.basis,
                                   .first = TypedDay(form.from, "tu_ngay", faults),
                                   .last = TypedDay(form.until, "den_ngay", faults)};
    if (const auto signs = identity::ParseSignsAs(form.signs))
        wanted.signs = *signs;
    else
        faults.push_back({"DELEGATION_FORM", Say("Chọn hình thức ký."), "hinh_thuc"});
    if (!form.login.empty()) {
        const auto found = request.platform.storage.Read(
            [&](Transaction& tx) { return identity::AccountStore(tx).GetByLogin(Lower(form.login)); });
        if (!found || found->kind != identity::AccountKind::officer)
            faults.push_back({"DELEGATION_RECEIVER", Say("Không có cán bộ nào có tên đăng nhập {1}.", form.login), "tai_khoan"});
        else if (wanted.to && wanted.to != found->id)
            faults.push_back(
                {"DELEGATION_RECEIVER", Say("Chọn một người: trong danh sách, hoặc bằng tên đăng nhập."), "tai_khoan"});
        else
            wanted.to = found->id;
    }
    if (!wanted.to && form.login.empty()) faults.push_back({"DELEGATION_RECEIVER", Say("Chọn người được ủy quyền."), "nguoi"});
    return wanted;
}

// Those an officer may see: their own, those of their units; whoever administrates sees all.
std::vector<Delegation> Seen(const OfficerRequest& request) {
    const auto units = request.platform.units.Now();
    return request.platform.storage.Read([&](Transaction& tx) {
        DelegationStore delegations(tx);
        identity::AccountStore accounts(tx);
        std::vector<Delegation> seen;
        if (request.officer.May(identity::kAdministrate)) {
            seen = delegations.All();
            identity::HoldAgainstPosts(accounts, *units, request.platform.clock.Now().LocalDate(), seen);
            return seen;
        }
        seen = delegations.To(request.officer.account.id);
        std::ranges::move(delegations.From(request.officer.account.id), std::back_inserter(seen));
        for (const auto unit : OwnUnits(request.officer)) std::ranges::move(delegations.OfUnit(unit), std::back_inserter(seen));
        std::ranges::sort(seen, std::ranges::greater{}, &Delegation::id);
        const auto again = std::ranges::unique(seen, {}, &Delegation::id);
        seen.erase(again.begin(), again.end());
        identity::HoldAgainstPosts(accounts, *units, request.platform.clock.Now().LocalDate(), seen);
        return seen;
    });
}

AccountId ReceiverOf(const OfficerRequest& request, DelegationId id) {
    const auto found = request.platform.storage.Read([&](Transaction& tx) { return DelegationStore(tx).Get(id); });
    return found ? found->to : AccountId{};
}

}  // namespace

web::Response ShowDelegations(const OfficerRequest& request) {
    auto view = ViewOf(request, {ToNumber(request.http.Asked("cua"))});
    return view ? Shown(request, *view) : Missing();
}

web::Response GiveDelegation(const OfficerRequest& request) {
    const AccountId giver{ToNumber(Value(request, "cua"))};
    const DelegationForm form{.post = Value(request, "chuc_vu"),
                              .to = Value(request, "nguoi"),
                              .login = Value(request, "tai_khoan"),
                              .signs = Value(request, "hinh_thuc"),
                              .basis = Value(request, "can_cu"),
                              .from = Value(request, "tu_ngay"),
                              .until = Value(request, "den_ngay"),
                              .capabilities = request.http.form.Values("quyen")};
    if (!ViewOf(request, giver)) return Missing();
    Refusals faults;
    const auto wanted = NewOf(request, form, faults);
    std::optional<Delegation> given;
    if (faults.empty()) {
        auto done = identity::Delegate(request.platform, request.officer, wanted);
        // Of another's signature an administrator asks; another one gives it.
        if (!done && done.error().front().code == identity::kNeedsSecond) {
            const auto asked =
                identity::DoOrAsk(request.platform, identity::Manager::Of(request.officer.account), identity::Delegating(wanted));
            if (asked) return web::SeeOtherPage("/can-bo/quan-tri/cho-xac-nhan");
            done = std::unexpected(asked.error());
        }
        if (done)
            given = *std::move(done);
        else
            faults = std::move(done.error());
    }
    auto view = ViewOf(request, giver);
    if (!view) return Missing();
    if (!given) view->form = form;
    view->given = std::move(given);
    view->faults = std::move(faults);
    return Shown(request, *view);
}

web::Response TakeBackDelegation(const OfficerRequest& request) {
    const DelegationId id{ToNumber(request.http.Parameter("delegation"))};
    if (!ViewOf(request, {ToNumber(Value(request, "cua"))})) return Missing();
    auto done = identity::TakeBack(request.platform, request.officer, id, Value(request, "ly_do"));
    if (!done && done.error().code == identity::kNeedsSecond) {
        const auto asked = identity::DoOrAsk(request.platform, identity::Manager::Of(request.officer.account),
                                             identity::TakingBack(id, ReceiverOf(request, id), Value(request, "ly_do")));
        if (asked) return web::SeeOtherPage("/can-bo/quan-tri/cho-xac-nhan");
        done = std::unexpected(asked.error().front());
    }
    auto view = ViewOf(request, {ToNumber(Value(request, "cua"))});
    if (!view) return Missing();
    if (done)
        view->taken_back = true;
    else
        view->faults = {done.error()};
    return Shown(request, *view);
}

web::Response DownloadDelegations(const OfficerRequest& request) {
    const LanguageScope record(Language::vietnamese);
    const auto today = request.platform.clock.Now().LocalDate();
    const auto units = request.platform.units.Now();
    auto csv = CsvLine({"don_vi", "nguoi_uy_quyen", "chuc_vu", "nguoi_lam_thay", "viec", "hinh_thuc_ky", "can_cu", "tu_ngay",
                        "den_ngay", "trang_thai", "ghi_boi", "ghi_luc", "thu_hoi_boi", "thu_hoi_luc", "ly_do_thu_hoi"});
    for (const auto& each : Seen(request))
        csv += CsvLine({units->NameOf(each.unit), ForSheets(each.from_name), ForSheets(each.from_position),
                        ForSheets(each.to_name), identity::GivenWords(each.capabilities),
                        std::string(identity::SignsPrefix(each.signs)), ForSheets(each.basis), each.first.Iso(), each.last.Iso(),
                        std::string(identity::DelegationStateName(identity::StateOn(each, today))),
                        ForSheets(each.recorded_by_name), each.recorded.Local(), ForSheets(each.revoked_by),
                        each.revoked ? each.revoked->Local() : "", ForSheets(each.revoke_reason)});
    auto response = web::Bytes(std::move(csv), "text/csv; charset=utf-8");
    response.With("content-disposition", "attachment; filename=\"uy-quyen.csv\"");
    return NoStore(std::move(response));
}

web::Response ApiDelegations(const OfficerRequest& request) {
    const auto today = request.platform.clock.Now().LocalDate();
    const auto units = request.platform.units.Now();
    json::array items;
    for (const auto& each : Seen(request)) {
        json::object item{{"id", ToText(each.id)},
                          {"unit", units->NameOf(each.unit)},
                          {"from", each.from_name},
                          {"position", each.from_position},
                          {"to", each.to_name},
                          {"capabilities", json::array(each.capabilities.begin(), each.capabilities.end())},
                          {"signs", identity::SignsSlug(each.signs)},
                          {"basis", each.basis},
                          {"first", each.first.Iso()},
                          {"last", each.last.Iso()},
                          {"state", identity::DelegationStateWord(identity::StateOn(each, today))},
                          {"recorded_by", each.recorded_by_name},
                          {"recorded_at", each.recorded.Rfc3339()}};
        if (each.revoked) {
            item["revoked_at"] = each.revoked->Rfc3339();
            item["revoked_by"] = each.revoked_by;
            item["reason"] = each.revoke_reason;
        }
        items.push_back(std::move(item));
    }
    return NoStore(web::Json(json::serialize(json::object{{"items", std::move(items)}})));
}

}  // namespace dongson::administration
