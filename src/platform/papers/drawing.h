// How a document draws: the sheet, its margins, and words set, measured and split between pages. Only document.cpp knows it,
// which says what stands on a paper.
#pragma once

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/print_letters.h"
#include "platform/papers/document.h"
#include "platform/papers/paper_words.h"

namespace dongson::papers {

inline constexpr double kShort = 595.28, kLong = 841.89;                   // A4 in points
inline constexpr double kLeft = 85, kRight = 43, kTop = 57, kBottom = 57;  // Decree 30/2020: 30, 15, 20 and 20 mm
inline constexpr double kIndent = 28;                                      // 1 cm
inline constexpr char kUpright[] = "Liberation Serif 13", kBold[] = "Liberation Serif Bold 13",
                      kItalic[] = "Liberation Serif Italic 13", kSmall[] = "Liberation Serif 11",
                      kNote[] = "Liberation Serif Italic 11", kTightSmall[] = "Liberation Serif 10",
                      kTightNote[] = "Liberation Serif Italic 10";
inline constexpr double kWidestGap = 2.5;  // of a space: a line whose gaps would be wider stays ragged
inline constexpr double kQrGap = 12;

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

// Words that may be split between pages, a line at a time: as they are set, and ragged for the lines that do not bear setting.
struct Block {
    Owned<PangoLayout> set, ragged;
    double gap = 0;  // below the last line

    int Lines() const { return pango_layout_get_line_count(set.get()); }
    double HeightOf(int line) const {
        PangoRectangle box;
        pango_layout_line_get_extents(pango_layout_get_line_readonly(set.get(), line), nullptr, &box);
        return static_cast<double>(box.height) / PANGO_SCALE;
    }
    double HeightFrom(int line) const {
        double high = gap;
        for (; line < Lines(); ++line) high += HeightOf(line);
        return high;
    }
};

struct Document::Drawing {
    std::string bytes;
    cairo_surface_t* surface = nullptr;
    cairo_t* cr = nullptr;
    Owned<PangoContext> context;
    double width = kShort, height = kLong;
    double y = kTop, left = kLeft;
    int page = 1;
    bool tight = false;
    std::string said;
    std::vector<Block> held;  // the last lines written: what signs them must not stand on another sheet

    // Between the margins.
    double text() const { return width - left - kRight; }
    double qr() const { return tight ? 55 : 66; }  // 2 cm, as telephones read without trouble
    const char* small() const { return tight ? kTightSmall : kSmall; }
    double padding() const { return tight ? 1.5 : 3; }  // above and below the words of a cell

    Owned<PangoLayout> Layout(std::string_view text, double wide, const char* font, PangoAlignment alignment = PANGO_ALIGN_LEFT) {
        const auto words = Printable(text);
        Owned<PangoLayout> layout(pango_layout_new(context.get()));
        auto* description = pango_font_description_from_string(font);
        pango_layout_set_font_description(layout.get(), description);
        pango_font_description_free(description);
        pango_layout_set_width(layout.get(), wide < 0 ? -1 : static_cast<int>(wide * PANGO_SCALE));
        pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
        pango_layout_set_alignment(layout.get(), alignment);
        pango_layout_set_text(layout.get(), words.data(), static_cast<int>(words.size()));
        KeepWhole(layout.get(), words);
        return layout;
    }

    // Dates, phone numbers and codes stay on one line.
    static void KeepWhole(PangoLayout* layout, std::string_view words) {
        PangoAttrList* attributes = pango_attr_list_new();
        for (const auto& [from, until] : Unbreakable(words)) {
            auto* whole = pango_attr_allow_breaks_new(FALSE);
            whole->start_index = static_cast<guint>(from);
            whole->end_index = static_cast<guint>(until);
            pango_attr_list_insert(attributes, whole);
        }
        pango_layout_set_attributes(layout, attributes);
        pango_attr_list_unref(attributes);
    }

    static double HeightOf(PangoLayout* layout) {
        int high = 0;
        pango_layout_get_size(layout, nullptr, &high);
        return static_cast<double>(high) / PANGO_SCALE;
    }

    static double WidthOf(PangoLayout* layout) {
        int wide = 0;
        pango_layout_get_size(layout, &wide, nullptr);
        return static_cast<double>(wide) / PANGO_SCALE;
    }

    // True when a new page was begun for it.
    bool Room(double wanted) {
        Release();
        if (y + wanted <= height - kBottom) return false;
        NewPage();
        return true;
    }

