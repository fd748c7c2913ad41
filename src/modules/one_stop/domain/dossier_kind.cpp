#include "modules/one_stop/domain/dossier_kind.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/corrected_person.h"
#include "modules/one_stop/domain/mandate.h"
#include "modules/one_stop/domain/seats.h"

namespace dongson::one_stop {

using organisation::Units;
using workflow::KindOf;
using workflow::LintFault;
using workflow::Process;
using Refused = std::optional<Refusal>;

namespace {

Refusal No(std::string code, Sentence sentence) {
    return {std::move(code), std::move(sentence), "", RefusalKind::conflict};
}

// What is owed is said in the same act where nobody knew it.
Refused FeePaid(const Dossier& dossier, const Circumstances&) {
    if (!dossier.FeeDue()) return std::nullopt;
    return No("ONE_STOP_FEE_DUE", Say("Chưa ghi nhận đã nộp {1}.", Money(dossier.fee)));
}

Refused FeeOwed(const Dossier& dossier, const Circumstances&) {
    if (dossier.FeeUnknown() || dossier.FeeDue()) return std::nullopt;
    return No("ONE_STOP_NO_FEE_DUE", Say("Hồ sơ này không còn khoản phí nào phải nộp."));
}

Refused HasDueDate(const Dossier& dossier, const Circumstances&) {
    if (dossier.due != kNever) return std::nullopt;
    return No("ONE_STOP_NO_DUE_DATE", Say("Hồ sơ không có ngày hẹn trả, nên không cần hẹn lại."));
}

Refused NotDueYet(const Dossier& dossier, const Circumstances& now) {
    if (now.now <= dossier.due) return std::nullopt;
    return No("ONE_STOP_TOO_LATE_TO_APPOINT", Say("Phải hẹn lại trước giờ đã hẹn: {1} ngày {2}.",
                                                  MinuteOfDay(dossier.due.LocalMinute()), dossier.due.LocalDate().Spoken()));
}

// Decree 61/2018 art. 19 and its successor: the apology comes at least a day before expiry.
Refused BeforeExpiry(const Dossier& dossier, const Circumstances& now) {
    if (now.now.LocalDate() < dossier.due.LocalDate()) return std::nullopt;
    return No("ONE_STOP_TOO_LATE_TO_EXTEND", Say("Phải xin lỗi và hẹn lại trước ngày hẹn trả ít nhất một ngày. Ngày hẹn là {1}.",
                                                 dossier.due.LocalDate().Spoken()));
}

void Show(const Dossier& dossier, workflow::WorkItem& item) {
    item.path = "/can-bo/ho-so/" + dossier.code;
    item.title = dossier.procedure_name;
    item.person = dossier.person.name;
    // A result that waits to be fetched is no longer due.
    if (dossier.finished) item.due = item.step_due = kNever;
}

constexpr std::string_view kSigner = "leader";  // the role of a process that may sign

class Proofs {
  public:
    Proofs(const Process& process, std::vector<LintFault>& faults) : process_(process), faults_(faults) {}

    void Run() {
        CheckDistricts();
        CheckStatus();
        CheckNames();
        CheckFees();
        CheckClock();
        CheckSigning();
        CheckEnds();
    }

  private:
    template <class Part>
    void FaultIn(const Part& part, std::string_view value, std::string name, Sentence what) {
        faults_.push_back({std::move(name), std::move(what), part.line, part.path + "." + std::string(value)});
    }

    // Districts ended on 2025-06-30 (Law 72/2025/QH15): a process that needs one must end with them, and laws and decrees gave
    // each of their competences to the communes or the province.
    void CheckDistricts() {
        for (const auto& [key, state] : process_.states) {
            const bool district = state.seat == "district";
            if (district && (!process_.until || *process_.until > Date::Of(2025, 6, 30)))
                FaultIn(state, "seat", "PROCESS_DISTRICT_ERA",
                        Say("có bước ở cấp huyện, nhưng thời gian áp dụng không kết thúc ngày 30/6/2025"));
            if (district && (state.heir.empty() || state.heir == state.seat || !IsSeat(state.heir)))
                FaultIn(state, "heir", "PROCESS_NO_HEIR",
                        Say("bước “{1}” ở cấp huyện, mà chưa ghi nơi tiếp nối (intake, competent, department)", key));
            if (!district && !state.heir.empty())
                FaultIn(state, "heir", "PROCESS_HEIR_OF_NOTHING",
                        Say("bước “{1}” ghi nơi tiếp nối, nhưng không ở cấp huyện", key));
        }
    }
    static bool IsSeat(const std::string& word) {
        return std::ranges::find(DossierKind().words().seats, word) != DossierKind().words().seats.end();
    }

    void CheckStatus() {
        for (const auto& [key, state] : process_.states)
            if (state.status < 1 || state.status > 10)
                FaultIn(state, "status", "PROCESS_STATUS",
                        Say("bước “{1}” chưa có trạng thái trên cổng quốc gia, từ 1 đến 10", state.words.Now()));
    }

    // What rows and statements know by name.
    template <class Part>
    void Named(const Part& part, std::string_view name, bool is, std::string_view needs) {
        if ((part.key == name) == is) return;
        FaultIn(part, "key", "PROCESS_NAME",
                is ? Say("“{1}” có “{2}”, nên khóa phải là “{3}”", part.key, needs, name)
                   : Say("chỉ khi có “{2}” thì khóa mới là “{1}”", part.key, needs));
    }

