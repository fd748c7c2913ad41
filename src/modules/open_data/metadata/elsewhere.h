// What other portals say of their files: where a file is that an address of theirs leads to.
#pragma once

#include <string>
#include <string_view>

#include "core/refusal.h"

namespace dongson::open_data {

enum class SourceKind : unsigned char {
    file,           // the address is the file's own
    folder,         // of an SFTP server: its newest file by name
    ckan_resource,  // a page of a portal with CKAN's addresses: /dataset/…/resource/…
    ckan_dataset,   // /dataset/…, but for a name that ends as a table's: its first table
    dcat            // a description in Turtle: of one dataset, or of a catalogue with the dataset after #
};

// What a file is as a table: "csv", "tsv", "xlsx", "json", "geojson", "ndjson" or "zip", by what is said of its format ("CSV",
// "text/csv", ".../file-type/CSV"), else by how its address ends; empty when it is none.
std::string_view TableFormatOf(std::string_view url, std::string_view format);

// The last step of an address, without its query, as a file's name; `otherwise` when it ends before one.
std::string LastStepOf(std::string_view url, std::string_view otherwise);

struct Source {
    SourceKind kind = SourceKind::file;
    std::string ask;     // the address to ask; the file's own, when it is one
    std::string wanted;  // the dataset in a catalogue, when it has to be told
};
Source SourceOf(std::string_view url);

// The address of the file in what `ask` answered. A dataset's files are taken in the order CSV, TSV, XLSX, JSON, GeoJSON, NDJSON,
// ZIP. Refuses an answer that is none of its kind or names no such file.
Result<std::string> FileIn(const Source& source, std::string_view answer);

}  // namespace dongson::open_data
