#include "modules/soc/actions/act_on_incident.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/soc/actions/incident_keeper.h"
#include "modules/soc/actions/incident_steps.h"
#include "modules/soc/capabilities.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/incident_store.h"
#include "platform/numbering/numbering.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/acting.h"
#include "platform/workflow/assignment.h"
#include "platform/workflow/storage/case_store.h"
#include "platform/workflow/writing.h"
#include "storage/database.h"

namespace dongson::soc {

using storage::Transaction;
using workflow::Actor;
using workflow::Happening;

namespace {

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field = "",
                            RefusalKind kind = RefusalKind::invalid) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), std::move(field), kind});
}

// What an event is given beside a reason.
struct Given {
    const Description* description = nullptr;                 // of "describe"
    std::string_view why = {};                                // of it
    AlertId alert = {};                                       // of "take_alert"
    const Evidence* evidence = nullptr;                       // of "add_evidence"
    const workflow::Question* question = nullptr;             // of "ask_opinion"
    const std::vector<workflow::NewPaper>* papers = nullptr;  // of it, and of its answer
};

// What was changed, for the timeline: "mức M1 – nhẹ → M3 – nghiêm trọng, nguyên nhân".
std::string ChangesIn(const Description& before, const Description& after) {
    std::string changes;
    const auto add = [&](bool changed, const std::string& what) {
        if (changed) changes += (changes.empty() ? "" : ", ") + what;
    };
    const auto grade = [](const Description& description) { return std::string(GradeName(description.grade)); };
    add(before.grade != after.grade, "mức " + grade(before) + " → " + grade(after));
    add(before.title != after.title, "tên");
    add(before.category != after.category, "loại");
    add(before.personal_data != after.personal_data, "dữ liệu cá nhân");
    add(before.cause != after.cause, "nguyên nhân");
    add(before.scope != after.scope, "phạm vi");
    add(before.remedy != after.remedy, "khắc phục");
    add(before.lessons != after.lessons, "bài học");
    return changes;
}

// It belongs to the incident from now on. What it is about, for the timeline.
Result<std::string> TakeAlert(Transaction& tx, const Incident& incident, AlertId id, Instant now) {
    AlertStore alerts(tx);
    auto alert = alerts.Get(id);
    if (!alert) return std::unexpected(Refusal::NotFound(Say("Không có cảnh báo này.")));
    if (alert->in_case && alert->in_case != incident.id)
        return No("SOC_ALERT_TAKEN", Say("Cảnh báo “{1}” đã thuộc vụ việc khác.", alert->title), "", RefusalKind::conflict);
    alert->state = AlertState::in_case;
    alert->in_case = incident.id;
    alerts.Decide(*alert, now);
    return alert->title + " – " + alert->entity.name;
}

// What an event does to an incident beside what it does to any case.
class ActingOnIncident final : public workflow::ActingOn<Incident> {
  public:
    ActingOnIncident(const Platform& platform, Transaction& tx, const Actor& actor, const workflow::Deed& deed,
                     const Given& given)
        : ActingOn(platform, tx, Incidents(), actor, deed), given_(given) {}

  private:
    // Every effect that a process may name is here, or this does not compile.
    Result<void> Effect(std::string_view name) override {
        using Self = ActingOnIncident;
        using Named = std::pair<std::string_view, Result<void> (Self::*)()>;
        static constexpr Named kNamed[] = {{"describe", &Self::Describe},         {"take_alert", &Self::Take},
                                           {"add_evidence", &Self::KeepEvidence}, {"tell_authority", &Self::Tell},
                                           {"ask_opinion", &Self::AskUnits},      {"answer_opinion", &Self::AnswerCentre},
                                           {"drop_opinion", &Self::StopAsking}};
        static_assert(std::ranges::equal(kNamed, kIncidentEffects, {}, &Named::first));
        return (this->*std::ranges::find(kNamed, name, &Named::first)->second)();
    }

