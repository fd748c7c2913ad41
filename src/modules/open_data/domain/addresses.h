// Where things of the portal lie on its site. These addresses last: they are cited.
#pragma once

#include <string>
#include <string_view>

#include "modules/open_data/domain/dataset.h"

namespace dongson::open_data {

std::string DatasetPath(const Dataset& dataset);
std::string ResourcePath(const Dataset& dataset, const Resource& resource);
std::string VersionPath(const Dataset& dataset, const Resource& resource, int version);
std::string DownloadPath(const Dataset& dataset, const Resource& resource, int version, std::string_view delivery);
std::string AgencyPath(std::string_view unit_key);
std::string SeriesPath(std::string_view series);  // by its name
std::string DomainPath(std::string_view domain);

}  // namespace dongson::open_data
