#include "modules/one_stop/domain/catalogue.h"

#include "core/text.h"
#include "modules/one_stop/domain/fee_relief.h"

namespace dongson::one_stop {

namespace {

void ReadStated(const Definition& root, CatalogueRules& rules) {
    for (const auto& node : root.List("period_fees")) {
        node.OnlyKeys({"words", "until"});
        rules.period_fees.push_back({node.Text("words"), Date::Parse(node.Text("until")).value_or(Date{})});
    }
    for (const auto& node : root.List("fees")) {
        node.OnlyKeys({"codes", "channels", "sum", "basis"});
        StatedFee fee{node.Texts("codes"), {}, node.Number("sum", 0), node.Text("basis")};
        for (const auto& channel : node.Texts("channels"))
            fee.channels.push_back(channel == "online" ? Channel::online : channel == "post" ? Channel::post : Channel::counter);
        rules.fees.push_back(std::move(fee));
    }
    for (const auto& node : root.List("reliefs")) {
        node.OnlyKeys({"domains", "except", "groups", "percent", "basis"});
        rules.reliefs.push_back({node.Texts("domains"), node.Texts("except"), node.Texts("groups"),
                                 static_cast<int>(node.Number("percent", 100)), node.Text("basis")});
        for (const auto& group : rules.reliefs.back().groups)
            if (FindFeeGroup(group) == nullptr) node.Fail("no group of data/fees/groups.yaml is called " + group);
    }
    for (const auto& node : root.List("times")) {
        node.OnlyKeys({"codes", "same_day_until", "working_days", "basis"});
        const auto hour = static_cast<int>(node.Number("same_day_until", 0));
        rules.times.push_back({node.Texts("codes"),
                               hour > 0 ? calendar::Duration{hour, calendar::DurationUnit::same_day}
                                        : calendar::Duration{static_cast<int>(node.Number("working_days", 1)),
                                                             calendar::DurationUnit::working_days},
                               node.Text("basis")});
    }
}

}  // namespace

CatalogueRules ParseRules(std::string source, std::string_view yaml, DefinitionErrors& errors) {
    CatalogueRules rules;
    const auto root = Definition::Parse(std::move(source), yaml, errors);
    root.OnlyKeys({"version", "valid_from", "exclude", "levels", "publish", "departments", "department_otherwise", "guidance",
                   "fee_words", "free_words", "sum_denied_by", "period_fees", "fees", "reliefs", "times", "processes",
                   "processes_until_2025_06"});
    rules.version = root.Text("version");
    rules.valid_from = Date::Parse(root.Text("valid_from")).value_or(Date{});
    const auto exclude = root.Child("exclude");
    exclude.OnlyKeys({"issuers", "domains", "performers", "foreign", "own", "central", "local", "other_provinces"});
    const auto texts = [](const Definition& node, std::string_view key) {
        auto list = node.Texts(key);
        for (auto& text : list) text = Normalise(text);
        return list;
    };
    rules.excluded_issuers = texts(exclude, "issuers");
    rules.excluded_domains = texts(exclude, "domains");
    rules.excluded_performers = texts(exclude, "performers");
    rules.foreign = texts(exclude, "foreign");
    rules.own = Normalise(exclude.Text("own"));
    rules.central = texts(exclude, "central");
    rules.local = texts(exclude, "local");
    rules.other_provinces = texts(exclude, "other_provinces");
    rules.commune_words = texts(root.Child("levels"), "commune");
    rules.province_words = texts(root.Child("levels"), "province");
    const auto guidance = root.Child("guidance");
    guidance.OnlyKeys({"openings", "longer_than"});
    rules.guidance_openings = texts(guidance, "openings");
    for (auto& opening : rules.guidance_openings) opening = Lower(opening);
    rules.longest_paper = static_cast<std::size_t>(guidance.Number("longer_than", 240));
    const auto fees = root.Child("fee_words");
    fees.OnlyKeys({"neither", "charge", "fee"});
    rules.fee_neither = texts(fees, "neither");
    rules.charge_words = texts(fees, "charge");
    rules.fee_words = texts(fees, "fee");
    const auto free = root.Child("free_words");
    free.OnlyKeys({"says", "denied_by"});
    rules.free_says = texts(free, "says");
    rules.free_denied_by = texts(free, "denied_by");
    rules.sum_denied_by = texts(root, "sum_denied_by");
    ReadStated(root, rules);
    const auto publish = root.Child("publish");
    publish.OnlyKeys({"total", "whole", "partial", "national"});
    rules.total = static_cast<int>(publish.Number("total", 0));
    rules.whole = static_cast<int>(publish.Number("whole", 0));
    rules.partial = static_cast<int>(publish.Number("partial", 0));
    rules.national = static_cast<int>(publish.Number("national", 0));
    if (rules.whole + rules.partial != rules.total) publish.Fail("whole and partial must add up to total");
    for (const auto& [issuer, node] : root.Child("departments").Entries()) rules.departments[Normalise(issuer)] = node.Scalar();
    rules.department_otherwise = root.Text("department_otherwise");
    for (const auto& node : root.List("processes")) {
        node.OnlyKeys({"process", "codes", "domains", "level"});
        rules.processes.push_back({node.Text("process"), node.Texts("codes"), texts(node, "domains"),
                                   node.Has("level") ? organisation::ParseLevel(node.Text("level")) : std::nullopt});
    }
    for (const auto& [now, before] : root.Child("processes_until_2025_06").Entries())
        rules.processes_before[now] = before.Scalar();
    return rules;
}

}  // namespace dongson::one_stop