    static std::ptrdiff_t Unmet(const Incident& incident) {
        return std::ranges::count_if(ObligationsOf(incident), [](const auto& each) { return !each.met; });
    }

    Result<void> Describe() {
        if (auto refusal = RefuseDescription(*given_.description)) return std::unexpected(*std::move(refusal));
        happening().reason = ChangesIn(own(), *given_.description);
        const auto owed = Unmet(own());
        static_cast<Description&>(own()) = *given_.description;
        // A law's clock that has begun does not end by another word for the same thing alone.
        if (Unmet(own()) < owed && Length(Trim(given_.why)) < 3)
            return No("SOC_REASON_WANTED", Say("Mô tả mới làm mất một việc phải báo theo luật: ghi lý do."), "vi_sao");
        if (!given_.why.empty()) happening().reason += " (" + std::string(Trim(given_.why)) + ")";
        return {};
    }

    Result<void> Take() {
        auto taken = TakeAlert(tx_, own(), given_.alert, now());
        if (!taken) return std::unexpected(taken.error());
        happening().reason = *std::move(taken);
        return {};
    }

    Result<void> KeepEvidence() {
        IncidentStore(tx_).Add(own().id, happening().id, *given_.evidence);
        return {};
    }

    Result<void> Tell() {
        const auto key = event().key.substr(names::kTell.size());
        auto& told = key == "notice" ? own().noticed : own().reported;
        if (told) return No("SOC_TOLD_ALREADY", Say("Việc này đã báo lúc {1}.", told->Spoken()), "", RefusalKind::conflict);
        told = now();
        const auto owed = ObligationsOf(own());
        const auto which = std::ranges::find(owed, key, &workflow::Obligation::key);
        happening().reason = (which == owed.end() ? key : which->name) + ": " + happening().reason;
        return {};
    }

    void Told() override {
        if (process().At(own().state).final) DropSteps(platform_, tx_, own(), now());
        if (event().reopens) ReviveSteps(platform_, tx_, own(), now());
    }

    Result<void> AskUnits() { return Ask(*given_.question, *given_.papers); }
    Result<void> AnswerCentre() { return Answer(*given_.papers); }
    Result<void> StopAsking() { return Drop(); }

    const Given given_;
};

// Somebody does one event; of the centre, or of a unit that it asked.
Result<Incident> ActAs(const Platform& platform, Transaction& tx, const Actor& actor, const workflow::Deed& deed,
                       const Given& given) {
    return workflow::As<Incident>(ActingOnIncident(platform, tx, actor, deed, given).Run());
}

Result<Incident> Act(const Platform& platform, Transaction& tx, const identity::Officer& officer, const workflow::Deed& deed,
                     const Given& given = {}) {
    return ActAs(platform, tx, ActorOf(officer), deed, given);
}

Result<void> Done(const Result<Incident>& acted) {
    if (!acted) return std::unexpected(acted.error());
    return {};
}

// A line of the timeline that is no event of the process.
void Write(const Platform& platform, Transaction& tx, const Incident& incident, const identity::Officer& officer,
           std::string_view event, workflow::Words label, std::string text, Instant now) {
    auto written = workflow::Happens(incident, event, std::move(label), ActorOf(officer), now);
    written.reason = std::move(text);
    EngineOf(platform, tx, now).Record(incident, std::move(written));
}

Result<Incident> Lock(Transaction& tx, std::string_view code) {
    auto incident = IncidentStore(tx).GetToChange(code);
    if (!incident) return std::unexpected(Refusal::NotFound(Say("Không có vụ việc này.")));
    return *std::move(incident);
}

// What a unit is asked, and what it answers.
std::optional<Refusal> RefuseWords(std::string_view text, std::size_t longest) {
    return workflow::RefuseWriting(Incidents().kind(),
                                   {.label = {},
                                    .field = "ly_do",
                                    .empty = "WORDS_WANTED",
                                    .too_long = "WORDS_LONG",
                                    .nothing_written = Say("Hãy viết nội dung."),
                                    .longest = longest},
                                   text);
}

