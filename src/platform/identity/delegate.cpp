#include "platform/identity/delegate.h"

#include <algorithm>
#include <utility>

#include "core/log.h"
#include "core/text.h"
#include "platform/identity/proof.h"
#include "platform/identity/storage/account_store.h"
#include "platform/identity/storage/delegation_store.h"
#include "platform/identity/storage/staff_store.h"
#include "platform/identity/two_people.h"
#include "platform/organisation/directory.h"
#include "storage/database.h"

namespace dongson::identity {

using storage::Transaction;

namespace {

Refusal No(std::string code, Sentence sentence, std::string field = "", RefusalKind kind = RefusalKind::invalid) {
    return {std::move(code), std::move(sentence), std::move(field), kind};
}

Appointment PostOf(const Delegation& delegation) {
    return {.unit = delegation.unit, .role = {}, .position = delegation.from_position};
}

// Of one transaction; another is made when that has to run again.
class Giving {
  public:
    Giving(const Platform& platform, Transaction& tx, const Officer& by, const NewDelegation& wanted, Agreed agreed)
        : platform_(platform),
          tx_(tx),
          by_(by),
          wanted_(wanted),
          agreed_(agreed),
          now_(platform.clock.Now()),
          units_(platform.units.Now()) {}

    std::expected<Delegation, Refusals> Run() {
        const auto found = StaffStore(tx_).Get(wanted_.post);
        if (!found) return std::unexpected(Refusals{No("DELEGATION_POST", Say("Chọn chức vụ được ủy quyền."), "chuc_vu")});
        auto of = Hold(found->account);
        if (!of) return std::unexpected(Refusals{No("DELEGATION_RECEIVER", Say("Chọn người được ủy quyền."), "nguoi")});
        if (!MayRecord(by_, of->post, of->from.id, wanted_.capabilities))
            return std::unexpected(Refusals{
                Refusal::Forbidden(Say("Chỉ ủy quyền của mình, hoặc của người trong đơn vị với quyền mà chính bạn có ở đó."))});
        // Another of those who sign there records what they could give themselves: a deputy's signature, no more.
        if (by_.account.id != of->from.id && !by_.May(kAdministrate) && wanted_.signs > SignsAs::deputy)
            return std::unexpected(
                Refusals{No("DELEGATION_FORM", Say("TL., TUQ. và Q. do chính người đứng đầu, hoặc người quản trị, ghi. Chọn KT."),
                            "hinh_thuc")});
        if (by_.account.id == of->to.id && of->from.id != of->to.id)
            return std::unexpected(
                Refusals{No("DELEGATION_RECORDER",
                            Say("Không tự ghi ủy quyền của người khác cho mình: nhờ lãnh đạo khác hoặc người quản trị."), "nguoi",
                            RefusalKind::forbidden)});
        if (auto faults = FaultsOf(wanted_, *of, *units_); !faults.empty()) return std::unexpected(std::move(faults));
        const bool of_weight =
            GivingWantsTwo(wanted_.capabilities) && !MayRecordAlone(by_, of->post, of->from.id, wanted_.capabilities);
        if (auto yes = TakeYes(platform_, tx_, {by_.account.id, by_.account.name, agreed_}, of->to.id, of_weight); !yes)
            return std::unexpected(Refusals{yes.error()});
        return Keep(*of);
    }

  private:
    // Both are held, in the order of their ids, so that posts do not end meanwhile and two who give at once see each other.
    std::optional<DelegationCase> Hold(AccountId from) {
        AccountStore accounts(tx_);
        for (const auto id : {std::min(from, wanted_.to), std::max(from, wanted_.to)}) accounts.Lock(id);
        const auto post = StaffStore(tx_).Get(wanted_.post);
        auto giver = accounts.Get(from), receiver = accounts.Get(wanted_.to);
        if (!post || !giver || !receiver) return std::nullopt;
        DelegationCase of{.today = now_.LocalDate(), .from = *std::move(giver), .to = *std::move(receiver), .post = post->held};
        for (auto& each : StaffStore(tx_).PostsOf(of.to.id)) of.held.push_back(std::move(each.held));
        of.before = DelegationStore(tx_).OfPost(wanted_.post);
        // Of a unit that ended it is the one that took over.
        if (const auto* unit = units_->InOfficeOn(of.post.unit, of.today)) {
            of.post.formerly = units_->ActsFor(unit->id, of.today);
            of.post.unit = unit->id;
        }
        return of;
    }

