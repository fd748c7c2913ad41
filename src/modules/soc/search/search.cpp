#include "modules/soc/search/search.h"

#include <hs.h>

#include <algorithm>
#include <iterator>

#include "modules/soc/engine/evaluate.h"
#include "modules/soc/engine/json_text.h"
#include "modules/soc/engine/text_index.h"

namespace dongson::soc {

// Finds the events of a block whose bytes may hold what is asked, all at once.
struct Searcher::Filter {
    explicit Filter(const std::vector<Clause>& clauses) {
        if (clauses.empty()) return;
        std::vector<std::string> sought;
        for (const Needle& needle : clauses.front().any) {
            if (needle.text.empty()) return;
            sought.push_back(needle.text);
        }
        sought.insert(sought.end(), std::begin(kOtherSpellings), std::end(kOtherSpellings));
        texts = CompileTexts(sought, HS_FLAG_CASELESS);
        room.Fit(texts.get());
    }

    // Marks the rows in which something was found. They stand on `text`, one after the other.
    void Mark(std::string_view text, const std::vector<EventRecord>& rows, std::vector<bool>& marked) const {
        struct Context {
            const std::vector<EventRecord>& rows;
            std::vector<bool>& marked;
            const char* begin;
            std::size_t row = 0;
            std::uint64_t end() const { return static_cast<std::uint64_t>(rows[row].bytes.end() - begin); }
            std::uint64_t start() const { return end() - rows[row].bytes.size(); }
        } context{rows, marked, text.data()};
        const auto found = [](unsigned, unsigned long long, unsigned long long to, unsigned, void* data) {
            auto& here = *static_cast<Context*>(data);
            // Matches come in the order of their ends, but for those that end together.
            while (here.row < here.rows.size() && here.end() < to) ++here.row;
            if (here.row < here.rows.size() && here.start() < to) here.marked[here.row] = true;
            return 0;
        };
        hs_scan(texts.get(), text.data(), static_cast<unsigned>(text.size()), 0, room.scratch(), found, &context);
    }

    std::shared_ptr<hs_database> texts;  // none: every event is to be read
    SearchRoom room;
};

// One run over the store.
class Searcher::Walk {
  public:
    Walk(Searcher& searcher, const SearchScope& scope, const Visit& visit) : searcher_(searcher), scope_(scope), visit_(visit) {}

    SearchCost Run() {
        for (const auto& [name, stream] : searcher_.store_.streams()) {
            stream_ = name;
            if (!OneStream(*stream)) break;
        }
        return cost_;
    }

  private:
    bool newest_first() const { return scope_.order == Order::newest_first; }

    bool OneStream(const EventStream& stream) {
        // The open events are asked for first: what is written to a segment meanwhile is in both, and is left out there.
        auto open = stream.Open();
        auto segments = stream.Segments();
        open_from_ = open.empty() ? UINT64_MAX : open.front().first;
        if (!newest_first()) return Closed(segments) && InMemory(open);
        std::ranges::reverse(open);
        std::ranges::reverse(segments);
        return InMemory(open) && Closed(segments);
    }

    bool InMemory(const std::vector<OpenEvents>& parts) {
        for (const OpenEvents& part : parts) {
            ++cost_.blocks;
            BlockEvents events{.records = part.records, .text = {}};
            for (const EventRecord& record : part.records) events.text += record.bytes;
            events.text.append(BlockView::kPadding, '\0');
            const char* at = events.text.data();
            for (EventRecord& record : events.records) {
                record.bytes = {at, record.bytes.size()};
                at += record.bytes.size();
            }
            if (!Judge(part.first, events)) return false;
        }
        return true;
    }

    bool Closed(const std::vector<std::shared_ptr<Segment>>& segments) {
        for (const auto& segment : segments) {
            if (segment->latest() < scope_.from.ms || segment->earliest() >= scope_.until.ms) continue;
            auto places = segment->Places();
            if (newest_first()) std::ranges::reverse(places);
            const auto map = segment->Map();
            for (const BlockPlace& place : places)
                if (!OneBlock(map->bytes(), place)) return false;
        }
        return true;
    }

