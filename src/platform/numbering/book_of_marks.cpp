#include "platform/numbering/book_of_marks.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <system_error>

#include "core/log.h"
#include "core/read_file.h"
#include "core/text.h"

namespace dongson::numbering {

namespace {

constexpr std::size_t kLong = 1 << 20;

void Raise(std::int64_t& mark, std::int64_t number) {
    mark = std::max(mark, number);
}

// A line that a dying machine or a full disk cut short says nothing: no break ends it, or a tab before the break.
std::optional<Mark> MarkIn(std::string_view line) {
    Mark mark;
    const auto tab = line.find('\t');
    if (tab == std::string_view::npos || std::from_chars(line.data(), line.data() + tab, mark.newest).ptr != line.data() + tab)
        return std::nullopt;
    mark.book = line.substr(tab + 1);
    if (mark.book.empty() || mark.book.ends_with('\t')) return std::nullopt;
    return mark;
}

std::string LinesOf(const std::map<std::string, std::int64_t, std::less<>>& numbers) {
    std::string lines;
    for (const auto& [book, number] : numbers) lines += fmt::format("{}\t{}\n", number, book);
    return lines;
}

}  // namespace

BookOfMarks::~BookOfMarks() {
    Close();
}

void BookOfMarks::Close() {
    if (file_ >= 0) ::close(file_);
    file_ = -1;
}

void BookOfMarks::Open(const std::string& path) {
    const std::lock_guard lock(mutex_);
    Close();
    for (auto* numbers : {&marks_, &waiting_, &unsynced_}) numbers->clear();
    path_ = path;
    torn_ = false;
    if (path.empty()) return;
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const auto text = file_ < 0 ? std::nullopt : ReadFile(path);
    if (!text) throw std::runtime_error("cannot open " + path);
    torn_ = !text->empty() && !text->ends_with('\n');
    const auto whole = std::string_view(*text).substr(0, text->rfind('\n') + 1);
    for (const auto line : Split(whole, '\n'))
        if (const auto mark = MarkIn(line)) Raise(marks_[mark->book], mark->newest);
    if (text->size() > kLong && ::flock(file_, LOCK_EX | LOCK_NB) == 0) Shorten();
    ::flock(file_, LOCK_SH);
}

void BookOfMarks::Shorten() {
    const auto fresh = path_ + ".new";
    const int file = ::open(fresh.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    const auto text = LinesOf(marks_);
    if (file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0 &&
        ::rename(fresh.c_str(), path_.c_str()) == 0) {
        Close();
        file_ = file;
        torn_ = false;
    } else if (file >= 0) {
        ::close(file);
    }
}

std::int64_t BookOfMarks::MarkOf(std::string_view book) const {
    const std::lock_guard lock(mutex_);
    const auto found = marks_.find(book);
    return found == marks_.end() ? 0 : found->second;
}

void BookOfMarks::Note(const std::string& book, std::int64_t number) {
    const std::lock_guard lock(mutex_);
    if (file_ < 0) return;
    const auto mark = marks_.find(book);
    if (mark != marks_.end() && number <= mark->second) return;
    Raise(waiting_[book], number);
    if (!WriteWaiting()) Complain();
}

// A line that was cut short is ended first, as one that says nothing: it and the next one would be one that says something else.
bool BookOfMarks::WriteWaiting() {
    const auto lines = (torn_ ? "\t\n" : "") + LinesOf(waiting_);
    const auto written = ::write(file_, lines.data(), lines.size());
    if (written > 0) torn_ = lines[static_cast<std::size_t>(written) - 1] != '\n';
    if (written != static_cast<ssize_t>(lines.size())) return false;
    for (const auto& [book, number] : waiting_) {
        Raise(marks_[book], number);
        Raise(unsynced_[book], number);
    }
    waiting_.clear();
    return true;
}

bool BookOfMarks::Sync() {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty() && unsynced_.empty()) return true;
    if ((waiting_.empty() || WriteWaiting()) && ::fdatasync(file_) == 0) {
        unsynced_.clear();
        return true;
    }
    // What a failed sync has not written the system may have forgotten: the next one alone would say that all is well.
    for (const auto& [book, number] : unsynced_) Raise(waiting_[book], number);
    unsynced_.clear();
    Complain();
    return false;
}

void BookOfMarks::Complain() const {
    const std::string error = std::generic_category().message(errno);
    for (const auto& [book, number] : waiting_)
        Log(Severity::error, "NUMBERS_NOT_NOTED",
            {{"file", path_}, {"book", book}, {"number", std::to_string(number)}, {"error", error}});
}

std::vector<Mark> BookOfMarks::All() const {
    const std::lock_guard lock(mutex_);
    std::vector<Mark> all;
    all.reserve(marks_.size());
    for (const auto& [book, number] : marks_) all.push_back({book, number});
    return all;
}

}  // namespace dongson::numbering
