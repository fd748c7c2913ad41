#include "modules/soc/watch/file_tail.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <fstream>

#include "core/log.h"
#include "core/read_file.h"
#include "core/text.h"
#include "modules/soc/engine/text_hash.h"

namespace dongson::soc {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kWindow = 1 << 20, kHead = 1024, kBatch = 1000;
constexpr auto kEvery = std::chrono::milliseconds(250), kRetryEvery = std::chrono::milliseconds(1000);

struct What {
    std::uint64_t device = 0, inode = 0, size = 0;
    bool regular = false;
};

What WhatIs(const struct ::stat& status) {
    return {status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size), S_ISREG(status.st_mode)};
}

std::optional<What> WhatStandsAt(const std::string& path) {
    struct ::stat status{};
    return ::stat(path.c_str(), &status) == 0 ? std::optional(WhatIs(status)) : std::nullopt;
}

std::uint64_t HeadOf(int file, std::uint64_t bytes) {
    if (bytes == 0) return 0;
    std::array<char, kHead> head{};
    const ssize_t got = ::pread(file, head.data(), std::min<std::size_t>(bytes, kHead), 0);
    return got < 0 ? 0 : HashText({head.data(), static_cast<std::size_t>(got)});
}

}  // namespace

std::string TailPosition::Text() const {
    std::string text;
    for (const std::uint64_t number : {device, inode, offset, head_bytes, head}) text.append(std::to_string(number)).append(" ");
    return text;
}

std::optional<TailPosition> TailPosition::Parse(std::string_view text) {
    TailPosition position;
    for (std::uint64_t* number : {&position.device, &position.inode, &position.offset, &position.head_bytes, &position.head}) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
        if (error != std::errc()) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        text = Trim(text);
    }
    return position;
}

FileTail::FileTail(std::string path, std::size_t most_line, std::optional<TailPosition> position)
    : path_(std::move(path)), most_line_(most_line), position_(position) {}

FileTail::~FileTail() {
    Close();
}

void FileTail::Close() {
    if (file_ >= 0) ::close(file_);
    file_ = -1;
}

bool FileTail::OpenAt(const std::string& path, const TailPosition& wanted) {
    Close();
    // A pipe must not make us wait.
    file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct ::stat status{};
    if (file_ < 0 || ::fstat(file_, &status) != 0) return false;
    const What what = WhatIs(status);
    if (what.regular && what.device == wanted.device && what.inode == wanted.inode && what.size >= wanted.offset &&
        HeadOf(file_, wanted.head_bytes) == wanted.head)
        return true;
    Close();
    return false;
}

bool FileTail::Begin(const std::string& path) {
    Close();
    file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct ::stat status{};
    if (file_ < 0 || ::fstat(file_, &status) != 0 || !WhatIs(status).regular) {
        Close();
        return false;
    }
    const What what = WhatIs(status);
    position_ = TailPosition{.device = what.device, .inode = what.inode};
    skipping_ = false;
    return true;
}

// The file that was being read, under its name or the one that rotation gave it; else the one that stands at the path, from its
// beginning.
bool FileTail::Open() {
    if (file_ >= 0) return true;
    if (position_) {
        const TailPosition wanted = *position_;
        if (OpenAt(path_, wanted)) return true;
        const fs::path path(path_);
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(path.parent_path(), error))
            if (entry.path().filename().string().starts_with(path.stem().string()) && OpenAt(entry.path().string(), wanted))
                return true;
        if (!WhatStandsAt(path_)) return false;
        missed_ = true;
    }
    return Begin(path_);
}

// What was written after the file that is over: of those that rotation set aside since (app.log.1, app.log-20261127), the one
// that was finished first; else the one at the path. What is packed by now cannot be read.
std::string FileTail::Following() {
    struct ::stat status{};
    if (::fstat(file_, &status) != 0) return path_;
    const auto stamp = [](const struct ::stat& of) { return std::pair(of.st_mtim.tv_sec, of.st_mtim.tv_nsec); };
    const auto over = stamp(status);
    const fs::path path(path_);
    const std::string name = path.filename().string();
    std::optional<std::pair<decltype(over), std::string>> first;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(path.parent_path(), error)) {
        const std::string other = entry.path().filename().string();
        struct ::stat its{};
        if (!other.starts_with(name + ".") && !other.starts_with(name + "-")) continue;
        if (::stat(entry.path().c_str(), &its) != 0 || !S_ISREG(its.st_mode) || stamp(its) <= over) continue;
        constexpr std::array<std::string_view, 4> kPacked = {".gz", ".xz", ".zst", ".bz2"};
        if (std::ranges::any_of(kPacked, [&](std::string_view ending) { return other.ends_with(ending); })) {
            missed_ = true;
        } else if (!first || stamp(its) < first->first) {
            first.emplace(stamp(its), entry.path().string());
        }
    }
    return first ? first->second : path_;
}

bool FileTail::Rotated() const {
    const auto now = WhatStandsAt(path_);
    return now && (now->device != position_->device || now->inode != position_->inode);
}

void FileTail::NoteHead() {
    if (position_->head_bytes == kHead) return;
    position_->head_bytes = std::min<std::uint64_t>(position_->offset, kHead);
    position_->head = HeadOf(file_, position_->head_bytes);
}

