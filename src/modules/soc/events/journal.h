// What was acknowledged and stands in no block yet: written as it comes, read again after a restart.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modules/soc/events/durable_file.h"
#include "modules/soc/events/record.h"

namespace dongson::soc {

class Journal {
  public:
    // Of the events from this number on.
    Journal(const std::string& folder, std::uint64_t first);

    // Remembers it; `words` as BlockBuilder::AddWords.
    void Add(const EventRecord& record, std::string_view words);
    // What was remembered and not written; the caller writes it, or puts it back in front.
    std::string Take() { return std::exchange(waiting_, {}); }
    void PutBack(std::string taken) { waiting_.insert(0, taken); }
    // On disk when it returns. Throws std::system_error; the file is then as before.
    void Write(const std::string& taken);
    void Remove() const;

    // Shows the events that a journal kept, in order, as far as they were written whole. `number` counts from the journal's
    // first.
    using Visit = std::function<void(std::uint64_t number, const EventRecord& record, std::string_view words)>;
    static void Read(const std::string& path, const Visit& visit);
    // The paths of a folder's journals, the oldest first.
    static std::vector<std::string> Of(const std::string& folder);

    static constexpr char kSuffix[] = ".journal";

  private:
    std::string path_;
    DurableFile file_;
    std::uint64_t written_ = 0;
    std::string waiting_;
};

}  // namespace dongson::soc
