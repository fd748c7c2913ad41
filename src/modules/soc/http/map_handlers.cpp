// Where sources stand.
#include <algorithm>
#include <map>

#include "core/log.h"
#include "core/text.h"
#include "modules/open_data/api/province_map.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/http/views.h"
#include "modules/soc/pages/map_page.h"
#include "modules/soc/storage/alert_store.h"
#include "platform/organisation/directory.h"
#include "web/layout.h"

namespace dongson::soc {

web::Response ShowSourceMap(Centre& centre, const OfficerRequest&) {
    return web::NoStore(web::Page(SourceMapPage(Places(centre))));
}

web::Response DrawSourceMap(Centre& centre, const OfficerRequest&) {
    const auto places = Places(centre);
    open_data::CommuneMap map{.title = Say("Nguồn và cảnh báo đang chờ").Now(),
                              .about = SourceMapAbout(places).Now(),
                              .value_name = Say("Cảnh báo đang chờ của xã, phường có nguồn gửi về").Now(),
                              .footer = "",
                              .values = {}};
    for (const PlaceLine& place : places)
        if (!place.commune.empty()) map.values[place.commune] = static_cast<double>(place.alerts);
    auto response = web::Bytes(open_data::DrawCommunes(map), "image/svg+xml");
    response.With("content-security-policy", "default-src 'none'");
    response.With("cache-control", "private, max-age=3600");
    return response;
}

web::Response StreamSourceMap(Centre& centre, const OfficerRequest& request) {
    web::Response response;
    response.events = [&centre, language = request.http.language](std::string& last) -> std::string {
        const LanguageScope scope(language);
        std::string now(SourceMapPicture(Places(centre)).bytes());
        if (now == last) return "";
        last = now;
        return "event: replace\ndata: " + JsonQuote(now) + "\n\n";
    };
    return response;
}

}  // namespace dongson::soc
