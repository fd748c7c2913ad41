#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "core/embedded.h"
#include "core/testing/case_file.h"
#include "core/testing/in_source.h"
#include "core/text.h"
#include "core/yaml.h"
#include "modules/soc/engine/detector.h"
#include "modules/soc/engine/json_text.h"
#include "modules/soc/engine/rule_reader.h"

namespace dongson::soc {

namespace {

const Placeholders kPlaceholders = {{"admins", {"root", "quản trị"}}, {"servers", {"sv-1", "sv-2"}}};
constexpr int kLinesAbove = 4;  // of the detection, in the rule below

std::string RuleAround(const std::vector<std::string>& detection) {
    std::string rule = "title: t\nid: the-rule\nlogsource: {product: test}\ndetection:\n";
    for (const std::string& line : detection) rule += "  " + line + "\n";
    return rule;
}

// Whether the book's rules hold for an event of the product "test": found by the index and found plainly must be the same.
std::vector<std::uint32_t> Held(RuleBook& book, const std::string& event_text) {
    LogSources sources;
    const EventClass of = sources.Declare({.product = "test"});
    const Detector detector(book, sources);
    DetectionRoom room;
    detector.Prepare(room);
    const std::string padded = event_text + std::string(JsonReader::kPaddingAfter, ' ');
    JsonReader reader;
    Event event;
    std::vector<std::uint32_t> indexed, plainly;
    EXPECT_EQ("", reader.Read(std::string_view(padded).substr(0, event_text.size()), book.fields(), event)) << event_text;
    detector.Detect(event, of, room, indexed);
    EXPECT_EQ("", reader.Read(std::string_view(padded).substr(0, event_text.size()), book.fields(), event)) << event_text;
    detector.DetectPlainly(event, of, plainly);
    EXPECT_EQ(plainly, indexed) << event_text;
    return plainly;
}

void Follow(const dongson::Case& wanted) {
    RuleBook book(kPlaceholders);
    book.Read("rule.yml", RuleAround(wanted.given));
    book.Finish();
    for (const std::string& line : wanted.expected) {
        const auto space = line.find(' ');
        const std::string word = line.substr(0, space), rest = line.substr(space + 1);
        if (word == "refused") {
            ASSERT_EQ(1U, book.faults().size());
            const RuleFault& fault = book.faults()[0];
            EXPECT_EQ(rest, std::to_string(fault.line - kLinesAbove) + " " + fault.reason);
            EXPECT_TRUE(book.rules().empty());
            continue;
        }
        ASSERT_TRUE(word == "yes" || word == "no") << line;
        ASSERT_TRUE(book.faults().empty()) << book.faults()[0].Text();
        EXPECT_EQ(word == "yes", Held(book, rest).size() == 1) << line;
    }
}

class SigmaCases : public ::testing::TestWithParam<const char*> {};

}  // namespace

TEST_P(SigmaCases, hold_as_written) {
    const std::string file = InSource("/src/modules/soc/engine/cases/") + GetParam() + ".case";
    for (const dongson::Case& each : ReadCases(file)) {
        SCOPED_TRACE(file + ":" + std::to_string(each.line));
        Follow(each);
    }
}

INSTANTIATE_TEST_SUITE_P(Every, SigmaCases, ::testing::Values("texts", "modifiers", "conditions", "refusals", "placeholders"),
                         [](const auto& param) { return std::string(param.param); });

TEST(RuleBook, a_filter_narrows_the_rules_it_names_and_no_others) {
    RuleBook book;
    book.Read("rules.yml", R"(
title: first
id: 11111111-1111-1111-1111-111111111111
logsource: {product: test}
detection: {s: {A: x}, condition: s}
---
title: second
name: by_name
logsource: {product: test}
detection: {s: {A: x}, condition: s}
---
title: third
logsource: {product: test}
detection: {s: {A: x}, condition: s}
---
title: not for the backup host
logsource: {product: test}
filter:
  rules: [11111111-1111-1111-1111-111111111111, by_name, missing]
  backup: {Host: backup}
  condition: not backup
)");
    book.Finish();
    EXPECT_EQ((std::vector<std::uint32_t>{0, 1, 2}), Held(book, R"({"A":"x","Host":"other"})"));
    EXPECT_EQ((std::vector<std::uint32_t>{2}), Held(book, R"({"A":"x","Host":"backup"})"));
    ASSERT_EQ(1U, book.faults().size());
    EXPECT_EQ("the filter names the rule \"missing\", which is not here", book.faults()[0].reason);
}

TEST(RuleBook, a_broken_document_leaves_the_others_of_its_file) {
    RuleBook book;
    book.Read(
        "rules.yml",
        "title: t\nlogsource: {product: test}\ndetection: {s: {A: x}, condition: s}\n---\ntitle: no source\ndetection: {}\n");
    book.Read("broken.yml", "title: [\n");
    book.Read("list.yml", "- a\n");
    book.Read("level.yml", "title: t\nlevel: huge\nlogsource: {product: test}\ndetection: {s: {A: x}, condition: s}\n");
    book.Read("neither.yml", "title: t\nlogsource: {product: test}\n");
    book.Read("old.yml", "action: global\n");
    EXPECT_EQ(1U, book.rules().size());
    std::vector<std::string> faults;
    for (const RuleFault& fault : book.faults()) faults.push_back(fault.file + ":" + std::to_string(fault.line));
    EXPECT_EQ(
        (std::vector<std::string>{"rules.yml:5", "broken.yml:2", "list.yml:1", "level.yml:2", "neither.yml:1", "old.yml:1"}),
        faults);
}

TEST(RuleBook, brackets_a_thousand_deep_are_refused_and_harm_nothing) {
    RuleBook book;
    book.Read("deep.yml", RuleAround({"s: {A: x}", "condition: " + std::string(1000, '(') + "s" + std::string(1000, ')')}));
    ASSERT_EQ(1U, book.faults().size());
    EXPECT_EQ("condition: nested more than 64 deep", book.faults()[0].reason);
    book.Read("yaml.yml", std::string(20'000, '[') + std::string(20'000, ']'));
    EXPECT_EQ(2U, book.faults().size());
}

TEST(JsonReader, says_why_an_event_is_none) {
    const auto read = [](const std::string& text, EventLimits limits = {}) {
        const std::string padded = text + std::string(JsonReader::kPaddingAfter, ' ');
        Fields fields;
        Event event;
        return std::string(JsonReader(limits).Read(std::string_view(padded).substr(0, text.size()), fields, event));
    };
    EXPECT_EQ("", read(R"({"a":1})"));
    EXPECT_EQ("not one whole JSON object", read(R"({"a":1)"));
    EXPECT_EQ("not one whole JSON object", read(R"([1])"));
    EXPECT_EQ("not one whole JSON object", read(R"({"a":1} {"b":2})"));
    EXPECT_EQ("not one whole JSON object", read(R"({"a":tru})"));
    EXPECT_EQ("not UTF-8", read("{\"a\":\"\xFF\"}"));
    EXPECT_EQ("nested too deep", read(R"({"a":{"b":{"c":1}}})", {.depth = 2}));
    EXPECT_EQ("nested too deep", read(R"({"a":[[1]]})", {.depth = 2}));
    EXPECT_EQ("too many values", read(R"({"a":[1,2,3]})", {.values = 2}));
    EXPECT_EQ("longer than allowed", read(R"({"a":"xxxxxxxx"})", {.bytes = 8}));
    EXPECT_EQ("a number that cannot be read", read(R"({"a":1.2.3})"));
}

}  // namespace dongson::soc
