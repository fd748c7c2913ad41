#include "platform/papers/document.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <qrencode.h>

#include <filesystem>
#include <fstream>
#include <mutex>
#include <stdexcept>

#include "core/embedded.h"

namespace dongson::papers {

namespace {

constexpr double kShort = 595.28, kLong = 841.89;                   // A4 in points
constexpr double kLeft = 85, kRight = 43, kTop = 57, kBottom = 57;  // Decree 30/2020: 30, 15, 20 and 20 mm

std::mutex font_mutex;
FcConfig* font_config = nullptr;

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

// Keeps a tag open for as long as it lives.
class Tagged {
  public:
    Tagged(cairo_t* cr, const char* tag) : cr_(cr), tag_(tag) { cairo_tag_begin(cr_, tag_, nullptr); }
    ~Tagged() { cairo_tag_end(cr_, tag_); }
    Tagged(const Tagged&) = delete;
    Tagged& operator=(const Tagged&) = delete;

  private:
    cairo_t* cr_;
    const char* tag_;
};

}  // namespace

void UseFonts(const std::string& folder) {
    const std::lock_guard lock(font_mutex);
    if (font_config != nullptr) return;
    std::filesystem::create_directories(folder);
    font_config = FcConfigCreate();
    for (const auto path : EmbeddedBelow("assets/dist/")) {
        if (!path.ends_with(".ttf")) continue;
        const auto file = folder + "/" + std::string(path.substr(12));
        const auto bytes = Embedded(path);
        if (!std::filesystem::exists(file) || std::filesystem::file_size(file) != bytes.size())
            std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        FcConfigAppFontAddFile(font_config, reinterpret_cast<const FcChar8*>(file.c_str()));
    }
}

struct Document::Drawing {
    std::string bytes;
    cairo_surface_t* surface = nullptr;
    cairo_t* cr = nullptr;
    Owned<PangoFontMap> map;
    Owned<PangoContext> context;
    double width = kShort, height = kLong;
    double y = kTop, left = kLeft;

    // Between the margins.
    double text() const { return width - left - kRight; }

