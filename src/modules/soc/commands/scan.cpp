#include "modules/soc/commands/commands.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <map>

#include "core/child_process.h"
#include "core/log.h"
#include "core/text.h"
#include "modules/soc/collect/event_log.h"
#include "modules/soc/engine/detector.h"
#include "modules/soc/engine/rule_files.h"
#include "modules/soc/engine/rule_reader.h"
#include "modules/soc/engine/scan.h"

namespace dongson::soc {

namespace {

using Seconds = std::chrono::duration<double>;

class OpenFile {
  public:
    explicit OpenFile(const std::string& path) : file_(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~OpenFile() {
        if (file_ > STDIN_FILENO) ::close(file_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    int get() const { return file_; }
    bool IsEventLog() const {
        std::array<char, kEventLogHead> head{};
        return ::pread(file_, head.data(), head.size(), 0) == static_cast<ssize_t>(head.size()) &&
               soc::IsEventLog({head.data(), head.size()});
    }

  private:
    int file_;
};

void PrintHit(const RuleBook& book, const std::string& file, std::uint64_t line, const std::vector<std::uint32_t>& rules) {
    for (const std::uint32_t number : rules) {
        const Rule& rule = book.rules()[number];
        fmt::print("{{\"file\":{},\"line\":{},\"level\":\"{}\",\"rule\":{},\"title\":{}}}\n", JsonQuote(file), line,
                   Name(rule.level), JsonQuote(rule.id), JsonQuote(rule.title));
    }
}

void PrintAlert(const RuleBook& book, const std::string& file, const CorrelationAlert& alert) {
    const Correlation& correlation = book.correlations()[alert.correlation];
    std::string group;
    for (std::size_t i = 0; i < alert.group.size(); ++i)
        group += (i == 0 ? "" : ",") + JsonQuote(correlation.group_by[i]) + ":" + JsonQuote(alert.group[i]);
    fmt::print(
        "{{\"file\":{},\"lines\":[{}],\"time\":\"{}\",\"level\":\"{}\",\"rule\":{},\"title\":{},\"group\":{{{}}},\"figure\":{}}}\n",
        JsonQuote(file), fmt::join(alert.events, ","), alert.time.Rfc3339(), Name(correlation.level), JsonQuote(correlation.id),
        JsonQuote(correlation.title), group, alert.figure);
}

void PrintTotals(const ScanTotals& totals, Seconds took) {
    fmt::print(stderr, "{} events, {} MB, {} hits in {:.2f} s: {:.0f} events/s, {:.2f} rules evaluated an event\n", totals.lines,
               totals.bytes / 1'000'000, totals.hits, took.count(), static_cast<double>(totals.lines) / took.count(),
               static_cast<double>(totals.evaluated) / static_cast<double>(std::max<std::uint64_t>(1, totals.lines)));
    if (totals.alerts > 0) fmt::print(stderr, "{} alerts of correlations\n", totals.alerts);
    const auto say = [](std::uint64_t count, const char* what) {
        if (count > 0) fmt::print(stderr, "not correlated: {} events {}\n", count, what);
    };
    say(totals.untimed, "that tell no time");
    say(totals.losses.late, "later than the lateness");
    say(totals.losses.ungrouped, "without a field of group-by, or the number to sum");
    say(totals.losses.crowded_out, "crowded out");
    for (const auto& [reason, count] : totals.refused) fmt::print(stderr, "refused: {} events, {}\n", count, reason);
}

// product/category/service, any of them left out: windows/process_creation, //sshd.
LogSource ReadSource(const std::string& text) {
    const auto parts = Split(std::string_view(text), '/');
    const auto part = [&](std::size_t i) { return i < parts.size() ? Lower(parts[i]) : std::string(); };
    return {part(0), part(1), part(2)};
}

int ScanFiles(const Arguments& arguments) {
    const auto began = std::chrono::steady_clock::now();
    RuleBook book;
    ReadShippedFieldNames(book.fields());
    const std::string rules = arguments.Value("rules");
    rules.empty() ? ReadShippedRules(book) : ReadRules(rules, book);
    book.Finish();
    LogSources sources;
    sources.ReadShipped(book.fields());
    ScanOptions options;
    if (arguments.Has("source")) options.otherwise = sources.Declare(ReadSource(arguments.Value("source")));
    options.plainly = arguments.Has("plainly");
    options.threads = static_cast<unsigned>(std::max<std::int64_t>(1, ToNumber(arguments.Value("threads", "1"))));
    const Detector detector(book, sources);
    for (const RuleFault& fault : book.faults()) fmt::print(stderr, "{}\n", fault.Text());
    fmt::print(stderr, "{} rules, {} correlations, {} refused, ready in {:.2f} s\n", book.rules().size(),
               book.correlations().size(), book.faults().size(), Seconds(std::chrono::steady_clock::now() - began).count());
    int missing = 0;
    for (const std::string& path : arguments.words) {
        const OpenFile file(path);
        if (file.get() < 0) {
            fmt::print(stderr, "{}: cannot be opened\n", path);
            ++missing;
            continue;
        }
        const auto start = std::chrono::steady_clock::now();
        std::optional<ChildProcess> reader;
        if (file.IsEventLog()) {
            reader.emplace(std::vector<std::string>{"soc", "evtx", path});
            reader->CloseInput();
        }
        const Scanner scanner(book, sources, detector, options);
        const auto say_hits = [&](std::uint64_t line, std::string_view, const auto& hits) { PrintHit(book, path, line, hits); };
        const auto totals = scanner.Scan(reader ? reader->output() : file.get(), say_hits,
                                         [&](const CorrelationAlert& alert) { PrintAlert(book, path, alert); });
        PrintTotals(totals, std::chrono::steady_clock::now() - start);
        if (reader && !reader->Succeeded()) ++missing;
    }
    return missing == 0 ? 0 : 1;
}

}  // namespace

int Scan(const std::vector<std::string>& given, Premises&) {
    const auto arguments = ParseArguments(given, {"rules", "source", "threads"}, {"plainly"});
    if (!arguments) return Complain(arguments.error(), 2);
    if (arguments->words.empty())
        return Complain(
            {"COMMAND_FILE", Say("usage: dongson soc scan [--rules PATH] [--source PRODUCT/CATEGORY/SERVICE] FILE…"), ""}, 2);
    return ScanFiles(*arguments);
}

}  // namespace dongson::soc
