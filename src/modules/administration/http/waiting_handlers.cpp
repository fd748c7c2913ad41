// What waits for a second administrator: shown to everybody who administrates, carried out by the yes of another.
#include <algorithm>

#include "core/csv.h"
#include "core/text.h"
#include "modules/administration/http/handlers.h"
#include "modules/administration/http/waiting.h"
#include "modules/administration/pages/waiting_page.h"
#include "platform/definitions/storage/edition_store.h"
#include "platform/identity/posts.h"
#include "platform/identity/proposed_acts.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/proposal_store.h"
#include "web/layout.h"

namespace dongson::administration {

using identity::Manager;
using identity::Outcome;
using identity::Proposal;
using identity::ProposalId;
using identity::ProposalState;
using identity::ProposalStore;
using storage::Transaction;
using web::NoStore;

namespace {

constexpr int kRecentEvents = 20, kDecidedShown = 50;
constexpr std::size_t kCardsOfPage = 20, kEditionsOfPage = 50;

WaitingCard CardOf(const OfficerRequest& request, Transaction& tx, Proposal proposal) {
    const auto now = request.platform.clock.Now();
    const auto me = Manager::Of(request.officer.account);
    WaitingCard card{.proposal = std::move(proposal), .words = {}, .path = {}, .deciding = {}};
    const auto about = card.proposal.act.about;
    card.words = identity::WordsOf(request.platform, tx, card.proposal.act);
    card.path = identity::PathOf(card.proposal.act);
    card.deciding = identity::DecidingOf(tx, me, card.proposal, now);
    card.may_refuse = !about || about != me.id;
    if (const auto& kind = card.proposal.act.kind; kind == "disable" || kind == "end_post") {
        const auto units = request.platform.units.Now();
        identity::AccountStore accounts(tx);
        for (const auto unit : identity::WhereOnlyTheySign(accounts, *units, about, now.LocalDate()))
            card.leaves_nobody.push_back(units->NameOf(unit));
    }
    if (about) card.recent = identity::StaffStore(tx).Events(about, kRecentEvents);
    std::erase_if(card.recent, [&](const auto& event) { return event.at < now + -30 * kDay; });
    return card;
}

// Whether every word that was asked for stands in it somewhere.
bool Has(const std::string& folded_words, std::string_view text) {
    const auto folded = Fold(text);
    return std::ranges::all_of(Split(std::string_view(folded_words), ' '),
                               [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

template <class Rows>
void KeepPage(Rows& rows, int page, std::size_t most) {
    const auto first = std::min(rows.size(), static_cast<std::size_t>(page - 1) * most);
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(first));
    if (rows.size() > most) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(most), rows.end());
}

WaitingAsked AskedIn(const OfficerRequest& request) {
    constexpr std::int64_t kMostPages = 10'000;
    return {.words = std::string(Trim(request.http.Asked("q"))),
            .page = static_cast<int>(std::clamp<std::int64_t>(ToNumber(request.http.Asked("trang")), 1, kMostPages))};
}

// What is looked for, and of that one page.
void FillWaiting(const OfficerRequest& request, Transaction& tx, WaitingView& view) {
    view.asked = AskedIn(request);
    const auto wanted = Fold(view.asked.words);
    auto proposals = ProposalStore(tx).Waiting(view.now);
    std::erase_if(proposals, [&](const Proposal& each) {
        return !Has(wanted, identity::WordsOf(request.platform, tx, each.act).In(Language::vietnamese) + " " + each.act.reason +
                                " " + each.by.name);
    });
    view.editions = definitions::EditionStore(tx).Proposed();
    std::erase_if(view.editions, [&](const definitions::Edition& each) {
        return !Has(wanted, each.type + " " + each.key + " " + each.author_name + " " + each.reason);
    });
    view.proposals_found = proposals.size();
    view.editions_found = view.editions.size();
    const auto pages = std::max((proposals.size() + kCardsOfPage - 1) / kCardsOfPage,
                                (view.editions.size() + kEditionsOfPage - 1) / kEditionsOfPage);
    view.pages = std::max(1, static_cast<int>(pages));
    view.asked.page = std::min(view.asked.page, view.pages);
    KeepPage(proposals, view.asked.page, kCardsOfPage);
    KeepPage(view.editions, view.asked.page, kEditionsOfPage);
    for (auto& proposal : proposals) view.cards.push_back(CardOf(request, tx, std::move(proposal)));
}

web::Response Shown(const OfficerRequest& request, WaitingView view) {
    view.has_second = identity::HasSecond(request.platform, request.officer.account.id);
    view.now = request.platform.clock.Now();
    request.platform.storage.Read([&](Transaction& tx) {
        FillWaiting(request, tx, view);
        for (auto& proposal : ProposalStore(tx).Newest(kDecidedShown)) {
            if (proposal.StateAt(view.now) == ProposalState::waiting) continue;
            auto words = identity::WordsOf(request.platform, tx, proposal.act);
            view.decided.push_back({std::move(proposal), std::move(words)});
        }
        return 0;
    });
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return NoStore(web::Page(WaitingPage(view), status));
}

std::optional<Proposal> WaitingOf(const OfficerRequest& request) {
    const ProposalId id{ToNumber(request.http.Parameter("proposal"))};
    return request.platform.storage.Read([&](Transaction& tx) {
        auto found = ProposalStore(tx).Get(id);
        if (found && found->StateAt(request.platform.clock.Now()) != ProposalState::waiting) found.reset();
        if (found) found->act.document = ProposalStore(tx).DocumentOf(id);
        return found;
    });
}

web::Response GoneByNow(const OfficerRequest& request) {
    return Shown(request, {.faults = {{"PROPOSAL_GONE",
                                       Say("Đề nghị này không còn chờ: đã có người quyết định, hoặc quá {1} ngày.",
                                           std::to_string(identity::kProposalDays)),
                                       "", RefusalKind::conflict}}});
}

web::Response ShownList(const OfficerRequest& request, Proposal proposal, Refusals faults) {
    auto plan = identity::PlanStaff(request.platform, proposal.act.document);
    if (!plan) return Shown(request, {.faults = {plan.error()}});
    const int status = faults.empty() ? 200 : web::StatusOf(faults.front().kind);
    auto card = request.platform.storage.Read([&](Transaction& tx) { return CardOf(request, tx, std::move(proposal)); });
    const WaitingListView view{.card = std::move(card), .name = {}, .plan = *std::move(plan), .faults = std::move(faults)};
    return NoStore(web::Page(WaitingListPage(view, *request.platform.units.Now()), status));
}

}  // namespace

WaitingCounts CountWaiting(Transaction& tx, Instant now) {
    return {ProposalStore(tx).Waiting(now).size(), definitions::EditionStore(tx).Proposed().size()};
}

std::vector<WaitingCard> WaitingAbout(const OfficerRequest& request, Transaction& tx, AccountId account) {
    std::vector<WaitingCard> cards;
    for (auto& proposal : ProposalStore(tx).Waiting(request.platform.clock.Now()))
        if (proposal.act.about == account) cards.push_back(CardOf(request, tx, std::move(proposal)));
    return cards;
}

web::Response CodesAsFile(const std::vector<identity::Access>& codes) {
    std::string csv = "\xEF\xBB\xBF" + CsvLine({Say("Tên đăng nhập").Now(), Say("Họ và tên").Now(), Say("Mã kích hoạt").Now(),
                                                Say("Dùng đến").Now()});
    for (const auto& access : codes)
        csv += CsvLine({access.account.login, ForSheets(access.account.name), access.code, access.until.Local()});
    auto response = web::Bytes(std::move(csv), "text/csv; charset=utf-8");
    response.With("content-disposition", "attachment; filename=\"ma-kich-hoat.csv\"");
    return NoStore(std::move(response));
}

web::Response ShowAllWaiting(const OfficerRequest& request) {
    web::MarkActive("administration");
    return Shown(request, {});
}

web::Response ShowWaiting(const OfficerRequest& request) {
    web::MarkActive("administration");
    auto proposal = WaitingOf(request);
    if (!proposal) return GoneByNow(request);
    return identity::TakesList(proposal->act) ? ShownList(request, *std::move(proposal), {}) : Shown(request, {});
}

web::Response DecideWaiting(const OfficerRequest& request) {
    web::MarkActive("administration");
    auto proposal = WaitingOf(request);
    if (!proposal) return GoneByNow(request);
    const auto me = Manager::Of(request.officer.account);
    const auto act = request.http.Parameter("act");
    if (act == "bo") {
        const auto done = identity::Refuse(request.platform, me, proposal->id);
        return done ? web::SeeOtherPage("/can-bo/quan-tri/cho-xac-nhan") : Shown(request, {.faults = {done.error()}});
    }
    if (act != "dong-y") return web::RefusalPage(Refusal::NotFound(Say("Không có đề nghị này.")));
    const bool list = identity::TakesList(proposal->act);
    auto done = identity::Grant(request.platform, me, proposal->id);
    if (!done && list) return ShownList(request, *std::move(proposal), done.error());
    if (!done) return Shown(request, {.faults = done.error()});
    if (list && !done->codes.empty()) return CodesAsFile(done->codes);
    return Shown(request, {.access = std::move(done->codes), .granted = true, .faults = {}});
}

}  // namespace dongson::administration