// What the asker lets those who are asked know of the incident, as it stands then.
std::string SharedOf(const Incident& incident) {
    const Category* category = IncidentRules::Shipped().Find(incident.category);
    return "Về vụ việc: " + incident.title + ". Loại: " + (category == nullptr ? incident.category : category->name) +
           ". Mức: " + std::string(GradeName(incident.grade)) + ".";
}

// Whoever is on duty writes them, of whatever unit; whoever was asked does not.
class IncidentNotes final : public workflow::Notes {
  public:
    IncidentNotes() : Notes(Incidents()) {}
    workflow::WritingRules Rules() const override {
        return {.label = {"Ghi chú", "Note"},
                .field = "ghi_chu",
                .empty = "NOTE_EMPTY",
                .too_long = "NOTE_LONG",
                .nothing_written = Say("Ghi chú không có chữ nào."),
                .least = 1,
                .longest = 5000};
    }
    std::optional<Actor> Writer(const identity::Officer& officer, const std::vector<UnitId>&) const override {
        return officer.UnitFor(kRespond) ? std::optional(ActorOf(officer)) : std::nullopt;
    }
};

Incident NewOne(const identity::Officer& officer, const NewIncident& wanted, Instant now) {
    Incident incident;
    incident.id = Fresh<CaseTag>();
    incident.process = kIncidentProcess;
    const auto& initial = ProcessOf(incident).Initial();
    incident.state = initial.key;
    incident.holder = CentreOf(officer);
    incident.holder_role = initial.role;
    incident.assignee = officer.account.id;
    incident.title = Trim(wanted.title);
    incident.category = wanted.category;
    incident.grade = wanted.grade;
    incident.personal_data = wanted.personal_data;
    incident.detected = wanted.detected.ms != 0 ? wanted.detected : now;
    incident.opened = now;
    return incident;
}

// Where the alerts that it begins with were raised, and since when.
void FollowAlerts(Transaction& tx, const NewIncident& wanted, Incident& incident) {
    for (const AlertId id : wanted.alerts) {
        const auto alert = AlertStore(tx).Get(id);
        if (!alert) continue;
        if (!incident.unit) incident.unit = alert->unit;
        if (wanted.detected.ms == 0) incident.detected = std::min(incident.detected, alert->raised);
    }
}

}  // namespace

Result<Incident> OpenIncident(const Platform& platform, const identity::Officer& officer, const NewIncident& wanted) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Incident> {
        const Instant now = platform.clock.Now();
        const int year = now.LocalDate().Year();
        auto incident = NewOne(officer, wanted, now);
        if (auto refusal = RefuseDescription(incident)) return std::unexpected(*std::move(refusal));
        if (incident.detected > now)
            return No("SOC_DETECTED_LATER", Say("Thời điểm phát hiện không thể ở tương lai."), "phat_hien");
        constexpr int kEarliestDays = 3 * 366;  // nobody reports what is older; a year was mistyped
        if (incident.detected.LocalDate() < now.LocalDate() - kEarliestDays)
            return No("SOC_DETECTED_EARLY", Say("Thời điểm phát hiện quá xa. Hãy kiểm tra lại năm."), "phat_hien");
        incident.code = fmt::format("SC-{}-{:04}", year, numbering::Next(tx, fmt::format("soc.case.{}", year)));
        FollowAlerts(tx, wanted, incident);
        IncidentStore(tx).Insert(incident);
        EngineOf(platform, tx, now).Begin(incident, ActorOf(officer), {"Mở vụ việc", "Case opened"}, incident.title);
        const auto* taking = ProcessOf(incident).FindEvent(names::kTakeAlert);
        for (const AlertId id : wanted.alerts) {
            auto taken = TakeAlert(tx, incident, id, now);
            if (!taken) return std::unexpected(taken.error());
            Write(platform, tx, incident, officer, taking->key, taking->label, *std::move(taken), now);
        }
        GiveSteps(platform, tx, incident, ActorOf(officer), now);
        return incident;
    });
}