    Owned<PangoLayout> Layout(std::string_view words, double wide, const char* font,
                              PangoAlignment alignment = PANGO_ALIGN_LEFT) {
        Owned<PangoLayout> layout(pango_layout_new(context.get()));
        auto* description = pango_font_description_from_string(font);
        pango_layout_set_font_description(layout.get(), description);
        pango_font_description_free(description);
        pango_layout_set_width(layout.get(), static_cast<int>(wide * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(layout.get(), alignment);
        pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
        return layout;
    }

    static double HeightOf(PangoLayout* layout) {
        int high = 0;
        pango_layout_get_size(layout, nullptr, &high);
        return static_cast<double>(high) / PANGO_SCALE;
    }

    // True when a new page was begun for it.
    bool Room(double wanted) {
        if (y + wanted <= height - kBottom) return false;
        cairo_show_page(cr);
        y = kTop;
        return true;
    }

    void Draw(PangoLayout* layout, double x, double at) {
        cairo_move_to(cr, x, at);
        pango_cairo_show_layout(cr, layout);
    }

    double Put(std::string_view words, double x, double wide, const char* font, PangoAlignment alignment, const char* tag) {
        const auto layout = Layout(words, wide, font, alignment);
        const auto high = HeightOf(layout.get());
        Room(high);
        const Tagged tagged(cr, tag);
        Draw(layout.get(), x, y);
        return high;
    }

    // A row of a table; false when there is no room left for it on this page.
    bool Row(const std::vector<Column>& columns, const std::vector<std::string>& texts, bool head) {
        double whole = 0, high = 0;
        for (const auto& column : columns) whole += column.share;
        std::vector<Owned<PangoLayout>> cells;
        for (std::size_t column = 0; column < columns.size(); ++column) {
            cells.push_back(Layout(column < texts.size() ? texts[column] : "", text() * columns[column].share / whole - 8,
                                   columns.size() > 10 ? (head ? "Be Vietnam Pro Bold 8" : "Be Vietnam Pro 8")
                                                       : (head ? "Be Vietnam Pro Bold 9" : "Be Vietnam Pro 9")));
            high = std::max(high, HeightOf(cells.back().get()));
        }
        high += 6;
        if (y + high > height - kBottom && y > kTop) return false;
        const Tagged row(cr, "TR");
        double x = left;
        for (std::size_t column = 0; column < columns.size(); ++column) {
            const double wide = text() * columns[column].share / whole;
            cairo_set_line_width(cr, 0.5);
            cairo_rectangle(cr, x, y, wide, high);
            cairo_stroke(cr);
            const Tagged cell(cr, head ? "TH" : "TD");
            Draw(cells[column].get(), x + 4, y + 3);
            x += wide;
        }
        y += high;
        return true;
    }
};

Document::Document(const std::string& title, Orientation orientation) : drawing_(std::make_unique<Drawing>()) {
    if (orientation == Orientation::landscape) std::swap(drawing_->width, drawing_->height), drawing_->left = kRight;
    drawing_->surface = cairo_pdf_surface_create_for_stream(
        [](void* closure, const unsigned char* data, unsigned length) {
            static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
            return CAIRO_STATUS_SUCCESS;
        },
        &drawing_->bytes, drawing_->width, drawing_->height);
    cairo_pdf_surface_set_metadata(drawing_->surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    drawing_->cr = cairo_create(drawing_->surface);
    drawing_->map.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    {
        const std::lock_guard lock(font_mutex);
        if (font_config == nullptr) throw std::logic_error("papers::UseFonts was not called");
        // GLib's own cast goes through void. NOLINTNEXTLINE(bugprone-casting-through-void)
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(drawing_->map.get()), font_config);
    }
    drawing_->context.reset(pango_font_map_create_context(drawing_->map.get()));
    pango_context_set_round_glyph_positions(drawing_->context.get(), FALSE);
    pango_cairo_context_set_resolution(drawing_->context.get(), 72);
    cairo_tag_begin(drawing_->cr, "Document", nullptr);
}

Document::~Document() {
    if (drawing_->cr != nullptr) cairo_destroy(drawing_->cr);
    if (drawing_->surface != nullptr) cairo_surface_destroy(drawing_->surface);
}

void Document::Heading(const std::vector<std::string>& left, const std::string& number, const std::string& place_and_date) {
    auto& d = *drawing_;
    const double half = d.text() * 0.46, other = d.text() - half;
    const double start = d.y;
    for (std::size_t index = 0; index < left.size(); ++index)
        d.y += d.Put(left[index], d.left, half - 8, index + 1 == left.size() ? "Be Vietnam Pro Bold 10" : "Be Vietnam Pro 10",
                     PANGO_ALIGN_CENTER, "P");
    d.y += 4;
    d.y += d.Put(number, d.left, half - 8, "Be Vietnam Pro 10", PANGO_ALIGN_CENTER, "P");
    const double left_end = d.y;
    d.y = start;
    d.y += d.Put("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", d.left + half, other, "Be Vietnam Pro Bold 10", PANGO_ALIGN_CENTER, "P");
    d.y += d.Put("Độc lập - Tự do - Hạnh phúc", d.left + half, other, "Be Vietnam Pro Bold 10", PANGO_ALIGN_CENTER, "P");
    cairo_set_line_width(d.cr, 0.7);
    cairo_move_to(d.cr, d.left + half + other * 0.22, d.y + 2);
    cairo_line_to(d.cr, d.left + half + other * 0.78, d.y + 2);
    cairo_stroke(d.cr);
    d.y += 8;
    d.y += d.Put(place_and_date, d.left + half, other, "Be Vietnam Pro Italic 10", PANGO_ALIGN_CENTER, "P");
    d.y = std::max(d.y, left_end) + 14;
}

void Document::Title(std::string_view text) {
    drawing_->y += drawing_->Put(text, drawing_->left, drawing_->text(), "Be Vietnam Pro Bold 13", PANGO_ALIGN_CENTER, "H1") + 10;
}
void Document::Paragraph(std::string_view text) {
    drawing_->y += drawing_->Put(text, drawing_->left, drawing_->text(), "Be Vietnam Pro 11", PANGO_ALIGN_LEFT, "P") + 4;
}
void Document::Line(std::string_view label, std::string_view value) {
    Paragraph(std::string(label) + ": " + std::string(value.empty() ? "…" : value));
}

void Document::Table(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows) {
    auto& d = *drawing_;
    std::vector<std::string> headings;
    headings.reserve(columns.size());
    for (const auto& column : columns) headings.push_back(column.heading);
    const Tagged table(d.cr, "Table");
    d.Room(60);
    d.Row(columns, headings, true);
    for (const auto& row : rows) {
        if (d.Row(columns, row, false)) continue;
        d.Room(d.height);
        d.Row(columns, headings, true);
        d.Row(columns, row, false);
    }
    d.y += 8;
}

void Document::Signatures(const std::vector<std::pair<std::string, std::string>>& signers) {
    auto& d = *drawing_;
    d.y += 10;
    d.Room(110);
    const double width = d.text() / static_cast<double>(signers.size());
    const double start = d.y;
    for (std::size_t index = 0; index < signers.size(); ++index) {
        const double x = drawing_->left + width * static_cast<double>(index);
        d.y = start;
        d.y += d.Put(signers[index].first, x, width, "Be Vietnam Pro Bold 10", PANGO_ALIGN_CENTER, "P");
        d.y = start + 80;
        d.Put(signers[index].second, x, width, "Be Vietnam Pro Bold 10", PANGO_ALIGN_CENTER, "P");
    }
    d.y = start + 100;
}

void Document::Qr(const std::string& content, std::string_view caption) {
    auto& d = *drawing_;
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeString(content.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1),
                                                          QRcode_free);
    if (!code) return;
    constexpr double kSize = 76;
    d.Room(kSize + 8);
    const double module = kSize / code->width;
    cairo_tag_begin(d.cr, "Figure", nullptr);
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column)
            if (code->data[row * code->width + column] & 1)
                cairo_rectangle(d.cr, d.left + column * module, d.y + row * module, module, module);
    cairo_fill(d.cr);
    cairo_tag_end(d.cr, "Figure");
    const auto before = d.y;
    d.Put(caption, d.left + kSize + 12, d.text() - kSize - 12, "Be Vietnam Pro 9", PANGO_ALIGN_LEFT, "P");
    d.y = before + kSize + 10;
}

std::string Document::Finish() {
    cairo_tag_end(drawing_->cr, "Document");
    cairo_show_page(drawing_->cr);
    cairo_destroy(drawing_->cr);
    drawing_->cr = nullptr;
    cairo_surface_finish(drawing_->surface);
    return std::move(drawing_->bytes);
}

}  // namespace dongson::papers
