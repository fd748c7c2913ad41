#include "platform/identity/two_people.h"

#include <algorithm>
#include <set>

#include "core/log.h"
#include "core/text.h"
#include "platform/identity/delegation.h"
#include "platform/identity/one_time_code.h"
#include "platform/identity/proof.h"
#include "platform/identity/proposed_acts.h"
#include "platform/identity/role.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/delegation_store.h"
#include "platform/identity/storage/proposal_store.h"
#include "platform/identity/storage/staff_store.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

constexpr std::size_t kSaltSigns = 16;

Second Weighs(const RoleBook& book, std::string_view key) {
    const auto& declared = book.Declared(key);
    return key == kAdministrate.key || declared.stead == Stead::signs ? Second::held : declared.second;
}

std::set<AccountId> AdministratorsOn(Transaction& tx, Date today) {
    std::set<AccountId> all;
    for (const auto& [account, post] : StaffStore(tx).AbleOn(kAdministrate, today)) all.insert(account);
    return all;
}

// By a post of today or to come, or in somebody's stead.
template <class Weighty>
bool Holds(Transaction& tx, AccountId account, Date today, const Weighty& weighty) {
    const auto posts = StaffStore(tx).PostsOf(account);
    const auto given = DelegationStore(tx).To(account);
    return std::ranges::any_of(posts,
                               [&](const StaffStore::Post& post) {
                                   return (!post.held.until || *post.held.until >= today) &&
                                          weighty(post.held.role.capabilities());
                               }) ||
           std::ranges::any_of(given, [&](const Delegation& delegation) {
               return !delegation.revoked && delegation.last >= today && weighty(delegation.capabilities);
           });
}

Refusal Gone() {
    return {"PROPOSAL_GONE",
            Say("Đề nghị này không còn chờ: đã có người quyết định, hoặc quá {1} ngày.", std::to_string(kProposalDays)), "",
            RefusalKind::conflict};
}

Refusal TooMany() {
    return {
        "PROPOSAL_TOO_MANY",
        Say("Bạn đã có {1} đề nghị đang chờ, nhiều nhất được có. Nhờ người khác quyết định, bỏ bớt, hoặc gộp vào một danh sách.",
            std::to_string(kMostWaiting)),
        "", RefusalKind::conflict};
}

Refusal NotTheirs(Sentence sentence) {
    return {"PROPOSAL_ONESELF", std::move(sentence), "", RefusalKind::forbidden};
}

void TellAsker(const Platform& platform, Transaction& tx, const Proposal& proposal, const Sentence& sentence) {
    if (const auto asker = AccountStore(tx).Get(proposal.by.id)) Tell(platform, tx, *asker, sentence);
}

std::string NobodyElseWords() {
    return Say("người này vừa cho người kia vào, nhưng không còn người quản trị nào khác").In(Language::vietnamese);
}

// The decision, its entry in the ledger, and who asked hears of it.
Result<void> Decide(const Platform& platform, Transaction& tx, const Manager& by, ProposalId id, std::string_view decision) {
    const bool granted = decision != kRefused;
    const auto now = platform.clock.Now();
    ProposalStore proposals(tx);
    if (!proposals.Decide(id, decision, by, now)) return std::unexpected(Gone());
    const auto decided = proposals.Get(id).value();
    proposals.Entered(id, Enter(platform, tx, LinesOfDecision(decided)));
    const auto words = WordsOf(platform, tx, decided.act).In(Language::vietnamese);
    if (decided.by.id != by.id)
        TellAsker(platform, tx, decided,
                  granted ? Say("{1} đã xác nhận đề nghị của bạn: {2}.", by.name, words)
                          : Say("{1} đã bỏ đề nghị của bạn: {2}.", by.name, words));
    if (decided.act.about)
        StaffStore(tx).Note(decided.act.about, by.id, by.name, granted ? "proposal_granted" : "proposal_refused",
                            words + " (" + decided.by.name + ")" + (decided.ByNobodyElse() ? "; " + NobodyElseWords() : ""), now);
    if (decided.ByNobodyElse())
        tx.AfterCommit([kind = decided.act.kind, asked = decided.by.name, name = by.name] {
            Log(Severity::warning, "PROPOSAL_NOBODY_ELSE", {{"kind", kind}, {"asked_by", asked}, {"by", name}});
        });
    return {};
}

