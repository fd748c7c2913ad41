// Events of one retention class, in the order they came: the newest in a journal and in memory, the others in segments.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "modules/soc/events/block.h"
#include "modules/soc/events/journal.h"
#include "modules/soc/events/segment.h"

namespace dongson::soc {

struct StreamLimits {
    std::size_t block_bytes = 1 << 20;  // of the events in one block
    std::size_t block_events = 20'000;
    std::uint64_t segment_bytes = 256 << 20;  // on disk
    std::size_t waiting_blocks = 4;           // full, and not written yet; then Append waits
};

// Events that are in no block yet, as of one moment.
struct OpenEvents {
    std::vector<EventRecord> records;
    std::uint64_t first = 0;
    std::shared_ptr<const BlockBuilder> bytes;  // what the records stand on
};

class EventStream {
  public:
    // Opens the folder: what the journals hold comes back. Throws std::system_error when it cannot be read or written.
    EventStream(std::string folder, StreamLimits limits);
    ~EventStream();
    EventStream(const EventStream&) = delete;
    EventStream& operator=(const EventStream&) = delete;

    // The event's number in the stream. `words`: what it is found by beyond its bytes. Throws std::runtime_error while the disk
    // refuses and memory holds as much as it may.
    std::uint64_t Append(const EventRecord& record, std::string_view words = {});
    // Everything appended is on disk when it returns. Throws std::system_error; nothing is lost then, and it may be called again.
    void Sync();
    // Closes the block and waits until it is in a segment; false while the disk refuses.
    bool Seal();

    std::vector<std::shared_ptr<Segment>> Segments() const;
    std::vector<OpenEvents> Open() const;
    std::uint64_t next() const;
    // What was found damaged when the folder was opened.
    const std::vector<Damage>& damages() const { return damages_; }
    // Why the newest block cannot be written; empty when all is well.
    std::string Trouble() const;
    // Removes closed segments whose last event was received before `until`, unless `keep` says otherwise. The number of events.
    std::uint64_t Forget(Instant until, const std::function<bool(const Segment&)>& keep);

  private:
    struct Part {
        std::shared_ptr<BlockBuilder> block;
        std::shared_ptr<Journal> journal;
        std::vector<std::string> left;  // journals of the program before this one: they go once the block is in a segment
    };
    void Recover();
    Part NewPart(std::uint64_t first) const;
    void Cut();
    void Run();
    void Write(const Part& part);

    std::string folder_;
    StreamLimits limits_;
    std::vector<Damage> damages_;

    mutable std::mutex mutex_;
    std::mutex sync_;  // one at a time writes the journal
    std::condition_variable wake_, written_;
    std::vector<std::shared_ptr<Segment>> segments_;
    std::deque<Part> full_;  // to be written, the oldest first; the front one may be being written
    Part open_;
    Sha256 last_hash_{};
    bool writable_ = false;  // the last segment may grow
    bool stopping_ = false;
    std::string trouble_;
    std::thread thread_;
};

}  // namespace dongson::soc
