// The forms in which every table can be taken away.
#pragma once

#include <span>
#include <string_view>

namespace dongson::open_data {

enum class Delivered : unsigned char { csv, csv_for_sheets, tsv, json, ndjson, xlsx, geojson, sqlite, original };

struct Delivery {
    Delivered kind;
    std::string_view slug;       // in addresses: "csv"
    std::string_view name;       // for people
    std::string_view ending;     // of the file's name: ".csv"
    std::string_view type;       // as HTTP sends it
    std::string_view media;      // as IANA lists it: "text/csv"
    std::string_view file_type;  // as the EU's list of file types has it; empty when it has none
};
std::span<const Delivery> Deliveries();
const Delivery* FindDelivery(std::string_view slug);
// By the name of a format, as resources have it: "CSV". Nothing for one that is not known.
const Delivery* FindFormat(std::string_view format);

}  // namespace dongson::open_data
