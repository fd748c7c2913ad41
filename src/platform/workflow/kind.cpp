#include "platform/workflow/kind.h"

#include <algorithm>
#include <stdexcept>

#include "core/embedded.h"
#include "core/text.h"
#include "platform/workflow/process_text.h"

namespace dongson::workflow {

namespace {

constexpr std::string_view kFolder = "data/processes/", kPartsFolder = "data/processes/parts/", kSuffix = ".yaml";

Parts ShippedParts() {
    Parts parts;
    for (const auto path : EmbeddedBelow(kPartsFolder))
        if (path.ends_with(kSuffix))
            parts[std::string(path.substr(kPartsFolder.size(), path.size() - kPartsFolder.size() - kSuffix.size()))] =
                Embedded(path);
    return parts;
}

// What a shipped text says of itself in a line of its own, "kind: one_stop.dossier"; whatever is wrong with it, its kind finds.
std::string_view KindOfProcess(std::string_view text) {
    constexpr std::string_view kKind = "kind: ";
    for (const auto line : Split(text, '\n'))
        if (line.starts_with(kKind)) return Trim(line.substr(kKind.size()));
    return {};
}

template <class Table>
auto Named(const Table& table, std::string_view name) {
    const auto found = table.find(name);
    return found == table.end() ? typename Table::mapped_type{} : found->second;
}

}  // namespace

Refusal CaseKind::No(std::string_view code, Sentence sentence, RefusalKind kind) const {
    return {refusals_ + "_" + std::string(code), std::move(sentence), "", kind};
}

Refusal CaseKind::Wrong(std::string_view code, Sentence sentence, std::string_view field) const {
    return {refusals_ + "_" + std::string(code), std::move(sentence), std::string(field)};
}

Refusal CaseKind::Missing(std::string_view code) const {
    return Refusal::NotFound(Say("Không có {1} mã {2}.", Lower(noun_.Now()), code));
}

Refusal CaseKind::NotAColleague() const {
    return Wrong("NOT_A_COLLEAGUE", Say("Người được chọn không phải chuyên viên của đơn vị nhận {1}.", Lower(noun_.Now())),
                 "nguoi");
}

const identity::Capability& CaseKind::Worker() const {
    if (worker_ == nullptr) throw std::logic_error("nobody is given a " + key());
    return *worker_;
}

const identity::Capability& CaseKind::Assigner() const {
    if (assigner_ == nullptr) throw std::logic_error("nobody gives a " + key());
    return *assigner_;
}

bool CaseKind::GivesNewDay(const Event& event) const {
    return std::ranges::any_of(event.effects, [&](const std::string& effect) { return new_day_.contains(effect); });
}

bool CaseKind::StaysInside(std::string_view effect) const {
    return inside_.contains(effect);
}

const identity::Capability* CaseKind::CapabilityOf(std::string_view role) const {
    return Named(roles_, role);
}

bool CaseKind::IsApplicant(const Case& subject, const Actor& actor) const {
    return actor.officer == nullptr && applicant_ && applicant_(subject, actor.id);
}

std::optional<Refusal> CaseKind::RefuseGuard(std::string_view guard, const Case& subject, const Circumstances& now) const {
    const auto found = guards_.find(guard);
    if (found == guards_.end()) throw std::logic_error("no kind has the guard " + std::string(guard));  // none is let through
    return found->second(subject, now);
}

std::optional<Refusal> CaseKind::RefuseEffect(std::string_view effect, const Case& subject, const Circumstances& now) const {
    const auto found = effects_.find(effect);
    return found == effects_.end() ? std::nullopt : found->second(subject, now);
}

UnitId CaseKind::Sits(std::string_view seat, const Case& subject, const organisation::Units& units, Date day) const {
    const auto found = seats_.find(seat);
    return found == seats_.end() ? UnitId{} : found->second(subject, units, day);
}

std::map<std::string, Process> ReadShipped(const CaseKind& kind) {
    const auto parts = ShippedParts();
    std::map<std::string, Process> shipped;
    DefinitionErrors errors;
    for (const auto path : EmbeddedBelow(kFolder)) {
        if (!path.ends_with(kSuffix) || path.starts_with(kPartsFolder)) continue;
        const std::string source(path);
        if (KindOfProcess(Embedded(path)) != kind.key()) continue;  // for whoever brings that kind
        auto process = ParseProcess(source, Embedded(path), parts, kind.words(), errors);
        for (const auto& fault : Lint(process, kind))
            errors.Add(source, fault.line, fault.name + ": " + fault.what.In(Language::english));
        shipped.emplace(process.key, std::move(process));
    }
    if (!errors.empty()) throw std::runtime_error(errors.Text());
    return shipped;
}

std::map<std::string, std::string> ShippedTexts(const CaseKind& kind) {
    const auto parts = ShippedParts();
    std::map<std::string, std::string> texts;
    for (const auto& [key, process] : ReadShipped(kind))
        texts.emplace(key, WholeText(std::string(Embedded(process.source)), parts));
    return texts;
}

}  // namespace dongson::workflow
