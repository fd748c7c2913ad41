#include "modules/open_data/table/row_walk.h"

namespace dongson::open_data {

bool RowWalk::Next() {
    if (!parts_.empty() && ++at_ < rows_.size()) return true;
    const auto& segments = selection_.table().segments();
    for (; segment_ < segments.size(); ++segment_) {
        rows_ = selection_.RowsOf(segment_);
        if (rows_.empty()) continue;
        at_ = 0;
        parts_.clear();
        for (const auto column : columns_) parts_.push_back(segments[segment_].column(column));
        ++segment_;
        return true;
    }
    return false;
}

}  // namespace dongson::open_data
