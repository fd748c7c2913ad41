#include "modules/open_data/domain/solr.h"

#include <gtest/gtest.h>

#include "modules/open_data/domain/uuid.h"

namespace dongson::open_data {
namespace {

// A query written out so that its shape can be read.
std::string Shape(const SolrNode& node) {
    using Kind = SolrNode::Kind;
    const auto inner = [&](const char* between) {
        std::string text = "(";
        for (const auto& part : node.parts) text += (text.size() > 1 ? between : "") + Shape(part);
        return text + ")";
    };
    switch (node.kind) {
        case Kind::everything:
            return "*";
        case Kind::both:
            return inner(" & ");
        case Kind::either:
            return inner(" | ");
        case Kind::without:
            return "!" + Shape(node.parts.front());
        case Kind::term:
            return (node.field.empty() ? "" : node.field + "=") + node.text + (node.prefix ? "*" : "");
        case Kind::range:
            return node.field + "[" + node.text + ".." + node.until + "]";
    }
    return "";
}

TEST(Solr, reads_what_clients_send) {
    const struct {
        const char* text;
        const char* shape;
    } cases[] = {{"", "*"},
                 {"*:*", "*"},
                 {"dân số", "(dân & số)"},
                 {"(groups:a OR groups:b)", "(groups=a | groups=b)"},
                 {"organization:so-y-te OR organization:so-noi-vu", "(organization=so-y-te | organization=so-noi-vu)"},
                 {"+organization:a +tags:\"dân số\"", "(organization=a & tags=dân số)"},
                 {"metadata_modified:[2026-01-01T00:00:00Z TO *]", "metadata_modified[2026-01-01T00:00:00Z..*]"},
                 {"name:dan-*", "name=dan-*"},
                 {"-res_format:CSV title:(a b)", "(!res_format=CSV & (title=a & title=b))"},
                 {"a AND NOT b^2.5", "(a & !b)"},
                 {"tags:*", "tags=*"},
                 {"a\\:b ORDER", "(a:b & ORDER)"}};
    for (const auto& [text, shape] : cases) {
        const auto parsed = ParseSolr(text);
        ASSERT_TRUE(parsed) << text;
        EXPECT_EQ(Shape(*parsed), shape) << text;
    }
}

TEST(Solr, refuses_what_it_cannot_read) {
    for (const auto& text :
         {std::string("("), std::string("a:"), std::string("[a TO b]"), std::string("\"a"), std::string("f:[a b]"),
          std::string("a) b"), std::string(100, '('), std::string(100'000, 'a'), std::string("OR"), std::string(200, '-') + "a"})
        EXPECT_FALSE(ParseSolr(text)) << text.substr(0, 20);
}

TEST(Uuid, is_the_number_written_another_way) {
    for (const std::int64_t id :
         {std::int64_t{0}, std::int64_t{1}, std::int64_t{416747267621981650}, std::int64_t{-1}, std::int64_t{1} << 62})
        EXPECT_EQ(IdOfUuid(UuidOf(id)), id);
    EXPECT_EQ(IdOfUuid("d0650000-0000-4000-8000-000000000001"), std::nullopt);
    EXPECT_EQ(IdOfUuid("x"), std::nullopt);
}

}  // namespace
}  // namespace dongson::open_data