Result<Incident> ChangeIncident(const Platform& platform, const identity::Officer& officer, const Change& wanted) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Incident> {
        auto incident = Lock(tx, wanted.code);
        if (!incident) return incident;
        if (incident->version != wanted.expected_version)
            return std::unexpected(EngineOf(platform, tx, platform.clock.Now()).ChangedMeanwhile());
        if (incident->closed && wanted.state == incident->state)
            return No("SOC_CASE_CLOSED", Say("Vụ việc đã đóng. Mở lại trước khi sửa."), "", RefusalKind::conflict);
        const auto act = [&](std::string_view event, const Given& given = {}) {
            incident = Act(platform, tx, officer, {wanted.code, event, workflow::kAnyVersion, wanted.reason}, given);
            return incident.has_value();
        };
        if (incident->closed && !act(names::kReopen)) return incident;
        if (static_cast<const Description&>(*incident) != wanted.description &&
            !act(names::kDescribe, {.description = &wanted.description, .why = wanted.reason}))
            return incident;
        for (const auto* event : ProcessOf(*incident).EventsFrom(incident->state))
            if (event->to == wanted.state) {
                act(event->key);
                break;
            }
        return incident;
    });
}

Result<Incident> MoveIncident(const Platform& platform, const identity::Officer& officer, std::string_view code,
                              std::string_view event, std::int64_t expected_version, std::string_view reason) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Incident> {
        const auto incident = Lock(tx, code);
        if (!incident) return incident;
        const auto* wanted = ProcessOf(*incident).FindEvent(event);
        if (wanted == nullptr || !wanted->effects.empty())
            return std::unexpected(Refusal::NotFound(Say("Không có việc này với vụ việc.")));
        return Act(platform, tx, officer, {code, event, expected_version, reason});
    });
}

Result<void> AddNote(const Platform& platform, const identity::Officer& officer, const workflow::NewNote& note) {
    static const IncidentNotes notes;
    return workflow::WriteNote(platform, notes, officer, note);
}

Result<void> AddAlert(const Platform& platform, const identity::Officer& officer, std::string_view code, AlertId alert) {
    return platform.storage.InTransaction([&](Transaction& tx) {
        return Done(Act(platform, tx, officer, {code, names::kTakeAlert, workflow::kAnyVersion, {}}, {.alert = alert}));
    });
}

Result<void> AddEvidence(Centre& centre, const identity::Officer& officer, std::string_view code, const EventKey& event) {
    const Platform& platform = centre.platform();
    const auto stored = centre.store().Get(event);
    if (!stored) return std::unexpected(Refusal::NotFound(Say("Không có sự kiện {1}.", event.Text())));
    const auto& bytes = stored->record.bytes;
    const Evidence evidence{event.Text(), Hex(BytesOf(Digest(bytes)))};
    const auto shown = Excerpt(bytes, 1000);
    return platform.storage.InTransaction([&](Transaction& tx) {
        return Done(
            Act(platform, tx, officer, {code, names::kAddEvidence, workflow::kAnyVersion, shown}, {.evidence = &evidence}));
    });
}

Result<Incident> TellAuthority(const Platform& platform, const identity::Officer& officer, std::string_view code,
                               std::string_view obligation, std::string_view how) {
    const auto event = std::string(names::kTell) + std::string(obligation);
    if (obligation != "notice" && obligation != "report")
        return std::unexpected(Refusal::NotFound(Say("Không có loại báo cáo này.")));
    if (Trim(how).empty()) return No("SOC_HOW_WANTED", Say("Ghi đã báo cho ai, bằng cách nào."), "cach_bao");
    return platform.storage.InTransaction(
        [&](Transaction& tx) { return Act(platform, tx, officer, {code, event, workflow::kAnyVersion, how}); });
}