    void CheckNames() {
        for (const auto& event : process_.events) {
            Named(event, names::kSign, event.Has("number_result"), "number_result");
            Named(event, names::kReturnResult, event.Has("hand_over"), "hand_over");
            if (names::IsBesideProcess(event.key))
                FaultIn(event, "key", "PROCESS_NAME",
                        Say("“{1}” là tên của việc làm ngoài quy trình; hãy đặt tên khác", event.key));
        }
        for (const auto& [key, state] : process_.states)
            for (const auto& [name, status] :
                 {std::pair(names::kReturned, 10), std::pair(names::kWithdrawn, 7), std::pair(names::kRefused, 3)})
                Named(state, name, state.final && state.status == status, "final, status " + std::to_string(status));
    }

    // What is owed is said where somebody looks at it, and before the result leaves.
    void CheckFees() {
        for (const auto& event : process_.events)
            if ((std::ranges::any_of(event.guards, IsFeeGuard) || event.Has("hand_over")) && !event.Has("charge_fee"))
                FaultIn(event, "effects", "PROCESS_FEE_UNSAID",
                        Say("việc “{1}” đòi hỏi về phí mà không cho ghi phí (tác dụng charge_fee)", event.label.Now()));
    }

    // A result binds the body that issues it: who signs is who may sign (Decree 30/2020 art. 13).
    void CheckSigning() {
        for (const auto& event : process_.events) {
            if (!event.Has("number_result")) continue;
            std::vector<std::string> signers{event.role};
            if (event.role.empty()) {
                signers.clear();
                for (const auto& from : event.from)
                    if (const auto* state = process_.Find(from)) signers.push_back(state->role);
            }
            if (!std::ranges::all_of(signers, [](const auto& role) { return role == kSigner; }))
                FaultIn(event, "role", "PROCESS_SIGNED_BY_ANOTHER",
                        Say("việc “{1}” ký và cấp số kết quả, nên phải ở bước của vai trò {2}", event.label.Now(), kSigner));
        }
    }

    // What went out is not called back: a wrong result is replaced by another, and both are kept.
    void CheckEnds() {
        for (const auto& event : process_.events)
            if (event.reopens)
                FaultIn(event, "reopens", "PROCESS_REOPENS",
                        Say("hồ sơ đã kết thúc không mở lại; kết quả cấp sai thì thay bằng kết quả mới"));
    }

    void CheckClock() {
        if (std::ranges::find(process_.events, workflow::ClockEffect::start, &workflow::Event::clock) == process_.events.end())
            faults_.push_back({"PROCESS_CLOCK_NEVER_STARTS", Say("không việc nào bắt đầu tính thời hạn"), 1});
    }

    const Process& process_;
    std::vector<LintFault>& faults_;
};

// Whose dossier it is, or who has its mandate; until when, and in what, says the act (ActOnDossier).
bool ActsAsApplicant(const Dossier& dossier, AccountId account) {
    return IsOf(dossier, account) || (dossier.mandate && !dossier.mandate->ended && dossier.mandate->IsOf(account));
}

KindOf<Dossier> MakeKind() {
    KindOf<Dossier> kind("one_stop.dossier", "ONE_STOP", {"Hồ sơ", "Dossier"});
    kind.Role("clerk", kReceive).Role("specialist", kExamine).Role(std::string(kSigner), kDecide).Counter(kReceive);
    kind.Answers(kExamine).Answers(kDecide).Applicant(ActsAsApplicant).Assigned(kExamine, kAssign);
    kind.Seat("intake",
              [](const Dossier& dossier, const Units& units, Date day) { return InOffice(units, dossier.intake, day); });
    kind.Seat("competent", [](const Dossier& dossier, const Units& units, Date day) { return CompetentOn(dossier, units, day); });
    kind.Seat("department",
              [](const Dossier& dossier, const Units& units, Date day) { return DepartmentOn(dossier, units, day); });
    kind.Seat("district", [](const Dossier& dossier, const Units& units, Date day) { return DistrictOn(dossier, units, day); });
    kind.Guard("fee_paid", FeePaid).Guard("no_fee_due", FeePaid).Guard("fee_due", FeeOwed);
    kind.Guard("has_due_date", HasDueDate).Guard("not_due_yet", NotDueYet).Guard("before_expiry", BeforeExpiry);
    kind.NewDay({"extend", "appoint"}).Inside({"assign", "attach_result"});
    kind.Shows(Show).Person(
        [](const Dossier& dossier) -> workflow::PersonOfCase { return {dossier.person.account, dossier.person.number}; });
    for (const auto effect : kEffects) kind.Effect(std::string(effect), effect == "hand_over" ? FeePaid : nullptr);
    kind.Proofs([](const Process& process, std::vector<LintFault>& faults) { Proofs(process, faults).Run(); });
    return kind;
}

}  // namespace

bool names::IsBesideProcess(std::string_view event) {
    static constexpr std::string_view kBeside[] = {kCorrectResult, kEndMandate,   kAgreeToWithdraw, kTakeFee,
                                                   kVoidReceipt,   kRefundFee,    kAskReversal,     kRefuseReversal,
                                                   kClaimRelief,   kDecideRelief, kCorrectPerson};
    return std::ranges::find(kBeside, event) != std::end(kBeside);
}

const workflow::CaseKind& DossierKind() {
    static const auto kind = MakeKind();
    return kind;
}

const std::map<std::string, Process>& Processes() {
    static const auto processes = workflow::ReadShipped(DossierKind());
    return processes;
}

const Process* FindProcessOf(const workflow::Case& dossier) {
    if (dossier.goes_by != nullptr) return dossier.goes_by;
    const auto found = Processes().find(dossier.process);
    return found == Processes().end() ? nullptr : &found->second;
}

const Process& ProcessOf(const workflow::Case& dossier) {
    const auto* process = FindProcessOf(dossier);
    return process == nullptr ? Processes().at(dossier.process) : *process;
}

}  // namespace dongson::one_stop
