#include "modules/soc/search/entity_query.h"

#include "modules/soc/engine/network.h"
#include "modules/soc/search/query.h"

namespace dongson::soc {

std::optional<std::string> QueryAbout(const Entity& entity) {
    const auto& [kind, name] = entity;
    const std::string quoted = QuoteValue(name);
    if (kind == "address") return "source.ip:" + quoted;
    if (kind == "host") return "host.name:" + quoted;
    if (kind != "indicator") return std::nullopt;
    return name.find('/') != std::string::npos && ReadNetwork(name) ? "source.ip:" + quoted + " or destination.ip:" + quoted
                                                                    : quoted;
}

}  // namespace dongson::soc
