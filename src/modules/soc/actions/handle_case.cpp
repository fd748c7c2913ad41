#include "modules/soc/actions/handle_case.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/text.h"
#include "modules/soc/capabilities.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/case_store.h"
#include "platform/ledger/ledger.h"
#include "platform/numbering/numbering.h"
#include "platform/workflow/inbox.h"
#include "storage/database.h"

namespace dongson::soc {

using storage::Transaction;

namespace {

constexpr std::string_view kModule = "soc";

std::unexpected<Refusal> No(std::string code, Sentence sentence, std::string field = "",
                            RefusalKind kind = RefusalKind::invalid) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), std::move(field), kind});
}

std::unexpected<Refusal> Changed() {
    return No("SOC_CASE_CHANGED", Say("Người khác vừa thay đổi vụ việc này. Điều bạn gõ còn trong biểu mẫu; xem lại rồi lưu."),
              "", RefusalKind::conflict);
}

std::unexpected<Refusal> NoCase() {
    return std::unexpected(Refusal::NotFound(Say("Không có vụ việc này.")));
}

std::optional<Refusal> CheckCase(const Case& incident) {
    if (Length(Trim(incident.title)) < 5) return Refusal{"SOC_TITLE_WANTED", Say("Đặt tên vụ việc, ít nhất 5 ký tự."), "ten"};
    if (IncidentRules::Shipped().Find(incident.category) == nullptr)
        return Refusal{"SOC_CATEGORY_WANTED", Say("Chọn loại sự cố."), "loai"};
    if (incident.grade < 1 || incident.grade > 4) return Refusal{"SOC_GRADE_WANTED", Say("Chọn mức từ M1 đến M4."), "muc"};
    return std::nullopt;
}

// One line of the inbox for each thing that is to be told and is not yet; nothing once it is.
void KeepInbox(Transaction& tx, const Case& incident, UnitId unit, Instant now) {
    workflow::InboxStore inbox(tx);
    for (const std::string_view key : {"notice", "report"}) {
        inbox.Remove(kModule, incident.id.value, key);
        if (incident.state == CaseState::closed) continue;
        for (const LegalClock& clock : ClocksOf(incident)) {
            if (clock.key != key || clock.met) continue;
            inbox.Save({.module = std::string(kModule),
                        .case_id = incident.id.value,
                        .slot = clock.key,
                        .reference = incident.code,
                        .path = "/can-bo/an-ninh/vu-viec/" + incident.code,
                        .title = clock.name + ": " + incident.title,
                        .person = "",
                        .state = {"Chưa báo", "Not told yet"},
                        .unit = unit,
                        .capability = std::string(kRespond.key),
                        .assignee = incident.lead,
                        .due = clock.due,
                        .step_due = clock.due,
                        .changed = now});
        }
    }
}

// Whose analysts they are who handle it, whatever unit somebody with several posts works in just now.
UnitId CentreOf(const identity::Officer& officer) {
    const auto centre = officer.UnitFor(kRespond);
    return centre ? centre : officer.unit();
}

// `now` is that of the ledger's entry, where there is one: the two are held against each other.
void Note(Transaction& tx, Instant now, const Case& incident, const identity::Officer& officer, EntryKind kind,
          std::string text) {
    CaseStore(tx).Add(
        CaseEntry{.of = incident.id, .at = now, .account = officer.account.id, .kind = kind, .text = std::move(text)});
}

std::optional<Refusal> TakeAlert(Transaction& tx, const Case& incident, AlertId id, Instant now) {
    AlertStore alerts(tx);
    auto alert = alerts.Get(id);
    if (!alert) return Refusal::NotFound(Say("Không có cảnh báo này."));
    if (alert->in_case && alert->in_case != incident.id)
        return Refusal{"SOC_ALERT_TAKEN", Say("Cảnh báo “{1}” đã thuộc vụ việc khác.", alert->title), "", RefusalKind::conflict};
    alert->state = AlertState::in_case;
    alert->in_case = incident.id;
    alerts.Decide(*alert, now);
    return std::nullopt;
}

}  // namespace