Result<Incident> AskOnIncident(const Platform& platform, const identity::Officer& officer, const QuestionOnIncident& asked) {
    constexpr std::size_t kLongestQuestion = 3000;  // characters
    if (auto refusal = RefuseWords(asked.text, kLongestQuestion)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Incident> {
        const auto incident = Lock(tx, asked.code);
        if (!incident) return incident;
        auto text = std::string(Trim(asked.text));
        if (asked.share) text += "\n\n" + SharedOf(*incident);
        const workflow::Question question{.units = asked.units, .days = asked.days, .text = text, .hours = asked.hours};
        return Act(platform, tx, officer, {asked.code, names::kAsk, asked.expected_version, text},
                   {.question = &question, .papers = &asked.papers});
    });
}

Result<void> AnswerOnIncident(const Platform& platform, const identity::Officer& officer, const AnswerOnQuestion& answer) {
    constexpr std::size_t kLongestAnswer = 5000;
    if (auto refusal = RefuseWords(answer.text, kLongestAnswer)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto incident = Lock(tx, answer.code);
        // Neither is said to whoever was not asked: that there is an incident, or a question.
        const auto asked = incident ? QuestionPutTo(platform, tx, officer, *incident, answer.question) : std::nullopt;
        if (!asked) return std::unexpected(Refusal::NotFound(Say("Không có câu hỏi này gửi đơn vị bạn.")));
        // A button pressed twice is one answer.
        if (asked->answered && !asked->dropped && asked->answer == Trim(answer.text) &&
            (answer.papers.empty() || asked->answered_by == officer.account.name))
            return {};
        if (asked->answered)
            return No(
                "SOC_QUESTION_OVER",
                asked->dropped ? Say("Trung tâm không chờ câu trả lời này nữa.") : Say("Đơn vị bạn đã trả lời câu hỏi này."),
                "ly_do", RefusalKind::conflict);
        return Done(ActAs(platform, tx, Actor::Of(officer),
                          {.code = answer.code,
                           .event = names::kAnswerAsked,
                           .expected_version = workflow::kAnyVersion,
                           .reason = answer.text,
                           .consultation = asked->id},
                          {.papers = &answer.papers}));
    });
}

Result<Incident> StopWaiting(const Platform& platform, const identity::Officer& officer, std::string_view code,
                             std::int64_t question, std::string_view reason) {
    if (auto refusal = RefuseLetters(reason, "ly_do")) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Incident> {
        return Act(platform, tx, officer,
                   {.code = code,
                    .event = names::kStopWaiting,
                    .expected_version = workflow::kAnyVersion,
                    .reason = reason,
                    .consultation = question});
    });
}

std::optional<workflow::Consultation> QuestionPutTo(const Platform& platform, Transaction& tx, const identity::Officer& officer,
                                                    const Incident& incident, std::int64_t question) {
    const auto units = platform.units.Now();
    for (auto& each : workflow::CaseStore(tx).Consultations(incident.id)) {
        if (each.id != question) continue;
        const auto* unit = units->InOfficeOn(each.unit, platform.clock.Now().LocalDate());
        if (officer.May(unit == nullptr ? each.unit : unit->id, kAnswer)) return std::move(each);
    }
    return std::nullopt;
}

Result<Incident> AssignIncident(const Platform& platform, const identity::Officer& officer, std::string_view code,
                                AccountId assignee, std::int64_t expected_version) {
    auto assigned = workflow::As<Incident>(workflow::Assign(platform, Incidents(), officer, code, assignee, expected_version));
    if (assigned) PassSteps(platform, officer, *assigned);
    return assigned;
}

}  // namespace dongson::soc