// What nobody could confirm is written down with who did it.
void NoteAlone(const Platform& platform, Transaction& tx, const Manager& by, AccountId about) {
    const auto now = platform.clock.Now();
    if (about)
        StaffStore(tx).Note(about, by.id, by.name, "alone",
                            Say("Không có người quản trị thứ hai để xác nhận").In(Language::vietnamese), now);
    if (const auto account = about ? AccountStore(tx).Get(about) : std::nullopt)
        Tell(platform, tx, *account,
             Say("{1} vừa thay đổi tài khoản hoặc chức vụ của bạn một mình: lúc này không có người quản trị thứ hai.", by.name));
    tx.AfterCommit([name = by.name] { Log(Severity::warning, "POWER_BY_ONE", {{"by", name}}); });
}

// Nobody is asked for a yes that would be refused.
void TellWhoMayDecide(const Platform& platform, Transaction& tx, const Proposal& proposal, const std::string& words) {
    const auto now = platform.clock.Now();
    for (const auto id : AdministratorsOn(tx, now.LocalDate())) {
        const auto administrator = AccountStore(tx).Get(id);
        if (!administrator || id == proposal.by.id || id == proposal.act.about) continue;
        Tell(platform, tx, *administrator,
             DecidingOf(tx, Manager::Of(*administrator), proposal, now).refusal
                 ? Say("{1} đề nghị {2}. Người quản trị khác xác nhận; bạn xem hoặc bỏ ở Quản trị → Chờ xác nhận.",
                       proposal.by.name, words)
                 : Say("{1} đề nghị {2}. Xác nhận hoặc bỏ ở Quản trị → Chờ xác nhận.", proposal.by.name, words));
    }
}

Result<Outcome> Ask(const Platform& platform, const Manager& by, const ProposedAct& act) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Outcome> {
        const auto now = platform.clock.Now();
        // One after another: two who ask at once make one request, and one who asks often at once has no more than their share.
        for (const auto id : {std::min(by.id, act.about), std::max(by.id, act.about)})
            if (id) AccountStore(tx).Lock(id);
        const auto about = act.about ? AccountStore(tx).Get(act.about) : std::nullopt;
        if (auto good = CheckReason(act.reason); !good) return std::unexpected(good.error());
        ProposalStore proposals(tx);
        const auto all = proposals.Waiting(now);
        if (std::ranges::count(all, by.id, [](const Proposal& each) { return each.by.id; }) >= kMostWaiting)
            return std::unexpected(TooMany());
        for (const auto& waiting : all)
            if (IsSame(waiting.act, act))
                return std::unexpected(
                    Refusal{"PROPOSAL_ASKED",
                            Say("{1} đã đề nghị việc này lúc {2}; người quản trị khác xác nhận ở mục Chờ xác nhận.",
                                waiting.by.name, waiting.at.Local()),
                            "", RefusalKind::conflict});
        Proposal proposal{.id = Fresh<ProposalTag>(),
                          .act = act,
                          .salt = FreshSigns(kSaltSigns),
                          .by = {by.id, by.name},
                          .at = now,
                          .until = now + kProposalDays * kDay};
        proposal.act.reason = Trim(act.reason);
        proposal.asked_entry = Enter(platform, tx, LinesOfAsking(proposal, act.document));
        proposals.Insert(proposal);
        const auto words = WordsOf(platform, tx, act).In(Language::vietnamese);
        if (about) StaffStore(tx).Note(act.about, by.id, by.name, "proposed", words + ": " + proposal.act.reason, now);
        // Whoever did not ask for a new code has time to say so.
        if (about && LetsInAgain(act))
            Tell(platform, tx, *about,
                 Say("{1} đề nghị cấp lại mã đăng nhập của bạn. Nếu bạn không yêu cầu, hãy báo ngay cho người quản trị khác.",
                     by.name));
        TellWhoMayDecide(platform, tx, proposal, words);
        tx.AfterCommit(
            [kind = act.kind, name = by.name] { Log(Severity::warning, "PROPOSAL_MADE", {{"kind", kind}, {"by", name}}); });
        return Outcome{.asked = true, .codes = {}};
    });
}

}  // namespace

