#include "web/form.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace dongson::web {

namespace {

const std::string kFolder = std::filesystem::temp_directory_path();

std::string Part(std::string_view head, std::string_view body) {
    return "--b\r\nContent-Disposition: form-data; " + std::string(head) + "\r\n\r\n" + std::string(body) + "\r\n";
}

Result<Form> Read(const std::string& bytes, std::size_t piece, const FormLimits& limits = {},
                  const std::string& folder = kFolder) {
    MultipartReader reader("b", folder, limits);
    for (std::size_t at = 0; at < bytes.size(); at += piece)
        if (!reader.Feed(std::string_view(bytes).substr(at, piece))) return std::unexpected(*reader.refusal());
    return reader.Finish();
}

}  // namespace

TEST(Multipart, comes_out_the_same_however_it_is_cut) {
    const auto bytes = Part("name=\"ten\"", "Lê Thị Hoa") +
                       Part("name=\"tep\"; filename=\"a \\\"b\\\".pdf\"", "%PDF\r\n--not the boundary\r\n") +
                       Part("name=\"trong\"; filename=\"\"", "") + "--b--\r\n";
    for (const std::size_t piece :
         {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7}, std::size_t{64}, bytes.size()}) {
        const auto form = Read(bytes, piece).value();
        EXPECT_EQ(form.Value("ten"), "Lê Thị Hoa");
        ASSERT_EQ(form.files.size(), 1U);
        EXPECT_EQ(form.files[0].name, "a \"b\".pdf");
        std::ifstream file(form.files[0].path);
        EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "%PDF\r\n--not the boundary\r\n");
    }
}

TEST(Multipart, says_which_limit_was_met) {
    FormLimits limits;
    limits.file_bytes = 10;
    limits.field_bytes = 10;
    limits.fields = limits.files = 1;
    EXPECT_EQ(Read(Part("name=\"f\"; filename=\"a\"", std::string(200, 'x')) + "--b--", 16, limits).error().code,
              "FORM_TOO_LARGE_FILE");
    EXPECT_EQ(Read(Part("name=\"f\"", std::string(200, 'x')) + "--b--", 16, limits).error().code, "FORM_TOO_LONG_FIELD");
    EXPECT_EQ(Read(Part("name=\"a\"", "1") + Part("name=\"b\"", "2") + "--b--", 16, limits).error().code, "FORM_TOO_MANY_FIELDS");
    EXPECT_EQ(Read(Part("name=\"a\"; filename=\"1\"", "1") + Part("name=\"b\"; filename=\"2\"", "2") + "--b--", 16, limits)
                  .error()
                  .code,
              "FORM_TOO_MANY_FILES");
    EXPECT_EQ(Read(Part("name=\"a\"", "1"), 16).error().code, "FORM_CUT_SHORT");
    EXPECT_EQ(Read("--b\r\nX: y\r\n\r\n1\r\n--b--", 16).error().code, "FORM_BROKEN");
    EXPECT_EQ(Read(Part("name=\"a\"", "\xff\xfe") + "--b--", 16).error().code, "FORM_NOT_UTF8");
}

TEST(Multipart, leaves_no_file_behind) {
    std::string path;
    {
        const auto form = Read(Part("name=\"f\"; filename=\"a\"", "x") + "--b--", 5).value();
        path = form.files[0].path;
        EXPECT_TRUE(std::filesystem::exists(path));
    }
    EXPECT_FALSE(std::filesystem::exists(path));
}

// It is the server's trouble, not the person's: nothing in the form is wrong.
TEST(Multipart, says_that_there_is_no_room_as_what_is_not_available) {
    const auto bytes = Part("name=\"f\"; filename=\"a\"", "x") + "--b--";
    const auto refused = Read(bytes, 5, {}, kFolder + "/no such folder").error();
    EXPECT_EQ(refused.code, "FORM_NO_ROOM");
    EXPECT_EQ(refused.kind, RefusalKind::unavailable);
    FormLimits limits;
    limits.file_bytes = 0;
    EXPECT_EQ(Read(bytes, 5, limits).error().kind, RefusalKind::too_large);
}

TEST(UrlEncoded, is_decoded_and_normalised) {
    const auto fields = ParseUrlEncoded("a=1+2&b=%C4%91%E1%BA%A5t&a=3&c", {}).value();
    EXPECT_EQ(fields, (Fields{{"a", "1 2"}, {"b", "đất"}, {"a", "3"}, {"c", ""}}));
    EXPECT_EQ(ParseUrlEncoded("a=%FF", {}).error().code, "FORM_NOT_UTF8");
    EXPECT_EQ(ParseUrlEncoded("a=%4", {}).error().code, "FORM_NOT_UTF8");
    FormLimits limits;
    limits.fields = 1;
    EXPECT_EQ(ParseUrlEncoded("a=1&b=2", limits).error().code, "FORM_TOO_MANY_FIELDS");
}

TEST(MultipartBoundary, is_read_from_the_content_type) {
    EXPECT_EQ(MultipartBoundary("multipart/form-data; boundary=abc"), "abc");
    EXPECT_EQ(MultipartBoundary("Multipart/Form-Data; charset=x; Boundary=\"a b\""), "a b");
    EXPECT_FALSE(MultipartBoundary("text/plain"));
    EXPECT_FALSE(MultipartBoundary("multipart/form-data"));
}

}  // namespace dongson::web
