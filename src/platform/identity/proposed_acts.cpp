#include "platform/identity/proposed_acts.h"

#include <algorithm>
#include <boost/json.hpp>

#include "core/json.h"
#include "core/text.h"
#include "platform/identity/delegate.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/delegation_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/organisation/successors.h"

namespace dongson::identity {

using storage::Transaction;
namespace json = boost::json;

namespace {

using Carried = std::expected<Outcome, Refusals>;

ProposedAct Act(std::string_view kind, AccountId about, const json::object& parameters, std::string_view reason) {
    return {.kind = std::string(kind),
            .about = about,
            .parameters = json::serialize(parameters),
            .document = {},
            .reason = std::string(Trim(reason))};
}

std::string DayText(const std::optional<Date>& day) {
    return day ? day->Iso() : std::string();
}
std::optional<Date> DayIn(const json::object& parameters, std::string_view name) {
    return Date::Parse(TextMember(parameters, name));
}
template <class Tag>
Id<Tag> IdIn(const json::object& parameters, std::string_view name) {
    return {ToNumber(TextMember(parameters, name))};
}

Refusal Unreadable() {
    return {"PROPOSAL_UNREADABLE", Say("Không đọc được đề nghị này. Hãy bỏ và đề nghị lại."), "", RefusalKind::conflict};
}

std::vector<std::string> TextsIn(const json::object& parameters, std::string_view name) {
    std::vector<std::string> texts;
    if (const auto* all = parameters.if_contains(name); all != nullptr && all->is_array())
        for (const auto& each : all->as_array())
            if (each.is_string()) texts.emplace_back(each.as_string());
    return texts;
}
json::array ArrayOf(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

json::object Written(const NewPost& post) {
    return {{"unit", ToText(post.unit)},
            {"role", post.role.key()},
            {"position", post.position},
            {"from", DayText(post.from)},
            {"until", DayText(post.until)}};
}
std::optional<NewPost> PostIn(const json::object& parameters) {
    const auto role = KnownRole(TextMember(parameters, "role"));
    if (!role) return std::nullopt;
    return NewPost{.unit = IdIn<UnitTag>(parameters, "unit"),
                   .role = *role,
                   .position = TextMember(parameters, "position"),
                   .from = DayIn(parameters, "from"),
                   .until = DayIn(parameters, "until")};
}

json::object Written(const RoleDraft& draft) {
    return {{"role", draft.key},
            {"name", draft.name.vi},
            {"name_en", draft.name.en},
            {"capabilities", ArrayOf(draft.capabilities)},
            {"begun_from", std::to_string(draft.begun_from)}};
}
RoleDraft RoleIn(const json::object& parameters, const std::string& reason) {
    return {.key = TextMember(parameters, "role"),
            .name = {TextMember(parameters, "name"), TextMember(parameters, "name_en")},
            .capabilities = TextsIn(parameters, "capabilities"),
            .begun_from = ToNumber(TextMember(parameters, "begun_from")),
            .reason = reason};
}

json::object Written(const NewDelegation& wanted) {
    return {{"post", ToText(wanted.post)},      {"to", ToText(wanted.to)}, {"capabilities", ArrayOf(wanted.capabilities)},
            {"signs", SignsSlug(wanted.signs)}, {"basis", wanted.basis},   {"first", wanted.first.Iso()},
            {"last", wanted.last.Iso()}};
}
std::optional<NewDelegation> DelegationIn(const json::object& parameters) {
    const auto signs = ParseSignsAs(TextMember(parameters, "signs"));
    const auto first = DayIn(parameters, "first"), last = DayIn(parameters, "last");
    if (!signs || !first || !last) return std::nullopt;
    return NewDelegation{.post = IdIn<AppointmentTag>(parameters, "post"),
                         .to = IdIn<AccountTag>(parameters, "to"),
                         .capabilities = TextsIn(parameters, "capabilities"),
                         .signs = *signs,
                         .basis = TextMember(parameters, "basis"),
                         .first = *first,
                         .last = *last};
}

// ---- said to people ----

std::string NameOf(Transaction& tx, AccountId id) {
    const auto account = AccountStore(tx).Get(id);
    return account ? account->name + " (" + account->login + ")" : std::string("?");
}

// "Chủ tịch (Lãnh đạo), Phường Hạc Thành, từ 01/12/2026, đến 31/12/2026"
std::string PostWords(const Platform& platform, const json::object& parameters) {
    const auto post = PostIn(parameters);
    if (!post) return TextMember(parameters, "role");
    auto words = post->position.empty() ? post->role.name().vi : post->position + " (" + post->role.name().vi + ")";
    words += ", " + platform.units.Now()->NameOf(post->unit);
    // What a role is called says nothing of what it may.
    auto powers = post->role.capabilities();
    std::erase_if(powers, [](const std::string& key) { return !GivingWantsTwo(std::vector{key}); });
    if (!powers.empty()) words += " (được: " + GivenWords(powers) + ")";
    if (post->from) words += "," + (" từ " + post->from->Spoken());
    if (post->until) words += "," + (" đến " + post->until->Spoken());
    return words;
}

std::string HeldWords(const Platform& platform, Transaction& tx, AppointmentId id) {
    const auto post = StaffStore(tx).Get(id);
    return post ? post->held.position + ", " + platform.units.Now()->NameOf(post->held.unit) : std::string("?");
}

Sentence SayDisable(const Platform&, Transaction& tx, const ProposedAct& act) {
    return Say("ngừng dùng tài khoản của {1}", NameOf(tx, act.about));
}
Sentence SayEndPost(const Platform& platform, Transaction& tx, const ProposedAct& act) {
    const auto parameters = ParametersOf(act);
    return Say("kết thúc chức vụ {1} của {2}, hết ngày {3}", HeldWords(platform, tx, IdIn<AppointmentTag>(parameters, "post")),
               NameOf(tx, act.about), DayIn(parameters, "last").value_or(Date{}).Spoken());
}
Sentence SayRenew(const Platform&, Transaction& tx, const ProposedAct& act) {
    return Say("cấp lại mã đăng nhập của {1}", NameOf(tx, act.about));
}
Sentence SayEnable(const Platform&, Transaction& tx, const ProposedAct& act) {
    return Say("mở lại tài khoản của {1}", NameOf(tx, act.about));
}
Sentence SayAppoint(const Platform& platform, Transaction& tx, const ProposedAct& act) {
    return Say("giao cho {1} chức vụ {2}", NameOf(tx, act.about), PostWords(platform, ParametersOf(act)));
}
Sentence SayHire(const Platform& platform, Transaction&, const ProposedAct& act) {
    const auto parameters = ParametersOf(act);
    const auto said = [&](std::string_view member) {
        auto text = TextMember(parameters, member);
        return text.empty() ? std::string("–") : std::move(text);
    };
    // Where letters go is where a new password may be asked for.
    return Say("tạo tài khoản {1} cho {2} với chức vụ {3}; thư điện tử {4}, điện thoại {5}", TextMember(parameters, "login"),
               TextMember(parameters, "name"), PostWords(platform, parameters), said("email"), said("phone"));
}
Sentence SayList(const Platform&, Transaction&, const ProposedAct& act) {
    return Say("ghi danh sách cán bộ {1}", TextMember(ParametersOf(act), "name"));
}
std::string BothNames(const RoleName& name) {
    return name.en.empty() ? name.vi : name.vi + " / " + name.en;
}
Sentence SayRole(const Platform&, Transaction&, const ProposedAct& act) {
    const auto draft = RoleIn(ParametersOf(act), "");
    const auto now = RolesNow()->Find(draft.key);
    if (!now) return Say("đặt vai trò {1} ({2}) gồm các quyền: {3}", draft.name.vi, draft.key, GivenWords(draft.capabilities));
    const auto without = [](std::vector<std::string> these, const std::vector<std::string>& those) {
        std::erase_if(these, [&](const auto& each) { return std::ranges::find(those, each) != those.end(); });
        return these.empty() ? std::string("–") : GivenWords(these);
    };
    if (now->name.vi != draft.name.vi || now->name.en != draft.name.en)
        return Say("đổi tên vai trò {1} ({2}) thành {3}, của mọi người đang giữ nó trong tỉnh; thêm quyền: {4}; bớt quyền: {5}",
                   BothNames(now->name), draft.key, BothNames(draft.name), without(draft.capabilities, now->capabilities),
                   without(now->capabilities, draft.capabilities));
    return Say("đổi vai trò {1} ({2}) của mọi người đang giữ nó trong tỉnh; thêm quyền: {3}; bớt quyền: {4}", draft.name.vi,
               draft.key, without(draft.capabilities, now->capabilities), without(now->capabilities, draft.capabilities));
}
Sentence SayRestoreRole(const Platform&, Transaction&, const ProposedAct& act) {
    const auto parameters = ParametersOf(act);
    return Say("đưa vai trò {1} trở lại phiên bản {2}", TextMember(parameters, "role"), TextMember(parameters, "version"));
}
Sentence SayDelegate(const Platform& platform, Transaction& tx, const ProposedAct& act) {
    const auto wanted = DelegationIn(ParametersOf(act));
    if (!wanted) return Unreadable().sentence;
    const auto post = StaffStore(tx).Get(wanted->post);
    return Say("ghi ủy quyền của {1}, {2}, cho {3}, từ {4} đến {5}: {6}", post ? NameOf(tx, post->account) : std::string("?"),
               HeldWords(platform, tx, wanted->post), NameOf(tx, wanted->to), wanted->first.Spoken(), wanted->last.Spoken(),
               GivenWords(wanted->capabilities));
}
Sentence SayTakeBack(const Platform&, Transaction& tx, const ProposedAct& act) {
    const auto delegation = DelegationStore(tx).Get(IdIn<DelegationTag>(ParametersOf(act), "delegation"));
    if (!delegation) return Unreadable().sentence;
    return Say("thu hồi ủy quyền của {1} cho {2}, từ {3} đến {4}", delegation->from_name, delegation->to_name,
               delegation->first.Spoken(), delegation->last.Spoken());
}

Sentence SaySuccessors(const Platform& platform, Transaction&, const ProposedAct& act) {
    const auto parameters = ParametersOf(act);
    const auto units = platform.units.Now();
    const auto name = [&](const std::string& key) {
        const auto* unit = units->FindByKey(key);
        return unit == nullptr ? key : unit->short_name;
    };
    std::vector<std::string> names;
    for (const auto& key : TextsIn(parameters, "successors")) names.push_back(name(key));
    return Say("ghi {1} kế thừa việc của {2}", Join(names, ", "), name(TextMember(parameters, "unit")));
}

// ---- carried out ----

template <class Answer>
Carried Plain(const Answer& done) {
    if (!done) return std::unexpected(Refusals{done.error()});
    return Outcome{};
}
Carried WithCode(const Result<Access>& access) {
    if (!access) return std::unexpected(Refusals{access.error()});
    return Outcome{.asked = false, .codes = {*access}};
}
Carried AnyOf(const std::expected<void, Refusals>& done) {
    if (!done) return std::unexpected(done.error());
    return Outcome{};
}

Carried DoDisable(const Platform& platform, const Manager& by, const ProposedAct& act) {
    return Plain(Disable(platform, by, act.about, act.reason));
}
Carried DoEndPost(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const auto parameters = ParametersOf(act);
    auto last = DayIn(parameters, "last");
    if (!last) return std::unexpected(Refusals{Unreadable()});
    // A day that has passed meanwhile is the day before today: nobody held the post by a page nobody had confirmed.
    if (by.agreed) last = std::max(*last, platform.clock.Now().LocalDate() - 1);
    return Plain(EndPost(platform, by, IdIn<AppointmentTag>(parameters, "post"), *last, act.reason));
}
Carried DoRenew(const Platform& platform, const Manager& by, const ProposedAct& act) {
    return WithCode(RenewAccess(platform, by, act.about, act.reason));
}
Carried DoEnable(const Platform& platform, const Manager& by, const ProposedAct& act) {
    return WithCode(Enable(platform, by, act.about, act.reason));
}
Carried DoAppoint(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const auto post = PostIn(ParametersOf(act));
    if (!post) return std::unexpected(Refusals{Unreadable()});
    const auto done = AppointTo(platform, by, act.about, *post);
    if (!done) return std::unexpected(done.error());
    return Outcome{};
}
Carried DoHire(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const auto parameters = ParametersOf(act);
    const auto post = PostIn(parameters);
    if (!post) return std::unexpected(Refusals{Unreadable()});
    const auto access = HireTo(platform, by,
                               {TextMember(parameters, "login"), TextMember(parameters, "name"), TextMember(parameters, "email"),
                                TextMember(parameters, "phone")},
                               *post);
    if (!access) return std::unexpected(access.error());
    return Outcome{.asked = false, .codes = {*access}};
}
Carried DoList(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const auto parameters = ParametersOf(act);
    const auto plan = PlanStaff(platform, act.document);
    if (!plan) return std::unexpected(Refusals{plan.error()});
    // What is done is what was shown.
    if (DigestOf(*plan) != TextMember(parameters, "digest"))
        return std::unexpected(Refusals{
            {"STAFF_LIST_STALE",
             Say("Từ khi xem, có thay đổi khác đã ghi, nên danh sách này nay sẽ làm việc khác. Hãy tải lại tệp và xem lại."), "",
             RefusalKind::conflict}});
    const bool leaves_out = TextMember(parameters, "faulty") == "leave_out";
    auto given = CarryOut(platform, by, *plan, leaves_out ? Faulty::leave_out : Faulty::refuse);
    if (!given) return std::unexpected(Refusals{given.error()});
    return Outcome{.asked = false, .codes = *std::move(given)};
}
Carried DoMakeRole(const Platform& platform, const Manager& by, const ProposedAct& act) {
    return AnyOf(MakeRole(platform, by, RoleIn(ParametersOf(act), act.reason)));
}
Carried DoChangeRole(const Platform& platform, const Manager& by, const ProposedAct& act) {
    return AnyOf(ChangeRole(platform, by, RoleIn(ParametersOf(act), act.reason)));
}
Carried DoRestoreRole(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const auto parameters = ParametersOf(act);
    return AnyOf(RestoreRole(platform, by, TextMember(parameters, "role"), ToNumber(TextMember(parameters, "version")),
                             ToNumber(TextMember(parameters, "begun_from")), act.reason));
}

// As they are at work today.
std::optional<Officer> OfficerOf(const Platform& platform, AccountId id) {
    return platform.storage.Read([&](Transaction& tx) -> std::optional<Officer> {
        auto account = AccountStore(tx).Get(id);
        if (!account) return std::nullopt;
        return Officer{*std::move(account), AccountStore(tx).Appointments(id, platform.clock.Now().LocalDate())};
    });
}
Carried DoDelegate(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const auto wanted = DelegationIn(ParametersOf(act));
    const auto officer = OfficerOf(platform, by.id);
    if (!wanted || !officer) return std::unexpected(Refusals{Unreadable()});
    const auto given = Delegate(platform, *officer, *wanted, by.agreed);
    if (!given) return std::unexpected(given.error());
    return Outcome{};
}
Carried DoTakeBack(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const auto officer = OfficerOf(platform, by.id);
    if (!officer) return std::unexpected(Refusals{Unreadable()});
    return Plain(TakeBack(platform, *officer, IdIn<DelegationTag>(ParametersOf(act), "delegation"), act.reason, by.agreed));
}

Carried DoSuccessors(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const auto parameters = ParametersOf(act);
    const auto done = organisation::ConfirmSuccessors(platform.storage, *platform.units.Now(), TextMember(parameters, "unit"),
                                                      TextsIn(parameters, "successors"), by.name, platform.clock.Now(),
                                                      [&](Transaction& tx) { return TakeYes(platform, tx, by, {}, true); });
    if (done) platform.units.Load(platform.storage);
    return Plain(done);
}

constexpr ActKind kKinds[] = {
    {"disable", SayDisable, DoDisable},
    {"end_post", SayEndPost, DoEndPost},
    {"renew", SayRenew, DoRenew},
    {"enable", SayEnable, DoEnable},
    {"appoint", SayAppoint, DoAppoint},
    {"hire", SayHire, DoHire},
    {"list", SayList, DoList},
    {"make_role", SayRole, DoMakeRole},
    {"change_role", SayRole, DoChangeRole},
    {"restore_role", SayRestoreRole, DoRestoreRole},
    {"delegate", SayDelegate, DoDelegate},
    {"take_back", SayTakeBack, DoTakeBack},
    {"successors", SaySuccessors, DoSuccessors},
};

// What rooms above brought.
std::vector<ActKind>& Brought() {
    static std::vector<ActKind> kinds;
    return kinds;
}

const ActKind* KindOf(const ProposedAct& act) {
    const auto* found = std::ranges::find(kKinds, act.kind, &ActKind::key);
    if (found != std::end(kKinds)) return found;
    const auto brought = std::ranges::find(Brought(), act.kind, &ActKind::key);
    return brought == Brought().end() ? nullptr : &*brought;
}

}  // namespace

json::object ParametersOf(const ProposedAct& act) {
    boost::system::error_code error;
    auto value = json::parse(act.parameters, error);
    return !error && value.is_object() ? std::move(value.as_object()) : json::object{};
}

void UseActs(std::vector<ActKind> kinds) {
    for (auto& kind : kinds) {
        std::erase_if(Brought(), [&](const ActKind& before) { return before.key == kind.key; });
        Brought().push_back(std::move(kind));
    }
}

ProposedAct EndOfAccount(AccountId account, std::string_view reason) {
    return Act("disable", account, {}, reason);
}
ProposedAct EndOfPost(AccountId account, AppointmentId post, Date last, std::string_view reason) {
    return Act("end_post", account, {{"post", ToText(post)}, {"last", last.Iso()}}, reason);
}
ProposedAct NewCode(AccountId account, std::string_view reason) {
    return Act("renew", account, {}, reason);
}
ProposedAct Reopening(AccountId account, std::string_view reason) {
    return Act("enable", account, {}, reason);
}
ProposedAct Appointing(AccountId account, const NewPost& post, std::string_view reason) {
    return Act("appoint", account, Written(post), reason);
}
ProposedAct Hiring(const NewOfficer& officer, const NewPost& post, std::string_view reason) {
    auto parameters = Written(post);
    parameters["login"] = officer.login;
    parameters["name"] = officer.name;
    parameters["email"] = officer.email;
    parameters["phone"] = officer.phone;
    return Act("hire", {}, parameters, reason);
}
ProposedAct TakingList(std::string_view name, std::string csv, std::string_view digest, Faulty faulty, std::string_view reason) {
    auto act =
        Act("list", {}, {{"name", name}, {"digest", digest}, {"faulty", faulty == Faulty::leave_out ? "leave_out" : "refuse"}},
            reason);
    act.document = std::move(csv);
    return act;
}
ProposedAct MakingRole(const RoleDraft& draft) {
    return Act("make_role", {}, Written(draft), draft.reason);
}
ProposedAct ChangingRole(const RoleDraft& draft) {
    return Act("change_role", {}, Written(draft), draft.reason);
}
ProposedAct RestoringRole(std::string_view key, std::int64_t version, std::int64_t begun_from, std::string_view reason) {
    return Act("restore_role", {},
               {{"role", key}, {"version", std::to_string(version)}, {"begun_from", std::to_string(begun_from)}}, reason);
}
ProposedAct Delegating(const NewDelegation& wanted) {
    return Act("delegate", wanted.to, Written(wanted), wanted.basis);
}
ProposedAct TakingBack(DelegationId delegation, AccountId receiver, std::string_view reason) {
    return Act("take_back", receiver, {{"delegation", ToText(delegation)}}, reason);
}

ProposedAct NamingSuccessors(std::string_view unit, const std::vector<std::string>& successors) {
    const auto why = Say("Danh sách đơn vị không nêu đơn vị kế thừa").In(Language::vietnamese);
    return Act("successors", {}, {{"unit", unit}, {"successors", ArrayOf(successors)}}, why);
}

Sentence WordsOf(const Platform& platform, Transaction& tx, const ProposedAct& act) {
    const auto* kind = KindOf(act);
    return kind == nullptr ? Unreadable().sentence : kind->say(platform, tx, act);
}

std::string PathOf(const ProposedAct& act) {
    const auto* kind = KindOf(act);
    return kind == nullptr || kind->path == nullptr ? std::string() : kind->path(act);
}

Carried CarryOut(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const auto* kind = KindOf(act);
    if (kind == nullptr) return std::unexpected(Refusals{Unreadable()});
    return kind->carry_out(platform, by, act);
}

bool IsSame(const ProposedAct& one, const ProposedAct& other) {
    return one.kind == other.kind && one.about == other.about && one.parameters == other.parameters;
}
bool LetsInAgain(const ProposedAct& act) {
    return act.kind == "renew" || act.kind == "enable";
}
bool AskedByOperators(const ProposedAct& act) {
    return act.kind == "successors";
}
bool TakesList(const ProposedAct& act) {
    return act.kind == "list";
}

}  // namespace dongson::identity
