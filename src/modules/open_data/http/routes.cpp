#include "modules/open_data/http/routes.h"

#include "modules/open_data/http/handlers.h"

namespace dongson::open_data {

using identity::Anyone;

void Routes(web::Router& site, Portal& portal) {
    const auto with = [&portal](auto handler) {
        return [&portal, handler](const auto& request) { return handler(portal, request); };
    };
    site.Get("/du-lieu", Anyone, with(ShowPortal));
    site.Get("/du-lieu/tim", Anyone, with(ShowSearch));
    site.Get("/du-lieu/bo/{dataset}", Anyone, with(ShowDataset));
    site.Get("/du-lieu/bo/{dataset}/{resource}", Anyone, with(ShowResource));
    site.Get("/du-lieu/bo/{dataset}/{resource}/v/{version}", Anyone, with(ShowVersion));
    site.Get("/du-lieu/bo/{dataset}/{resource}/v/{version}/tai/{format}", Anyone, with(DownloadVersion));

    site.Get("/api/v1/datasets", Anyone, with(ApiDatasets));
    site.Get("/api/v1/datasets/{dataset}", Anyone, with(ApiDataset));
    site.Get("/api/v1/datasets/{dataset}/{resource}/rows", Anyone, with(ApiRows));
    site.Get("/api/v1/datasets/{dataset}/{resource}/groups", Anyone, with(ApiGroups));
}

}  // namespace dongson::open_data