Result<Case> OpenCase(const Platform& platform, const identity::Officer& officer, const NewCase& wanted) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Case> {
        const Instant now = platform.clock.Now();
        const int year = now.LocalDate().Year();
        Case incident{.id = Fresh<CaseTag>(),
                      .code = {},
                      .title = std::string(Trim(wanted.title)),
                      .category = wanted.category,
                      .grade = wanted.grade,
                      .lead = officer.account.id,
                      .detected = wanted.detected.ms != 0 ? wanted.detected : now,
                      .opened = now,
                      .personal_data = wanted.personal_data};
        if (auto refusal = CheckCase(incident)) return std::unexpected(std::move(*refusal));
        if (incident.detected > now)
            return No("SOC_DETECTED_LATER", Say("Thời điểm phát hiện không thể ở tương lai."), "phat_hien");
        incident.code = fmt::format("SC-{}-{:04}", year, numbering::Next(tx, fmt::format("soc.case.{}", year)));
        CaseStore cases(tx);
        AlertStore alerts(tx);
        for (const AlertId id : wanted.alerts)
            if (const auto alert = alerts.Get(id)) {
                if (!incident.unit) incident.unit = alert->unit;
                if (wanted.detected.ms == 0) incident.detected = std::min(incident.detected, alert->raised);
            }
        cases.Insert(incident);
        Note(tx, now, incident, officer, EntryKind::state, "Mở vụ việc: " + incident.title);
        for (const AlertId id : wanted.alerts) {
            if (auto refusal = TakeAlert(tx, incident, id, now)) return std::unexpected(std::move(*refusal));
            Note(tx, now, incident, officer, EntryKind::alert, alerts.Get(id)->title + " – " + alerts.Get(id)->entity.name);
        }
        int place = 0;
        for (const PlaybookStep& step : IncidentRules::Shipped().Find(incident.category)->steps)
            cases.AddTask(incident.id, ++place, step.text);
        platform.ledger.Append(tx, "soc case " + incident.code + " opened " + now.Rfc3339());
        KeepInbox(tx, incident, CentreOf(officer), now);
        return incident;
    });
}

Result<Case> ChangeCase(const Platform& platform, const identity::Officer& officer, Case changed) {
    if (auto refusal = CheckCase(changed)) return std::unexpected(std::move(*refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Case> {
        CaseStore cases(tx);
        const auto before = cases.Get(changed.id);
        if (!before) return NoCase();
        const Instant now = platform.clock.Now();
        if (before->state == CaseState::closed && changed.state == CaseState::closed)
            return No("SOC_CASE_CLOSED", Say("Vụ việc đã đóng. Mở lại trước khi sửa."), "", RefusalKind::conflict);
        if (changed.state == CaseState::closed) {
            if (auto refusal = RefuseClosing(changed)) return std::unexpected(std::move(*refusal));
            changed.closed = now;
        } else {
            changed.closed = std::nullopt;
        }
        if (!cases.Update(changed, now)) return Changed();
        if (before->state != changed.state)
            Note(tx, now, changed, officer, EntryKind::state,
                 std::string(CaseStateName(before->state)) + " → " + std::string(CaseStateName(changed.state)));
        if (before->grade != changed.grade)
            Note(tx, now, changed, officer, EntryKind::state,
                 std::string(GradeName(before->grade)) + " → " + std::string(GradeName(changed.grade)));
        if (before->state != changed.state)
            platform.ledger.Append(
                tx, "soc case " + changed.code + " " + std::string(CaseStateWord(changed.state)) + " " + now.Rfc3339());
        KeepInbox(tx, changed, CentreOf(officer), now);
        ++changed.version;
        return changed;
    });
}

Result<void> AddNote(const Platform& platform, const identity::Officer& officer, CaseId id, std::string_view text) {
    if (Trim(text).empty()) return No("SOC_NOTE_EMPTY", Say("Ghi chú không có chữ nào."), "ghi_chu");
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto incident = CaseStore(tx).Get(id);
        if (!incident) return NoCase();
        Note(tx, platform.clock.Now(), *incident, officer, EntryKind::note, std::string(Trim(text)));
        return {};
    });
}

