// The store of events: what it takes to append, how much disk, how fast a search reads, and what a search costs that the filters
// answer. soc_store FOLDER [EVENTS]: so many lines of sshd; recorded events besides.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "core/embedded.h"
#include "core/inflate.h"
#include "core/text.h"
#include "modules/soc/events/event_store.h"
#include "modules/soc/search/search.h"

using namespace dongson;
using namespace dongson::soc;

namespace {

using Timer = std::chrono::steady_clock;
double Since(Timer::time_point begin) {
    return std::chrono::duration<double>(Timer::now() - begin).count();
}

struct Measured {
    double seconds = 0;
    SearchCost cost;
    std::uint64_t found = 0;
};

Measured Ask(const EventStore& store, std::string_view text) {
    Measured measured;
    const auto query = ReadQuery(text).value();
    Searcher searcher(store, query, [](std::uint32_t) { return nullptr; });
    const auto begin = Timer::now();
    measured.cost = searcher.Run({}, [&](const EventKey&, const EventRecord&, const Event&) {
        ++measured.found;
        return true;
    });
    measured.seconds = Since(begin);
    return measured;
}

Measured Median(const EventStore& store, std::string_view text) {
    std::vector<Measured> all;
    for (int i = 0; i < 5; ++i) all.push_back(Ask(store, text));
    std::ranges::sort(all, {}, &Measured::seconds);
    return all[2];
}

struct Filled {
    std::uint64_t events = 0, bytes = 0;
    double seconds = 0;
};

template <class Next>
Filled Fill(EventStore& store, std::uint64_t events, Shape shape, Next&& next) {
    Filled filled;
    const auto begin = Timer::now();
    Instant now{1'790'000'000'000};
    for (; filled.events < events; ++filled.events) {
        now.ms += filled.events % 20 == 0 ? 1 : 0;
        const std::string_view line = next(filled.events);
        store.Stream("standard").Append({.source = 1, .shape = shape, .received = now, .time = now, .bytes = line});
        filled.bytes += line.size();
        if (filled.events % 50'000 == 0) store.Sync();
    }
    store.Sync();
    store.Stream("standard").Seal();
    filled.seconds = Since(begin);
    return filled;
}

void Tell(std::string_view name, const EventStore& store, const Filled& filled) {
    fmt::print("| {}: {:.1f} M events, {:.1f} GB: appended and durable | {:.0f} k/s | – |\n", name,
               static_cast<double>(filled.events) / 1e6, filled.bytes / 1e9, filled.events / filled.seconds / 1e3);
    fmt::print("| … disk | {:.1f} % of raw | 15 % |\n", 100.0 * store.BytesOnDisk() / filled.bytes);
}

}  // namespace

int main(int count, char** words) {
    if (count < 2) return 2;
    const std::string folder = words[1];
    const std::uint64_t events = count > 2 ? static_cast<std::uint64_t>(ToNumber(words[2])) : 10'000'000;
    {
        const auto text = Inflate(Embedded("data/soc/recorded_attacks.ndjson.gz"), 256 << 20).value();
        std::vector<std::string_view> lines;
        for (const auto line : Split(std::string_view(text), '\n'))
            if (!line.empty()) lines.push_back(line);
        EventStore store(folder + "/recorded", {"standard"});
        const auto filled = Fill(store, 200'000, Shape::json, [&](std::uint64_t i) { return lines[i % lines.size()]; });
        Tell("recorded Windows events, again and again", store, filled);
        // A part of a word: no filter knows, everything is unpacked and looked at.
        const auto scan = Median(store, "*zqxjkv*");
        fmt::print("| … searched for a part of a word, nothing passed over | {:.2f} GB/s of raw log a core | 1.5 GB/s |\n",
                   scan.cost.bytes / scan.seconds / 1e9);
    }
    std::mt19937 random(1);
    std::string line;
    EventStore store(folder + "/lines", {"standard"});
    const auto filled = Fill(store, events, Shape::syslog, [&](std::uint64_t i) {
        line = fmt::format("<38>Nov 24 08:{:02}:{:02} sv-{} sshd[{}]: Failed password for user{} from 10.{}.{}.{} port {} ssh2",
                           i / 60 % 60, i % 60, random() % 50, random() % 60000, random() % 5000, random() % 256, random() % 256,
                           random() % 256, random() % 65536);
        return std::string_view(line);
    });
    Tell("lines of sshd", store, filled);
    const auto scan = Median(store, "*zqxjkv*");
    fmt::print("| … searched for a part of a word, nothing passed over | {:.2f} GB/s of raw log a core | 1.5 GB/s |\n",
               scan.cost.bytes / scan.seconds / 1e9);
    for (const std::string_view text : {std::string_view("nobodyofthisname"), std::string_view("\"10.7.7.7\"")}) {
        const auto asked = Median(store, text);
        fmt::print("| … asked for `{}`: {} found, {} of {} blocks passed over | {:.0f} ms | 200 ms of 100 M events |\n", text,
                   asked.found, asked.cost.passed_over, asked.cost.blocks, asked.seconds * 1000);
    }
    return 0;
}
