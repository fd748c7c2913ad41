#include "modules/soc/events/journal.h"

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <vector>

#include "modules/soc/events/segment.h"

namespace dongson::soc {

namespace {

struct Entry {
    std::uint64_t checksum = 0;  // of everything after itself
    std::int64_t received = 0, time = 0;
    std::uint32_t source = 0, bytes = 0, words = 0;
    std::uint8_t shape = 0, derived = 0;
    std::uint8_t unused[2] = {};
};
static_assert(sizeof(Entry) == 40);

std::uint64_t ChecksumOf(std::string_view entry) {
    const std::string_view after = entry.substr(sizeof(std::uint64_t));
    return XXH3_64bits(after.data(), after.size());
}

}  // namespace

Journal::Journal(const std::string& folder, std::uint64_t first)
    : path_(fmt::format("{}/{:016}{}", folder, first, kSuffix)), file_(path_) {
    file_.CutTo(0);
}

void Journal::Add(const EventRecord& record, std::string_view words) {
    Entry entry{.received = record.received.ms,
                .time = record.time.ms,
                .source = record.source,
                .bytes = static_cast<std::uint32_t>(record.bytes.size()),
                .words = static_cast<std::uint32_t>(words.size()),
                .shape = static_cast<std::uint8_t>(record.shape),
                .derived = static_cast<std::uint8_t>(record.derived ? 1 : 0)};
    const std::size_t from = waiting_.size();
    waiting_.append(reinterpret_cast<const char*>(&entry), sizeof entry).append(record.bytes).append(words);
    entry.checksum = ChecksumOf(std::string_view(waiting_).substr(from));
    std::memcpy(waiting_.data() + from, &entry.checksum, sizeof entry.checksum);
}

void Journal::Write(const std::string& taken) {
    if (taken.empty()) return;
    file_.CutTo(written_);  // what a failed attempt left
    file_.Write(taken);
    file_.Sync();
    written_ += taken.size();
}

void Journal::Remove() const {
    std::filesystem::remove(path_);
}

void Journal::Read(const std::string& path, const Visit& visit) {
    const MappedFile file(path);
    const std::string name = std::filesystem::path(path).stem().string();
    std::uint64_t number = 0;
    std::from_chars(name.data(), name.data() + name.size(), number);
    for (std::string_view rest = file.bytes(); rest.size() >= sizeof(Entry); ++number) {
        Entry entry;
        std::memcpy(&entry, rest.data(), sizeof entry);
        const std::size_t size = sizeof entry + std::size_t{entry.bytes} + entry.words;
        if (rest.size() < size || ChecksumOf(rest.substr(0, size)) != entry.checksum) return;
        const EventRecord record{.source = entry.source,
                                 .shape = static_cast<Shape>(entry.shape),
                                 .derived = entry.derived != 0,
                                 .received = {entry.received},
                                 .time = {entry.time},
                                 .bytes = rest.substr(sizeof entry, entry.bytes)};
        visit(number, record, rest.substr(sizeof entry + entry.bytes, entry.words));
        rest.remove_prefix(size);
    }
}

std::vector<std::string> Journal::Of(const std::string& folder) {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == kSuffix) paths.push_back(entry.path().string());
    std::ranges::sort(paths);
    return paths;
}

}  // namespace dongson::soc
