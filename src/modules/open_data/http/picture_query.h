// What an address asks to be drawn of a table: ?ve-dang=cot&ve-nhom=loai&ve-tinh=sum:dan_so, beside the table's own filters.
// Names with a hyphen are no column's.
#pragma once

#include "modules/open_data/drawing/chart.h"
#include "modules/open_data/drawing/map.h"
#include "modules/open_data/http/views.h"
#include "modules/open_data/pages/picture_pages.h"

namespace dongson::open_data {

// Reads what is asked, or what suits the table when nothing is.
Result<PictureAsked> ReadPictureAsked(const web::Fields& query, const Table& table);
// The values drawn: groups of the table, or pairs of a scatter. Refuses a sum of what is no number.
Result<Chart> ReadChart(const Named& named, const PictureAsked& asked);
Result<Map> ReadMap(const Named& named, const PictureAsked& asked);

}  // namespace dongson::open_data
