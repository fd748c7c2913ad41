#include "platform/numbering/book_of_marks.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <charconv>

#include "core/log.h"
#include "core/read_file.h"
#include "core/text.h"

namespace dongson::numbering {

namespace {

constexpr std::size_t kLong = 1 << 20;

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
    marks_.clear();
    path_ = path;
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    const auto text = file_ < 0 ? std::nullopt : ReadFile(path);
    if (!text) throw std::runtime_error("cannot open " + path);
    for (const auto line : Split(*text, '\n')) {
        std::int64_t number = 0;
        const auto tab = line.find('\t');
        // A line that a dying machine cut short says nothing.
        if (tab == std::string_view::npos || std::from_chars(line.data(), line.data() + tab, number).ptr != line.data() + tab)
            continue;
        auto& mark = marks_[std::string(line.substr(tab + 1))];
        mark = std::max(mark, number);
    }
    if (text->size() > kLong && ::flock(file_, LOCK_EX | LOCK_NB) == 0) Shorten();
    ::flock(file_, LOCK_SH);
}

void BookOfMarks::Shorten() {
    const auto fresh = path_ + ".new";
    const int file = ::open(fresh.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    std::string text;
    for (const auto& [book, number] : marks_) text += fmt::format("{}\t{}\n", number, book);
    if (file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0 &&
        ::rename(fresh.c_str(), path_.c_str()) == 0) {
        Close();
        file_ = file;
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
    auto& mark = marks_[book];
    if (number <= mark) return;
    mark = number;
    const auto line = fmt::format("{}\t{}\n", number, book);
    if (::write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
        Log(Severity::error, "NUMBERS_NOT_NOTED", {{"file", path_}, {"book", book}, {"number", std::to_string(number)}});
    unsynced_ = true;
}

void BookOfMarks::Sync() {
    const std::lock_guard lock(mutex_);
    if (unsynced_ && ::fdatasync(file_) == 0) unsynced_ = false;
}

std::vector<Mark> BookOfMarks::All() const {
    const std::lock_guard lock(mutex_);
    std::vector<Mark> all;
    all.reserve(marks_.size());
    for (const auto& [book, number] : marks_) all.push_back({book, number});
    return all;
}

}  // namespace dongson::numbering
