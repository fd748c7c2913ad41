#include "modules/soc/actions/import_events.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "core/child_process.h"
#include "core/read_file.h"
#include "core/text.h"
#include "modules/soc/actions/unpack.h"
#include "modules/soc/collect/event_log.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kMostBytes = 1U << 30, kBatch = 2000;

std::unexpected<Refusal> No(Sentence sentence) {
    return std::unexpected(Refusal{"SOC_FILE_REFUSED", std::move(sentence), "tep"});
}

// Takes lines as they come, some thousand at a time.
class Importing {
  public:
    Importing(Centre& centre, const Source& source) : centre_(centre), source_(source.number) {}

    // The bytes may end within a line.
    void Feed(std::string_view bytes) {
        while (!bytes.empty()) {
            const std::size_t end = std::min(bytes.find('\n'), bytes.size());
            line_ += bytes.substr(0, end);
            if (end < bytes.size()) End();
            bytes.remove_prefix(std::min(end + 1, bytes.size()));
        }
    }
    void Finish() {
        End();
        Take();
    }
    // What the reader of EVTX says at its end is no event.
    static constexpr std::string_view kReport = "#";
    std::string report;
    ImportedEvents done;

  private:
    void End() {
        std::string line = std::exchange(line_, {});
        if (line.ends_with('\r')) line.pop_back();
        if (Trim(line).empty()) return;
        if (done.format == "EVTX" && line.starts_with(kReport)) {
            report = line.substr(kReport.size());
            return;
        }
        const Shape shape = line.starts_with('{') ? Shape::json : Shape::text;
        events_.push_back({source_, shape, centre_.platform().clock.Now(), std::move(line)});
        if (events_.size() >= kBatch) Take();
    }
    void Take() {
        done.received += events_.size();
        const auto outcomes = centre_.watcher().Take(std::exchange(events_, {}));
        done.stored += static_cast<std::uint64_t>(std::ranges::count_if(outcomes, [](const auto& outcome) { return !outcome; }));
    }

    Centre& centre_;
    std::uint32_t source_;
    std::string line_;
    std::vector<Offered> events_;
};

Result<ImportedEvents> FromEventLog(Importing& importing, const std::string& path) {
    importing.done.format = "EVTX";
    ChildProcess reader({"soc", "evtx", "--report", path});
    reader.CloseInput();
    std::array<char, 65536> piece{};
    for (;;) {
        const ssize_t count = ::read(reader.output(), piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        importing.Feed({piece.data(), static_cast<std::size_t>(count)});
    }
    importing.Finish();
    const bool whole = reader.Succeeded();
    const std::size_t blank = importing.report.find(' ');
    importing.done.damaged = static_cast<std::uint64_t>(ToNumber(importing.report));
    importing.done.fault = blank == std::string::npos ? "" : importing.report.substr(blank + 1);
    if (!whole && importing.done.fault.empty()) importing.done.fault = "the file cannot be read to its end";
    if (importing.done.received == 0) return No(Say("Không đọc được sự kiện nào trong tệp EVTX: {1}", importing.done.fault));
    return importing.done;
}

}  // namespace

Result<ImportedEvents> ImportEvents(Centre& centre, const Source& source, const std::string& path) {
    Importing importing(centre, source);
    if (IsEventLog(ReadFile(path, kEventLogHead).value_or(""))) return FromEventLog(importing, path);
    const auto bytes = ReadFile(path);
    if (!bytes) return No(Say("Không đọc được tệp."));
    const auto plain = Unpacked(*bytes, kMostBytes);
    if (!plain) return std::unexpected(plain.error());
    importing.done.format = "text";
    importing.Feed(*plain);
    importing.Finish();
    if (importing.done.received == 0) return No(Say("Tệp không có sự kiện nào."));
    return importing.done;
}

}  // namespace dongson::soc
