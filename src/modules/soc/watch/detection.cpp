#include "modules/soc/watch/detection.h"

#include <algorithm>

#include "core/embedded.h"
#include "core/log.h"
#include "core/text.h"
#include "modules/soc/engine/evaluate.h"
#include "modules/soc/engine/network.h"
#include "modules/soc/engine/rule_files.h"
#include "modules/soc/search/query.h"

namespace dongson::soc {

Detection::Detection(const DetectionParts& parts) : off_(parts.off) {
    ReadShippedFieldNames(book_.fields());
    if (parts.shipped) {
        ReadShippedRules(book_);
        for (const auto path : EmbeddedBelow("data/soc/rules/")) book_.Read(path, Embedded(path));
    }
    for (const auto& [name, yaml] : parts.own_rules) book_.Read(name, yaml);
    book_.Finish();
    recogniser_ = std::make_unique<Recogniser>(
        parts.indicators ? parts.indicators : std::make_shared<const IndicatorSet>(std::vector<IndicatorSet::Feed>()),
        book_.fields());
    sources_.ReadShipped(book_.fields());
    channel_ = book_.fields().Of("Channel");
    address_ = book_.fields().Of("SourceIp");
    host_ = book_.fields().Of("host.name");

    for (const RuleException& exception : parts.exceptions) {
        auto condition = ReadQueryInto(exception.query, book_.fields());
        if (!condition) {
            faults_[exception.id] = condition.error().sentence.In(Language::vietnamese);
            continue;
        }
        (exception.rule.empty() ? everywhere_ : of_rule_[exception.rule]).push_back(exceptions_.size());
        exceptions_.push_back({std::move(*condition), exception.expires});
    }
    for (const Rule& rule : book_.rules()) {
        Setting setting{.off = parts.off.contains(KeyOf(rule)), .reach = {}, .exceptions = {}};
        if (const auto reach = parts.reach.find(KeyOf(rule)); reach != parts.reach.end()) setting.reach = reach->second;
        if (const auto own = of_rule_.find(KeyOf(rule)); own != of_rule_.end()) setting.exceptions = own->second;
        settings_.push_back(std::move(setting));
    }
    normaliser_ = std::make_unique<Normaliser>(Parsers::Shipped(), book_.fields(), sources_);
    detector_ = std::make_unique<Detector>(book_, sources_);
}

bool Detection::Excepted(const std::vector<std::size_t>& exceptions, const Event& event, Instant now) const {
    return std::ranges::any_of(
        exceptions, [&](std::size_t i) { return exceptions_[i].expires > now && Holds(exceptions_[i].condition, event); });
}

bool RuleReach::Holds(const Source* source) const {
    static const Source kNone;
    const Source& of = source == nullptr ? kNone : *source;
    return (groups.empty() || groups.contains(of.group)) && (units.empty() || units.contains(of.unit));
}

bool Detection::Counts(std::uint32_t rule, const Source* source, const Event& event, Instant now) const {
    const Setting& setting = settings_[rule];
    if (setting.off) return false;
    if (!setting.reach.Holds(source)) return false;
    return !Excepted(everywhere_, event, now) && !Excepted(setting.exceptions, event, now);
}

bool Detection::Counts(const Correlation& correlation, const std::vector<std::string>& group, Instant now) const {
    if (off_.contains(KeyOf(correlation))) return false;
    // An alias stands for a field of each rule; by any of these names the value is found.
    std::map<std::string, std::string_view> values;
    for (std::size_t i = 0; i < group.size(); ++i) {
        values.emplace(correlation.group_by[i], group[i]);
        for (const auto& input : correlation.inputs)
            if (i < input.group_by.size()) values.emplace(book_.fields().Name(input.group_by[i]), group[i]);
    }
    std::string json = "{";
    for (const auto& [name, value] : values)
        json += (json.size() > 1 ? "," : "") + JsonQuote(name) + ":" + JsonQuote(MendUtf8(value));
    json += "}";
    const std::size_t size = json.size();
    json.append(JsonReader::kPaddingAfter, ' ');
    Event event;
    JsonReader().Read(std::string_view(json).substr(0, size), book_.fields(), event);
    return !Excepted(KeyOf(correlation), event, now);
}

bool Detection::Excepted(std::string_view rule, const Event& event, Instant now) const {
    const auto own = of_rule_.find(rule);
    return Excepted(everywhere_, event, now) || (own != of_rule_.end() && Excepted(own->second, event, now));
}

Entity Detection::EntityOf(const Event& event, std::string_view source) const {
    const auto value = [&](FieldId field) {
        const auto* first = event.First(field);
        return first == nullptr || first->kind == ValueKind::null ? std::string_view() : event.Text(*first);
    };
    const auto shortened = [](std::string_view text) { return std::string(text.substr(0, 200)); };
    // On Windows the address is often the machine's own; elsewhere it is who came.
    const auto host = value(host_);
    if (event.Has(channel_) && !host.empty()) return {"host", shortened(host)};
    if (const auto address = value(address_); ReadAddress(address)) return {"address", shortened(address)};
    if (!host.empty()) return {"host", shortened(host)};
    return {"source", shortened(source)};
}

}  // namespace dongson::soc