bool WantsTwoPeople(const std::vector<std::string>& capabilities) {
    return std::ranges::any_of(capabilities, [book = RolesNow()](const auto& key) { return Weighs(*book, key) == Second::held; });
}
bool WantsTwoPeople(const Role& role) {
    return WantsTwoPeople(role.capabilities());
}
bool GivingWantsTwo(const std::vector<std::string>& capabilities) {
    return std::ranges::any_of(capabilities, [book = RolesNow()](const auto& key) { return Weighs(*book, key) != Second::none; });
}
bool GivingWantsTwo(const Role& role) {
    return GivingWantsTwo(role.capabilities());
}

std::string DetailOf(const Manager& by, std::string_view detail) {
    if (by.asked_by.empty()) return std::string(detail);
    const auto who = by.agreed.nobody_else ? by.name + " (" + NobodyElseWords() + ")" : by.name;
    const auto asked = Say("{1} đề nghị, {2} xác nhận: {3}", by.asked_by, who, by.because).In(Language::vietnamese);
    return detail.empty() || detail == by.because ? asked : std::string(detail) + "; " + asked;
}

bool HasPower(Transaction& tx, AccountId account, Date today) {
    return Holds(tx, account, today, [](const std::vector<std::string>& each) { return WantsTwoPeople(each); });
}

bool HasWhatTwoGive(Transaction& tx, AccountId account, Date today) {
    return Holds(tx, account, today, [](const std::vector<std::string>& each) { return GivingWantsTwo(each); });
}

void TellAdministrators(const Platform& platform, Transaction& tx, const std::vector<AccountId>& but, const Sentence& sentence) {
    for (const auto id : AdministratorsOn(tx, platform.clock.Now().LocalDate()))
        if (std::ranges::find(but, id) == but.end())
            if (const auto administrator = AccountStore(tx).Get(id)) Tell(platform, tx, *administrator, sentence);
}

bool HasSecond(const Platform& platform, AccountId but) {
    auto all = platform.storage.Read([&](Transaction& tx) { return AdministratorsOn(tx, platform.clock.Now().LocalDate()); });
    all.erase(but);
    return !all.empty();
}

Result<void> TakeYes(const Platform& platform, Transaction& tx, const Manager& by, AccountId about, bool of_weight) {
    if (by.agreed) return Decide(platform, tx, by, by.agreed.id, by.agreed.nobody_else ? kGrantedByNobodyElse : kGranted);
    if (!by.id || !of_weight) return {};
    auto others = AdministratorsOn(tx, platform.clock.Now().LocalDate());
    others.erase(by.id);
    if (others.empty()) return NoteAlone(platform, tx, by, about), Result<void>{};
    others.erase(about);
    if (others.empty())
        return std::unexpected(Refusal{
            "TWO_PEOPLE_THIRD",
            Say("Cần hai người quản trị, không kể người có liên quan, mà hiện không đủ: làm tại máy chủ (dongson account)."), "",
            RefusalKind::conflict});
    return std::unexpected(
        Refusal{std::string(kNeedsSecond), Say("Việc này cần người quản trị thứ hai xác nhận."), "", RefusalKind::conflict});
}

std::expected<Outcome, Refusals> DoOrAsk(const Platform& platform, const Manager& by, const ProposedAct& act) {
    const LanguageScope record(Language::vietnamese);
    auto done = CarryOut(platform, {by.id, by.name}, act);
    if (done || done.error().front().code != kNeedsSecond) return done;
    auto asked = Ask(platform, by, act);
    if (!asked) return std::unexpected(Refusals{asked.error()});
    return *std::move(asked);
}

