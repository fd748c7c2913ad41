#include "web/html.h"

#include <gtest/gtest.h>

#include "web/components.h"
#include "web/page_scope.h"

namespace dongson::web {

TEST(Html, escapes_what_comes_from_outside) {
    const std::string hostile = "\"><script>alert('1')</script>&";
    EXPECT_EQ(
        Render(R"(<p title="{}">{}</p>)", hostile, hostile).bytes(),
        "<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;\">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</p>");
}

TEST(Html, says_its_text_in_the_language_of_the_request) {
    const auto page = [] { return Render(R"(<p class="x">Hồ sơ {}</p><a href="/thu-tuc">Tìm thủ tục</a>)", "H56"); };
    EXPECT_EQ(page().bytes(), "<p class=\"x\">Hồ sơ H56</p><a href=\"/thu-tuc\">Tìm thủ tục</a>");
    const LanguageScope english(Language::english);
    EXPECT_EQ(page().bytes(), "<p class=\"x\">Dossier H56</p><a href=\"/en/thu-tuc\">Find a procedure</a>");
}

TEST(Html, leaves_out_flags_that_are_off) {
    EXPECT_EQ(Render(R"(<input type="radio" {}>)", Flag::Checked(true)).bytes(), "<input type=\"radio\" checked>");
    EXPECT_EQ(Render(R"(<input type="radio" {}>)", Flag::Checked(false)).bytes(), "<input type=\"radio\">");
}

TEST(Html, makes_lists_and_optional_parts_without_noise) {
    const std::vector<std::string> items{"a", "b"};
    EXPECT_EQ(Each(items, [](const std::string& item) { return Render(R"(<li>{}</li>)", item); }).bytes(),
              "<li>a</li><li>b</li>");
    EXPECT_TRUE(When(false, [] { return Render(R"(<p>x</p>)"); }).empty());
    EXPECT_EQ(Lines("a\n<b>").bytes(), "a<br>&lt;b&gt;");
}

TEST(Url, never_leaves_the_site) {
    for (const auto* path :
         {"//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\tb", "/a\r\nb", ""})
        EXPECT_EQ(Url::Local(path).bytes(), "#") << path;
    EXPECT_EQ(Url::Local("/a").With("q", "đất & nhà").With("x", "").bytes(), "/a?q=%C4%91%E1%BA%A5t%20%26%20nh%C3%A0");
}

TEST(Components, show_each_fault_beside_its_field_and_in_the_summary) {
    const Refusals faults{{"X", Say("Cần đăng nhập."), "ten"}};
    const auto field = TextInput({"ten", Say("Họ tên"), Say("Địa chỉ"), &faults, false}, "Hoa <3").Take();
    EXPECT_NE(field.find("value=\"Hoa &lt;3\""), std::string::npos);
    EXPECT_NE(field.find("aria-describedby=\"ten-goi-y ten-loi\""), std::string::npos);
    EXPECT_NE(field.find("aria-invalid=\"true\""), std::string::npos);
    EXPECT_NE(ErrorSummary(faults).bytes().find("<a href=\"#ten\">Cần đăng nhập.</a>"), std::string::npos);
    EXPECT_TRUE(ErrorSummary({}).empty());
}

TEST(Components, put_the_sessions_token_into_every_form) {
    PageContext context;
    context.csrf = "secret";
    const PageScope scope(std::move(context));
    EXPECT_NE(PostForm(Url::Page("/x"), {}).bytes().find("name=\"_csrf\" value=\"secret\""), std::string::npos);
}

}  // namespace dongson::web
