#include "modules/one_stop/actions/dossier_keeper.h"

#include "modules/one_stop/actions/ledger_entry.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

using calendar::WorkingCalendar;
using storage::Transaction;
using workflow::Turn;

namespace {

class DossierKeeper final : public workflow::KeeperOf<Dossier> {
  public:
    const workflow::CaseKind& kind() const override { return DossierKind(); }
    const workflow::Process& ProcessOf(const workflow::Case& subject) const override { return one_stop::ProcessOf(subject); }

  private:
    std::optional<Dossier> Get(Transaction& tx, std::string_view code) const override {
        return DossierStore(tx).GetToChange(code);
    }
    bool SaveOwn(Transaction& tx, const Dossier& dossier) const override { return DossierStore(tx).Update(dossier); }
    void CountDueOf(Dossier& dossier, const workflow::State& state, const WorkingCalendar& calendar,
                    Instant began) const override {
        ComputeDue(dossier, state, calendar, began);
    }
    void AttestOwn(const Platform& platform, Transaction& tx, const Dossier& dossier, Happening& happening) const override {
        SealReason(one_stop::ProcessOf(dossier), happening);
        happening.ledger = EnterInLedger(platform, tx, dossier, happening);
    }
    void TellOf(const Platform& platform, Transaction& tx, const Dossier& dossier, Turn turn, UnitId from,
                Instant now) const override {
        if (turn == Turn::moved) {
            const auto units = platform.units.Now();
            return TellApplicant(
                platform, tx, dossier, Say("chuyển sang đơn vị kế thừa"),
                Say("Hồ sơ {1} của bạn nay do {2} giải quyết, thay {3} đã kết thúc hoạt động. Bạn không phải nộp lại.",
                    dossier.code, units->NameOf(dossier.holder), units->NameOf(from)),
                now);
        }
        const auto& words = turn == Turn::assigned   ? AssignedForApplicant()
                            : turn == Turn::released ? ReleasedForApplicant()
                                                     : TakenBackForApplicant();
        const auto sentence = turn == Turn::released ? Say("Hồ sơ {1}: {2}. Hạn trả không đổi.", dossier.code, words.vi)
                                                     : Say("Hồ sơ {1}: {2}.", dossier.code, words.vi);
        TellApplicant(platform, tx, dossier, {words.vi, {}}, sentence, now);
    }
};

}  // namespace

const workflow::KeeperOf<Dossier>& Dossiers() {
    static const DossierKeeper keeper;
    return keeper;
}

}  // namespace dongson::one_stop