    bool OneBlock(std::string_view bytes, const BlockPlace& place) {
        const BlockHeader& header = place.header;
        if (header.first >= open_from_ || header.latest < scope_.from.ms || header.earliest >= scope_.until.ms) return true;
        if (scope_.give_up.ms != INT64_MAX && SystemClock().Now() >= scope_.give_up) return cost_.finished = false;
        const auto block = place.offset < bytes.size() ? BlockView::Open(bytes.substr(place.offset))
                                                       : std::expected<BlockView, std::string>(std::unexpected("beyond the map"));
        if (!block) {
            ++cost_.damaged;
            return true;
        }
        if (!scope_.sources.empty() &&
            std::ranges::none_of(scope_.sources, [&](std::uint32_t source) { return block->HasSource(source); }))
            return true;
        ++cost_.blocks;
        if (!MayHold(*block, searcher_.clauses_)) {
            ++cost_.passed_over;
            return true;
        }
        if (!block->Sound()) {
            ++cost_.damaged;
            return true;
        }
        try {
            return Judge(header.first, block->Read());
        } catch (const std::runtime_error&) {
            ++cost_.damaged;
            return true;
        }
    }

    bool Judge(std::uint64_t first, const BlockEvents& events) {
        const auto& [rows, text] = events;
        const std::string_view all = std::string_view(text).substr(0, text.size() - BlockView::kPadding);
        cost_.events += rows.size();
        cost_.bytes += all.size();
        const bool filters = searcher_.filter_->texts != nullptr;
        std::vector<bool> marked(rows.size(), !filters);
        if (filters) searcher_.filter_->Mark(all, rows, marked);
        for (std::size_t step = 0; step < rows.size(); ++step) {
            const std::size_t i = newest_first() ? rows.size() - 1 - step : step;
            if (!marked[i] && !rows[i].derived) continue;
            const EventRecord& record = rows[i];
            if (record.time < scope_.from || record.time >= scope_.until) continue;
            if (!scope_.sources.empty() && std::ranges::find(scope_.sources, record.source) == scope_.sources.end()) continue;
            if (!Judge(record)) continue;
            if (!visit_({stream_, first + i}, record, event_)) return cost_.finished = false;
        }
        return true;
    }

    bool Judge(const EventRecord& record) {
        ++cost_.read;
        const Query& query = *searcher_.query_;
        const auto read = searcher_.normaliser_.Read(record, searcher_.parser_of_(record.source), event_);
        if (!read.fault.empty()) {
            // No event, but a text that was kept.
            event_.Clear(query.fields);
            event_.Add(query.fields.Find("message").field, ValueKind::text, record.bytes);
        }
        const EventClass of = searcher_.sources_.Of(event_, read.of);
        searcher_.sources_.Rename(of, event_);
        const auto covered = [&](const LogSource& wanted) {
            return std::ranges::any_of(searcher_.sources_.Sources(of),
                                       [&](const LogSource& each) { return Covers(wanted, each); });
        };
        if (!query.wanted.empty() && std::ranges::none_of(query.wanted, covered)) return false;
        return Holds(query.condition, event_);
    }

    Searcher& searcher_;
    const SearchScope& scope_;
    const Visit& visit_;
    std::string stream_;
    std::uint64_t open_from_ = UINT64_MAX;
    Event event_;
    SearchCost cost_;
};

Searcher::Searcher(const EventStore& store, std::shared_ptr<const Query> query, ParserOf parser_of, const Parsers& parsers)
    : store_(store),
      query_(std::move(query)),
      sources_(query_->sources),
      parser_of_(std::move(parser_of)),
      normaliser_(parsers, query_->fields, sources_),
      clauses_(NeedlesOf(query_->condition, parsers)),
      filter_(std::make_unique<Filter>(clauses_)) {}

Searcher::~Searcher() = default;

SearchCost Searcher::Run(const SearchScope& scope, const Visit& visit) {
    return Walk(*this, scope, visit).Run();
}

}  // namespace dongson::soc
