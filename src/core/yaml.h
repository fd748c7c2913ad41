// Human-edited definitions: YAML read with line numbers, where an unknown key is refused with a suggestion.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "core/yaml_size.h"

namespace YAML {
class Node;
}

namespace dongson {

// A definition that cannot be read: which file, which line, what and what to do; and which value, as
// "sections.0.questions.2.key".
struct DefinitionError {
    std::string source;
    int line = 0;
    Sentence what;
    std::string path = {};
    // As operators and engineers read it.
    std::string Text() const { return source + ":" + std::to_string(line) + ": " + what.In(Language::english); }
};

// Collects every error of a file, so that its author mends them in one go.
class DefinitionErrors {
  public:
    void Add(std::string source, int line, Sentence what, std::string path = {}) {
        errors_.push_back({std::move(source), line, std::move(what), std::move(path)});
    }
    void Add(std::string source, int line, std::string what) { Add(std::move(source), line, Sentence{std::move(what), {}}); }
    bool empty() const { return errors_.empty(); }
    const std::vector<DefinitionError>& all() const { return errors_; }
    std::string Text() const;

  private:
    std::vector<DefinitionError> errors_;
};

// One node of a definition. Reading a missing or ill-typed key adds an error and gives the empty value, never throws.
class Definition {
  public:
    // Parses the text; a syntax error is added to `errors` and the result is an empty map.
    static Definition Parse(std::string source, std::string_view text, DefinitionErrors& errors, const YamlLimits& limits = {});

    std::string Text(std::string_view key) const;                              // required
    std::string Text(std::string_view key, std::string_view otherwise) const;  // optional
    std::int64_t Number(std::string_view key, std::int64_t otherwise) const;
    double Decimal(std::string_view key, double otherwise) const;
    bool Flag(std::string_view key, bool otherwise) const;
    std::vector<std::string> Texts(std::string_view key) const;  // a list, or one scalar
    std::vector<Definition> List(std::string_view key) const;    // empty when missing
    Definition Child(std::string_view key) const;                // an empty map when missing
    bool Has(std::string_view key) const;
    std::vector<std::pair<std::string, Definition>> Entries() const;  // of a map, in order
    std::vector<Definition> Items() const;                            // of a list
    std::string Scalar() const;
    bool IsMap() const;
    int Line() const;
    const std::string& Path() const { return path_; }

    // Refuses any key that is not named, with the nearest name that is.
    void OnlyKeys(std::span<const std::string_view> known) const;
    void OnlyKeys(std::initializer_list<std::string_view> known) const { OnlyKeys(std::span(known.begin(), known.end())); }
    void Fail(Sentence what) const;
    // Of one of its values, there or missing.
    void FailAt(std::string_view key, Sentence what) const;
    void Fail(std::string what) const { Fail(Sentence{std::move(what), {}}); }  // of files that only engineers write

  private:
    Definition(std::string source, std::string path, std::shared_ptr<YAML::Node> node, DefinitionErrors* errors)
        : source_(std::move(source)), path_(std::move(path)), node_(std::move(node)), errors_(errors) {}
    Definition Wrap(const YAML::Node& node, std::string_view step) const;
    std::string PathTo(std::string_view step) const;

    std::string source_, path_;
    std::shared_ptr<YAML::Node> node_;
    DefinitionErrors* errors_;
};

// The name nearest to what was written, or nothing when none is near.
std::string Suggest(std::string_view written, const std::vector<std::string>& known);

}  // namespace dongson
