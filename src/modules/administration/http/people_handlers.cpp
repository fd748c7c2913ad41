// Who works here: the list, one of them, and every act upon them.
#include <algorithm>
#include <map>

#include "core/text.h"
#include "modules/administration/http/handlers.h"
#include "modules/administration/http/reviewed.h"
#include "modules/administration/http/waiting.h"
#include "modules/administration/pages/people_page.h"
#include "platform/identity/posts.h"
#include "platform/identity/proposed_acts.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::administration {

using identity::Manager;
using storage::Transaction;
using web::NoStore;

namespace {

constexpr std::size_t kPage = 100;
constexpr int kEvents = 200, kWork = 200;

std::string Value(const OfficerRequest& request, std::string_view name) {
    return std::string(Trim(request.http.form.Value(name)));
}

AccountId WhoseOf(const OfficerRequest& request) {
    return {ToNumber(request.http.Parameter("account"))};
}

PostForm PostOf(const OfficerRequest& request) {
    return {Value(request, "don_vi"),
            Value(request, "vai_tro"),
            Value(request, "chuc_vu"),
            Value(request, "tu_ngay"),
            Value(request, "den_ngay"),
            Value(request, "ly_do_viec"),
            identity::HasSecond(request.platform, request.officer.account.id)};
}

// The form of a post has a field of its own for why.
Refusals OfPostForm(Refusals faults) {
    for (auto& fault : faults)
        if (fault.field == "ly_do") fault.field = "ly_do_viec";
    return faults;
}

web::Response Missing() {
    return web::RefusalPage(Refusal::NotFound(Say("Không có cán bộ này.")));
}

// Answers with the person as they are now; with what was typed and refused, or a code that was just given.
web::Response Shown(const OfficerRequest& request, AccountId id, PostForm post = {}, Refusals faults = {},
                    std::optional<identity::Access> access = {}) {
    const auto& platform = request.platform;
    post.has_second = identity::HasSecond(platform, request.officer.account.id);
    PersonView view{.access = std::move(access),
                    .post = std::move(post),
                    .faults = std::move(faults),
                    .today = platform.clock.Now().LocalDate()};
    const bool there = platform.storage.Read([&](Transaction& tx) {
        identity::AccountStore accounts(tx);
        identity::StaffStore staff(tx);
        auto account = accounts.Get(id);
        if (!account || account->kind != identity::AccountKind::officer) return false;
        view.account = *std::move(account);
        view.posts = staff.PostsOf(id);
        view.events = staff.Events(id, kEvents);
        view.sessions = accounts.SessionsOf(id).size();
        view.code_until = staff.CodeUntil(id);
        view.asked = WaitingAbout(request, tx, id);
        const auto units = platform.units.Now();
        for (const auto unit : identity::WhereOnlyTheySign(accounts, *units, id, view.today))
            view.only_signer.emplace_back(unit, units->NameOf(unit));
        view.work = workflow::InboxStore(tx).HeldBy(id, kWork + 1);
        view.more_work = view.work.size() > kWork;
        if (view.more_work) view.work.pop_back();
        return true;
    });
    if (!there) return Missing();
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(PersonPage(view, *platform.units.Now()), status));
}

web::Response BackTo(AccountId id) {
    return web::SeeOtherPage("/can-bo/quan-tri/nguoi/" + ToText(id));
}

std::optional<Date> TypedDay(const std::string& typed, const char* field, Refusals& faults) {
    if (typed.empty()) return std::nullopt;
    const auto day = Date::ParseSpoken(typed);
    if (!day) faults.push_back({"STAFF_DAYS", Say("Viết ngày như 29/8/2026."), field});
    return day;
}

// As it is typed, into what is meant.
std::optional<identity::NewPost> NewPostOf(const Platform& platform, const PostForm& form, Refusals& faults) {
    identity::NewPost post{.position = form.position};
    const auto unit = identity::UnitNamed(*platform.units.Now(), platform.clock.Now().LocalDate(), form.unit);
    if (unit)
        post.unit = *unit;
    else
        faults.push_back(unit.error());
    if (const auto role = identity::KnownRole(form.role))
        post.role = *role;
    else
        faults.push_back({"STAFF_ROLE", Say("Chọn vai trò."), "vai_tro"});
    post.from = TypedDay(form.from, "tu_ngay", faults);
    post.until = TypedDay(form.until, "den_ngay", faults);
    if (!faults.empty()) return std::nullopt;
    return post;
}

bool HasAll(const PersonLine& line, const std::vector<std::string>& words) {
    const auto text = Fold(line.officer.login + " " + line.officer.name + " " + Join(line.posts, " "));
    return std::ranges::all_of(words, [&](const auto& word) { return text.find(word) != std::string::npos; });
}

}  // namespace

