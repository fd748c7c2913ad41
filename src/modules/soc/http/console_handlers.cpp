#include <algorithm>

#include "core/log.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/http/views.h"
#include "modules/soc/pages/console_page.h"
#include "modules/soc/storage/alert_store.h"
#include "modules/soc/storage/duty_store.h"
#include "modules/soc/storage/incident_store.h"
#include "modules/soc/storage/system_store.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

constexpr int kShownAlerts = 15;

ConsoleView ViewOf(Centre& centre) {
    const Platform& platform = centre.platform();
    ConsoleView view{.now = platform.clock.Now()};
    platform.storage.Read([&](storage::Transaction& tx) {
        AlertStore alerts(tx);
        view.open = alerts.OpenByLevel();
        view.alerts = alerts.Worst(kShownAlerts);
        view.cases = IncidentStore(tx).Open();
        view.services = SystemStore(tx).ProbesInUse();
        view.shift = ShiftAt(DutyRules::Shipped(), view.now);
        view.duty = DutyStore(tx).Between(view.shift.day, view.shift.day);
        for (const DutyTurn& turn : view.duty) Name(tx, {turn.account}, view.names);
        return true;
    });
    view.sources = SourceLines(centre);
    for (const auto& [source, count] : centre.Today()) view.today += count;
    const Pace pace = centre.pace();
    view.pace = pace.events_per_second;
    view.bytes_pace = pace.bytes_per_second;
    const WatchState state = centre.watcher().State();
    view.waiting = state.waiting_events;
    view.today.received -= std::min(view.today.received, view.waiting);
    view.late = state.losses.late;
    view.ungrouped = state.losses.ungrouped;
    view.crowded_out = state.losses.crowded_out;
    view.trouble = state.trouble;
    view.ships = centre.Shipping();
    view.prepared = centre.prepared();
    view.relays = centre.Relays();
    view.stored_bytes = centre.store().BytesOnDisk();
    return view;
}

}  // namespace

std::vector<SourceLine> SourceLines(Centre& centre) {
    const auto today = centre.Today();
    const Pace pace = centre.pace();
    const Instant now = centre.platform().clock.Now();
    std::vector<SourceLine> lines;
    for (const Source& source : centre.watcher().sources()->all()) {
        SourceLine line{.source = source, .today = {}, .last = std::nullopt};
        if (const auto count = today.find(source.number); count != today.end()) line.today = count->second;
        if (const auto each = pace.by_source.find(source.number); each != pace.by_source.end()) line.pace = each->second;
        if (const auto last = pace.last_stored.find(source.number); last != pace.last_stored.end()) line.last = last->second;
        line.silent = IsSilent(source, pace.HeardOf(source.number), now);
        lines.push_back(std::move(line));
    }
    return lines;
}

web::Response ShowConsole(Centre& centre, const OfficerRequest&) {
    return web::NoStore(web::Page(ConsolePage(ViewOf(centre))));
}

web::Response ShowWall(Centre& centre, const OfficerRequest&) {
    ConsoleView view = ViewOf(centre);
    view.places = Places(centre);
    return web::NoStore(web::Page(WallPage(view)));
}

// The part of the page that changes, each time it does.
web::Response StreamState(Centre& centre, const OfficerRequest& request) {
    web::Response response;
    response.events = [&centre, language = request.http.language](std::string& last) -> std::string {
        const LanguageScope scope(language);
        const auto html = ConsoleLive(ViewOf(centre));
        std::string now(html.bytes());
        if (now == last) return "";
        last = now;
        return "event: replace\ndata: " + JsonQuote(now) + "\n\n";
    };
    return response;
}

}  // namespace dongson::soc
