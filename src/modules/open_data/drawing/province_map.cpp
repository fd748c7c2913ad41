#include "modules/open_data/api/province_map.h"

#include "modules/open_data/drawing/map.h"

namespace dongson::open_data {

std::string DrawCommunes(const CommuneMap& map) {
    return Draw({.kind = MapKind::communes,
                 .title = map.title,
                 .about = map.about,
                 .value_name = map.value_name,
                 .footer = map.footer,
                 .values = map.values,
                 .points = {}});
}

}  // namespace dongson::open_data
