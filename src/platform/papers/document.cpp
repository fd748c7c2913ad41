#include "platform/papers/document.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "platform/papers/drawing.h"
#include "platform/papers/fonts.h"

namespace dongson::papers {

Document::Document(const std::string& title, Instant moment, Orientation orientation) : drawing_(std::make_unique<Drawing>()) {
    if (orientation == Orientation::landscape) std::swap(drawing_->width, drawing_->height), drawing_->left = kRight;
    drawing_->surface = cairo_pdf_surface_create_for_stream(
        [](void* closure, const unsigned char* data, unsigned length) {
            static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
            return CAIRO_STATUS_SUCCESS;
        },
        &drawing_->bytes, drawing_->width, drawing_->height);
    cairo_pdf_surface_set_metadata(drawing_->surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(drawing_->surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   (moment.Rfc3339().substr(0, 19) + "Z").c_str());
    drawing_->cr = cairo_create(drawing_->surface);
    drawing_->context.reset(pango_font_map_create_context(FontsOfThisThread()));
    pango_context_set_round_glyph_positions(drawing_->context.get(), FALSE);
    pango_cairo_context_set_resolution(drawing_->context.get(), 72);
    cairo_tag_begin(drawing_->cr, "Document", nullptr);
}

Document::~Document() {
    if (drawing_->cr != nullptr) cairo_destroy(drawing_->cr);
    if (drawing_->surface != nullptr) cairo_surface_destroy(drawing_->surface);
}

void Document::Heading(const Letterhead& head) {
    auto& d = *drawing_;
    // The motto is 13 points wide set; it needs a little more than half.
    const double half = d.text() * 0.44, other = d.text() - half, wide = half - 6;
    const double start = d.y;
    if (!head.parent.empty()) {
        d.y += d.Put(OnTwoLines(head.parent), d.left, wide, "Liberation Serif 12", PANGO_ALIGN_CENTER, "P");
        d.Say(head.parent);
    }
    for (std::size_t index = 0; index < head.unit.size(); ++index) {
        d.Say(head.unit[index]);
        d.y += index + 1 < head.unit.size()
                   ? d.Put(head.unit[index], d.left, wide, "Liberation Serif Bold 12", PANGO_ALIGN_CENTER, "P")
                   : d.PutUnderlined(head.unit[index], d.left, wide, "Liberation Serif Bold 12", 0.4);
    }
    d.y += 4;
    if (!head.number.empty()) d.y += d.Put(head.number, d.left, wide, kUpright, PANGO_ALIGN_CENTER, "P"), d.Say(head.number);
    const double left_end = d.y;
    d.y = start;
    d.y += d.Put("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", d.left + half, other, "Liberation Serif Bold 12", PANGO_ALIGN_CENTER, "P");
    d.y += d.PutUnderlined("Độc lập - Tự do - Hạnh phúc", d.left + half, other, kBold, 1);
    d.y += 4;
    d.y += d.Put(head.place_and_date, d.left + half, other, kItalic, PANGO_ALIGN_CENTER, "P");
    d.Say(head.place_and_date);
    d.y = std::max(d.y, left_end) + (d.tight ? 8 : 16);
}

void Document::Title(std::string_view text) {
    auto& d = *drawing_;
    d.y += d.Put(text, d.left, d.text(), "Liberation Serif Bold 14", PANGO_ALIGN_CENTER, "H1") + (d.tight ? 2 : 6);
    d.Say(text);
}

void Document::Subject(std::string_view text) {
    auto& d = *drawing_;
    d.y += d.PutUnderlined(text, d.left + d.text() * 0.1, d.text() * 0.8, "Liberation Serif Bold 14", 0.4) + 8;
    d.Say(text);
}

void Document::Caption(std::string_view text) {
    auto& d = *drawing_;
    d.Room(50);  // a heading does not stand alone at the foot of a page
    d.y += d.Put(text, d.left, d.text(), kBold, PANGO_ALIGN_LEFT, "H2") + 4;
    d.Say(text);
}

void Document::Paragraph(std::string_view text) {
    auto& d = *drawing_;
    Block block{d.Layout(text, d.text(), kUpright), d.Layout(text, d.text(), kUpright), d.tight ? 0.0 : 3.0};
    for (auto* layout : {block.set.get(), block.ragged.get()})
        pango_layout_set_indent(layout, static_cast<int>(kIndent * PANGO_SCALE));
    pango_layout_set_justify(block.set.get(), TRUE);
    d.Hold(std::move(block));
    d.Say(text);
}

void Document::Line(std::string_view label, std::string_view value) {
    Paragraph(std::string(label) + ": " + std::string(value.empty() ? "…" : value));
}

void Document::Table(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows) {
    auto& d = *drawing_;
    std::vector<std::string> headings;
    headings.reserve(columns.size());
    for (const auto& column : columns) headings.push_back(column.heading);
    const auto grid = d.GridFor(columns, rows);
    const auto say = [&](const std::vector<std::string>& cells) {
        for (std::size_t cell = 0; cell < cells.size(); ++cell) d.said += (cell > 0 ? " | " : "") + Printable(cells[cell]);
        d.said += '\n';
    };
    d.Room(60);
    const Tagged table(d.cr, "Table");
    d.Row(grid, headings, true);
    say(headings);
    for (const auto& row : rows) {
        say(row);
        if (d.Row(grid, row, false)) continue;
        d.Room(d.height);
        d.Row(grid, headings, true);
        d.Row(grid, row, false);
    }
    d.y += d.tight ? 3 : 8;
}

void Document::Signatures(const std::vector<Signer>& signers, const std::optional<QrFoot>& foot) {
    auto& d = *drawing_;
    const double below = (d.tight ? 81 : 104) + (foot ? d.HeightOfFoot(*foot) : 0);
    d.Release(below);
    d.Room(below);
    d.y += d.tight ? 2 : 8;
    const double width = d.text() / static_cast<double>(signers.size());
    const double start = d.y;
    double end = start;
    for (std::size_t index = 0; index < signers.size(); ++index) {
        d.y = start;
        end = std::max(end, d.PutPost(signers[index], d.left + width * static_cast<double>(index), width));
    }
    d.y = end + (d.tight ? 3 : 6);
    if (foot) Qr(foot->content, foot->caption);
}

void Document::Close(const std::vector<std::string>& recipients, const Signer& signer) {
    auto& d = *drawing_;
    d.Release(138);
    d.Room(138);
    d.y += 8;
    const double start = d.y, half = d.text() * 0.45;
    d.y += d.Put("Nơi nhận:", d.left, half, "Liberation Serif Bold Italic 12", PANGO_ALIGN_LEFT, "P");
    for (std::size_t index = 0; index < recipients.size(); ++index) {
        const auto line = "- " + recipients[index] + (index + 1 < recipients.size() ? ";" : ".");
        d.y += d.Put(line, d.left, half, kSmall, PANGO_ALIGN_LEFT, "P");
        d.Say(line);
    }
    const double left_end = d.y;
    d.y = start;
    d.y = std::max(left_end, d.PutPost(signer, d.left + half, d.text() - half)) + 6;
}

void Document::Note(std::string_view text) {
    auto& d = *drawing_;
    const auto* font = d.tight ? kTightNote : kNote;
    d.Hold({d.Layout(text, d.text(), font), d.Layout(text, d.text(), font), d.tight ? 2.0 : 4.0});
    d.Say(text);
}

void Document::Tighten() {
    drawing_->tight = true;
}

int Document::Pages() {
    drawing_->Release();
    return drawing_->page;
}

const std::string& Document::said() const {
    return drawing_->said;
}

void Document::Qr(const std::string& content, std::string_view caption) {
    auto& d = *drawing_;
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(QRcode_encodeString(content.c_str(), 0, QR_ECLEVEL_M, QR_MODE_8, 1),
                                                          QRcode_free);
    if (!code) return;
    const double high = d.HeightOfFoot({content, std::string(caption)});
    d.Room(high);
    const double module = d.qr() / code->width;
    cairo_tag_begin(d.cr, "Figure", nullptr);
    for (int row = 0; row < code->width; ++row)
        for (int column = 0; column < code->width; ++column)
            if (code->data[row * code->width + column] & 1)
                cairo_rectangle(d.cr, d.left + column * module, d.y + row * module, module, module);
    cairo_fill(d.cr);
    cairo_tag_end(d.cr, "Figure");
    d.Put(caption, d.left + d.qr() + kQrGap, d.text() - d.qr() - kQrGap, d.small(), PANGO_ALIGN_LEFT, "P");
    d.Say(caption);
    d.y += high + (d.tight ? 0 : 2);
}

std::string Document::Finish() {
    drawing_->Release();
    cairo_tag_end(drawing_->cr, "Document");
    cairo_show_page(drawing_->cr);
    cairo_destroy(drawing_->cr);
    drawing_->cr = nullptr;
    cairo_surface_finish(drawing_->surface);
    return std::move(drawing_->bytes);
}

}  // namespace dongson::papers
