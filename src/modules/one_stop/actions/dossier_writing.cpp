#include "modules/one_stop/actions/dossier_writing.h"

#include <vector>

#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/domain/mandate.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using storage::Transaction;
using workflow::WritingRules;

namespace {

std::optional<Actor> WorkingAtOneOf(const identity::Officer& officer, const std::vector<UnitId>& readers) {
    for (const auto unit : readers)
        if (auto actor = WorkingAt(officer, unit)) return actor;
    return std::nullopt;
}

class DossierNotes final : public workflow::Notes {
  public:
    DossierNotes() : Notes(Dossiers()) {}
    WritingRules Rules() const override {
        return {.label = {"Ghi chú nội bộ", "Internal note"},
                .field = "ghi_chu",
                .empty = "NOTE_EMPTY",
                .too_long = "TOO_LONG",
                .nothing_written = Say("Hãy viết nội dung ghi chú.")};
    }
    std::optional<Actor> Writer(const identity::Officer& officer, const std::vector<UnitId>& readers) const override {
        return WorkingAtOneOf(officer, readers);
    }
    Refusal NotYours(std::string_view) const override {
        return Refusal::Forbidden(Say("Đơn vị của bạn không giữ và không được hỏi về hồ sơ này."));
    }
};

class DossierMessages final : public workflow::Messages {
  public:
    DossierMessages() : Messages(Dossiers()) {}
    WritingRules Outward() const override { return workflow::RulesOfMessages(MessageToApplicant().officer); }
    WritingRules Inward() const override { return workflow::RulesOfMessages(MessageFromApplicant().officer); }
    std::optional<Actor> Writer(const identity::Officer& officer, UnitId holder) const override {
        return WorkingAt(officer, holder);
    }
    Refusal NotYours() const override { return Refusal::Forbidden(Say("Chỉ đơn vị đang giữ hồ sơ nhắn người nộp.")); }
    std::optional<Refusal> RefuseOutward(const workflow::Case& subject, Date day) const override {
        const auto& dossier = static_cast<const Dossier&>(subject);
        if (IsReached(dossier, day)) return std::nullopt;
        return Refusal{"ONE_STOP_NOT_REACHED",
                       Say("Người nộp không có tài khoản và không ghi thư điện tử, nên không nhận được tin. Hãy gọi {1}.",
                           dossier.person.phone),
                       "tin_nhan", RefusalKind::conflict};
    }
    void TellOutside(const Platform& platform, Transaction& tx, const workflow::Case& subject, std::string_view text,
                     Instant now) const override {
        TellApplicant(platform, tx, static_cast<const Dossier&>(subject), Sentence{MessageToApplicant().applicant.vi, {}},
                      Say("Hồ sơ {1}, cơ quan giải quyết nhắn bạn: {2}", subject.code, std::string(text)), now);
    }
    std::optional<Refusal> RefuseInward(const workflow::Case& subject, AccountId account, Date day) const override {
        const auto& dossier = static_cast<const Dossier&>(subject);
        if (!ReadsAsApplicant(dossier, account, day)) return keeper().kind().Missing(subject.code);
        if (!MayAsApplicant(dossier, account, Power::supplement, day)) return NotCovered(Say(PowerName(Power::supplement)).Now());
        return std::nullopt;
    }
};

const DossierMessages& TheMessages() {
    static const DossierMessages messages;
    return messages;
}

}  // namespace

std::optional<Actor> ColleagueOn(const Platform& platform, Transaction& tx, const identity::Officer& officer,
                                 const Dossier& dossier) {
    auto readers = workflow::CaseStore(tx).Readers(dossier.id);
    readers.insert(readers.begin(),
                   workflow::HolderOn(MovingOf(dossier), *platform.units.Now(), platform.clock.Now().LocalDate()));
    return WorkingAtOneOf(officer, readers);
}

Result<void> WriteNote(const Platform& platform, const identity::Officer& officer, const NewNote& note) {
    static const DossierNotes notes;
    return workflow::WriteNote(platform, notes, officer, note);
}

Result<void> MessageApplicant(const Platform& platform, const identity::Officer& officer, const std::string& code,
                              const std::string& text) {
    return workflow::MessageOutside(platform, TheMessages(), officer, code, text);
}

Result<void> MessageOffice(const Platform& platform, const identity::Account& citizen, const std::string& code,
                           const std::string& text) {
    return workflow::MessageHolder(platform, TheMessages(), citizen, code, text);
}

}  // namespace dongson::one_stop
