// The matrix of ATT&CK.
#include "modules/soc/actions/coverage.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/pages/coverage_page.h"
#include "web/layout.h"

namespace dongson::soc {

web::Response ShowCoverage(Centre& centre, const OfficerRequest&) {
    auto coverage = CoverageNow(centre);
    CoverageView view{.tactics = std::move(coverage.tactics), .sources = {}, .unused = std::move(coverage.unused)};
    for (const Source& source : centre.watcher().sources()->all()) view.sources[source.number] = source.name;
    return web::NoStore(web::Page(CoveragePage(view)));
}

}  // namespace dongson::soc