Result<void> AddAlertToCase(const Platform& platform, const identity::Officer& officer, CaseId id, AlertId alert) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto incident = CaseStore(tx).Get(id);
        if (!incident) return NoCase();
        if (auto refusal = TakeAlert(tx, *incident, alert, platform.clock.Now())) return std::unexpected(std::move(*refusal));
        const auto taken = AlertStore(tx).Get(alert);
        Note(tx, platform.clock.Now(), *incident, officer, EntryKind::alert, taken->title + " – " + taken->entity.name);
        return {};
    });
}

Result<void> AddEvidence(Centre& centre, const identity::Officer& officer, CaseId id, const EventKey& event) {
    const Platform& platform = centre.platform();
    const auto stored = centre.store().Get(event);
    if (!stored) return std::unexpected(Refusal::NotFound(Say("Không có sự kiện {1}.", event.Text())));
    const std::string digest = Hex(BytesOf(Digest(stored->record.bytes)));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto incident = CaseStore(tx).Get(id);
        if (!incident) return NoCase();
        CaseStore(tx).Add(CaseEntry{.of = id,
                                    .at = platform.clock.Now(),
                                    .account = officer.account.id,
                                    .kind = EntryKind::evidence,
                                    .text = Excerpt(stored->record.bytes, 1000),
                                    .event = event.Text(),
                                    .digest = digest});
        platform.ledger.Append(tx, "soc case " + incident->code + " evidence " + digest);
        return {};
    });
}

Result<void> DoTask(const Platform& platform, const identity::Officer& officer, CaseId id, std::int64_t task) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        CaseStore cases(tx);
        const auto incident = cases.Get(id);
        if (!incident) return NoCase();
        if (!cases.DoTask(id, task, officer.account.id, platform.clock.Now())) return {};
        const auto tasks = cases.Tasks(id);
        const auto done = std::ranges::find(tasks, task, &CaseTask::id);
        if (done != tasks.end()) Note(tx, platform.clock.Now(), *incident, officer, EntryKind::task, done->text);
        return {};
    });
}

Result<Case> TellAuthority(const Platform& platform, const identity::Officer& officer, CaseId id, std::string_view clock,
                           std::string_view how) {
    if (clock != "notice" && clock != "report") return std::unexpected(Refusal::NotFound(Say("Không có loại báo cáo này.")));
    if (Trim(how).empty()) return No("SOC_HOW_WANTED", Say("Ghi đã báo cho ai, bằng cách nào."), "cach_bao");
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Case> {
        CaseStore cases(tx);
        auto incident = cases.Get(id);
        if (!incident) return NoCase();
        const Instant now = platform.clock.Now();
        auto& told = clock == "notice" ? incident->noticed : incident->reported;
        if (told) return No("SOC_TOLD_ALREADY", Say("Việc này đã báo lúc {1}.", told->Spoken()), "", RefusalKind::conflict);
        told = now;
        if (!cases.Update(*incident, now)) return Changed();
        const auto clocks = ClocksOf(*incident);
        const auto which = std::ranges::find(clocks, clock, &LegalClock::key);
        Note(tx, now, *incident, officer, EntryKind::told,
             (which == clocks.end() ? std::string(clock) : which->name) + ": " + std::string(Trim(how)));
        platform.ledger.Append(tx, "soc case " + incident->code + " told " + std::string(clock) + " " + now.Rfc3339());
        KeepInbox(tx, *incident, CentreOf(officer), now);
        ++incident->version;
        return *incident;
    });
}

}  // namespace dongson::soc
