#include "core/yaml_size.h"

#include <gtest/gtest.h>

#include "core/yaml.h"

namespace dongson {

namespace {

std::string Repeated(std::string_view text, int times) {
    std::string all;
    for (int time = 0; time < times; ++time) all += text;
    return all;
}

// Each line is ten times the one before.
std::string Tenfold(int lines) {
    std::string yaml = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
    for (int line = 1; line < lines; ++line) {
        const auto before = "*a" + std::to_string(line - 1) + " ,";
        yaml += "a" + std::to_string(line) + ": &a" + std::to_string(line) + " [" + Repeated(before, 9) +
                before.substr(0, before.size() - 1) + "]\n";
    }
    return yaml;
}

// As rules about injected look-ups have them: brackets that nobody closes, in words and in quotes.
TEST(YamlSize, brackets_in_words_and_quotes_are_no_levels) {
    std::string yaml = "detection:\n  selection:\n    uri|contains:\n";
    for (int line = 0; line < 200; ++line) yaml += "      - '${${::-j}ndi:${'\n      - plain{text{\n      - \"[ [ [\"\n";
    EXPECT_FALSE(TooLarge(yaml));
    EXPECT_TRUE(TooLarge(std::string(5000, '[')));
    std::string lines;
    for (int line = 0; line < 5000; ++line) lines += "[ ' ', {a:\n";
    EXPECT_TRUE(TooLarge(lines));
}

}  // namespace

TEST(YamlSize, many_values_on_a_line_are_no_levels) {
    EXPECT_FALSE(TooLarge("options: [" + Repeated("{value: a, vi: \"Kinh\", en: Kinh}, ", 300) + "]\n"));
    EXPECT_TRUE(TooLarge(Repeated("? ", 100)));
}

TEST(YamlSize, counts_what_aliases_stand_for) {
    EXPECT_FALSE(TooLarge(Tenfold(4)));
    for (const int lines : {6, 9, 40}) {
        const auto fault = TooLarge(Tenfold(lines));
        ASSERT_TRUE(fault) << lines;
        EXPECT_EQ(fault->line, 6);  // where it became too much
    }
    EXPECT_TRUE(TooLarge("a: &a [x, *a]\n")) << "it stands in itself";
    EXPECT_TRUE(TooLarge("t: &t " + std::string(100'000, 'x') + "\nl: [" + Repeated("*t ,", 400) + "x]\n"))
        << "long text, named often";
}

TEST(YamlSize, bounds_length_depth_and_number) {
    EXPECT_TRUE(TooLarge(std::string(1001, 'a'), {.bytes = 1000}));
    EXPECT_TRUE(TooLarge(Repeated("[", 100)));
    EXPECT_TRUE(TooLarge(Repeated("- ", 100)));
    std::string stairs;
    for (int step = 0; step < 100; ++step) stairs += std::string(static_cast<std::size_t>(step), ' ') + "a:\n";
    EXPECT_TRUE(TooLarge(stairs));
    EXPECT_TRUE(TooLarge(Repeated("- a\n", 1001), {.nodes = 1000}));
    EXPECT_FALSE(TooLarge(Repeated("- a\n", 900), {.nodes = 1000}));
    EXPECT_FALSE(TooLarge("a: [b"));  // a syntax error is told by who reads it
}

TEST(YamlSize, a_definition_that_is_too_large_is_an_error_with_its_line) {
    DefinitionErrors errors;
    EXPECT_TRUE(Definition::Parse("bomb.yaml", Tenfold(9), errors).Entries().empty());
    ASSERT_EQ(errors.all().size(), 1U);
    EXPECT_EQ(errors.all().front().line, 6);
}

}  // namespace dongson
