#include "modules/soc/normalise/parser.h"

#include <algorithm>
#include <stdexcept>

#include "core/embedded.h"
#include "core/text.h"
#include "core/yaml.h"
#include "modules/soc/engine/letter_case.h"

namespace dongson::soc {

NameNumber Parsers::Name(std::string_view name) {
    if (const auto known = numbers_.find(name); known != numbers_.end()) return known->second;
    const auto number = static_cast<NameNumber>(names_.size());
    names_.emplace_back(name);
    numbers_.emplace(name, number);
    return number;
}

Parser::Constant Parsers::ReadConstant(std::string_view name, std::string value) {
    values_.push_back(FoldCase(value));
    return {Name(name), std::move(value)};
}

void Parsers::ReadMessage(const Definition& message, Parser& parser) {
    message.OnlyKeys({"text", "set"});
    auto pattern = MessagePattern::Parse(message.Text("text"));
    if (!pattern) return message.Fail(pattern.error());
    Parser::Message result{.pattern = std::move(*pattern), .names = {}, .set = {}};
    for (std::size_t i = 0; i < result.pattern.names().size(); ++i) {
        result.names.push_back(Name(result.pattern.names()[i]));
        if (result.pattern.types()[i] == HoleType::clf_time) result.time = static_cast<int>(i);
        if (result.pattern.types()[i] == HoleType::url) result.url = static_cast<int>(i);
    }
    for (const auto& [name, value] : message.Child("set").Entries()) result.set.push_back(ReadConstant(name, value.Scalar()));
    parser.messages.push_back(std::move(result));
}

void Parsers::ReadField(const std::string& name, const Definition& field, Parser& parser) {
    Parser::Field& into = parser.fields[name];
    if (!field.IsMap()) {
        into.name = Name(field.Scalar());
        return;
    }
    field.OnlyKeys({"is", "hexadecimal", "also"});
    into.name = Name(field.Text("is", name));
    into.hexadecimal = field.Flag("hexadecimal", false);
    for (const auto& [other, values] : field.Child("also").Entries())
        for (const auto& [value, meaning] : values.Entries()) into.also[value] = ReadConstant(other, meaning.Scalar());
}

void Parsers::ReadParser(const Definition& definition) {
    definition.OnlyKeys({"name", "programs", "begins", "dataset", "sources", "reading", "always", "messages", "fields", "time"});
    Parser parser{
        .name = definition.Text("name"), .begins = definition.Text("begins", ""), .dataset = definition.Text("dataset")};
    for (const std::string& program : definition.Texts("programs")) parser.programs.push_back(Lower(program));
    for (const Definition& from : definition.List("sources")) {
        from.OnlyKeys({"product", "category", "service"});
        parser.sources.push_back({from.Text("product", ""), from.Text("category", ""), from.Text("service", "")});
    }
    const std::string reading = definition.Text("reading", "patterns");
    constexpr std::string_view kReadings[] = {"patterns", "pairs", "cef", "leef"};
    const auto* const found = std::ranges::find(kReadings, reading);
    if (found == std::end(kReadings)) return definition.Fail("'reading' is patterns, pairs, cef or leef");
    parser.reading = static_cast<Reading>(found - std::begin(kReadings));
    for (const auto& [name, value] : definition.Child("always").Entries())
        parser.always.push_back(ReadConstant(name, value.Scalar()));
    parser.always.push_back(ReadConstant("event.dataset", parser.dataset));
    for (const Definition& message : definition.List("messages")) ReadMessage(message, parser);
    for (const auto& [name, field] : definition.Child("fields").Entries()) ReadField(name, field, parser);
    parser.time = definition.Text("time", "");
    for (const std::string& program : parser.programs)
        if (!by_program_.emplace(program, parsers_.size()).second)
            definition.Fail("two parsers are for the program \"" + program + "\"");
    if (Find(parser.name) != nullptr) definition.Fail("two parsers are called \"" + parser.name + "\"");
    parsers_.push_back(std::move(parser));
}

void Parsers::Read(std::string source, std::string_view yaml, DefinitionErrors& errors) {
    const Definition file = Definition::Parse(std::move(source), yaml, errors);
    file.OnlyKeys({"parsers"});
    for (const Definition& each : file.List("parsers")) ReadParser(each);
}

const Parsers& Parsers::Shipped() {
    static const Parsers shipped = [] {
        Parsers parsers;
        DefinitionErrors errors;
        for (const auto path : EmbeddedBelow("data/soc/parsers/")) parsers.Read(std::string(path), Embedded(path), errors);
        if (!errors.empty()) throw std::logic_error(errors.Text());
        return parsers;
    }();
    return shipped;
}

const Parser* Parsers::Find(std::string_view name) const {
    const auto found = std::ranges::find(parsers_, name, &Parser::name);
    return found == parsers_.end() ? nullptr : &*found;
}

const Parser* Parsers::OfProgram(std::string_view program) const {
    // "CRON", "postfix/smtpd": the letters' size says nothing, and neither does what follows a stroke.
    const std::string small = Lower(program.substr(0, program.find('/')));
    const auto found = by_program_.find(small);
    return found == by_program_.end() ? nullptr : &parsers_[found->second];
}

const Parser* Parsers::OfMessage(std::string_view message) const {
    for (const Parser& parser : parsers_)
        if (!parser.begins.empty() && message.starts_with(parser.begins)) return &parser;
    return nullptr;
}

bool Parsers::GivesValue(std::string_view folded) const {
    return std::ranges::any_of(values_, [&](const std::string& value) { return value.find(folded) != std::string::npos; });
}

}  // namespace dongson::soc