    void NewPage() {
        cairo_show_page(cr);
        // Decree 30/2020, appendix I: the number stands in the middle of the upper margin, not on the first page.
        const auto number = Layout(std::to_string(++page), text(), kUpright, PANGO_ALIGN_CENTER);
        Draw(number.get(), left, kTop / 2);
        y = kTop;
    }

    // Holds the words back until two lines follow them: only then is it known that nothing signs them.
    void Hold(Block block) {
        held.push_back(std::move(block));
        int following = 0;
        for (std::size_t at = 1; at < held.size(); ++at) following += held[at].Lines();
        if (following < 2) return;
        Flow(held.front(), 0);
        held.erase(held.begin());
    }

    // Draws what is held; `below` it so much stands on the same sheet.
    void Release(double below = 0) {
        const auto blocks = std::exchange(held, {});
        for (std::size_t at = 0; at < blocks.size(); ++at) {
            double rest = 0;
            for (std::size_t next = at + 1; below > 0 && next < blocks.size(); ++next) rest += blocks[next].HeightFrom(0);
            Flow(blocks[at], rest + below);
        }
    }

    // The lines on this page and the next ones, never fewer than two of a paragraph on one, and the last two above what is below.
    void Flow(const Block& block, double below) {
        for (int from = 0; from < block.Lines();) {
            const int left_over = block.Lines() - from;
            double free = height - kBottom - y;
            if (block.HeightFrom(from) - block.gap + below <= free) return PutLines(block, from, block.Lines());
            int fits = 0;
            while (fits < left_over && block.HeightOf(from + fits) <= free) free -= block.HeightOf(from + fits++);
            fits = std::min(fits, left_over - 2);
            if (fits < 2) fits = y <= kTop ? left_over : 0;  // an empty page has no more room
            if (fits > 0) PutLines(block, from, from + fits);
            from += fits;
            if (from < block.Lines()) NewPage();
        }
    }

    void PutLines(const Block& block, int from, int until) {
        const Tagged tagged(cr, "P");
        for (int line = from; line < until; ++line) {
            auto* layout = (IsWide(block, line) ? block.ragged : block.set).get();
            auto* text = pango_layout_get_line_readonly(layout, line);
            PangoRectangle box;
            pango_layout_line_get_extents(text, nullptr, &box);
            const double indent = line == 0 ? static_cast<double>(pango_layout_get_indent(layout)) / PANGO_SCALE : 0;
            cairo_move_to(cr, left + indent, y - static_cast<double>(box.y) / PANGO_SCALE);
            pango_cairo_show_layout_line(cr, text);
            y += block.HeightOf(line);
        }
        if (until == block.Lines()) y += block.gap;
    }

    // Whether the gaps of a line grow too far when it is set to both margins.
    bool IsWide(const Block& block, int number) {
        const auto wide = [&](PangoLayout* layout) {
            PangoRectangle box;
            pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, number), nullptr, &box);
            return static_cast<double>(box.width) / PANGO_SCALE;
        };
        const auto* line = pango_layout_get_line_readonly(block.ragged.get(), number);
        const std::string_view words(pango_layout_get_text(block.ragged.get()) + line->start_index,
                                     static_cast<std::size_t>(line->length));
        const auto gaps = std::ranges::count(words.substr(0, words.find_last_not_of(' ') + 1), ' ');
        const double space = WidthOf(Layout(" ", -1, kUpright).get());
        return gaps > 0 &&
               (wide(block.set.get()) - wide(block.ragged.get())) / static_cast<double>(gaps) > (kWidestGap - 1) * space;
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

    // As Put in the middle, with a line under it: so much of the words' width.
    double PutUnderlined(std::string_view words, double x, double wide, const char* font, double share) {
        Release();
        const auto layout = Layout(words, wide, font, PANGO_ALIGN_CENTER);
        const auto high = HeightOf(layout.get());
        {
            const Tagged tagged(cr, "P");
            Draw(layout.get(), x, y);
        }
        const double line = WidthOf(layout.get()) * share;
        cairo_set_line_width(cr, 0.7);
        cairo_move_to(cr, x + (wide - line) / 2, y + high + 2);
        cairo_line_to(cr, x + (wide + line) / 2, y + high + 2);
        cairo_stroke(cr);
        return high + 4;
    }

    double HeightOfFoot(const QrFoot& foot) {
        return std::max(qr(), HeightOf(Layout(foot.caption, text() - qr() - kQrGap, small()).get())) + 2;
    }

    void Say(std::string_view words) {
        said += Printable(words);
        said += '\n';
    }

