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

    // Throws std::runtime_error when the file cannot be opened.
    void Open(const std::string& path);
    std::int64_t MarkOf(std::string_view book) const;
    void Note(const std::string& book, std::int64_t number);
    void Sync();
    std::vector<Mark> All() const;

  private:
    void Close();
    void Shorten();
    mutable std::mutex mutex_;
    std::map<std::string, std::int64_t, std::less<>> marks_;
    std::string path_;
    int file_ = -1;
    bool unsynced_ = false;
};

}  // namespace dongson::numbering
