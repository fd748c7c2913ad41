// A file of blocks, one after the other. Beside a segment that is no longer written lies its index: the headers of its blocks, so
// that a search reads those alone.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "modules/soc/events/block.h"

namespace dongson::soc {

// Bytes of a file, mapped until the object goes.
class MappedFile {
  public:
    // Throws std::system_error when it cannot be read.
    explicit MappedFile(const std::string& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    std::string_view bytes() const { return {data_, size_}; }

  private:
    const char* data_ = nullptr;
    std::size_t size_ = 0;
};

// Where a block lies, and its header.
struct BlockPlace {
    std::uint64_t offset = 0;
    BlockHeader header;
};

// What stands in a segment that is no block: damage, or what a dying program left at the end.
struct Damage {
    std::string file;
    std::uint64_t offset = 0;
    std::string what;
};

class Segment {
  public:
    // Of a file; reads its index, or walks through its blocks. Damage is passed over to the next block that can be found.
    static std::shared_ptr<Segment> Load(const std::string& path, std::vector<Damage>& damages);
    // The same past its index: every block is looked at.
    static std::shared_ptr<Segment> Walked(const std::string& path, std::vector<Damage>& damages);
    // A segment that begins with the event of this number.
    static std::shared_ptr<Segment> Begin(const std::string& folder, std::uint64_t first);

    // Writes a block and waits until it is on disk. Throws std::system_error; the file is then as before.
    void Append(const std::string& block);
    // No more blocks: the index is written.
    void Close();

    const std::string& path() const { return path_; }
    std::string IndexPath() const;
    std::uint64_t bytes() const { return Now(bytes_); }
    // Blocks as of now, and the bytes that hold them.
    std::vector<BlockPlace> Places() const;
    // While somebody reads it.
    std::shared_ptr<const MappedFile> Map() const;

    std::uint64_t first() const { return Now(first_); }
    std::uint64_t events() const { return Now(events_); }
    std::int64_t earliest() const { return Now(earliest_); }
    std::int64_t latest() const { return Now(latest_); }
    Instant received_last() const { return {Now(received_last_)}; }
    // The hash of the last block; zeros when there is none.
    Sha256 last_hash() const { return Now(last_hash_); }

    static constexpr char kSuffix[] = ".events", kIndexSuffix[] = ".index";

  private:
    Segment(std::string path, std::uint64_t first) : path_(std::move(path)), first_(first) {}
    // A block may be written meanwhile.
    template <class Value>
    Value Now(const Value& value) const {
        const std::lock_guard lock(mutex_);
        return value;
    }
    void Note(const BlockPlace& place);
    bool LoadIndex(std::uint64_t size);
    void Walk(std::vector<Damage>& damages);

    std::string path_;
    mutable std::mutex mutex_;
    std::vector<BlockPlace> places_;  // of an open segment; of a closed one they are read when wanted
    bool closed_ = false;
    std::uint64_t first_ = 0, events_ = 0, bytes_ = 0;
    std::int64_t earliest_ = INT64_MAX, latest_ = INT64_MIN, received_last_ = 0;
    Sha256 last_hash_{};
    mutable std::weak_ptr<const MappedFile> map_;
};

}  // namespace dongson::soc
