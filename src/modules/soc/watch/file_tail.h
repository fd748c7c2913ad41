// Files that other programs of this machine write logs to, read as they grow: across rotation by renaming or by emptying, and
// from where the reading was when the program ended. A line is read past once it is stored; a program that is killed between the
// two reads it again.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/rounds.h"
#include "modules/soc/watch/watcher.h"

namespace dongson::soc {

// Where the reading of a file is. What the file is called may change; what it is does not.
struct TailPosition {
    std::uint64_t device = 0, inode = 0;
    std::uint64_t offset = 0;
    std::uint64_t head_bytes = 0, head = 0;  // a hash of its first bytes: numbers of files are given again

    std::string Text() const;
    static std::optional<TailPosition> Parse(std::string_view text);
};

class FileTail {
  public:
    // Lines of more than `most_line` bytes are given cut to one byte more, so that they can be counted as too long.
    FileTail(std::string path, std::size_t most_line, std::optional<TailPosition> position);
    ~FileTail();
    FileTail(const FileTail&) = delete;
    FileTail& operator=(const FileTail&) = delete;

    // Whole lines that follow the last that were done, `most` of them at most; none when there is nothing new just now. A file
    // that is over gives its last line without a line end too.
    std::vector<std::string> Read(std::size_t most);
    // What Read() gave last is stored.
    void Done();

    const std::optional<TailPosition>& position() const { return position_; }
    // Whether lines were rotated away before they were read, as far as can be known.
    bool missed() const { return missed_; }

  private:
    bool Open();
    bool OpenAt(const std::string& path, const TailPosition& wanted);
    bool Begin(const std::string& path);
    std::string Following();
    // Whether another file stands at the path now.
    bool Rotated() const;
    void NoteHead();
    void Close();

    std::string path_;
    std::size_t most_line_;
    int file_ = -1;
    std::optional<TailPosition> position_;
    std::uint64_t after_ = 0;                         // where the reading is once what was given is done
    bool skipping_ = false, skipping_after_ = false;  // the rest of a line that was too long
    bool over_ = false;                               // everything was given, and another file stands at the path
    bool missed_ = false;
};

// Reads every source that is a file, four times a second.
class FileWatcher {
  public:
    // `folders`: where files may lie. Positions are kept below `positions`.
    FileWatcher(Watcher& watcher, const Clock& clock, std::vector<std::string> folders, std::string positions,
                std::size_t most_line);
    void Start();
    void Stop() { rounds_.Stop(); }
    // Everything that is there now, from every file; how many lines.
    std::size_t Round();

  private:
    struct Tailed {
        std::string path;
        std::unique_ptr<FileTail> tail;
        std::int64_t second = 0, given = 0;  // of the source's quota
        bool told = false;                   // that it lies where it may not
    };
    std::size_t ReadOne(const Source& source, Tailed& tailed);
    void Keep(const Source& source, const FileTail& tail) const;
    std::optional<TailPosition> Kept(const Source& source) const;

    Watcher& watcher_;
    const Clock& clock_;
    std::vector<std::string> folders_;
    std::string positions_;
    std::size_t most_line_;
    std::map<std::uint32_t, Tailed> tails_;  // by source
    Rounds rounds_;
};

// Whether a path leads into one of these folders, links followed.
bool LiesIn(const std::string& path, const std::vector<std::string>& folders);

}  // namespace dongson::soc
