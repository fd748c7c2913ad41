#include "web/table.h"

#include <stdexcept>
#include <utility>

namespace dongson::web {

namespace {

std::string CellClass(ColumnKind kind) {
    std::string classes = "govuk-table__cell";
    if (kind == ColumnKind::number) classes += " govuk-table__cell--numeric";
    if (kind == ColumnKind::nowrap) classes += " ds-nowrap";
    return classes;
}

Html RowHead(const Html& content) {
    return Render(R"(<th class="govuk-table__header" scope="row">{}</th>)", content);
}

std::string TableClass(const TableLook& look) {
    std::string classes = "govuk-table";
    if (look.dense) classes += " ds-dense";
    if (look.on_phone == OnPhone::cards) classes += " ds-stack";
    if (!look.classes.empty()) classes += " " + look.classes;
    return classes;
}

}  // namespace

Table::Table(const Sentence& name, std::vector<Column> columns, const TableLook& look) : name_(name.Now()), look_(look) {
    columns_.reserve(columns.size());
    for (auto& column : columns) {
        auto label = column.head.Now();
        columns_.push_back({std::move(column), std::move(label)});
    }
}

Html Table::Tr(const Cells& cells, bool foot) const {
    if (cells.size() != columns_.size()) throw std::logic_error("a row has as many cells as its table has columns");
    Html row;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        const auto& [column, label] = columns_[at];
        const auto& content = cells[at].content;
        if (column.kind == ColumnKind::name || (foot && at == 0))
            row += RowHead(content);
        else if (column.heard)
            RenderInto(row, R"(<td class="{}">{}</td>)", CellClass(column.kind), content);
        else
            RenderInto(row, R"(<td class="{}" data-label="{}">{}</td>)", CellClass(column.kind), label, content);
    }
    return Render(R"(<tr class="govuk-table__row">{}</tr>)", row);
}

Table& Table::Row(const Cells& cells) {
    rows_ += Tr(cells, false);
    return *this;
}

Table& Table::Foot(const Cells& cells) {
    foot_ += Tr(cells, true);
    return *this;
}

Html Table::Head() const {
    return Each(columns_, [](const Placed& placed) {
        const auto* classes =
            placed.column.kind == ColumnKind::number ? "govuk-table__header govuk-table__header--numeric" : "govuk-table__header";
        return placed.column.heard ? Render(R"(<th class="{}" scope="col"><span class="govuk-visually-hidden">{}</span></th>)",
                                            classes, placed.label)
                                   : Render(R"(<th class="{}" scope="col">{}</th>)", classes, placed.label);
    });
}

Html Table::Done() const {
    const auto foot = When(!foot_.empty(), [&] { return Render(R"(<tfoot class="govuk-table__foot">{}</tfoot>)", foot_); });
    const auto caption = look_.caption ? "govuk-table__caption govuk-table__caption--m" : "govuk-visually-hidden";
    const auto head =
        Render(R"(<caption class="{}">{}</caption><thead class="govuk-table__head"><tr class="govuk-table__row">{}</tr></thead>)",
               caption, name_, Head());
    const auto rows = Render(R"({}<tbody class="govuk-table__body">{}</tbody>{})", head, rows_, foot);
    const auto table = look_.keys ? Render(R"(<table class="{}" data-keys="1">{}</table>)", TableClass(look_), rows)
                                  : Render(R"(<table class="{}">{}</table>)", TableClass(look_), rows);
    return look_.id.empty()
               ? Render(R"(<div class="ds-scroll" tabindex="0" role="region" aria-label="{}">{}</div>)", name_, table)
               : Render(R"(<div class="ds-scroll" id="{}" tabindex="0" role="region" aria-label="{}">{}</div>)", look_.id, name_,
                        table);
}

}  // namespace dongson::web
