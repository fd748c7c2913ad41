#include "modules/open_data/metadata/elsewhere.h"

#include <gtest/gtest.h>

namespace dongson::open_data {
namespace {

TEST(Elsewhere, what_an_address_is) {
    const struct {
        const char *url, *ask;
        SourceKind kind;
    } rows[] = {
        {"https://a.vn/files/x.csv", "https://a.vn/files/x.csv", SourceKind::file},
        {"https://a.vn/dataset/x.csv/more/steps/here", "https://a.vn/dataset/x.csv/more/steps/here", SourceKind::file},
        {"https://a.vn/dataset/so-lieu.csv", "https://a.vn/dataset/so-lieu.csv", SourceKind::file},
        {"https://a.vn/dataset/dan-so", "https://a.vn/api/3/action/package_show?id=dan-so", SourceKind::ckan_dataset},
        {"https://a.vn/vi/dataset/dan-so/resource/12-ab", "https://a.vn/vi/api/3/action/resource_show?id=12-ab",
         SourceKind::ckan_resource},
        {"https://a.vn/catalog.ttl?page=2#dan-so", "https://a.vn/catalog.ttl?page=2", SourceKind::dcat},
        {"sftp://so@a.vn/gui/", "sftp://so@a.vn/gui/", SourceKind::folder},
        {"sftp://so@a.vn/gui/x.csv", "sftp://so@a.vn/gui/x.csv", SourceKind::file},
    };
    for (const auto& [url, ask, kind] : rows) {
        const auto source = SourceOf(url);
        EXPECT_EQ(source.ask, ask);
        EXPECT_EQ(source.kind, kind) << url;
    }
}

std::string Found(const char* url, const char* answer) {
    const auto file = FileIn(SourceOf(url), answer);
    return file ? *file : file.error().code;
}

TEST(Elsewhere, the_file_a_ckan_portal_names) {
    EXPECT_EQ(Found("https://a.vn/dataset/x/resource/1", R"({"success":true,"result":{"url":"https://a.vn/f/1.xls"}})"),
              "https://a.vn/f/1.xls");
    EXPECT_EQ(
        Found(
            "https://a.vn/dataset/x",
            R"({"result":{"resources":[{"url":"https://a.vn/f/a.pdf","format":"PDF"},{"url":"https://a.vn/f/2","format":"XLSX"},{"url":"https://a.vn/f/3","format":"CSV"}]}})"),
        "https://a.vn/f/3");
    EXPECT_EQ(Found("https://a.vn/dataset/x", R"({"result":{"resources":[{"url":"https://a.vn/f/a.pdf","format":"PDF"}]}})"),
              "SOURCE_NO_TABLE");
    for (const auto* broken : {"", "<html>", "[]", R"({"success":false})", R"({"result":[]})"})
        EXPECT_EQ(Found("https://a.vn/dataset/x", broken), "SOURCE_UNKNOWN") << broken;
    EXPECT_EQ(Found("https://a.vn/dataset/x", R"({"result":{"resources":[1,{"url":2}]}})"), "SOURCE_NO_TABLE");
}

constexpr char kTwo[] = R"(@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<https://a.vn/d/one> dcat:distribution <#1>, [ dcat:downloadURL <https://a.vn/f/1.csv> ; dcat:mediaType <http://www.iana.org/assignments/media-types/text/csv> ] .
<#1> dcat:downloadURL <https://a.vn/f/1.json> ; dct:format <http://publications.europa.eu/resource/authority/file-type/JSON> .
<https://a.vn/d/two> dcat:distribution [ dcat:downloadURL <https://a.vn/f/2.pdf> ] .)";

TEST(Elsewhere, the_file_a_description_names) {
    EXPECT_EQ(Found("https://a.vn/c.ttl#one", kTwo), "https://a.vn/f/1.csv");
    EXPECT_EQ(Found("https://a.vn/c.ttl#https://a.vn/d/one", kTwo), "https://a.vn/f/1.csv");
    EXPECT_EQ(Found("https://a.vn/c.ttl#two", kTwo), "SOURCE_NO_TABLE");
    EXPECT_EQ(Found("https://a.vn/c.ttl", kTwo), "SOURCE_UNKNOWN");  // which of the two?
    EXPECT_EQ(Found("https://a.vn/c.ttl", "<html>"), "SOURCE_UNKNOWN");
}

TEST(Elsewhere, the_newest_file_of_a_folder) {
    EXPECT_EQ(Found("sftp://so@a.vn/gui/", ".\n..\nbao-cao-2026-10.csv\nbao-cao-2026-11.csv\nghi-chu.docx\nz\n"),
              "sftp://so@a.vn/gui/bao-cao-2026-11.csv");
    EXPECT_EQ(Found("sftp://so@a.vn/gui/", ""), "SOURCE_NO_TABLE");
}

}  // namespace
}  // namespace dongson::open_data
