#include "modules/complaints/actions/act_on_complaint.h"

#include <algorithm>

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/complaints/actions/complaint_keeper.h"
#include "modules/complaints/actions/file_complaint.h"
#include "modules/complaints/actions/issue_decision.h"
#include "modules/complaints/capabilities.h"
#include "modules/complaints/storage/complaint_store.h"
#include "platform/calendar/calendars.h"
#include "platform/identity/storage/account_store.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/acting.h"
#include "platform/workflow/assignment.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::complaints {

using storage::Transaction;
using workflow::Actor;
using workflow::Happening;

namespace {

constexpr std::size_t kLongestWord = 5000;  // characters

std::unexpected<Refusal> ActWrong(std::string_view code, Sentence sentence, std::string_view field) {
    return std::unexpected(ComplaintKind().Wrong(code, std::move(sentence), field));
}

Result<void> CheckWord(std::string_view text, const char* field) {
    if (Length(text) > kLongestWord)
        return ActWrong("TOO_LONG",
                        Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại, hoặc gửi thành tệp.", std::to_string(kLongestWord)),
                        field);
    if (auto refusal = RefuseLetters(text, field)) return std::unexpected(*std::move(refusal));
    return {};
}

// What an event does to a complaint beside what it does to any case.
class ActingOnComplaint final : public workflow::ActingOn<Complaint> {
  public:
    ActingOnComplaint(const Platform& platform, Transaction& tx, const Actor& actor, const Act& act)
        : ActingOn(platform, tx, Complaints(), actor, {act.code, act.event, act.expected_version, act.reason, act.consultation}),
          act_(act) {}

  private:
    Result<void> Prepare() override {
        if (auto checked = CheckWord(act_.reason, "ly_do"); !checked) return checked;
        return CheckWord(act_.result, "ket_qua");
    }

    Result<void> Consent() override {
        if (auto refusal = RefuseOfficer(own(), event(), actor())) return std::unexpected(*std::move(refusal));
        return {};
    }

    Result<void> Effect(std::string_view name) override {
        struct Named {
            std::string_view name;
            Result<void> (ActingOnComplaint::*effect)();
        };
        using Self = ActingOnComplaint;
        static constexpr Named kNamed[] = {{"accept", &Self::Accept},          {"decline", &Self::Decline},
                                           {"ask_opinion", &Self::AskOpinion}, {"answer_opinion", &Self::AnswerOpinion},
                                           {"drop_opinion", &Self::Drop},      {"extend", &Self::Extend},
                                           {"propose", &Self::Propose},        {"issue", &Self::Issue},
                                           {"forward", &Self::Forward},        {"answer", &Self::AnswerFiler}};
        static_assert(std::ranges::equal(kNamed, kEffects, {}, &Named::name));
        return (this->*std::ranges::find(kNamed, name, &Named::name)->effect)();
    }

    Result<void> Conclude() override {
        const bool sent = event().Has("ask_opinion") || event().Has("answer_opinion") || event().Has("issue");
        if (!sent) happening().files = workflow::SentAlong(platform_, tx_, act_.papers, now());
        return {};
    }

    // Whoever filed it hears of what changes something for them.
    void Told() override {
        if (event().role == "applicant" || event().role == "asked") return;
        if (event().to == "same" && !event().applicant_reads) return;
        const auto& said = event().applicant_reads ? happening().reason : std::string();
        TellFiler(platform_, tx_, own(),
                  said.empty() ? Say("{1}", event().citizen.vi) : Say("{1}. {2}", event().citizen.vi, Shorten(said, 300)), now());
    }

    // Art. 28 and 37: from the day it is taken on.
    Result<void> Accept() {
        own().accepted = now();
        own().overran = now() > own().due;
        own().remote = act_.remote;
        own().due = DueAfter(*platform_.calendar.Now(), now().LocalDate(), SettleDays(own().round, own().remote, false));
        AddReason(happening(), Say("Hạn giải quyết {1}", own().due.LocalDate().Spoken()).In(Language::vietnamese));
        return {};
    }

