// The detection engine alone: recorded events (those that ship, or DONGSON_BENCH_EVENTS, JSON lines) and generated lines, against
// every shipped rule.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <simdjson.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "core/embedded.h"
#include "core/inflate.h"
#include "modules/soc/engine/correlator.h"
#include "modules/soc/engine/detector.h"
#include "modules/soc/engine/json_text.h"
#include "modules/soc/engine/rule_files.h"
#include "modules/soc/engine/rule_reader.h"
#include "modules/soc/intelligence/recogniser.h"
#include "modules/soc/normalise/normaliser.h"

namespace {

using namespace dongson;
using namespace dongson::soc;

// With DONGSON_BENCH_SMALL a hundredth: whether a benchmark still runs, not how fast.
int Sized(int whole) {
    return std::getenv("DONGSON_BENCH_SMALL") == nullptr ? whole : whole / 100;
}

// Lines in one buffer, as they come from a socket, with what a JSON reader wants behind the last.
struct Lines {
    std::string bytes;
    std::vector<std::string_view> each;

    explicit Lines(std::string from) : bytes(std::move(from)) {
        const std::size_t size = bytes.size();
        bytes.append(JsonReader::kPaddingAfter, ' ');
        for (std::size_t at = 0; at < size;) {
            const std::size_t end = std::min(bytes.find('\n', at), size);
            if (end > at) each.push_back(std::string_view(bytes).substr(at, end - at));
            at = end + 1;
        }
    }
    Lines(const Lines&) = delete;
    Lines& operator=(const Lines&) = delete;
};

std::string Recorded() {
    const char* path = std::getenv("DONGSON_BENCH_EVENTS");
    if (path == nullptr) return Inflate(Embedded("data/soc/recorded_attacks.ndjson.gz"), 256 << 20).value();
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

const Lines& Mixed() {
    static const Lines lines(Recorded());
    return lines;
}

struct Engine {
    RuleBook book;
    LogSources sources;
    EventClass sshd = 0;
    std::unique_ptr<Detector> detector;
    Engine() {
        ReadShippedFieldNames(book.fields());
        ReadShippedRules(book);
        book.Finish();
        sources.ReadShipped(book.fields());
        sshd = sources.Declare(LogSource{.product = "linux", .service = "sshd"});
        detector = std::make_unique<Detector>(book, sources);
    }
};

const Engine& Ready() {
    static const Engine engine;
    return engine;
}

// The events that are new processes.
const Lines& Processes() {
    static const Lines lines([] {
        std::string chosen;
        JsonReader reader;
        Event event;
        for (const std::string_view line : Mixed().each) {
            if (!reader.Read(line, Ready().book.fields(), event).empty()) continue;
            const auto& sources = Ready().sources.Sources(Ready().sources.Of(event));
            if (std::ranges::any_of(sources, [](const LogSource& source) { return source.category == "process_creation"; }))
                chosen.append(line).append("\n");
        }
        return chosen;
    }());
    return lines;
}

const Lines& SshdLines() {
    static const Lines lines([] {
        std::mt19937 random(1);
        std::string all;
        for (int i = 0; i < 100'000; ++i) {
            const bool refused = random() % 3 != 0;
            all += fmt::format("<86>Nov 24 08:{:02}:{:02} sv-{} sshd[{}]: {} for {}user{} from 10.{}.{}.{} port {} ssh2",
                               random() % 60, random() % 60, random() % 50, random() % 60000,
                               refused ? "Failed password" : "Accepted publickey",
                               refused && random() % 4 == 0 ? "invalid user " : "", random() % 500, random() % 256,
                               random() % 256, random() % 256, random() % 65536);
            if (!refused)
                all += fmt::format(": RSA SHA256:{:016x}{:016x}", std::uint64_t{random()} * random(),
                                   std::uint64_t{random()} * random());
            all += '\n';
        }
        return all;
    }());
    return lines;
}

// What cannot be undercut: every value of every event touched, nothing done with it.
void ParseAlone(benchmark::State& state) {
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    std::int64_t events = 0;
    std::size_t touched = 0;
    const Lines& lines = Mixed();
    for (auto _ : state)
        for (const std::string_view line : lines.each) {
            if (parser.iterate(line.data(), line.size(), line.size() + JsonReader::kPaddingAfter).get(document)) continue;
            for (auto field : document.get_object())
                if (std::string_view token; !field.value().raw_json_token().get(token)) touched += token.size();
            ++events;
        }
    benchmark::DoNotOptimize(touched);
    state.SetItemsProcessed(events);
}
BENCHMARK(ParseAlone)->Unit(benchmark::kMillisecond)->UseRealTime();

void Detect(benchmark::State& state, const Lines& lines, bool plainly) {
    const Engine& engine = Ready();
    JsonReader reader;
    Event event;
    DetectionRoom room;
    engine.detector->Prepare(room);
    std::vector<std::uint32_t> hits;
    std::int64_t events = 0;
    for (auto _ : state)
        for (const std::string_view line : lines.each) {
            ++events;
            if (!reader.Read(line, engine.book.fields(), event).empty()) continue;
            hits.clear();
            plainly ? engine.detector->DetectPlainly(event, 0, hits) : engine.detector->Detect(event, 0, room, hits);
            benchmark::DoNotOptimize(hits.data());
        }
    state.SetItemsProcessed(events);
    state.counters["rules evaluated an event"] = {static_cast<double>(room.evaluated) / static_cast<double>(events),
                                                  benchmark::Counter::kAvgThreads};
}

void MixedEvents(benchmark::State& state) {
    Detect(state, Mixed(), false);
}
BENCHMARK(MixedEvents)->Unit(benchmark::kMillisecond)->UseRealTime()->Threads(1)->Threads(2);

void MixedEventsPlainly(benchmark::State& state) {
    Detect(state, Mixed(), true);
}
BENCHMARK(MixedEventsPlainly)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);

// Five million indicators that no event has.
const IndicatorSet& Indicators() {
    static const IndicatorSet indicators = [] {
        const std::string path = std::filesystem::temp_directory_path() / ("dongson-bench-" + std::to_string(::getpid()));
        std::mt19937_64 random(1);
        {
            std::ofstream file(path, std::ios::binary);
            for (int i = 0, indicators = Sized(5'000'000); i < indicators; ++i) switch (i % 3) {
                    case 0:
                        file << LineOf({IndicatorKind::domain, fmt::format("n{:x}.example", random())});
                        break;
                    case 1:
                        file << LineOf({IndicatorKind::hash, fmt::format("{:016x}{:016x}", random(), random())});
                        break;
                    default:
                        file << LineOf(
                            {IndicatorKind::address, fmt::format("240.{}.{}.{}", i & 255, i >> 8 & 255, i >> 16 & 255)});
                }
        }
        IndicatorSet set({{1, "bench", Level::high, path}});
        std::filesystem::remove(path);
        return set;
    }();
    return indicators;
}

void MixedEventsWithIndicators(benchmark::State& state) {
    static Engine engine;
    static const Recogniser recogniser(std::shared_ptr<const IndicatorSet>(&Indicators(), [](const auto*) {}),
                                       engine.book.fields());
    JsonReader reader;
    Event event;
    DetectionRoom room;
    engine.detector->Prepare(room);
    std::vector<std::uint32_t> hits;
    std::vector<IndicatorMatch> matches;
    std::int64_t events = 0;
    for (auto _ : state)
        for (const std::string_view line : Mixed().each) {
            ++events;
            if (!reader.Read(line, engine.book.fields(), event).empty()) continue;
            hits.clear();
            matches.clear();
            engine.detector->Detect(event, 0, room, hits);
            recogniser.Recognise(event, Instant{}, false, matches);
            benchmark::DoNotOptimize(hits.data());
        }
    state.SetItemsProcessed(events);
    state.counters["indicators"] = static_cast<double>(Indicators().size());
}
BENCHMARK(MixedEventsWithIndicators)->Unit(benchmark::kMillisecond)->UseRealTime();

void NewProcesses(benchmark::State& state) {
    Detect(state, Processes(), false);
}
BENCHMARK(NewProcesses)->Unit(benchmark::kMillisecond)->UseRealTime();

void ShortLines(benchmark::State& state) {
    const Engine& engine = Ready();
    Event event;
    DetectionRoom room;
    engine.detector->Prepare(room);
    std::vector<std::uint32_t> hits;
    std::int64_t events = 0;
    const Lines& lines = SshdLines();
    for (auto _ : state)
        for (const std::string_view line : lines.each) {
            event.Clear(engine.book.fields());
            event.Add(kAnyField, ValueKind::text, line);
            hits.clear();
            engine.detector->Detect(event, engine.sshd, room, hits);
            ++events;
        }
    state.SetItemsProcessed(events);
}
BENCHMARK(ShortLines)->Unit(benchmark::kMillisecond)->UseRealTime();

// As they come over the network: the carrier and the message read by the parsers, names of ECS given, then every rule.
void LinesReadAndHeld(benchmark::State& state) {
    static Engine engine;
    static const Normaliser shared(Parsers::Shipped(), engine.book.fields(), engine.sources);
    static const Detector detector(engine.book, engine.sources);
    Normaliser normaliser(shared);
    Event event;
    DetectionRoom room;
    detector.Prepare(room);
    std::vector<std::uint32_t> hits;
    std::int64_t events = 0, understood = 0;
    const Lines& lines = SshdLines();
    for (auto _ : state)
        for (const std::string_view line : lines.each) {
            const auto read =
                normaliser.Read({.shape = Shape::syslog, .received = Instant{1'795'000'000'000}, .bytes = line}, nullptr, event);
            hits.clear();
            detector.Detect(event, read.of, room, hits);
            ++events;
            understood += read.understood ? 1 : 0;
        }
    if (understood != events) state.SkipWithError("a line was not understood");
    state.SetItemsProcessed(events);
}
BENCHMARK(LinesReadAndHeld)->Unit(benchmark::kMillisecond)->UseRealTime();

void CompileRules(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(Engine().detector.get());
}
BENCHMARK(CompileRules)->Unit(benchmark::kMillisecond)->UseRealTime();

// A million events in order, ten thousand groups.
void Correlate(benchmark::State& state, const char* body) {
    RuleBook book;
    book.Read(
        "rules.yml",
        std::string(
            "title: a\nname: a\nlogsource: {product: p}\ndetection: {s: {is: a}, condition: s}\n---\ntitle: b\nname: b\nlogsource: {product: p}\n"
            "detection: {s: {is: b}, condition: s}\n---\ntitle: c\ncorrelation: {group-by: [user], timespan: 1m, ") +
            body + "}\n");
    book.Finish();
    const FieldId user = book.fields().Of("user"), number = book.fields().Of("n");
    std::vector<std::string> users;
    for (int i = 0; i < 10'000; ++i) users.push_back(fmt::format("user{}", i));
    Event event;
    std::vector<CorrelationAlert> alerts;
    std::int64_t events = 0;
    for (auto _ : state) {
        Correlator correlator(book);
        std::mt19937 random(1);
        for (std::uint64_t i = 0, all = static_cast<std::uint64_t>(Sized(1'000'000)); i < all; ++i, ++events) {
            event.Clear(book.fields());
            event.Add(user, ValueKind::text, users[random() % users.size()]);
            event.Add(number, ValueKind::number, "7");
            correlator.Observe(event, Instant{1'700'000'000'000 + static_cast<std::int64_t>(i)}, i,
                               {static_cast<std::uint32_t>(random() % 2)});
            if (i % 1000 == 0) correlator.Settle(alerts);
            alerts.clear();
        }
        correlator.Finish(alerts);
    }
    state.SetItemsProcessed(events);
}
BENCHMARK_CAPTURE(Correlate, event_count, "type: event_count, rules: [a, b], condition: {gte: 20}")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(Correlate, value_count, "type: value_count, rules: [a, b], condition: {field: n, gte: 5}")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(Correlate, temporal_ordered, "type: temporal_ordered, rules: [a, b]")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(Correlate, value_avg, "type: value_avg, rules: [a, b], condition: {field: n, gte: 9}")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace

BENCHMARK_MAIN();
