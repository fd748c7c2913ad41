#include "modules/soc/normalise/normaliser.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/testing/case_file.h"
#include "core/testing/in_source.h"
#include "core/text.h"
#include "core/yaml.h"

namespace dongson::soc {
namespace {

// Every value of an event by the names that the expectation asks for.
struct Bench {
    Fields fields;
    LogSources sources;
    explicit Bench(const std::vector<std::string>& names) {
        ReadShippedFieldNames(fields);
        for (const std::string& name : names) fields.Of(name);
        sources.ReadShipped(fields);
    }
};

// given: "syslog", "text" or "json", then perhaps a parser's name; then the event's line. Expected: name = value, in any order;
// "name" alone is absent; "time = …", "understood = yes", "source = product/category/service".
void Check(const dongson::Case& each) {
    const auto words = Split(std::string_view(each.given[0]), ' ');
    const Shape shape = words[0] == "syslog" ? Shape::syslog : words[0] == "json" ? Shape::json : Shape::text;
    const Parser* wanted = words.size() > 1 ? Parsers::Shipped().Find(words[1]) : nullptr;
    ASSERT_TRUE(words.size() < 2 || wanted != nullptr) << "no parser " << words[1];
    std::string line = ReplaceAll(ReplaceAll(each.given.at(1), "<tab>", "\t"), "<newline>", "\n");
    const std::size_t size = line.size();
    line.append(JsonReader::kPaddingAfter, ' ');
    const EventRecord record{
        .shape = shape, .received = Instant::Parse("2026-11-25 08:00").value(), .bytes = std::string_view(line).substr(0, size)};

    std::vector<std::string> names;
    for (const std::string& expected : each.expected)
        names.emplace_back(Trim(std::string_view(expected).substr(0, expected.find('='))));
    Bench bench(names);
    Normaliser normaliser(Parsers::Shipped(), bench.fields, bench.sources);
    Event event;
    const Normalised read = normaliser.Read(record, wanted, event);
    const auto explained = normaliser.Explain(record, wanted);
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string& expected = each.expected[i];
        const std::size_t equals = expected.find('=');
        const std::string value(equals == std::string::npos ? "" : Trim(std::string_view(expected).substr(equals + 1)));
        if (names[i] == "time") {
            EXPECT_EQ(read.time ? read.time->Rfc3339() : "none", value);
        } else if (names[i] == "understood") {
            EXPECT_EQ(read.understood ? "yes" : "no", value);
        } else if (names[i] == "fault") {
            EXPECT_EQ(read.fault, value);
        } else if (names[i] == "source") {
            std::vector<std::string> all;
            for (const LogSource& source : bench.sources.Sources(bench.sources.Of(event, read.of)))
                all.push_back(source.product + "/" + source.category + "/" + source.service);
            EXPECT_NE(std::ranges::find(all, value), all.end()) << Join(all, " ");
        } else if (equals == std::string::npos) {
            EXPECT_FALSE(event.Has(bench.fields.Of(names[i]))) << names[i];
        } else {
            const auto* found = event.First(bench.fields.Of(names[i]));
            std::vector<std::string> all;
            for (; found != nullptr; found = event.Next(*found)) all.emplace_back(event.Text(*found));
            EXPECT_EQ(Join(all, " | "), value) << names[i];
            const auto shown = std::ranges::find(explained, names[i], &NamedValue::name);
            // People are shown the same, but for names that only rules have.
            if (shown != explained.end()) {
                EXPECT_NE(std::ranges::find(all, shown->value), all.end()) << names[i] << " shown as " << shown->value;
            }
        }
    }
}

class NormaliserCases : public ::testing::TestWithParam<const char*> {};

TEST_P(NormaliserCases, read_as_expected) {
    const std::string path = InSource("/src/modules/soc/normalise/cases/") + GetParam() + ".case";
    for (const dongson::Case& each : ReadCases(path)) {
        SCOPED_TRACE(path + ":" + std::to_string(each.line));
        Check(each);
    }
}
INSTANTIATE_TEST_SUITE_P(Each, NormaliserCases, ::testing::Values("linux", "web", "network", "carriers"));

TEST(Parsers, say_what_is_wrong_with_a_definition_and_where) {
    const struct {
        const char* message;
        const char* reason;
    } cases[] = {{"a <b", "does not end"},
                 {"a <b><c>", "side by side"},
                 {"a <b:number>", "no kind of hole"},
                 {"<a:text> <b:text>", "more than one"},
                 {"<a:text> \\\"<b:quoted>\\\"", "quoted hole after"},
                 {"x<a>", "right before a hole"},
                 {"<a>x", "right after a hole"},
                 {"<>", "without a name"}};
    for (const auto& [message, reason] : cases) {
        Parsers parsers;
        DefinitionErrors errors;
        parsers.Read("p.yaml",
                     std::string("parsers:\n  - name: p\n    dataset: d\n    messages:\n      - text: \"") + message + "\"\n",
                     errors);
        EXPECT_NE(errors.Text().find(reason), std::string::npos) << message << ": " << errors.Text();
        EXPECT_EQ(errors.Text().find("p.yaml:5"), 0U) << errors.Text();
    }
}

TEST(Normaliser, whatever_the_bytes_are_it_reads_them_and_words_are_still_sought_in_them) {
    Bench bench({"message"});
    Normaliser normaliser(Parsers::Shipped(), bench.fields, bench.sources);
    Event event;
    for (std::string line : {"", "<", "<34>", "<34>1 ", "type=", "CEF:", "CEF:0|a|b\\", "LEEF:2.0|a|b|c|d|", "{",
                             "{\"a\":", "@cee:", "a=\"", "=\\"}) {
        const std::size_t size = line.size();
        line.append(JsonReader::kPaddingAfter, '\0');
        for (const Shape shape : {Shape::text, Shape::syslog}) {
            const auto read = normaliser.Read({.shape = shape, .bytes = std::string_view(line).substr(0, size)}, nullptr, event);
            EXPECT_EQ(read.fault, "") << line;
            EXPECT_TRUE(event.Has(bench.fields.Of("message"))) << line;
        }
    }
}

}  // namespace
}  // namespace dongson::soc
