// Rows that say where they lie, as GeoJSON (RFC 7946), a piece at a time.
#pragma once

#include <memory>
#include <string>

#include "modules/open_data/domain/mapping.h"
#include "modules/open_data/table/row_walk.h"

namespace dongson::open_data {

class FeaturesOut {
  public:
    FeaturesOut(std::shared_ptr<const Selection> selection, const Mapping& mapping, const std::vector<std::size_t>& columns);

    // Adds the next piece; false when there is no more. A row without a place has the geometry null.
    bool Next(std::string& out);

  private:
    void AppendRow(std::string& out);
    void AppendGeometry(std::string& out);

    std::shared_ptr<const Selection> selection_;
    Mapping mapping_;
    std::size_t shown_;  // the columns that become properties; those of the place stand behind them
    RowWalk walk_;
    bool begun_ = false, done_ = false;
};

}  // namespace dongson::open_data
