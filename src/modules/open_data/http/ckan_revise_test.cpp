#include "modules/open_data/http/ckan_revise.h"

#include <gtest/gtest.h>

namespace dongson::open_data::ckan {
namespace {

const auto kPackage = json::parse(
    R"({"name":"a","title":"T","tags":["x","y"],"resources":[{"id":"12345-a","name":"r"},{"id":"67890-b","name":"s"}]})");

TEST(CkanRevise, the_first_pattern_that_fits_decides) {
    const struct {
        std::vector<std::string> patterns;
        std::string left;
    } rows[] = {
        {{"+title", "-*"}, R"({"title":"T"})"},
        {{"-tags", "-resources"}, R"({"name":"a","title":"T"})"},
        {{"-tags__0", "+tags", "-*"}, R"({"tags":["y"]})"},
        {{"+resources__0__name", "-*"}, R"({"resources":[{"name":"r"}]})"},
        {{"-resources__67890", "+resources", "-*"}, R"({"resources":[{"id":"12345-a","name":"r"}]})"},
        {{"+resources__*__name", "-*"}, R"({"resources":[{"name":"r"},{"name":"s"}]})"},
        {{"-*", "+title"}, "{}"},
        {{"+title__x", "-*"}, "{}"},
        {{}, json::serialize(kPackage)},
    };
    for (const auto& [patterns, left] : rows) {
        auto package = kPackage;
        FilterParts(package, patterns);
        EXPECT_EQ(json::serialize(package), left) << (patterns.empty() ? "" : patterns[0]);
    }
}

TEST(CkanRevise, a_part_is_put_where_its_place_says) {
    const struct {
        std::string place, part, found_at, found;
    } rows[] = {
        {"title", R"("Mới")", "title", R"("Mới")"},
        {"notes", R"("n")", "notes", R"("n")"},
        {"resources__1__name", R"("t")", "resources__67890__name", R"("t")"},
        {"resources__12345__name", R"("t")", "resources__0__name", R"("t")"},
        {"tags__extend", R"(["z"])", "tags", R"(["x","y","z"])"},
        {"tags__0", R"("w")", "tags", R"(["w","y"])"},
    };
    for (const auto& [place, part, found_at, found] : rows) {
        auto package = kPackage;
        ASSERT_TRUE(PutPart(package, place, json::parse(part))) << place;
        const auto* value = FindPart(package, found_at);
        ASSERT_NE(value, nullptr) << place;
        EXPECT_EQ(json::serialize(*value), found) << place;
    }
    for (const auto* place :
         {"resources__2__name", "resources__1234__name", "title__x", "tags__5", "no__where", "tags__extend"}) {
        auto package = kPackage;
        EXPECT_FALSE(PutPart(package, place, "x")) << place;
        EXPECT_EQ(package, kPackage) << place;
    }
}

}  // namespace
}  // namespace dongson::open_data::ckan
