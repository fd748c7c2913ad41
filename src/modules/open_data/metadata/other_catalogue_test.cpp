#include "modules/open_data/metadata/other_catalogue.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dongson::open_data {
namespace {

TEST(OtherCatalogue, what_is_asked_for_an_address) {
    const struct {
        const char *address, *words;
        int page;
        const char* ask;
    } rows[] = {
        {"https://a.vn", "", 1, "https://a.vn/api/3/action/package_search?rows=50&start=0"},
        {"https://a.vn/", "", 3, "https://a.vn/api/3/action/package_search?rows=50&start=100"},
        {"https://a.vn/vi/dataset?sort=x", "", 1, "https://a.vn/vi/api/3/action/package_search?rows=50&start=0"},
        {"https://a.vn", "dân số", 1, "https://a.vn/api/3/action/package_search?rows=50&start=0&q=d%C3%A2n%20s%E1%BB%91"},
        {"https://a.vn/organization/so-y-te", "", 1,
         "https://a.vn/api/3/action/package_search?rows=50&start=0&fq=organization%3Aso-y-te"},
        {"https://a.vn/group/y-te/", "", 1, "https://a.vn/api/3/action/package_search?rows=50&start=0&fq=groups%3Ay-te"},
        {"https://a.vn/catalog.ttl?page=2#x", "dân số", 1, "https://a.vn/catalog.ttl?page=2"},
    };
    for (const auto& [address, words, page, ask] : rows)
        EXPECT_EQ(AskOf({.address = address, .words = words, .page = page}).value(), ask);
    for (const char* address : {"", "a.vn", "ftp://a.vn", "file:///etc/passwd"})
        EXPECT_EQ(AskOf({.address = address, .words = "", .page = 1}).error().code, "PULL_ADDRESS") << address;
}

TEST(OtherCatalogue, datasets_of_a_ckan_portal) {
    const auto offer = OfferIn({.address = "https://a.vn/organization/x", .words = "", .page = 1},
                               R"({"success":true,"result":{"count":120,"results":[
        {"name":"dan-so","title":"Dân số","notes":"Theo xã","license_id":"cc-by-4.0","tags":[{"name":"xã"}],"resources":[
            {"id":"1-a","name":"Bảng","format":"csv","url":"https://a.vn/f/1"},
            {"id":"2-b","name":"Báo cáo","format":"PDF","url":"https://a.vn/f/2.pdf"},
            {"id":"3-c","name":"Không có tệp","format":"CSV","url":""}]},
        {"name":"khong-ten","title":null}, {"title":"không có tên trong địa chỉ"}, 7]}})");
    ASSERT_TRUE(offer);
    EXPECT_EQ(offer->count, 120);
    ASSERT_EQ(offer->datasets.size(), 2U);
    const auto& dataset = offer->datasets[0];
    EXPECT_EQ(dataset.address, "https://a.vn/dataset/dan-so");
    EXPECT_EQ(dataset.licence, "cc-by-4.0");
    EXPECT_EQ(dataset.tags, std::vector<std::string>{"xã"});
    ASSERT_EQ(dataset.files.size(), 2U);
    EXPECT_TRUE(dataset.files[0].table);
    EXPECT_EQ(dataset.files[0].follow, "https://a.vn/dataset/dan-so/resource/1-a");
    EXPECT_FALSE(dataset.files[1].table);
    EXPECT_EQ(offer->datasets[1].title, "khong-ten");
    for (const char* answer : {"", "<html>", "[]", R"({"result":[]})", R"({"result":{"count":"many"}})"})
        EXPECT_EQ(OfferIn({.address = "https://a.vn", .words = "", .page = 1}, answer).error().code, "SOURCE_UNKNOWN") << answer;
}

TEST(OtherCatalogue, datasets_of_a_dcat_catalogue) {
    std::string turtle = R"(@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
        <https://a.vn/d/dan-so> a dcat:Dataset ; dct:title "Population"@en, "Dân số"@vi ; dcat:keyword "xã"@vi ;
            dcat:distribution [ dcat:downloadURL <https://a.vn/f/1.csv> ; dct:license <http://creativecommons.org/licenses/by/4.0/> ] ;
            dcat:distribution [ dcat:accessURL <https://a.vn/f/2.pdf> ; dct:title "Báo cáo" ] .
        [] a dcat:Dataset ; dct:title "Không có tên" . )";
    const auto offer = OfferIn({.address = "https://a.vn/catalog.ttl", .words = "DAN SO xa", .page = 1}, turtle);
    ASSERT_TRUE(offer) << offer.error().sentence.Now();
    ASSERT_EQ(offer->datasets.size(), 1U);
    const auto& dataset = offer->datasets[0];
    EXPECT_EQ(dataset.address, "https://a.vn/d/dan-so");
    EXPECT_EQ(dataset.title, "Dân số");
    EXPECT_EQ(dataset.licence, "http://creativecommons.org/licenses/by/4.0/");
    ASSERT_EQ(dataset.files.size(), 2U);
    EXPECT_EQ(std::ranges::count(dataset.files, true, &OfferedFile::table), 1);

    for (int each = 0; each < 70; ++each)
        turtle +=
            "<https://a.vn/d/" + std::to_string(each) + "> a dcat:Dataset ; dct:title \"Bộ " + std::to_string(each) + "\" .\n";
    const auto second = OfferIn({.address = "https://a.vn/catalog.ttl", .words = "", .page = 2}, turtle);
    EXPECT_EQ(second->count, 71);
    EXPECT_EQ(second->datasets.size(), 21U);
    EXPECT_EQ(OfferIn({.address = "https://a.vn/catalog.ttl", .words = "bão lụt", .page = 1}, turtle)->count, 0);
    for (const char* answer : {"", "<html>", "<a> <b> <c> ."})
        EXPECT_EQ(OfferIn({.address = "https://a.vn/x.ttl", .words = "", .page = 1}, answer).error().code, "SOURCE_UNKNOWN")
            << answer;
}

}  // namespace
}  // namespace dongson::open_data
