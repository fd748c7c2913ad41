#include "modules/open_data/domain/catalogue.h"

#include <gtest/gtest.h>

namespace dongson::open_data {
namespace {

Dataset A(std::int64_t id, std::string title, std::string domain, std::vector<std::string> tags = {}) {
    return {.id = {id},
            .slug = "d" + std::to_string(id),
            .title = std::move(title),
            .domain = std::move(domain),
            .tags = std::move(tags),
            .licence = "cc-by-4.0",
            .state = DatasetState::published,
            .created = {id * 1000},
            .changed = {id * 1000}};
}

std::vector<std::string> Found(const Catalogue& catalogue, const CatalogueQuery& query) {
    std::vector<std::string> slugs;
    for (const auto* listed : catalogue.Search(query).page) slugs.push_back(listed->slug);
    return slugs;
}

CatalogueQuery By(std::string words, Facet facet = Facet::domain, std::vector<std::string> values = {}) {
    CatalogueQuery query{.words = std::move(words)};
    query.chosen[static_cast<std::size_t>(facet)] = std::move(values);
    return query;
}

class CatalogueSearch : public ::testing::Test {
  protected:
    CatalogueSearch() {
        catalogue_.Put(A(1, "Dân số theo xã, phường", "dan-so", {"dân số"}),
                       {{.format = "CSV", .schema = {{.name = "ma", .title = "Mã đơn vị"}}}}, {"so", "Sở Nội vụ"});
        catalogue_.Put(A(2, "Trường tiểu học", "giao-duc", {"trường học"}), {{.format = "CSV"}, {.format = "GEOJSON"}},
                       {"so", "Sở Giáo dục"});
        catalogue_.Put(A(3, "Ngân sách các tỉnh", "tai-chinh", {"dân số"}), {{.format = "XLSX"}}, {"so", "Sở Tài chính"});
    }
    Catalogue catalogue_;
};

TEST_F(CatalogueSearch, finds_with_and_without_accents_and_while_a_word_is_being_typed) {
    for (const auto* words : {"dân số xã", "DAN SO XA", "dan so ph", "phuong"})
        EXPECT_EQ(Found(catalogue_, By(words)), std::vector<std::string>{"d1"}) << words;
    EXPECT_EQ(Found(catalogue_, By("dan so")), (std::vector<std::string>{"d1", "d3"})) << "the title comes before a tag";
    EXPECT_EQ(Found(catalogue_, By("ma don vi")), std::vector<std::string>{"d1"}) << "a column's title";
    EXPECT_TRUE(Found(catalogue_, By("dan so giao duc")).empty());
}

TEST_F(CatalogueSearch, narrows_by_facets_and_counts_them) {
    const auto all = catalogue_.Search({});
    EXPECT_EQ(all.count, 3);
    const auto& formats = all.facets[static_cast<std::size_t>(Facet::format)];
    ASSERT_EQ(formats.size(), 3U);
    EXPECT_EQ(formats[0].value, "CSV");
    EXPECT_EQ(formats[0].count, 2);
    EXPECT_EQ(Found(catalogue_, By("", Facet::format, {"XLSX", "GEOJSON"})), (std::vector<std::string>{"d3", "d2"}));
    EXPECT_TRUE(Found(catalogue_, By("", Facet::domain, {"khong-co"})).empty());
}

TEST_F(CatalogueSearch, follows_changes) {
    auto dataset = A(1, "Hộ dân", "dan-so");
    dataset.slug = "ho-dan";
    catalogue_.Put(dataset, {}, {"so", "Sở Nội vụ"});
    EXPECT_EQ(catalogue_.Find("d1"), nullptr);
    EXPECT_NE(catalogue_.Find("ho-dan"), nullptr);
    EXPECT_TRUE(Found(catalogue_, By("phuong")).empty());
    dataset.state = DatasetState::withdrawn;
    catalogue_.Put(dataset, {}, {"so", "Sở Nội vụ"});
    EXPECT_EQ(catalogue_.size(), 2U);
    for (int again = 0; again < 500; ++again)
        catalogue_.Put(A(2, "Trường " + std::to_string(again), "giao-duc"), {}, {"so", "Sở Giáo dục"});
    EXPECT_EQ(Found(catalogue_, By("truong 499")), std::vector<std::string>{"d2"});
    EXPECT_TRUE(Found(catalogue_, By("truong 12")).empty());
}

}  // namespace
}  // namespace dongson::open_data
