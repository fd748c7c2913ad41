#include "modules/soc/engine/regular_expression.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

namespace dongson::soc {

// Letters are counted where an expression asks for no more than a long line; it means what the library says it means.
TEST(RegularExpression, a_long_line_is_what_the_library_says_it_is) {
    const std::string texts[] = {"",
                                 "abcd",
                                 "abcde",
                                 "abcdef",
                                 "abcd\nabcd",
                                 "ab\nabcde\na",
                                 "\n\n\n\n\n\n",
                                 "đơn ư",
                                 "đơn từ",
                                 "ươươ",
                                 "abc\xff\xfe"
                                 "d",
                                 "ab\xff"
                                 "cdefg",
                                 "abcd\n",
                                 "😀😀😀😀",
                                 "😀😀😀😀😀",
                                 "abcd\xc3\x28",
                                 "\xe2\x82",
                                 "xxxxx\xe2\x82"};
    for (const bool dot_all : {false, true})
        for (const std::string written : {".{5,}", ".{1,}"}) {
            RE2::Options options;
            options.set_dot_nl(dot_all);
            const RE2 library(written, options);
            const auto expression = RegularExpression::Read(written, {.dot_all = dot_all});
            ASSERT_TRUE(expression);
            for (const std::string& text : texts)
                EXPECT_EQ(RE2::PartialMatch(text, library), expression->FoundIn(text)) << written << " in " << text;
        }
}

}  // namespace dongson::soc
