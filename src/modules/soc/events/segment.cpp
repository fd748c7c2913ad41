#include "modules/soc/events/segment.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "modules/soc/events/durable_file.h"

namespace dongson::soc {

MappedFile::MappedFile(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw std::system_error(errno, std::generic_category(), path);
    struct stat about = {};
    if (::fstat(file, &about) == 0 && about.st_size > 0) {
        size_ = static_cast<std::size_t>(about.st_size);
        void* mapped = ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0);
        const int error = errno;
        ::close(file);
        if (mapped == MAP_FAILED) throw std::system_error(error, std::generic_category(), path);
        data_ = static_cast<const char*>(mapped);
    } else {
        ::close(file);
    }
}

MappedFile::~MappedFile() {
    if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

std::shared_ptr<Segment> Segment::Begin(const std::string& folder, std::uint64_t first) {
    std::shared_ptr<Segment> segment(new Segment(fmt::format("{}/{:016}{}", folder, first, kSuffix), first));
    return segment;
}

std::shared_ptr<Segment> Segment::Load(const std::string& path, std::vector<Damage>& damages) {
    std::shared_ptr<Segment> segment(new Segment(path, 0));
    const std::uint64_t size = std::filesystem::file_size(path);
    if (!segment->LoadIndex(size)) segment->Walk(damages);
    return segment;
}

std::shared_ptr<Segment> Segment::Walked(const std::string& path, std::vector<Damage>& damages) {
    std::shared_ptr<Segment> segment(new Segment(path, 0));
    segment->Walk(damages);
    return segment;
}

std::string Segment::IndexPath() const {
    return path_.substr(0, path_.size() - std::strlen(kSuffix)) + kIndexSuffix;
}

void Segment::Note(const BlockPlace& place) {
    const BlockHeader& header = place.header;
    if (events_ == 0) first_ = header.first;
    events_ = header.first + header.count - first_;
    earliest_ = std::min(earliest_, header.earliest);
    latest_ = std::max(latest_, header.latest);
    received_last_ = std::max(received_last_, header.received_last);
    last_hash_ = header.hash;
}

// An index that does not reach to the end of the segment is none: the segment was written on.
bool Segment::LoadIndex(std::uint64_t size) {
    std::ifstream in(IndexPath(), std::ios::binary);
    if (!in) return false;
    std::vector<BlockPlace> places;
    BlockPlace place;
    std::uint64_t end = 0;
    while (in.read(reinterpret_cast<char*>(&place.offset), sizeof place.offset) &&
           in.read(reinterpret_cast<char*>(&place.header), sizeof place.header)) {
        if (place.offset != end) return false;
        end += sizeof(BlockHeader) + place.header.PayloadSize();
        places.push_back(place);
    }
    if (end != size || places.empty()) return false;
    for (const BlockPlace& each : places) Note(each);
    bytes_ = size;
    closed_ = true;
    return true;
}

void Segment::Walk(std::vector<Damage>& damages) {
    const MappedFile file(path_);
    const std::string_view bytes = file.bytes();
    for (std::size_t at = 0; at < bytes.size();) {
        const auto block = BlockView::Open(bytes.substr(at));
        // A header may be damaged and still look like one: then what follows it is no block either.
        if (block && block->header().count > 0 && block->Sound()) {
            places_.push_back({at, block->header()});
            Note(places_.back());
            at += block->size();
            continue;
        }
        damages.push_back({path_, at, block ? "a block whose bytes are not those that were written" : block.error()});
        std::size_t next = bytes.find(kBlockMagic, at + 1);
        while (next != std::string_view::npos) {
            const auto found = BlockView::Open(bytes.substr(next));
            if (found && found->Sound()) break;
            next = bytes.find(kBlockMagic, next + 1);
        }
        at = next == std::string_view::npos ? bytes.size() : next;
    }
    bytes_ = bytes.size();
}

void Segment::Append(const std::string& block) {
    DurableFile file(path_);
    file.CutTo(bytes_);  // what a failed attempt left
    try {
        file.Write(block);
        file.Sync();
    } catch (const std::system_error&) {
        file.CutTo(bytes_);
        throw;
    }
    BlockPlace place{bytes_, {}};
    std::memcpy(&place.header, block.data(), sizeof(BlockHeader));
    const std::lock_guard lock(mutex_);
    places_.push_back(place);
    Note(place);
    bytes_ += block.size();
    map_.reset();
}

void Segment::Close() {
    std::string index;
    for (const BlockPlace& place : Places()) {
        index.append(reinterpret_cast<const char*>(&place.offset), sizeof place.offset);
        index.append(reinterpret_cast<const char*>(&place.header), sizeof place.header);
    }
    DurableFile file(IndexPath());
    file.CutTo(0);
    file.Write(index);
    file.Sync();
    const std::lock_guard lock(mutex_);
    closed_ = true;
    places_.clear();
    places_.shrink_to_fit();
}

std::vector<BlockPlace> Segment::Places() const {
    {
        const std::lock_guard lock(mutex_);
        if (!closed_) return places_;
    }
    const MappedFile index(IndexPath());
    constexpr std::size_t kEach = sizeof(std::uint64_t) + sizeof(BlockHeader);
    std::vector<BlockPlace> places(index.bytes().size() / kEach);
    for (std::size_t i = 0; i < places.size(); ++i) {
        const char* at = index.bytes().data() + i * kEach;
        std::memcpy(&places[i].offset, at, sizeof places[i].offset);
        std::memcpy(&places[i].header, at + sizeof places[i].offset, sizeof(BlockHeader));
    }
    return places;
}

std::shared_ptr<const MappedFile> Segment::Map() const {
    const std::lock_guard lock(mutex_);
    auto map = map_.lock();
    if (map == nullptr) map_ = map = std::make_shared<const MappedFile>(path_);
    return map;
}

}  // namespace dongson::soc