    Delegation Keep(const DelegationCase& of) {
        Delegation given{.id = Fresh<DelegationTag>(),
                         .post = wanted_.post,
                         .from = of.from.id,
                         .to = of.to.id,
                         .unit = of.post.unit,
                         .capabilities = wanted_.capabilities,
                         .signs = wanted_.signs,
                         .basis = OneSpaced(wanted_.basis),
                         .first = wanted_.first,
                         .last = wanted_.last,
                         .recorded_by = by_.account.id,
                         .recorded_by_name = by_.account.name,
                         .recorded = now_,
                         .from_name = of.from.name,
                         .from_position = of.post.position,
                         .to_name = of.to.name};
        DelegationStore(tx_).Insert(given);
        const auto what = GivenWords(given.capabilities) + ", " + units_->NameOf(given.unit) + ", " + given.first.Spoken() +
                          " – " + given.last.Spoken() + ", " + given.basis;
        StaffStore staff(tx_);
        staff.Note(of.from.id, by_.account.id, by_.account.name, "delegated", of.to.name + ": " + what, now_);
        staff.Note(of.to.id, by_.account.id, by_.account.name, "stands_in", of.from.name + ": " + what, now_);
        Tell(platform_, tx_, of.to,
             Say("Bạn được ủy quyền thay {1}, {2}, từ {3} đến {4}: {5}. Căn cứ: {6}", of.from.name, of.post.position,
                 given.first.Spoken(), given.last.Spoken(), GivenWords(given.capabilities), given.basis));
        if (by_.account.id != of.from.id)
            Tell(platform_, tx_, of.from,
                 Say("{1} vừa ghi ủy quyền của bạn cho {2}, từ {3} đến {4}: {5}. Căn cứ: {6}", by_.account.name, of.to.name,
                     given.first.Spoken(), given.last.Spoken(), GivenWords(given.capabilities), given.basis));
        return given;
    }

    const Platform& platform_;
    Transaction& tx_;
    const Officer& by_;
    const NewDelegation& wanted_;
    Agreed agreed_;
    Instant now_;
    std::shared_ptr<const organisation::Units> units_;
};

}  // namespace

std::string GivenWords(const std::vector<std::string>& capabilities) {
    const auto book = RolesNow();
    std::vector<std::string> words;
    words.reserve(capabilities.size());
    for (const auto& key : capabilities) words.emplace_back(book->Declared(key).Now());
    return Join(words, "; ");
}

std::expected<Delegation, Refusals> Delegate(const Platform& platform, const Officer& by, const NewDelegation& wanted,
                                             Agreed agreed) {
    const LanguageScope kept(Language::vietnamese);  // what is told and written down, whatever somebody reads in
    Refusals faults;
    const auto given = platform.storage.InTransaction([&](Transaction& tx) -> Result<Delegation> {
        auto kept_now = Giving(platform, tx, by, wanted, agreed).Run();
        if (kept_now) return *std::move(kept_now);
        faults = kept_now.error();
        return std::unexpected(faults.front());
    });
    if (!given) return std::unexpected(faults.empty() ? Refusals{given.error()} : std::move(faults));
    Log(Severity::warning, "DELEGATION_GIVEN",
        {{"delegation", ToText(given->id)}, {"from", ToText(given->from)}, {"to", ToText(given->to)}, {"by", by.account.name}});
    return *given;
}

bool MayTakeBack(const Officer& by, const Delegation& delegation) {
    return by.account.id == delegation.to || MayRecord(by, PostOf(delegation), delegation.from, delegation.capabilities);
}

Result<void> TakeBack(const Platform& platform, const Officer& by, DelegationId id, std::string_view reason, Agreed agreed) {
    const LanguageScope kept(Language::vietnamese);
    const auto now = platform.clock.Now();
    auto taken = platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        AccountStore accounts(tx);
        DelegationStore delegations(tx);
        const auto found = delegations.Get(id);
        if (!found || !MayTakeBack(by, *found)) return std::unexpected(Refusal::NotFound(Say("Không có ủy quyền này.")));
        if (auto good = CheckReason(reason); !good) return std::unexpected(good.error());
        if (found->last < now.LocalDate())
            return std::unexpected(
                No("DELEGATION_OVER", Say("Ủy quyền này đã hết hạn ngày {1}.", found->last.Spoken()), "", RefusalKind::conflict));
        const bool of_weight = WantsTwoPeople(found->capabilities) && by.account.id != found->to && !found->revoked &&
                               !MayRecordAlone(by, PostOf(*found), found->from, found->capabilities);
        if (auto yes = TakeYes(platform, tx, {by.account.id, by.account.name, agreed}, found->to, of_weight); !yes)
            return std::unexpected(yes.error());
        if (!delegations.Revoke(id, by.account.name, Trim(reason), now))
            return std::unexpected(No("DELEGATION_REVOKED", Say("Ủy quyền này đã được thu hồi."), "", RefusalKind::conflict));
        StaffStore staff(tx);
        for (const auto whose : {found->from, found->to}) {
            const auto& other = whose == found->from ? found->to_name : found->from_name;
            staff.Note(whose, by.account.id, by.account.name, "delegation_revoked", other + ": " + std::string(Trim(reason)),
                       now);
            if (const auto account = accounts.Get(whose); account && whose != by.account.id)
                Tell(platform, tx, *account,
                     Say("Ủy quyền của {1} cho {2} đã được {3} thu hồi: {4}", found->from_name, found->to_name, by.account.name,
                         Trim(reason)));
        }
        PostsChanged(platform, tx);  // work that lies with who may no longer do it goes back to its unit
        return {};
    });
    if (taken) Log(Severity::warning, "DELEGATION_REVOKED", {{"delegation", ToText(id)}, {"by", by.account.name}});
    return taken;
}

}  // namespace dongson::identity
