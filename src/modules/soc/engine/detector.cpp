#include "modules/soc/engine/detector.h"

#include <algorithm>
#include <map>

#include "modules/soc/engine/keyword_gate.h"
#include "modules/soc/engine/rule_reader.h"
#include "modules/soc/engine/trigger.h"

namespace dongson::soc {

// The rules for the events of one class, indexed.
struct Detector::Plan {
    std::vector<std::uint32_t> rules, always;
    std::map<FieldId, TextIndex> fields;  // kAnyField: keywords
    KeywordGate keywords;                 // of the texts under kAnyField

    void Add(const TriggerKey& key, std::uint32_t rule) {
        TextIndex& index = fields[key.field];
        if (key.field == kAnyField) keywords.Add(key.text);
        switch (key.place) {
            case TriggerKey::Place::whole:
                return index.AddWhole(key.text, rule);
            case TriggerKey::Place::start:
                return index.AddStart(key.text, rule);
            case TriggerKey::Place::end:
                return index.AddEnd(key.text, rule);
            case TriggerKey::Place::within:
                return index.AddWithin(key.text, rule);
            case TriggerKey::Place::present:
                return index.AddAlways(rule);
        }
    }
};

Detector::Detector(const RuleBook& book, const LogSources& sources, EvaluationOptions options)
    : book_(book), sources_(sources), options_(options) {
    std::map<std::vector<std::uint32_t>, std::shared_ptr<const Plan>> same;
    for (EventClass of = 0; of < sources_.size(); ++of) {
        std::vector<std::uint32_t> rules;
        for (std::uint32_t rule = 0; rule < book_.rules().size(); ++rule)
            if (std::ranges::any_of(sources_.Sources(of),
                                    [&](const LogSource& source) { return Covers(book_.rules()[rule].source, source); }))
                rules.push_back(rule);
        auto& plan = same[rules];
        if (plan == nullptr) plan = MakePlan(std::move(rules));
        plans_.push_back(plan);
    }
}

Detector::~Detector() = default;

std::shared_ptr<const Detector::Plan> Detector::MakePlan(std::vector<std::uint32_t> rules) const {
    auto plan = std::make_shared<Plan>();
    for (std::uint32_t rule : rules) {
        auto trigger = TriggerOf(book_.rules()[rule].condition);
        if (!trigger) {
            plan->always.push_back(rule);
            continue;
        }
        for (const TriggerKey& key : trigger->keys) plan->Add(key, rule);
    }
    for (auto& [field, index] : plan->fields) index.Finish();
    plan->keywords.Finish();
    plan->rules = std::move(rules);
    return plan;
}

void Detector::Prepare(DetectionRoom& room) const {
    room.seen.assign(book_.rules().size(), 0);
    room.round = 0;
    for (const auto& plan : plans_) {
        plan->keywords.Prepare(room.search);
        for (const auto& [field, index] : plan->fields) index.Prepare(room.search);
    }
}

void Detector::Detect(Event& event, EventClass otherwise, DetectionRoom& room, std::vector<std::uint32_t>& hits) const {
    const EventClass of = room.of = sources_.Of(event, otherwise);
    sources_.Rename(of, event);
    const Plan& plan = *plans_[of];
    if (++room.round == 0) {
        std::ranges::fill(room.seen, 0U);
        room.round = 1;
    }
    auto first = static_cast<std::ptrdiff_t>(hits.size());
    auto evaluate = [&](std::uint32_t rule) {
        if (room.seen[rule] == room.round) return;
        room.seen[rule] = room.round;
        ++room.evaluated;
        if (Holds(book_.rules()[rule].condition, event, options_)) hits.push_back(rule);
    };
    for (std::uint32_t rule : plan.always) evaluate(rule);
    for (const auto& entry : plan.fields) {
        const FieldId field = entry.first;
        const TextIndex& index = entry.second;
        auto find = [&](const Event::Value& value) {
            // What exists may be null and still exist, so nothing but the texts is left out.
            index.Find(value.kind == ValueKind::null ? std::string_view() : event.Folded(value), room.search, evaluate);
        };
        if (field == kAnyField) {
            if (!event.line().empty() && !plan.keywords.MayHold(event.line(), room.search)) continue;
            for (std::size_t i = 0; i < event.values().size(); ++i)
                if (event.values()[i].sought == Sought::anywhere) find(event.values()[i]);
        } else {
            for (const auto* value = event.First(field); value != nullptr; value = event.Next(*value)) find(*value);
        }
    }
    std::sort(hits.begin() + first, hits.end());
}

void Detector::DetectPlainly(Event& event, EventClass otherwise, std::vector<std::uint32_t>& hits) const {
    EventClass of = sources_.Of(event, otherwise);
    sources_.Rename(of, event);
    for (std::uint32_t rule : plans_[of]->rules)
        if (Holds(book_.rules()[rule].condition, event, options_)) hits.push_back(rule);
}

std::size_t Detector::AlwaysEvaluated(EventClass of) const {
    return plans_[of]->always.size();
}

}  // namespace dongson::soc
