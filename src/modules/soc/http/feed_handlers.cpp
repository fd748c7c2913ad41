// Lists of indicators.
#include <algorithm>

#include "core/read_file.h"
#include "core/text.h"
#include "modules/soc/actions/keep_feed.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/http/views.h"
#include "modules/soc/pages/feed_pages.h"
#include "modules/soc/storage/feed_store.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

void LookUp(const IndicatorSet& indicators, FeedListView& view) {
    const auto kind = GuessKind(view.sought);
    const auto value = kind ? CompareAs(*kind, view.sought) : std::nullopt;
    if (!value) return;
    const auto note = [&](const IndicatorSet::Feed& feed, const IndicatorLine& line) {
        view.known.push_back({feed.name, std::string(line.value), std::string(line.label), line.until});
    };
    if (*kind != IndicatorKind::address) return indicators.Find(*kind, *value, note);
    if (const auto network = ReadNetwork(*value)) indicators.FindAddress(network->address, note);
}

web::Response Shown(Centre& centre, const OfficerRequest& request, FeedListView view) {
    request.platform.storage.Read([&](storage::Transaction& tx) {
        view.feeds = FeedStore(tx).All();
        for (const Feed& feed : view.feeds) Name(tx, {feed.account}, view.names);
        return true;
    });
    view.sought = Trim(request.http.Asked("tra"));
    if (!view.sought.empty()) LookUp(centre.watcher().detection()->recogniser().indicators(), view);
    const int status = view.faults.empty() ? 200 : web::StatusOf(view.faults.front().kind);
    return web::NoStore(web::Page(FeedListPage(view), status));
}

}  // namespace

web::Response ShowFeeds(Centre& centre, const OfficerRequest& request) {
    return Shown(centre, request, {});
}

web::Response ChangeFeeds(Centre& centre, const OfficerRequest& request) {
    const auto& form = request.http.form;
    const Platform& platform = request.platform;
    if (form.Has("bo")) {
        if (const auto withdrawn = WithdrawFeed(platform, {ToNumber(form.Value("bo"))}); !withdrawn)
            return web::RefusalPage(withdrawn.error());
    } else {
        FeedListView view;
        view.typed_name = form.Value("ten");
        view.typed_level = ParseLevel(form.Value("muc")).value_or(Level::high);
        const auto* file = form.File("tep");
        const std::string bytes = file == nullptr ? "" : ReadFile(file->path).value_or("");
        const auto imported = ImportFeed(platform, {view.typed_name, view.typed_level, request.officer.account.id}, bytes);
        if (!imported) {
            view.faults.push_back(imported.error());
            return Shown(centre, request, std::move(view));
        }
    }
    centre.ReloadDetection();
    return web::SeeOtherPage("/can-bo/an-ninh/chi-dau");
}

}  // namespace dongson::soc
