#include "modules/soc/engine/log_sources.h"

#include <algorithm>
#include <stdexcept>

#include "core/embedded.h"
#include "core/yaml.h"
#include "modules/soc/engine/event_time.h"

namespace dongson::soc {

namespace {

constexpr char kShipped[] = "data/soc/log_sources.yaml";

void MustBeSound(const DefinitionErrors& errors) {
    if (!errors.empty()) throw std::logic_error(errors.Text());
}

}  // namespace

void ReadFieldNames(std::string source, std::string_view yaml, Fields& fields, DefinitionErrors& errors) {
    const Definition file = Definition::Parse(std::move(source), yaml, errors);
    for (const auto& [name, others] : file.Child("fields").Entries())
        for (const Definition& other : others.Items()) fields.Alias(other.Scalar(), fields.Of(name));
}

void ReadShippedFieldNames(Fields& fields) {
    DefinitionErrors errors;
    ReadFieldNames(kShipped, Embedded(kShipped), fields, errors);
    MustBeSound(errors);
}

void LogSources::ReadShipped(Fields& fields) {
    DefinitionErrors errors;
    Read(kShipped, Embedded(kShipped), fields, errors);
    MustBeSound(errors);
}

void LogSources::Read(std::string source, std::string_view yaml, Fields& fields, DefinitionErrors& errors) {
    Definition file = Definition::Parse(std::move(source), yaml, errors);
    file.OnlyKeys({"below", "fields", "sources", "times"});
    for (const std::string& name : file.Texts("times")) times_.push_back(fields.Of(name));
    for (const Definition& each : file.List("sources")) ReadKey(each, fields);
    for (const std::string& above : file.Texts("below"))
        for (std::size_t field = 1, end = fields.size(); field < end; ++field) {
            const std::string& name = fields.Name(static_cast<FieldId>(field));
            const std::string below = std::string(above).append(".").append(name);
            // By its name: of fields that became one, one number alone is left.
            if (fields.Find(below).field == kAnyField) fields.Alias(below, fields.Find(name).field);
        }
}

void LogSources::ReadKey(const Definition& source, Fields& fields) {
    source.OnlyKeys({"by", "number", "product", "values"});
    Key key;
    key.field = fields.Of(source.Text("by"));
    if (source.Has("number")) key.number = fields.Of(source.Text("number"));
    for (const auto& [value, meaning] : source.Child("values").Entries()) {
        Choice choice = ReadChoice(meaning, {.product = source.Text("product", "")}, fields);
        Pattern pattern = Pattern::Parse(value).Fold();
        if (pattern.HasWildcards()) {
            key.wild.emplace_back(std::move(pattern), std::move(choice));
        } else {
            key.values.emplace(FoldCase(value), std::move(choice));
        }
    }
    keys_.push_back(std::move(key));
}

LogSources::Choice LogSources::ReadChoice(const Definition& value, const LogSource& of, Fields& fields) {
    value.OnlyKeys({"product", "category", "service", "numbers", "named"});
    LogSource plain{value.Text("product", of.product), value.Text("category", ""), value.Text("service", "")};
    Choice choice;
    choice.plain = Declare(plain);
    for (const auto& [number, categories] : value.Child("numbers").Entries()) {
        std::vector<LogSource> sources;
        std::vector<std::string> names;
        for (const Definition& category : categories.Items()) names.push_back(category.Scalar());
        if (names.empty()) names.push_back(categories.Scalar());
        sources.reserve(names.size());
        for (std::string& name : names) sources.push_back({plain.product, std::move(name), plain.service});
        choice.by_number[number] = static_cast<EventClass>(classes_.size());
        classes_.push_back({std::move(sources), {}});
    }
    for (const auto& [number, names] : value.Child("named").Entries()) {
        auto numbered = choice.by_number.find(number);
        if (numbered == choice.by_number.end())
            names.Fail("has no category under 'numbers'");
        else
            for (const auto& [wanted, present] : names.Entries())
                classes_[numbered->second].renamed.emplace_back(fields.Of(wanted), fields.Of(present.Scalar()));
    }
    return choice;
}

EventClass LogSources::Declare(const std::vector<LogSource>& sources) {
    auto known =
        std::ranges::find_if(classes_, [&](const Class& each) { return each.sources == sources && each.renamed.empty(); });
    if (known == classes_.end()) known = classes_.insert(classes_.end(), {sources, {}});
    return static_cast<EventClass>(known - classes_.begin());
}

const LogSources::Choice* LogSources::Key::Find(std::string_view value) const {
    if (auto known = values.find(value); known != values.end()) return &known->second;
    auto fits = std::ranges::find_if(wild, [&](const auto& each) { return each.first.Matches(value); });
    return fits == wild.end() ? nullptr : &fits->second;
}

std::optional<Instant> LogSources::TimeOf(const Event& event) const {
    for (const FieldId field : times_)
        if (const auto* value = event.First(field))
            if (const auto time = ReadEventTime(event.Text(*value))) return time;
    return std::nullopt;
}

EventClass LogSources::Of(const Event& event, EventClass otherwise) const {
    for (const Key& key : keys_) {
        const auto* value = event.First(key.field);
        if (value == nullptr) continue;
        const Choice* choice = key.Find(event.Folded(*value));
        if (choice == nullptr) continue;
        const auto* number = key.number == kAnyField ? nullptr : event.First(key.number);
        if (number == nullptr) return choice->plain;
        auto numbered = choice->by_number.find(event.Text(*number));
        return numbered == choice->by_number.end() ? choice->plain : numbered->second;
    }
    return otherwise;
}

}  // namespace dongson::soc