web::Response ShowPeople(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto& platform = request.platform;
    const auto units = platform.units.Now();
    const auto today = platform.clock.Now().LocalDate();
    auto [officers, posts] = platform.storage.Read([](Transaction& tx) {
        identity::StaffStore staff(tx);
        auto all = staff.Officers();
        return std::pair(std::move(all), staff.Posts());
    });
    std::map<AccountId, std::vector<std::string>> held;
    for (const auto& post : posts)
        if (post.held.HeldOn(today)) held[post.account].push_back(post.held.position + ", " + units->NameOf(post.held.unit));
    PeopleView view{.words = std::string(Trim(request.http.Asked("tim")))};
    const auto waiting = platform.storage.Read([&](Transaction& tx) { return CountWaiting(tx, platform.clock.Now()); });
    view.proposals = waiting.proposals;
    view.editions = waiting.editions;
    view.unreviewed = CountUnreviewed(platform);
    const auto words = Words(Fold(view.words));
    std::vector<PersonLine> found;
    for (auto& officer : officers) {
        const auto mine = held.find(officer.id);
        PersonLine line{std::move(officer), mine == held.end() ? std::vector<std::string>{} : std::move(mine->second)};
        if (HasAll(line, words)) found.push_back(std::move(line));
    }
    view.found = found.size();
    view.pages = static_cast<int>(std::max<std::size_t>(1, (found.size() + kPage - 1) / kPage));
    view.page = std::clamp(static_cast<int>(ToNumber(request.http.Asked("trang"))), 1, view.pages);
    const auto first = static_cast<std::size_t>(view.page - 1) * kPage;
    for (auto at = first; at < std::min(found.size(), first + kPage); ++at) view.lines.push_back(std::move(found[at]));
    return NoStore(web::Page(PeoplePage(view)));
}

web::Response ShowHiring(const OfficerRequest& request) {
    web::MarkActive("administration");
    HiringView view;
    view.post.has_second = identity::HasSecond(request.platform, request.officer.account.id);
    return NoStore(web::Page(HiringPage(view)));
}

web::Response HireSomebody(const OfficerRequest& request) {
    web::MarkActive("administration");
    HiringView view{.login = Value(request, "ten_dang_nhap"),
                    .name = Value(request, "ho_ten"),
                    .email = Value(request, "thu_dien_tu"),
                    .phone = Value(request, "so_dien_thoai"),
                    .post = PostOf(request),
                    .faults = {}};
    const identity::NewOfficer wanted{view.login, view.name, view.email, view.phone};
    view.faults = identity::FaultsOf(request.platform, wanted);
    const auto post = NewPostOf(request.platform, view.post, view.faults);
    // Somebody hired has a post from the first moment, or there is nobody.
    std::expected<identity::Outcome, Refusals> done = std::unexpected(view.faults);
    if (post && view.faults.empty())
        done = identity::DoOrAsk(request.platform, Manager::Of(request.officer.account),
                                 identity::Hiring(wanted, *post, view.post.reason));
    if (!done) view.faults = OfPostForm(done.error());
    if (!view.faults.empty()) return NoStore(web::Page(HiringPage(view), web::StatusOf(view.faults.front().kind)));
    if (done->asked) return web::SeeOtherPage("/can-bo/quan-tri/cho-xac-nhan");
    const auto id = done->codes.front().account.id;
    return Shown(request, id, {}, {}, std::move(done->codes.front()));
}

web::Response ShowPerson(const OfficerRequest& request) {
    web::MarkActive("administration");
    return Shown(request, WhoseOf(request));
}

web::Response GivePost(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto id = WhoseOf(request);
    const auto form = PostOf(request);
    Refusals faults;
    const auto post = NewPostOf(request.platform, form, faults);
    if (!post) return Shown(request, id, form, std::move(faults));
    const auto given =
        identity::DoOrAsk(request.platform, Manager::Of(request.officer.account), identity::Appointing(id, *post, form.reason));
    return given ? BackTo(id) : Shown(request, id, form, OfPostForm(given.error()));
}

web::Response TakePost(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto id = WhoseOf(request);
    const AppointmentId post{ToNumber(request.http.Parameter("post"))};
    const auto whose = request.platform.storage.Read([&](Transaction& tx) { return identity::StaffStore(tx).Get(post); });
    if (!whose || whose->account != id) return Missing();
    Refusals faults;
    const auto last = TypedDay(Value(request, "ngay_cuoi"), "ngay_cuoi", faults);
    if (!last) {
        if (faults.empty()) faults.push_back({"STAFF_DAYS", Say("Viết ngày như 29/8/2026."), "ngay_cuoi"});
        return Shown(request, id, {}, std::move(faults));
    }
    const auto ended = identity::DoOrAsk(request.platform, Manager::Of(request.officer.account),
                                         identity::EndOfPost(id, post, *last, Value(request, "ly_do")));
    return ended ? BackTo(id) : Shown(request, id, {}, ended.error());
}

web::Response ActOnPerson(const OfficerRequest& request) {
    web::MarkActive("administration");
    const auto id = WhoseOf(request);
    const auto by = Manager::Of(request.officer.account);
    const auto reason = Value(request, "ly_do");
    const auto act = request.http.Parameter("act");
    if (act == "dong-phien") {
        const auto closed = identity::EndSessions(request.platform, by, id, reason);
        return closed ? BackTo(id) : Shown(request, id, {}, {closed.error()});
    }
    if (act != "ngung" && act != "ma-moi" && act != "mo-lai") return Missing();
    auto done = identity::DoOrAsk(request.platform, by,
                                  act == "ngung"    ? identity::EndOfAccount(id, reason)
                                  : act == "mo-lai" ? identity::Reopening(id, reason)
                                                    : identity::NewCode(id, reason));
    if (!done) return Shown(request, id, {}, done.error());
    if (done->codes.empty()) return BackTo(id);
    return Shown(request, id, {}, {}, std::move(done->codes.front()));
}

}  // namespace dongson::administration