    double PutPost(const Signer& signer, double x, double wide) {
        const double start = y;
        for (const auto& line : signer.post) y += Put(line, x, wide, kBold, PANGO_ALIGN_CENTER, "P"), Say(line);
        if (!signer.note.empty()) y += Put(signer.note, x, wide, "Liberation Serif Italic 12", PANGO_ALIGN_CENTER, "P");
        y = std::max(start + (tight ? 60 : 72), y + (tight ? 30 : 40));
        if (!signer.name.empty()) y += Put(signer.name, x, wide, kBold, PANGO_ALIGN_CENTER, "P"), Say(signer.name);
        return y;
    }

    // How wide each column is, and how large its type: wide enough for what may not be broken in it.
    struct Grid {
        std::vector<double> widths;
        std::vector<bool> numbers;  // what stands to the right
        std::string font, head_font;
    };
    Grid GridFor(const std::vector<Column>& columns, const std::vector<std::vector<std::string>>& rows) {
        Grid grid;
        for (const auto& column : columns) grid.numbers.push_back(column.number);
        for (int size = columns.size() > 10 ? 9 : tight ? 10 : 12; size >= 6; --size) {
            grid.font = "Liberation Serif " + std::to_string(size);
            grid.head_font = "Liberation Serif Bold " + std::to_string(size);
            std::vector<double> least(columns.size());
            for (std::size_t column = 0; column < columns.size(); ++column) {
                least[column] = LeastWidth(columns[column].heading, grid.head_font, columns.size());
                for (const auto& row : rows)
                    if (column < row.size())
                        least[column] = std::max(least[column], LeastWidth(row[column], grid.font, columns.size()));
                least[column] += 8;
            }
            if (std::accumulate(least.begin(), least.end(), 0.0) > text() && size > 6) continue;
            grid.widths = Shared(columns, least);
            break;
        }
        return grid;
    }

    // The widest piece that may not be broken; a word longer than a third of the page may, or than two columns' share of it.
    double LeastWidth(std::string_view words, const std::string& font, std::size_t columns) {
        const double most = text() / std::max(3.0, static_cast<double>(columns) / 2);
        double widest = 0;
        for (std::size_t at = 0; at < words.size();) {
            const auto end = std::min(words.find_first_of(" \n", at), words.size());
            if (end > at) {
                const auto layout = Layout(words.substr(at, end - at), -1, font.c_str());
                const double wide = WidthOf(layout.get());
                if (wide < most) widest = std::max(widest, wide);
            }
            at = end + 1;
        }
        return widest;
    }

    // Each column its share of the width, and no less than it needs.
    std::vector<double> Shared(const std::vector<Column>& columns, const std::vector<double>& least) const {
        std::vector<double> widths(columns.size(), 0);
        std::vector<bool> fixed(columns.size(), false);
        for (bool again = true; again;) {
            again = false;
            double free = text(), shares = 0;
            for (std::size_t column = 0; column < columns.size(); ++column)
                fixed[column] ? free -= least[column] : shares += columns[column].share;
            for (std::size_t column = 0; column < columns.size(); ++column) {
                if (fixed[column]) continue;
                widths[column] = free * columns[column].share / shares;
                if (widths[column] >= least[column]) continue;
                widths[column] = least[column];
                fixed[column] = again = true;
            }
        }
        return widths;
    }

    // A row of a table; false when there is no room left for it on this page.
    bool Row(const Grid& grid, const std::vector<std::string>& texts, bool head) {
        double high = 0;
        std::vector<Owned<PangoLayout>> cells;
        for (std::size_t column = 0; column < grid.widths.size(); ++column) {
            cells.push_back(Layout(column < texts.size() ? texts[column] : "", grid.widths[column] - 8,
                                   head ? grid.head_font.c_str() : grid.font.c_str(),
                                   head                   ? PANGO_ALIGN_CENTER
                                   : grid.numbers[column] ? PANGO_ALIGN_RIGHT
                                                          : PANGO_ALIGN_LEFT));
            high = std::max(high, HeightOf(cells.back().get()));
        }
        high += 2 * padding();
        if (y + high > height - kBottom && y > kTop) return false;
        const Tagged row(cr, "TR");
        double x = left;
        for (std::size_t column = 0; column < grid.widths.size(); ++column) {
            cairo_set_line_width(cr, 0.5);
            cairo_rectangle(cr, x, y, grid.widths[column], high);
            cairo_stroke(cr);
            const Tagged cell(cr, head ? "TH" : "TD");
            Draw(cells[column].get(), x + 4, y + padding());
            x += grid.widths[column];
        }
        y += high;
        return true;
    }
};

}  // namespace dongson::papers
