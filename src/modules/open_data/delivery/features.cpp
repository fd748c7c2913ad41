#include "modules/open_data/delivery/features.h"

#include "core/log.h"
#include "core/text.h"
#include "modules/open_data/domain/shapes.h"
#include "modules/open_data/table/rows_out.h"

namespace dongson::open_data {

namespace {

constexpr std::size_t kPiece = 256 * 1024;

// What is shown, with the columns of the place behind.
std::vector<std::size_t> WithPlace(std::vector<std::size_t> columns, const Mapping& mapping) {
    if (mapping.kind == MapKind::points) {
        columns.push_back(mapping.longitude);
        columns.push_back(mapping.latitude);
    } else {
        columns.push_back(mapping.code);
    }
    return columns;
}

}  // namespace

FeaturesOut::FeaturesOut(std::shared_ptr<const Selection> selection, const Mapping& mapping,
                         const std::vector<std::size_t>& columns)
    : selection_(std::move(selection)),
      mapping_(mapping),
      shown_(ColumnsOr(selection_->table().schema(), columns).size()),
      walk_(*selection_, WithPlace(ColumnsOr(selection_->table().schema(), columns), mapping)) {}

void FeaturesOut::AppendGeometry(std::string& out) {
    const auto& first = walk_.part(shown_);
    const auto code = walk_.code(shown_);
    if (mapping_.kind == MapKind::points) {
        const auto& second = walk_.part(shown_ + 1);
        const auto latitude = walk_.code(shown_ + 1);
        if (!first.IsTyped(code) || !second.IsTyped(latitude)) {
            out += "null";
            return;
        }
        out += R"({"type":"Point","coordinates":[)";
        first.Append(code, out);
        out += ',';
        second.Append(latitude, out);
        out += "]}";
        return;
    }
    std::string key;
    first.Append(code, key);
    const auto& shapes = ShapesOf(mapping_.kind);
    const auto shape = shapes.find(key);
    out += shape == shapes.end() ? "null" : shape->second.geometry;
}

void FeaturesOut::AppendRow(std::string& out) {
    out += R"({"type":"Feature","properties":{)";
    const auto& schema = selection_->table().schema();
    for (std::size_t place = 0; place < shown_; ++place) {
        if (place > 0) out += ',';
        AppendJsonText(schema[walk_.columns()[place]].name, out);
        out += ':';
        AppendJsonCell(walk_.part(place), walk_.code(place), out);
    }
    out += R"(},"geometry":)";
    AppendGeometry(out);
    out += '}';
}

bool FeaturesOut::Next(std::string& out) {
    if (done_) return false;
    const auto enough = out.size() + kPiece;
    const bool first_piece = !begun_;
    if (first_piece) out += R"({"type":"FeatureCollection","features":[)";
    bool first = first_piece;
    begun_ = true;
    while (out.size() < enough) {
        if (!walk_.Next()) {
            out += "\n]}\n";
            done_ = true;
            return true;
        }
        out += first ? "\n" : ",\n";
        first = false;
        AppendRow(out);
    }
    return true;
}

}  // namespace dongson::open_data
