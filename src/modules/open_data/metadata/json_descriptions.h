// A dataset told in JSON: to search engines (schema.org), to Frictionless tools (Data Package), to readers of CSV (CSVW).
#pragma once

#include <string>

#include "modules/open_data/metadata/described.h"

namespace dongson::open_data {

std::string SchemaOrgOf(const Teller& teller, const Described& described);
// A Data Package (v1) of every table as CSV. With `within` the paths are those inside an archive, else addresses.
enum class Paths : unsigned char { addresses, within };
std::string DataPackageOf(const Teller& teller, const Described& described, Paths paths);
// CSVW metadata of one table's CSV.
std::string CsvwOf(const Teller& teller, const Described& described, const DescribedTable& table);

// An OpenAPI 3.1 description of one table: its rows and groups, with every column as a parameter.
std::string OpenApiOf(const Teller& teller, const Described& described, const DescribedTable& table);

// The name of a table's CSV inside an archive.
std::string FileNameOf(const DescribedTable& table);

}  // namespace dongson::open_data
