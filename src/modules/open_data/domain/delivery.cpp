#include "modules/open_data/domain/delivery.h"

#include <algorithm>

#include "core/text.h"

namespace dongson::open_data {

namespace {

constexpr std::string_view kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

constexpr Delivery kDeliveries[] = {
    {Delivered::csv, "csv", "CSV", ".csv", "text/csv; charset=utf-8; header=present", "text/csv", "CSV"},
    {Delivered::csv_for_sheets, "bang-tinh", "CSV cho Excel", "-excel.csv", "text/csv; charset=utf-8; header=present", "text/csv",
     "CSV"},
    {Delivered::tsv, "tsv", "TSV", ".tsv", "text/tab-separated-values; charset=utf-8", "text/tab-separated-values", "TSV"},
    {Delivered::json, "json", "JSON", ".json", "application/json", "application/json", "JSON"},
    {Delivered::ndjson, "ndjson", "NDJSON", ".ndjson", "application/x-ndjson", "", ""},
    {Delivered::xlsx, "xlsx", "Excel (XLSX)", ".xlsx", kXlsx, kXlsx, "XLSX"},
    {Delivered::geojson, "geojson", "GeoJSON", ".geojson", "application/geo+json", "application/geo+json", "GEOJSON"},
    {Delivered::sqlite, "sqlite", "SQLite", ".sqlite", "application/vnd.sqlite3", "application/vnd.sqlite3", ""},
    {Delivered::original, "goc", "Tệp gốc", "", "application/octet-stream", "", ""}};

}  // namespace

std::span<const Delivery> Deliveries() {
    return kDeliveries;
}

const Delivery* FindDelivery(std::string_view slug) {
    const auto* found = std::ranges::find(kDeliveries, slug, &Delivery::slug);
    return found == std::end(kDeliveries) ? nullptr : found;
}

const Delivery* FindFormat(std::string_view format) {
    return FindDelivery(Lower(format));
}

}  // namespace dongson::open_data
