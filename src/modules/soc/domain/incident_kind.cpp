#include "modules/soc/domain/incident_kind.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/text.h"
#include "modules/soc/capabilities.h"

namespace dongson::soc {

using workflow::Circumstances;
using workflow::KindOf;
using workflow::LintFault;
using workflow::Process;
using Refused = std::optional<Refusal>;

namespace {

// It says what caused it, what was touched, what was done and what was learned. The refusal names the field.
Refused ReportComplete(const Incident& incident, const Circumstances&) {
    const std::array<std::pair<const std::string*, std::string_view>, 4> wanted = {{{&incident.cause, "nguyen_nhan"},
                                                                                    {&incident.scope, "pham_vi"},
                                                                                    {&incident.remedy, "khac_phuc"},
                                                                                    {&incident.lessons, "bai_hoc"}}};
    for (const auto& [text, field] : wanted)
        if (Trim(*text).empty())
            return Refusal{"SOC_CASE_UNFINISHED", Say("Trước khi đóng, ghi đủ nguyên nhân, phạm vi, khắc phục và bài học."),
                           std::string(field)};
    return std::nullopt;
}

// Everything the law wants told is told.
Refused AllTold(const Incident& incident, const Circumstances&) {
    for (const auto& owed : ObligationsOf(incident))
        if (!owed.met) return Refusal{"SOC_CASE_UNTOLD", Say("Trước khi đóng, phải gửi “{1}” ({2}).", owed.name, owed.law), ""};
    return std::nullopt;
}

void Show(const Incident& incident, workflow::WorkItem& item) {
    item.path = "/can-bo/an-ninh/vu-viec/" + incident.code;
    item.title = incident.title;
    item.fresh = false;  // whoever opened it is at it
}

// Whoever is asked learns of it what the question says: not even what it is called.
void ShowAsked(const Incident& incident, const workflow::WorkItem&, std::vector<workflow::WorkItem>& work) {
    constexpr std::string_view kAsked = "opinion-";
    for (auto& item : work) {
        if (!item.slot.starts_with(kAsked)) continue;
        item.path = QuestionPath(incident.code, ToNumber(std::string_view(item.slot).substr(kAsked.size())));
        item.title = "Trung tâm giám sát an toàn thông tin hỏi";
    }
}

// Where it lies: with whoever opened it, or who took over from that unit.
UnitId Centre(const Incident& incident, const organisation::Units& units, Date day) {
    const auto* unit = units.InOfficeOn(incident.holder, day);
    return unit == nullptr ? incident.holder : unit->id;
}

void Prove(const Process& process, std::vector<LintFault>& faults) {
    for (const auto& event : process.events) {
        if (event.key == names::kDoStep)
            faults.push_back(
                {"PROCESS_NAME", Say("“do_step” là tên của việc đánh dấu bên ngoài quy trình"), event.line, event.path + ".key"});
        if (event.key.starts_with(names::kTell) != event.Has("tell_authority"))
            faults.push_back({"PROCESS_NAME", Say("việc báo cơ quan chức năng, và chỉ việc ấy, có tên bắt đầu bằng “tell_”"),
                              event.line, event.path + ".key"});
    }
    for (const auto& [key, state] : process.states)
        if (StateWord(key).empty())
            faults.push_back(
                {"PROCESS_STATE_WORD", Say("bước “{1}” chưa có từ để báo cáo và ghi sổ cái", key), state.line, state.path});
}

KindOf<Incident> MakeKind() {
    KindOf<Incident> kind("soc.incident", "SOC_CASE", {"Vụ việc", "Case"});
    kind.Role("analyst", kRespond).Assigned(kRespond, kRespond).Seat("centre", Centre).Answers(kAnswer);
    kind.Guard("report_complete", ReportComplete).Guard("all_told", AllTold);
    for (const auto effect : kIncidentEffects) kind.Effect(std::string(effect));
    kind.Obligations([](const Incident& incident) { return ObligationsOf(incident); }).Shows(Show).Asks(ShowAsked).Proofs(Prove);
    return kind;
}

bool Moved(const workflow::Happening& happening) {
    return happening.from != happening.to && !happening.from.empty();
}

}  // namespace

std::string QuestionPath(std::string_view code, std::int64_t question) {
    return "/can-bo/an-ninh/duoc-hoi/" + std::string(code) + "/" + std::to_string(question);
}

const workflow::CaseKind& IncidentKind() {
    static const auto kind = MakeKind();
    return kind;
}

const std::map<std::string, Process>& IncidentProcesses() {
    static const auto processes = workflow::ReadShipped(IncidentKind());
    return processes;
}

const Process& ProcessOf(const Incident& incident) {
    return IncidentProcesses().at(incident.process);
}

const workflow::Words& StateName(std::string_view state) {
    return IncidentProcesses().at(std::string(kIncidentProcess)).At(state).words;
}

std::string_view SortOf(const workflow::Happening& happening) {
    static constexpr std::pair<std::string_view, std::string_view> kSorts[] = {{workflow::names::kNote, "Ghi chú"},
                                                                               {workflow::names::kSubmit, "Trạng thái"},
                                                                               {names::kTakeAlert, "Cảnh báo"},
                                                                               {names::kAddEvidence, "Chứng cứ"},
                                                                               {names::kDoStep, "Việc"},
                                                                               {names::kDescribe, "Mô tả"},
                                                                               {workflow::names::kAssign, "Phân công"}};
    if (Moved(happening)) return "Trạng thái";
    if (happening.event.starts_with(names::kTell)) return "Đã báo";
    for (const auto& [event, sort] : kSorts)
        if (event == happening.event) return sort;
    return happening.label.vi;
}

std::string TextOf(const workflow::Happening& happening) {
    if (happening.event == workflow::names::kSubmit) return happening.label.vi + ": " + happening.reason;
    if (!Moved(happening)) return happening.reason;
    const auto moved = StateName(happening.from).vi + " → " + StateName(happening.to).vi;
    return happening.reason.empty() ? moved : moved + ". " + happening.reason;
}

}  // namespace dongson::soc