    Result<void> Decline() {
        const auto* why = FindChoice(WhyNots(own().IsFeedback()), act_.why);
        if (why == nullptr) return ActWrong("WHY_NOT", Say("Hãy chọn lý do theo luật."), "can_cu");
        own().reason_key = why->word;
        AddReason(happening(), why->name.vi);
        return {};
    }

    Result<void> AskOpinion() {
        for (const auto unit : act_.asked)
            if (unit == own().about_unit && own().about_unit != own().handler)
                return ActWrong("ASKED_COMPLAINED",
                                Say("Không hỏi ý kiến nơi bị khiếu nại; hãy làm việc với nơi ấy trong phần đối thoại."),
                                "don_vi");
        return Ask({act_.asked, act_.asked_days, act_.reason}, act_.papers);
    }
    Result<void> AnswerOpinion() { return Answer(act_.papers); }
    Result<void> Drop() { return Acting::Drop(); }

    // What is over is not made longer: whoever waits may complain again by then.
    Result<void> Extend() {
        if (now() > own().due)
            return std::unexpected(ComplaintKind().No(
                "TOO_LATE_TO_EXTEND",
                Say("Hạn giải quyết đã qua ngày {1}, không gia hạn được nữa.", own().due.LocalDate().Spoken())));
        own().complicated = true;
        own().due = DueAfter(*platform_.calendar.Now(), own().accepted->LocalDate(), SettleDays(own().round, own().remote, true));
        AddReason(happening(), Say("Hạn mới {1}", own().due.LocalDate().Spoken()).In(Language::vietnamese));
        return {};
    }

    Result<void> Propose() {
        if (FindChoice(Outcomes(), act_.outcome) == nullptr) return ActWrong("OUTCOME", Say("Hãy chọn kết luận."), "ket_luan");
        if (VisibleLetters(act_.result) < 10)
            return ActWrong("NO_RESULT", Say("Hãy ghi kết quả xác minh và nội dung quyết định."), "ket_qua");
        // Art. 30: the second time both sides are always heard.
        if (own().round == 2 && !before().happened.contains("dialogue"))
            return std::unexpected(
                ComplaintKind().No("NO_DIALOGUE", Say("Khiếu nại lần hai phải đối thoại trước khi trình quyết định.")));
        own().outcome = act_.outcome;
        own().result = Trim(act_.result);
        own().proposed_by = actor().id;
        return {};
    }

    Result<void> Issue() {
        auto issued = IssueDecision(platform_, tx_, own(), actor(), now());
        if (!issued) return std::unexpected(issued.error());
        AddReason(happening(), Say("Quyết định số {1}", own().decision).In(Language::vietnamese));
        happening().files = {*std::move(issued)};
        return {};
    }

    Result<void> Forward() {
        const auto* unit = platform_.units.Now()->Find(act_.unit);
        if (unit == nullptr || !unit->ExistsOn(now().LocalDate()) || act_.unit == own().handler)
            return ActWrong("UNIT", Say("Hãy chọn cơ quan, đơn vị khác đang hoạt động."), "don_vi");
        if (NamesHead(tx_, own(), *platform_.units.Now(), unit->id, now().LocalDate()))
            return ActWrong(
                "NAMED_HEAD",
                Say("Đơn nêu tên lãnh đạo {1}, nên cấp dưới của người ấy không giải quyết. Hãy chọn cơ quan khác.", unit->name),
                "don_vi");
        own().handler = own().holder = unit->id;
        own().assignee = {};
        workflow::CaseStore(tx_).AddReader(own().id, unit->id);
        AddReason(happening(), Say("Chuyển đến {1}", unit->name).In(Language::vietnamese));
        return {};
    }

    Result<void> AnswerFiler() {
        if (VisibleLetters(act_.result) < 10) return ActWrong("NO_RESULT", Say("Hãy viết câu trả lời."), "ket_qua");
        own().result = Trim(act_.result);
        own().proposed_by = actor().id;
        own().signer = actor().WithStead();
        return {};
    }

