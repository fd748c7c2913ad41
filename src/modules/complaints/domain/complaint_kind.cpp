#include "modules/complaints/domain/complaint_kind.h"

#include "modules/complaints/capabilities.h"

namespace dongson::complaints {

using workflow::Circumstances;
using workflow::KindOf;

namespace {

UnitId Handler(const Complaint& complaint, const organisation::Units& units, Date day) {
    const auto* found = units.InOfficeOn(complaint.handler, day);
    return found == nullptr ? complaint.handler : found->id;
}

// Nobody learns of it in an inbox what it says, or of whom.
void Show(const Complaint& complaint, workflow::WorkItem& item) {
    item.path = OfficePath(complaint.code);
    item.title = complaint.Name().In(Language::vietnamese);
}

std::optional<Refusal> FirstWord(const Complaint& complaint, const Circumstances&) {
    if (complaint.round == 1) return std::nullopt;
    return ComplaintKind().No("SECOND", Say("Khiếu nại lần hai do cơ quan cấp trên giải quyết, không chuyển đi."));
}

KindOf<Complaint> MakeKind() {
    KindOf<Complaint> kind("complaints.case", "COMPLAINT", {"Đơn", "Case"});
    kind.Seat(std::string(kHandler), Handler);
    kind.Role("receiver", kReceive).Role("settler", kSettle).Role("signer", kSign);
    kind.Answers(kSettle).Answers(kReceive);
    kind.Applicant([](const Complaint& complaint, AccountId account) { return account && complaint.filer == account; });
    kind.Assigned(kSettle, kSign);
    kind.Guard("first_time", FirstWord);
    for (const auto effect : kEffects) kind.Effect(std::string(effect));
    kind.NewDay({"accept", "extend"}).Shows(Show);
    kind.Person([](const Complaint& complaint) { return workflow::PersonOfCase{complaint.filer, complaint.number}; });
    return kind;
}

}  // namespace

const workflow::CaseKind& ComplaintKind() {
    static const auto kind = MakeKind();
    return kind;
}

const workflow::Process& ProcessOf(const Complaint& complaint) {
    static const auto processes = workflow::ReadShipped(ComplaintKind());
    return processes.at(complaint.process);
}

std::optional<Refusal> RefuseOfficer(const Complaint& complaint, const workflow::Event& event, const workflow::Actor& actor) {
    if (actor.officer == nullptr || event.role == "asked") return std::nullopt;
    if (IsNamed(complaint, *actor.officer)) return ComplaintKind().Missing(complaint.code);
    if (event.Has("issue") && complaint.proposed_by == actor.id)
        return ComplaintKind().No("OWN_WORK", Say("Bạn đã trình dự thảo này, nên không tự ký. Hãy để người khác ký."),
                                  RefusalKind::forbidden);
    return std::nullopt;
}

std::vector<const workflow::Event*> AllowedOn(const Complaint& complaint, const workflow::Actor& actor,
                                              const Circumstances& now) {
    auto allowed = workflow::AllowedEvents(MovingOf(complaint), actor, now);
    std::erase_if(allowed, [&](const auto* event) { return RefuseOfficer(complaint, *event, actor).has_value(); });
    return allowed;
}

std::optional<LineForFiler> LineForFilerOf(const Complaint& complaint, const workflow::Happening& happening) {
    namespace names = workflow::names;
    const bool written = happening.event == names::kMessage || happening.event == names::kReply;
    const auto* event = ProcessOf(complaint).FindEvent(happening.event);
    const bool own = happening.event == names::kSubmit || happening.event == names::kReply;
    if (!written && !own && event == nullptr) return std::nullopt;
    return LineForFiler{.label = event != nullptr ? event->citizen : happening.label,
                        .says = written || (event != nullptr && event->applicant_reads),
                        .own = own};
}

}  // namespace dongson::complaints
