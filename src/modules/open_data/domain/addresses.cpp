#include "modules/open_data/domain/addresses.h"

#include "modules/open_data/domain/description.h"

namespace dongson::open_data {

std::string DatasetPath(const Dataset& dataset) {
    return "/du-lieu/bo/" + dataset.slug;
}

std::string ResourcePath(const Dataset& dataset, const Resource& resource) {
    return DatasetPath(dataset) + "/" + resource.slug;
}

std::string VersionPath(const Dataset& dataset, const Resource& resource, int version) {
    return ResourcePath(dataset, resource) + "/v/" + std::to_string(version);
}

std::string DownloadPath(const Dataset& dataset, const Resource& resource, int version, std::string_view delivery) {
    return VersionPath(dataset, resource, version) + "/tai/" + std::string(delivery);
}

std::string AgencyPath(std::string_view unit_key) {
    return "/du-lieu/co-quan/" + std::string(unit_key);
}

std::string SeriesPath(std::string_view series) {
    return "/du-lieu/chuoi/" + SlugOf(series);
}

std::string DomainPath(std::string_view domain) {
    return "/du-lieu/linh-vuc/" + std::string(domain);
}

}  // namespace dongson::open_data
