// Parsers as data: which messages one is for, and what their parts are called in ECS (data/soc/parsers/).
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/engine/rule.h"
#include "modules/soc/normalise/message_pattern.h"

namespace dongson {
class Definition;
class DefinitionErrors;
}  // namespace dongson

namespace dongson::soc {

enum class Reading : unsigned char { patterns, pairs, cef, leef };

// A field of ECS, by its place among Parsers::names().
using NameNumber = std::uint16_t;

struct Parser {
    std::string name;
    std::vector<std::string> programs;  // of syslog, in small letters; empty: only where a source says so, or `begins` does
    std::string begins;                 // the message's first letters, where no program is named
    std::string dataset;                // event.dataset
    std::vector<LogSource> sources;
    Reading reading = Reading::patterns;

    struct Constant {
        NameNumber name;
        std::string value;
    };
    std::vector<Constant> always;

    struct Message {
        MessagePattern pattern;
        std::vector<NameNumber> names;  // of the pattern's holes
        int time = -1, url = -1;        // the hole that tells when it happened; the one that is an address on the web
        std::vector<Constant> set;
    };
    std::vector<Message> messages;

    // Of pairs: what a name of theirs is here. A name that is not mentioned stays what it is.
    struct Field {
        NameNumber name = 0;
        bool hexadecimal = false;  // auditd's: hexadecimal when it is not in quotes
        std::map<std::string, Constant, std::less<>> also;
    };
    std::map<std::string, Field, std::less<>> fields;
    std::string time;  // the name that tells when it happened
};

class Parsers {
  public:
    // Reads one definition file.
    void Read(std::string source, std::string_view yaml, DefinitionErrors& errors);
    // Every file that ships. Throws std::logic_error when one cannot be read.
    static const Parsers& Shipped();

    const std::vector<Parser>& all() const { return parsers_; }
    const Parser* Find(std::string_view name) const;
    const Parser* OfProgram(std::string_view program) const;
    // By what the message begins with, when nothing else tells.
    const Parser* OfMessage(std::string_view message) const;
    const std::vector<std::string>& names() const { return names_; }
    // The parts of an address on the web.
    NameNumber url_path() const { return url_path_; }
    NameNumber url_query() const { return url_query_; }
    // What an event has whose parts nobody knows.
    const Parser::Constant& not_understood() const { return not_understood_; }
    // Whether some parser gives fields values of its own in which `folded` stands: no event need hold it in its bytes.
    bool GivesValue(std::string_view folded) const;

  private:
    NameNumber Name(std::string_view name);
    void ReadParser(const Definition& definition);
    Parser::Constant ReadConstant(std::string_view name, std::string value);
    void ReadMessage(const Definition& message, Parser& parser);
    void ReadField(const std::string& name, const Definition& field, Parser& parser);

    std::vector<Parser> parsers_;
    std::vector<std::string> names_;
    std::map<std::string, NameNumber, std::less<>> numbers_;
    std::map<std::string, std::size_t, std::less<>> by_program_;
    std::vector<std::string> values_;  // in small letters
    NameNumber url_path_ = Name("url.path"), url_query_ = Name("url.query");
    Parser::Constant not_understood_ = ReadConstant("event.kind", "pipeline_error");
};

}  // namespace dongson::soc