    const Act& act_;
};

// As who an officer writes on it; none: they do not work on it, or are named.
std::optional<Actor> Writes(const identity::Officer& officer, UnitId unit) {
    for (const auto& capability : kCapabilities)
        if (officer.May(unit, capability)) return Actor::Of(officer, unit, capability);
    return std::nullopt;
}

class ComplaintNotes final : public workflow::Notes {
  public:
    ComplaintNotes() : Notes(Complaints()) {}
    workflow::WritingRules Rules() const override {
        return {.label = {"Ghi chú nội bộ", "Internal note"},
                .field = "ghi_chu",
                .empty = "NOTE_EMPTY",
                .too_long = "TOO_LONG",
                .nothing_written = Say("Hãy viết nội dung ghi chú.")};
    }
    // The first of them holds it: whoever else was asked writes nothing on it.
    std::optional<Actor> Writer(const identity::Officer& officer, const std::vector<UnitId>& readers) const override {
        return readers.empty() ? std::nullopt : Writes(officer, readers.front());
    }
};

class ComplaintMessages final : public workflow::Messages {
  public:
    ComplaintMessages() : Messages(Complaints()) {}
    workflow::WritingRules Outward() const override {
        return workflow::RulesOfMessages({"Hỏi người gửi đơn", "Message to who filed it"});
    }
    workflow::WritingRules Inward() const override {
        return workflow::RulesOfMessages({"Người gửi đơn nhắn", "Message from who filed it"});
    }
    std::optional<Actor> Writer(const identity::Officer& officer, UnitId holder) const override {
        return Writes(officer, holder);
    }
    Refusal NotYours() const override { return Refusal::Forbidden(Say("Chỉ đơn vị đang giữ đơn nhắn người gửi.")); }
    std::optional<Refusal> RefuseOutward(const workflow::Case& subject, Date) const override {
        const auto& complaint = static_cast<const Complaint&>(subject);
        if (complaint.filer || !complaint.email.empty()) return std::nullopt;
        return ComplaintKind().No("NOT_REACHED",
                                  Say("Người gửi đơn không có tài khoản và không ghi thư điện tử. Hãy gọi điện hoặc gửi thư."));
    }
    void TellOutside(const Platform& platform, Transaction& tx, const workflow::Case& subject, std::string_view text,
                     Instant now) const override {
        TellFiler(platform, tx, static_cast<const Complaint&>(subject),
                  Say("cơ quan giải quyết nhắn bạn: {1}", std::string(text)), now);
    }
    std::optional<Refusal> RefuseInward(const workflow::Case& subject, AccountId account, Date) const override {
        if (static_cast<const Complaint&>(subject).filer == account) return std::nullopt;
        return ComplaintKind().Missing(subject.code);
    }
};

const ComplaintMessages& TheMessages() {
    static const ComplaintMessages messages;
    return messages;
}

// Of who may not know of it at all nothing is asked further.
std::optional<Refusal> RefuseNamed(const Platform& platform, const identity::Officer& officer, std::string_view code) {
    const auto complaint = platform.storage.Read([&](Transaction& tx) { return ComplaintStore(tx).Get(code); });
    if (complaint && !IsNamed(*complaint, officer)) return std::nullopt;
    return ComplaintKind().Missing(code);
}

}  // namespace

Result<Complaint> ActOnComplaint(const Platform& platform, const Actor& actor, const Act& act) {
    return workflow::As<Complaint>(
        platform.storage.InTransaction([&](Transaction& tx) { return ActingOnComplaint(platform, tx, actor, act).Run(); }));
}

Result<Complaint> AssignComplaint(const Platform& platform, const identity::Officer& officer, std::string_view code,
                                  AccountId assignee, std::int64_t expected_version) {
    if (auto refusal = RefuseNamed(platform, officer, code)) return std::unexpected(*std::move(refusal));
    const auto named = platform.storage.Read([&](Transaction& tx) {
        const auto complaint = ComplaintStore(tx).Get(code);
        const auto account = identity::AccountStore(tx).Get(assignee);
        return complaint && account && IsNamed(*complaint, account->name);
    });
    if (named)
        return ActWrong("NAMED_ASSIGNEE", Say("Người này bị nêu tên trong đơn, nên không giải quyết đơn. Hãy chọn người khác."),
                        "nguoi");
    return workflow::As<Complaint>(workflow::Assign(platform, Complaints(), officer, code, assignee, expected_version));
}

