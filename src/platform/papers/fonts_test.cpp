#include "platform/papers/fonts.h"

#include <gtest/gtest.h>
#include <pango/pangocairo.h>
#include <utf8proc.h>

#include <filesystem>
#include <memory>
#include <string>

#include "core/print_letters.h"
#include "core/text.h"

namespace dongson::papers {

namespace {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};

std::string Encoded(utf8proc_int32_t point) {
    utf8proc_uint8_t bytes[4];
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(utf8proc_encode_char(point, bytes))};
}

class Faces {
  public:
    Faces() {
        UseFonts(std::filesystem::temp_directory_path() / "dongson-test-fonts");
        context_.reset(pango_font_map_create_context(FontsOfThisThread()));
    }
    // Characters that Pango draws as a box.
    int Boxes(const std::string& text, const char* font) {
        const std::unique_ptr<PangoLayout, Unref> layout(pango_layout_new(context_.get()));
        auto* description = pango_font_description_from_string(font);
        pango_layout_set_font_description(layout.get(), description);
        pango_font_description_free(description);
        pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
        return pango_layout_get_unknown_glyphs_count(layout.get());
    }

  private:
    std::unique_ptr<PangoContext, Unref> context_;
};

}  // namespace

// All of Unicode: what counts as printable is drawn in every face, and what does not would be a box.
TEST(Fonts, draw_exactly_what_counts_as_printable) {
    Faces faces;
    int printable = 0;
    for (utf8proc_int32_t block = 0; block < 0x20000; block += 0x100) {
        std::string drawn;
        for (auto point = block; point < block + 0x100; ++point) {
            const auto category = utf8proc_category(point);
            if (category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CS || !IsPrintable(point)) continue;
            drawn += Encoded(point) + " ";
            ++printable;
        }
        for (const auto* font :
             {"Liberation Serif 13", "Liberation Serif Bold 13", "Liberation Serif Italic 13", "Liberation Serif Bold Italic 13"})
            EXPECT_EQ(faces.Boxes(drawn, font), 0) << std::hex << block << " " << font;
    }
    EXPECT_GT(printable, 2000);
    for (utf8proc_int32_t point = 0xa0; point < 0x20000; point += point < 0x3000 ? 1 : 61) {
        const auto category = utf8proc_category(point);
        const bool letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
        // Some are only another's second code: text that comes in has the first.
        if (letter && !IsPrintable(point) && Normalise(Encoded(point)) == Encoded(point)) {
            EXPECT_GT(faces.Boxes(Encoded(point), "Liberation Serif 13") +
                          faces.Boxes(Encoded(point), "Liberation Serif Bold 13") +
                          faces.Boxes(Encoded(point), "Liberation Serif Italic 13") +
                          faces.Boxes(Encoded(point), "Liberation Serif Bold Italic 13"),
                      0)
                << std::hex << point;
        }
    }
}

TEST(Fonts, have_every_letter_vietnamese_is_written_with) {
    for (const std::string_view text :
         {"aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ",
          "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ",
          "0123456789 .,;:?!/()[]“”‘’–—…%₫€§°²³½×±≤≥•"})
        EXPECT_EQ(RefuseLetters(text, "x"), std::nullopt) << Printable(text);
}

TEST(Letters, that_no_face_has_are_refused_and_named) {
    EXPECT_EQ(RefuseLettersOfName("Nguyễn Văn An", "ho_ten"), std::nullopt);
    for (const std::string_view name : {"李小龙", "김철수", "An 😀", "สมชาย"}) {
        const auto refusal = RefuseLettersOfName(name, "ho_ten");
        ASSERT_TRUE(refusal) << name;
        EXPECT_EQ(refusal->code, "NAME_LETTERS");
        EXPECT_EQ(refusal->field, "ho_ten");
    }
    for (const std::string_view name : {"<script>alert(1)</script>", "An {Văn}", "Lê|An"})
        EXPECT_EQ(RefuseLettersOfName(name, "ho_ten").value_or(Refusal{}).code, "NAME_SIGNS") << name;
    EXPECT_EQ(RefuseLettersOfName("Công ty TNHH 3/2 (Việt Nam) A&B, số 1", "ho_ten"), std::nullopt);
    EXPECT_NE(RefuseLettersOfName("Bruce 李", "ho_ten")->sentence.Now().find("“李”"), std::string::npos);
    EXPECT_EQ(RefuseLetters("dòng một\ndòng hai", "ly_do"), std::nullopt);
    EXPECT_EQ(RefuseLetters("được ✔", "ly_do").has_value(), !IsPrintable(0x2714));
    EXPECT_EQ(Printable("a\x0b"
                        "b李"),
              "a b[?]");
}

}  // namespace dongson::papers