namespace {

// Why who says yes and who asked are one, for these days.
std::optional<Refusal> RefuseWhomTheyLetIn(Transaction& tx, const Manager& by, const Manager& asker, Instant since) {
    const auto days = std::to_string(kProposalDays);
    if (ProposalStore(tx).LetInBy(by.id, asker.id, since))
        return NotTheirs(Say("{1} vừa cấp quyền hoặc mã cho bạn trong {2} ngày qua, nên bạn không xác nhận đề nghị của họ được.",
                             asker.name, days));
    if (ProposalStore(tx).LetInBy(asker.id, by.id, since))
        return NotTheirs(Say("Bạn vừa cấp quyền hoặc mã cho {1} trong {2} ngày qua, nên bạn không xác nhận đề nghị của họ được.",
                             asker.name, days));
    return std::nullopt;
}

// Whether everybody else who administrates came to it in these days, and nobody let them in without this one: who administrated
// before, and who was sent from elsewhere, is somebody else also where they were given something small since.
bool WasAlone(Transaction& tx, AccountId id, const std::set<AccountId>& all, Instant since) {
    const auto first = since.LocalDate();
    const auto before = AdministratorsOn(tx, first - 1);
    ProposalStore proposals(tx);
    return std::ranges::all_of(all, [&](AccountId each) {
        return each == id || (!before.contains(each) && proposals.LetInBy(each, id, since) &&
                              !proposals.LetInByOthers(each, id, Instant::At(first, 0)));
    });
}

bool IsNobodyElse(Transaction& tx, const Manager& by, const Proposal& proposal, Instant now, Instant since) {
    const auto all = AdministratorsOn(tx, now.LocalDate());
    if (all.contains(proposal.act.about)) return false;
    if (std::ranges::all_of(all, [&](AccountId each) { return each == by.id || each == proposal.by.id; })) return true;
    return WasAlone(tx, by.id, all, since) || WasAlone(tx, proposal.by.id, all, since);
}

}  // namespace

Deciding DecidingOf(Transaction& tx, const Manager& by, const Proposal& proposal, Instant now) {
    if (proposal.by.id == by.id || (proposal.act.about && proposal.act.about == by.id))
        return {NotTheirs(Say("Người đề nghị và người có liên quan không tự xác nhận. Nhờ một người quản trị khác."))};
    const Instant since{now.ms - kProposalDays * kDay};
    auto barred = RefuseWhomTheyLetIn(tx, by, proposal.by, since);
    if (barred && !IsNobodyElse(tx, by, proposal, now, since)) return {std::move(barred)};
    const auto asker = AccountStore(tx).Get(proposal.by.id);
    const bool there = asker && !asker->disabled;
    if (!there || !(AskedByOperators(proposal.act) || AdministratorsOn(tx, now.LocalDate()).contains(proposal.by.id)))
        return {Refusal{"PROPOSAL_ASKER_LEFT",
                        Say("{1} không còn quản trị: đề nghị của họ không xác nhận được nữa.", proposal.by.name), "",
                        RefusalKind::conflict}};
    return {std::nullopt, barred.has_value()};
}

std::expected<Outcome, Refusals> Grant(const Platform& platform, const Manager& by, ProposalId id) {
    const LanguageScope record(Language::vietnamese);
    const auto now = platform.clock.Now();
    Deciding deciding;
    auto proposal = platform.storage.Read([&](Transaction& tx) {
        auto found = ProposalStore(tx).Get(id);
        if (found && found->StateAt(now) != ProposalState::waiting) found.reset();
        if (!found) return found;
        found->act.document = ProposalStore(tx).DocumentOf(id);
        deciding = DecidingOf(tx, by, *found, now);
        return found;
    });
    if (!proposal) return std::unexpected(Refusals{Gone()});
    if (deciding.refusal) return std::unexpected(Refusals{*std::move(deciding.refusal)});
    return CarryOut(platform, {by.id, by.name, {id, deciding.nobody_else}, proposal->by.name, proposal->act.reason},
                    proposal->act);
}

Result<void> Refuse(const Platform& platform, const Manager& by, ProposalId id) {
    const LanguageScope record(Language::vietnamese);
    auto done = platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto proposal = ProposalStore(tx).Get(id);
        if (!proposal) return std::unexpected(Gone());
        if (proposal->act.about && proposal->act.about == by.id)
            return std::unexpected(
                NotTheirs(Say("Đề nghị này về chính bạn: người đề nghị hoặc người quản trị khác quyết định.")));
        return Decide(platform, tx, by, id, kRefused);
    });
    if (done) Log(Severity::warning, "PROPOSAL_REFUSED", {{"by", by.name}});
    return done;
}

}  // namespace dongson::identity
