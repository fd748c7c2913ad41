// A table of records or of figures: each column is named once, and the rest follows from it: the head, how its cells stand,
// the name before each value on a phone, the box that scrolls sideways, what a screen reader hears.
//
//   return web::Table(Say("Chức vụ"), {{Say("Người"), ColumnKind::name}, {Say("Số việc"), ColumnKind::number}})
//       .Rows(posts, [](const Post& post) { return Cells{web::InVietnamese(post.person), Number(post.items)}; })
//       .Done();
//
// A table of nothing is the page's matter: it says so in words of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/html.h"

namespace dongson::web {

// `name` is what names its row; at most one, and the first. `number` stands to the right, figures under figures; `nowrap` keeps
// its line.
enum class ColumnKind : unsigned char { text, name, number, nowrap };

// `heard` is a head only screen readers hear: above buttons, say. On a phone its cells stand without a name before them.
struct Column {
    Sentence head;
    ColumnKind kind = ColumnKind::text;
    bool heard = false;
};

// What stands in a cell: markup, or text that is escaped.
struct Cell {
    Cell(Html markup) : content(std::move(markup)) {}
    Cell(const Sentence& sentence) : content(Escaped(sentence.Now())) {}
    Cell(const std::string& text) : content(Escaped(text)) {}
    Html content;
};
using Cells = std::vector<Cell>;

// On a screen of 640 px or less: each row a card whose cells say their column, or a box that scrolls sideways.
enum class OnPhone : unsigned char { cards, scroll };

struct TableLook {
    bool dense = true;  // an officer's rows; a citizen's stand wider
    OnPhone on_phone = OnPhone::cards;
    bool caption = false;  // whether the name is seen above the table: a page whose heading says it already does not
    std::string id;        // of the box, for links within the page; empty: none
    std::string classes;   // more of them for the table
    bool keys = false;     // whether j and k walk its rows
};

class Table {
  public:
    Table(const Sentence& name, std::vector<Column> columns, const TableLook& look = {});

    // As many cells as there are columns; std::logic_error otherwise.
    Table& Row(const Cells& cells);
    // A sum below the rows; its first cell names it.
    Table& Foot(const Cells& cells);
    // A row for each item.
    template <class Range, class Make>
    Table& Rows(const Range& range, Make make) {
        for (const auto& item : range) Row(make(item));
        return *this;
    }
    Html Done() const;

  private:
    struct Placed {
        Column column;
        std::string label;  // said once, for every row
    };
    Html Tr(const Cells& cells, bool foot) const;
    Html Head() const;

    std::string name_;
    std::vector<Placed> columns_;
    TableLook look_;
    Html rows_, foot_;
};

}  // namespace dongson::web
