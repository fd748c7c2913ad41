// A file of lines "number TAB book": the highest number given of each. Lines are added, and written anew when they are many and
// nobody else has the file open.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "platform/numbering/numbering.h"

namespace dongson::numbering {

class BookOfMarks {
  public:
    BookOfMarks() = default;
    ~BookOfMarks();
    BookOfMarks(const BookOfMarks&) = delete;
    BookOfMarks& operator=(const BookOfMarks&) = delete;

    // Throws std::runtime_error when the file cannot be opened. No path: nothing is noted any more.
    void Open(const std::string& path);
    std::int64_t MarkOf(std::string_view book) const;
    // What the file does not take, no mark is raised for: it waits for the next time that something is noted, or synced.
    void Note(const std::string& book, std::int64_t number);
    // False when what was noted may not be on the disk.
    bool Sync();
    std::vector<Mark> All() const;

  private:
    void Close();
    void Shorten();
    bool WriteWaiting();
    void Complain() const;
    mutable std::mutex mutex_;
    using Numbers = std::map<std::string, std::int64_t, std::less<>>;
    Numbers marks_;
    Numbers waiting_, unsynced_;  // not in the file; in it, and perhaps not on the disk
    std::string path_;
    int file_ = -1;
    bool torn_ = false;  // the last line is not whole
};

}  // namespace dongson::numbering