std::vector<std::string> FileTail::Read(std::size_t most) {
    std::vector<std::string> lines;
    if (!Open()) return lines;
    struct ::stat status{};
    if (::fstat(file_, &status) == 0 &&
        (WhatIs(status).size < position_->offset || HeadOf(file_, position_->head_bytes) != position_->head)) {
        // Emptied, and written anew.
        position_->offset = position_->head_bytes = position_->head = 0;
        skipping_ = false;
    }
    std::string window(kWindow + most_line_, '\0');
    const ssize_t got = ::pread(file_, window.data(), window.size(), static_cast<off_t>(position_->offset));
    window.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    std::string_view rest = window;
    skipping_after_ = skipping_;
    while (!rest.empty() && lines.size() < most) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos && rest.size() <= most_line_) break;
        if (!skipping_after_) {
            std::string_view line = rest.substr(0, std::min(end, most_line_ + 1));
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (!line.empty()) lines.emplace_back(line);
        }
        skipping_after_ = end == std::string_view::npos;
        rest.remove_prefix(skipping_after_ ? rest.size() : end + 1);
    }
    over_ = false;
    if (lines.empty() && Rotated()) {
        // Nobody writes to it any more: what is left is its last line.
        if (!rest.empty() && !skipping_after_) lines.emplace_back(rest);
        rest = {};
        over_ = true;
    }
    after_ = position_->offset + (window.size() - rest.size());
    if (lines.empty()) Done();
    return lines;
}

void FileTail::Done() {
    if (file_ < 0) return;
    position_->offset = after_;
    skipping_ = skipping_after_;
    NoteHead();
    if (over_) Begin(Following());
    over_ = false;
}

bool LiesIn(const std::string& path, const std::vector<std::string>& folders) {
    std::error_code error;
    const fs::path real = fs::weakly_canonical(path, error);
    if (error) return false;
    return std::ranges::any_of(folders, [&](const std::string& folder) {
        const fs::path inside = real.lexically_relative(fs::weakly_canonical(folder, error));
        return !error && !inside.empty() && *inside.begin() != ".." && *inside.begin() != ".";
    });
}

FileWatcher::FileWatcher(Watcher& watcher, const Clock& clock, std::vector<std::string> folders, std::string positions,
                         std::size_t most_line)
    : watcher_(watcher), clock_(clock), folders_(std::move(folders)), positions_(std::move(positions)), most_line_(most_line) {}

void FileWatcher::Start() {
    fs::create_directories(positions_);
    rounds_.Start([this, told = false](const std::stop_token&) mutable {
        try {
            Round();
            told = false;
            return kEvery;
        } catch (const std::exception& error) {
            // The lines are there still.
            if (!told) Log(Severity::error, "SOC_FILES_WAIT", {{"error", error.what()}});
            told = true;
            return kRetryEvery;
        }
    });
}

std::optional<TailPosition> FileWatcher::Kept(const Source& source) const {
    const std::string text = ReadFile(positions_ + "/" + std::to_string(source.number)).value_or("");
    // A position of another path is none of this one's.
    const std::size_t line = text.find('\n');
    if (line == std::string::npos || text.substr(line + 1) != source.mark) return std::nullopt;
    return TailPosition::Parse(std::string_view(text).substr(0, line));
}

void FileWatcher::Keep(const Source& source, const FileTail& tail) const {
    if (!tail.position()) return;
    const std::string path = positions_ + "/" + std::to_string(source.number);
    std::ofstream file(path + ".part", std::ios::binary | std::ios::trunc);
    file << tail.position()->Text() << "\n" << source.mark;
    file.close();
    if (!file) throw std::runtime_error("cannot write " + path);  // the position before stands, and lines are read again
    fs::rename(path + ".part", path);
}

std::size_t FileWatcher::Round() {
    std::size_t lines = 0;
    const auto sources = watcher_.sources();
    const auto reads = [](const Source& source) { return source.recognition == Recognition::file && source.enabled; };
    for (const Source& source : sources->all())
        if (reads(source)) lines += ReadOne(source, tails_[source.number]);
    // Of others no file stays open; where their reading was is kept.
    std::erase_if(tails_, [&](const auto& tailed) {
        const Source* source = sources->Of(tailed.first);
        return source == nullptr || !reads(*source);
    });
    return lines;
}

std::size_t FileWatcher::ReadOne(const Source& source, Tailed& tailed) {
    if (!LiesIn(source.mark, folders_)) {
        if (!tailed.told) Log(Severity::error, "SOC_FILE_NOT_ALLOWED", {{"file", source.mark}});
        tailed.told = true;
        return 0;
    }
    if (tailed.tail == nullptr || tailed.path != source.mark) {
        tailed.tail = std::make_unique<FileTail>(source.mark, most_line_, Kept(source));
        tailed.path = source.mark;
    }
    FileTail& tail = *tailed.tail;
    std::size_t lines = 0;
    const bool missed = tail.missed();
    for (int batch = 0; batch < 100; ++batch) {
        // A file waits; it need not be refused what is over its quota.
        std::size_t most = kBatch;
        const Instant now = clock_.Now();
        if (source.per_second > 0) {
            if (tailed.second != now.ms / kSecond) tailed.given = 0;
            tailed.second = now.ms / kSecond;
            most = std::min<std::size_t>(most,
                                         static_cast<std::size_t>(std::max<std::int64_t>(0, source.per_second - tailed.given)));
        }
        if (most == 0) break;
        auto read = tail.Read(most);
        if (read.empty()) break;
        std::vector<Offered> events;
        events.reserve(read.size());
        for (std::string& line : read) {
            const Shape shape = line.starts_with('{') ? Shape::json : Shape::syslog;
            events.push_back({source.number, shape, now, std::move(line)});
        }
        watcher_.Take(std::move(events));
        tail.Done();
        Keep(source, tail);
        lines += read.size();
        tailed.given += static_cast<std::int64_t>(read.size());
    }
    if (tail.missed() && !missed) Log(Severity::warning, "SOC_FILE_GAP", {{"file", source.mark}});
    return lines;
}

}  // namespace dongson::soc