Result<void> WriteNote(const Platform& platform, const identity::Officer& officer, const workflow::NewNote& note) {
    static const ComplaintNotes notes;
    if (auto refusal = RefuseNamed(platform, officer, note.code)) return std::unexpected(*std::move(refusal));
    return workflow::WriteNote(platform, notes, officer, note);
}

Result<void> WriteToFiler(const Platform& platform, const identity::Officer& officer, std::string_view code,
                          std::string_view text) {
    if (auto refusal = RefuseNamed(platform, officer, code)) return std::unexpected(*std::move(refusal));
    return workflow::MessageOutside(platform, TheMessages(), officer, code, text);
}

Result<void> WriteToOffice(const Platform& platform, const identity::Account& filer, std::string_view code,
                           std::string_view text) {
    return workflow::MessageHolder(platform, TheMessages(), filer, code, text);
}

Result<Complaint> PublishAnswer(const Platform& platform, const identity::Officer& officer, const Publishing& wanted) {
    for (const auto& [text, field] : {std::pair(&wanted.question, "cau_hoi"), std::pair(&wanted.answer, "cau_tra_loi")}) {
        if (auto checked = CheckWord(*text, field); !checked) return std::unexpected(checked.error());
        if (!wanted.publish && VisibleLetters(*text) < 10)
            return ActWrong("SHOWN_EMPTY", Say("Hãy viết lại câu hỏi và câu trả lời, không có thông tin riêng của ai."), field);
    }
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Complaint> {
        const workflow::Engine engine(platform, tx, Complaints(), platform.clock.Now());
        const auto taken = engine.Take(wanted.code);
        if (!taken) return std::unexpected(taken.error());
        auto& complaint = static_cast<Complaint&>(**taken);
        const auto actor = Writes(officer, complaint.holder);
        if (!actor || IsNamed(complaint, officer)) return std::unexpected(ComplaintKind().Missing(wanted.code));
        if (wanted.expected_version != complaint.version) return std::unexpected(engine.ChangedMeanwhile());
        if (complaint.state != "answered" || !complaint.may_publish)
            return std::unexpected(ComplaintKind().No(
                "NOT_TO_SHOW", Say("Chỉ công khai câu trả lời phản ánh mà người gửi đã đồng ý cho công khai.")));
        auto written = workflow::Happens(
            complaint, wanted.publish ? kPublish : kPropose,
            wanted.publish ? workflow::Words{"Công khai câu trả lời", "Published the answer"}
            : complaint.shown
                ? workflow::Words{"Gỡ câu trả lời đã công khai, soạn lại", "Took the published answer down and wrote it anew"}
                : workflow::Words{"Soạn câu trả lời để công khai", "Wrote the answer to be published"},
            *actor, engine.now());
        if (wanted.publish) {
            if (complaint.shown || complaint.shown_answer.empty())
                return std::unexpected(ComplaintKind().No("NOTHING_TO_SHOW", Say("Không có câu trả lời nào chờ công khai.")));
            if (complaint.shown_by == officer.account.id)
                return std::unexpected(
                    ComplaintKind().No("OWN_WORK", Say("Bạn đã soạn câu trả lời này: người khác xem lại rồi mới công khai."),
                                       RefusalKind::forbidden));
            complaint.shown = engine.now();
        } else {
            complaint.shown_question = Trim(wanted.question);
            complaint.shown_answer = Trim(wanted.answer);
            complaint.shown_by = officer.account.id;
            complaint.shown.reset();  // what should not have been said goes at once; back it comes by two
        }
        engine.Record(complaint, std::move(written));
        engine.KeepLocked(complaint);
        return complaint;
    });
}

}  // namespace dongson::complaints
