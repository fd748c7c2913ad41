#include "modules/soc/engine/scan.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <deque>
#include <system_error>
#include <thread>

#include "modules/soc/engine/rule_reader.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kBlock = 4 << 20;

// Bytes of whole lines, with what a JSON reader wants behind them.
class Block {
  public:
    // Fills up from the file and says whether anything is there. What follows the last line's end goes into `next`.
    bool Fill(int file, Block& next) {
        const std::size_t kept = size_;
        do {
            bytes_.resize(std::max(bytes_.size(), size_ + kBlock + JsonReader::kPaddingAfter));
            size_ += ReadSome(file, bytes_.data() + size_, kBlock);
            const std::string_view all(bytes_.data(), size_);
            whole_ = ended_ ? size_ : all.rfind('\n') + 1;
        } while (whole_ == 0 && !ended_);
        next.size_ = size_ - whole_;
        next.bytes_.resize(std::max(next.bytes_.size(), next.size_ + JsonReader::kPaddingAfter));
        std::memcpy(next.bytes_.data(), bytes_.data() + whole_, next.size_);
        next.ended_ = ended_;
        return whole_ > 0 || size_ > kept;
    }
    std::string_view Lines() const { return {bytes_.data(), whole_}; }

  private:
    std::size_t ReadSome(int file, char* to, std::size_t most) {
        std::size_t read = 0;
        while (read < most) {
            const ssize_t got = ::read(file, to + read, most - read);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) throw std::system_error(errno, std::generic_category(), "reading events");
            if (got == 0) ended_ = true;
            if (got <= 0) break;
            read += static_cast<std::size_t>(got);
        }
        return read;
    }

    std::vector<char> bytes_;
    std::size_t size_ = 0, whole_ = 0;
    bool ended_ = false;
};

}  // namespace

// One thread's share of a block.
class Scanner::Worker {
  public:
    explicit Worker(const Scanner& scanner) : scanner_(scanner), reader_(scanner.options_.limits) {
        scanner_.detector_.Prepare(room_);
        by_rule_.assign(scanner_.book_.rules().size(), 0);
    }

    struct Hit {
        std::uint64_t line;
        std::string_view event;
        std::vector<std::uint32_t> rules;
    };

    void Run(std::string_view lines) {
        hits_.clear();
        lines_ = 0;
        while (!lines.empty()) {
            const std::size_t end = std::min(lines.find('\n'), lines.size());
            ++lines_;
            Line(lines.substr(0, end));
            lines.remove_prefix(std::min(end + 1, lines.size()));
        }
    }

    std::uint64_t lines() const { return lines_; }
    const std::vector<Hit>& hits() const { return hits_; }
    void AddTo(ScanTotals& totals) const {
        totals.evaluated += room_.evaluated;
        for (const auto& [reason, count] : refused_) totals.refused[std::string(reason)] += count;
        totals.by_rule.resize(by_rule_.size());
        for (std::size_t rule = 0; rule < by_rule_.size(); ++rule) totals.by_rule[rule] += by_rule_[rule];
    }

  private:
    void Line(std::string_view line) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) return;
        if (line.starts_with('{')) {
            const std::string_view reason = reader_.Read(line, scanner_.book_.fields(), event_);
            if (!reason.empty()) {
                ++refused_[reason];
                return;
            }
        } else {
            event_.Clear(scanner_.book_.fields());
            event_.Add(kAnyField, ValueKind::text, line);
        }
        found_.clear();
        if (scanner_.options_.plainly) {
            scanner_.detector_.DetectPlainly(event_, scanner_.options_.otherwise, found_);
        } else {
            scanner_.detector_.Detect(event_, scanner_.options_.otherwise, room_, found_);
        }
        if (found_.empty()) return;
        hits_.push_back({lines_, line, found_});
        for (const std::uint32_t rule : found_) ++by_rule_[rule];
    }

    const Scanner& scanner_;
    JsonReader reader_;
    Event event_;
    DetectionRoom room_;
    std::vector<std::uint32_t> found_;
    std::vector<Hit> hits_;
    std::uint64_t lines_ = 0;
    std::map<std::string_view, std::uint64_t> refused_;
    std::vector<std::uint64_t> by_rule_;
};

