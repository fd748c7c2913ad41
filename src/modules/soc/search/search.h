// Stored events that a query holds for: blocks are passed over by time, source and words, events by what stands in their bytes,
// and what is left is read and judged as rules are.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "modules/soc/events/event_store.h"
#include "modules/soc/normalise/normaliser.h"
#include "modules/soc/search/needles.h"
#include "modules/soc/search/query.h"

namespace dongson::soc {

enum class Order : unsigned char { newest_first, oldest_first };

struct SearchScope {
    Instant from{INT64_MIN}, until{INT64_MAX};  // of the events' own times; `until` is left out
    std::vector<std::uint32_t> sources;         // numbers; empty: all
    Order order = Order::newest_first;
    Instant give_up{INT64_MAX};  // by the system's clock; what was not looked at by then is said
};

// What was looked at.
struct SearchCost {
    std::uint64_t blocks = 0, passed_over = 0;  // within the scope; of these, those that could hold nothing
    std::uint64_t damaged = 0;
    std::uint64_t events = 0, read = 0, bytes = 0;  // in the blocks that were unpacked; read as events; their bytes
    bool finished = true;                           // false: `give_up` came, or the visitor had enough
};

// The parser that a source is set to; nothing when its messages say it themselves.
using ParserOf = std::function<const Parser*(std::uint32_t source)>;

class Searcher {
  public:
    Searcher(const EventStore& store, std::shared_ptr<const Query> query, ParserOf parser_of,
             const Parsers& parsers = Parsers::Shipped());
    ~Searcher();

    // Each found event, with the values of the query's fields, by streams and then in the order asked for; false: enough.
    using Visit = std::function<bool(const EventKey& key, const EventRecord& record, const Event& event)>;
    SearchCost Run(const SearchScope& scope, const Visit& visit);

  private:
    class Walk;
    struct Filter;
    const EventStore& store_;
    std::shared_ptr<const Query> query_;
    LogSources sources_;  // the query's, and the parsers' classes
    ParserOf parser_of_;
    Normaliser normaliser_;
    std::vector<Clause> clauses_;
    std::unique_ptr<Filter> filter_;
};

}  // namespace dongson::soc
