#include <algorithm>

#include "core/bytes.h"
#include "core/log.h"
#include "core/text.h"
#include "modules/soc/http/handlers.h"
#include "modules/soc/pages/event_pages.h"
#include "modules/soc/storage/incident_store.h"
#include "web/layout.h"

namespace dongson::soc {

namespace {

constexpr std::int64_t kPatience = 15 * kSecond;

struct Asked {
    SearchScope scope;
    std::shared_ptr<const Query> query;
    Refusals faults;
};

Asked Read(const web::Request& http, Instant now, EventSearchView& view) {
    Asked asked;
    view.query = http.Asked("q");
    view.period = http.Asked("ky").empty() ? "24h" : http.Asked("ky");
    view.from = http.Asked("tu");
    view.until = http.Asked("den");
    view.source = http.Asked("nguon");
    view.field = http.Asked("truong");
    constexpr std::pair<std::string_view, std::int64_t> kPeriods[] = {
        {"15m", 15 * kMinute}, {"1h", kHour}, {"24h", kDay}, {"7d", 7 * kDay}, {"30d", 30 * kDay}};
    for (const auto& [word, length] : kPeriods)
        if (view.period == word) asked.scope.from = now + -length;
    if (view.period == "rieng") {
        const auto bound = [&](const std::string& written, Instant& into, const char* field) {
            if (written.empty()) return;
            const auto time = Instant::Parse(written);
            if (!time) {
                asked.faults.push_back({"SOC_TIME", Say("Viết thời điểm như 2026-11-25 08:00."), field});
            } else {
                into = *time;
            }
        };
        bound(view.from, asked.scope.from, "tu");
        bound(view.until, asked.scope.until, "den");
    }
    if (!view.source.empty()) asked.scope.sources = {static_cast<std::uint32_t>(ToNumber(view.source))};
    asked.scope.give_up = SystemClock().Now() + kPatience;
    auto query = ReadQuery(view.query, view.field);
    if (query) {
        asked.query = std::move(*query);
    } else {
        asked.faults.push_back(query.error());
    }
    return asked;
}

std::string NameOf(const SourceTable& sources, std::uint32_t number) {
    const Source* source = sources.Of(number);
    return source == nullptr ? "?" : source->name;
}

}  // namespace

web::Response ShowEvents(Centre& centre, const OfficerRequest& request) {
    EventSearchView view;
    view.asked =
        std::ranges::find(request.http.query, "q", &std::pair<std::string, std::string>::first) != request.http.query.end();
    const Asked asked = Read(request.http, request.platform.clock.Now(), view);
    view.faults = asked.faults;
    view.sources = centre.watcher().sources()->all();
    for (const Source& source : view.sources) view.names[source.number] = source.name;
    if (view.asked && view.faults.empty()) {
        const Instant began = SystemClock().Now();
        Searcher searcher = centre.SearchFor(asked.query);
        view.overview = Survey(searcher, *asked.query, asked.scope);
        view.milliseconds = SystemClock().Now().ms - began.ms;
    }
    return web::NoStore(web::Page(EventSearchPage(view), view.faults.empty() ? 200 : 422));
}

// Every found event as a line of JSON, its bytes as they came.
web::Response ExportEvents(Centre& centre, const OfficerRequest& request) {
    EventSearchView view;
    const Asked asked = Read(request.http, request.platform.clock.Now(), view);
    if (!asked.faults.empty()) return web::RefusalPage(asked.faults.front());
    constexpr std::size_t kMostBytes = 256 << 20;
    const auto sources = centre.watcher().sources();
    std::string lines;
    Searcher searcher = centre.SearchFor(asked.query);
    const auto cost = searcher.Run(asked.scope, [&](const EventKey& key, const EventRecord& record, const Event&) {
        lines += "{\"event\":" + JsonQuote(key.Text()) + ",\"time\":\"" + record.time.Rfc3339() + "\",\"received\":\"" +
                 record.received.Rfc3339() + "\",\"source\":" + JsonQuote(NameOf(*sources, record.source)) +
                 ",\"bytes\":" + JsonQuote(MendUtf8(record.bytes)) + "}\n";
        return lines.size() < kMostBytes;
    });
    if (!cost.finished) lines += "{\"unfinished\":true}\n";
    auto response = web::NoStore(web::Bytes(std::move(lines), "application/x-ndjson; charset=utf-8"));
    response.With("content-disposition", "attachment; filename=\"su-kien.ndjson\"");
    return response;
}

web::Response ShowEvent(Centre& centre, const OfficerRequest& request) {
    const auto key = EventKey::Parse(request.http.Parameter("event"));
    const auto stored = key ? centre.store().Get(*key) : std::nullopt;
    if (!stored) return web::RefusalPage(Refusal::NotFound(Say("Không có sự kiện này, hoặc khối chứa nó đã hỏng.")));
    const auto sources = centre.watcher().sources();
    const auto query = ReadQuery("").value();
    LogSources classes = query->sources;
    Normaliser normaliser(Parsers::Shipped(), query->fields, classes);
    Event event;
    const Parser* wanted = sources->ParserOf(stored->record.source);
    const auto read = normaliser.Read(stored->record, wanted, event);
    EventView view{.key = key->Text(),
                   .source = NameOf(*sources, stored->record.source),
                   .bytes = MendUtf8(stored->record.bytes),
                   .received = stored->record.received,
                   .time = stored->record.time,
                   .values = {},
                   .parser = read.parser != nullptr ? read.parser->name
                             : read.understood      ? "JSON"
                                                    : "",
                   .stream = key->stream,
                   .digest = Hex(BytesOf(Digest(stored->record.bytes))),
                   .cases = request.platform.storage.Read([](storage::Transaction& tx) { return IncidentStore(tx).Open(); })};
    view.values = normaliser.Explain(stored->record, wanted);
    return web::NoStore(web::Page(EventPage(view)));
}

}  // namespace dongson::soc