// What the hits of all threads mean together, in the order of the lines.
class Scanner::Correlating {
  public:
    Correlating(const Scanner& scanner, const OnAlert& on_alert, ScanTotals& totals)
        : scanner_(scanner), on_alert_(on_alert), totals_(totals), reader_(scanner.options_.limits), correlator_(scanner.book_) {}

    // The rules that give alerts of their own. `event` has padding behind it.
    std::vector<std::uint32_t> Take(std::uint64_t line, std::string_view event, const std::vector<std::uint32_t>& rules) {
        std::vector<std::uint32_t> wanted, loud;
        for (const std::uint32_t rule : rules) {
            if (scanner_.book_.Correlated(rule)) wanted.push_back(rule);
            if (!scanner_.book_.Silent(rule)) loud.push_back(rule);
        }
        if (!wanted.empty()) Observe(line, event, wanted);
        return loud;
    }
    void Settle() {
        correlator_.Settle(alerts_);
        Say();
    }
    void Finish() {
        correlator_.Finish(alerts_);
        Say();
        totals_.losses = correlator_.losses();
    }

  private:
    void Observe(std::uint64_t line, std::string_view event, const std::vector<std::uint32_t>& rules) {
        if (!event.starts_with('{') || !reader_.Read(event, scanner_.book_.fields(), event_).empty()) {
            ++totals_.untimed;
            return;
        }
        scanner_.sources_.Rename(scanner_.sources_.Of(event_, scanner_.options_.otherwise), event_);
        const auto time = scanner_.sources_.TimeOf(event_);
        if (time) {
            correlator_.Observe(event_, *time, line, rules);
        } else {
            ++totals_.untimed;
        }
    }
    void Say() {
        for (const CorrelationAlert& alert : alerts_) on_alert_(alert);
        totals_.alerts += alerts_.size();
        alerts_.clear();
    }

    const Scanner& scanner_;
    const OnAlert& on_alert_;
    ScanTotals& totals_;
    JsonReader reader_;
    Event event_;
    Correlator correlator_;
    std::vector<CorrelationAlert> alerts_;
};

ScanTotals Scanner::Scan(int file, const OnHits& on_hits, const OnAlert& on_alert) const {
    ScanTotals totals;
    Correlating correlating(*this, on_alert, totals);
    std::deque<Worker> workers;
    for (unsigned i = 0; i < std::max(1U, options_.threads); ++i) workers.emplace_back(*this);
    Block block, next;
    for (; block.Fill(file, next); std::swap(block, next)) {
        std::vector<std::jthread> threads;
        std::string_view rest = block.Lines();
        totals.bytes += rest.size();
        for (std::size_t i = 0; i < workers.size(); ++i) {
            const std::size_t wanted = rest.size() / (workers.size() - i);
            const std::size_t end = i + 1 == workers.size() ? rest.size() : std::min(rest.size(), rest.find('\n', wanted) + 1);
            const std::string_view share = rest.substr(0, end);
            rest.remove_prefix(end);
            if (i + 1 == workers.size()) {
                workers[i].Run(share);
            } else {
                threads.emplace_back([&worker = workers[i], share] { worker.Run(share); });
            }
        }
        threads.clear();
        for (const Worker& worker : workers) {
            for (const Worker::Hit& hit : worker.hits()) {
                const auto rules = correlating.Take(totals.lines + hit.line, hit.event, hit.rules);
                totals.hits += rules.size();
                if (!rules.empty()) on_hits(totals.lines + hit.line, hit.event, rules);
            }
            totals.lines += worker.lines();
        }
        correlating.Settle();
    }
    correlating.Finish();
    for (const Worker& worker : workers) worker.AddTo(totals);
    return totals;
}

}  // namespace dongson::soc
