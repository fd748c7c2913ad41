#include "modules/soc/events/event_stream.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace dongson::soc {

EventStream::EventStream(std::string folder, StreamLimits limits) : folder_(std::move(folder)), limits_(limits) {
    std::filesystem::create_directories(folder_);
    Recover();
    thread_ = std::thread([this] { Run(); });
}

EventStream::~EventStream() {
    try {
        Sync();
    } catch (const std::exception&) {
        // Nobody was told that these are safe.
    }
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

EventStream::Part EventStream::NewPart(std::uint64_t first) const {
    return {std::make_shared<BlockBuilder>(first), std::make_shared<Journal>(folder_, first), {}};
}

void EventStream::Recover() {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder_))
        if (entry.path().extension() == Segment::kSuffix) paths.push_back(entry.path().string());
    std::ranges::sort(paths);
    std::uint64_t next = 1;
    for (const std::string& path : paths) {
        const std::size_t before = damages_.size();
        auto segment = Segment::Load(path, damages_);
        writable_ = damages_.size() == before && segment->bytes() > 0;
        if (segment->events() == 0) continue;
        next = segment->first() + segment->events();
        last_hash_ = segment->last_hash();
        segments_.push_back(std::move(segment));
    }
    for (std::size_t i = 0; i + 1 < segments_.size(); ++i)
        if (!std::filesystem::exists(segments_[i]->IndexPath())) segments_[i]->Close();

    struct Kept {
        EventRecord record;
        std::string bytes, words;
    };
    std::vector<Kept> kept;
    std::vector<std::string> left;
    for (const std::string& path : Journal::Of(folder_)) {
        const std::size_t before = kept.size();
        Journal::Read(path, [&](std::uint64_t number, const EventRecord& record, std::string_view words) {
            // Numbers that are in a segment already were written just before the program ended.
            if (number >= next + kept.size()) kept.push_back({record, std::string(record.bytes), std::string(words)});
        });
        // One without events may bear the name that the next one gets.
        if (kept.size() > before)
            left.push_back(path);
        else
            std::filesystem::remove(path);
    }
    if (!kept.empty()) {
        // First into a segment, then the journals go: they are never the only copy and being written at once. The start waits for
        // neither.
        auto block = std::make_shared<BlockBuilder>(next);
        for (Kept& each : kept) {
            each.record.bytes = each.bytes;
            block->Add(each.record);
            if (!each.words.empty()) block->AddWords(each.words);
        }
        full_.push_back({std::move(block), nullptr, std::move(left)});
        next += kept.size();
    }
    open_ = NewPart(next);
}

std::uint64_t EventStream::Append(const EventRecord& record, std::string_view words) {
    std::unique_lock lock(mutex_);
    if (open_.block->count() > 0 &&
        (open_.block->text_bytes() + record.bytes.size() > limits_.block_bytes || open_.block->count() >= limits_.block_events)) {
        const auto room = [this] { return full_.size() < limits_.waiting_blocks; };
        written_.wait(lock, [&] { return room() || stopping_ || !trouble_.empty(); });
        if (!room()) throw std::runtime_error(trouble_);
        Cut();
    }
    const std::uint64_t number = open_.block->first() + open_.block->count();
    open_.block->Add(record);
    if (!words.empty()) open_.block->AddWords(words);
    open_.journal->Add(record, words);
    return number;
}

// The open block is full, or is to be closed anyway: a new one begins.
void EventStream::Cut() {
    if (open_.block->count() == 0) return;
    Part next = NewPart(open_.block->first() + open_.block->count());
    full_.push_back(std::exchange(open_, std::move(next)));
    wake_.notify_all();
}

void EventStream::Sync() {
    const std::lock_guard one(sync_);
    std::vector<std::pair<std::shared_ptr<Journal>, std::string>> writing;
    {
        const std::lock_guard lock(mutex_);
        for (const Part& part : full_)
            if (part.journal != nullptr) writing.emplace_back(part.journal, part.journal->Take());
        writing.emplace_back(open_.journal, open_.journal->Take());
    }
    for (std::size_t done = 0; done < writing.size(); ++done) {
        try {
            writing[done].first->Write(writing[done].second);
        } catch (const std::system_error&) {
            const std::lock_guard lock(mutex_);
            for (; done < writing.size(); ++done) writing[done].first->PutBack(std::move(writing[done].second));
            throw;
        }
    }
}

bool EventStream::Seal() {
    Sync();
    std::unique_lock lock(mutex_);
    Cut();
    written_.wait(lock, [this] { return full_.empty() || !trouble_.empty() || stopping_; });
    return full_.empty();
}

void EventStream::Run() {
    std::unique_lock lock(mutex_);
    while (true) {
        wake_.wait(lock, [this] { return !full_.empty() || stopping_; });
        if (full_.empty()) return;
        const Part part = full_.front();
        lock.unlock();
        std::string trouble;
        try {
            Write(part);
        } catch (const std::exception& error) {
            trouble = error.what();
        }
        lock.lock();
        trouble_ = trouble;
        if (trouble.empty()) {
            full_.pop_front();
            written_.notify_all();
        } else {
            written_.notify_all();
            // Its journal still has everything; a program that ends now reads it again.
            if (stopping_) return;
            wake_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_; });
        }
    }
}

void EventStream::Write(const Part& part) {
    const std::string sealed = part.block->Seal(last_hash_);
    std::shared_ptr<Segment> segment;
    {
        const std::lock_guard lock(mutex_);
        if (writable_ && !segments_.empty() && segments_.back()->bytes() < limits_.segment_bytes) segment = segments_.back();
    }
    const bool fresh = segment == nullptr;
    if (fresh) segment = Segment::Begin(folder_, part.block->first());
    segment->Append(sealed);
    last_hash_ = segment->last_hash();
    std::shared_ptr<Segment> closed;
    {
        const std::lock_guard lock(mutex_);
        if (fresh && writable_ && !segments_.empty()) closed = segments_.back();
        if (fresh) segments_.push_back(segment);
        writable_ = true;
    }
    if (part.journal != nullptr) part.journal->Remove();
    for (const std::string& path : part.left) std::filesystem::remove(path);
    if (closed != nullptr) closed->Close();
}

std::vector<std::shared_ptr<Segment>> EventStream::Segments() const {
    const std::lock_guard lock(mutex_);
    return segments_;
}

std::vector<OpenEvents> EventStream::Open() const {
    const std::lock_guard lock(mutex_);
    std::vector<OpenEvents> parts;
    const auto add = [&](const Part& part) {
        // A copy: the builder goes on growing.
        auto block = std::make_shared<const BlockBuilder>(*part.block);
        OpenEvents events{{}, block->first(), block};
        for (std::uint32_t index = 0; index < block->count(); ++index) events.records.push_back(block->At(index));
        parts.push_back(std::move(events));
    };
    for (const Part& part : full_) add(part);
    if (open_.block->count() > 0) add(open_);
    return parts;
}

std::uint64_t EventStream::next() const {
    const std::lock_guard lock(mutex_);
    return open_.block->first() + open_.block->count();
}

std::string EventStream::Trouble() const {
    const std::lock_guard lock(mutex_);
    return trouble_;
}

std::uint64_t EventStream::Forget(Instant until, const std::function<bool(const Segment&)>& keep) {
    std::uint64_t events = 0;
    std::vector<std::string> gone;
    {
        const std::lock_guard lock(mutex_);
        for (std::size_t i = 0; i + 1 < segments_.size();) {
            if (segments_[i]->received_last() >= until || keep(*segments_[i])) {
                ++i;
                continue;
            }
            events += segments_[i]->events();
            gone.push_back(segments_[i]->path());
            gone.push_back(segments_[i]->IndexPath());
            segments_.erase(segments_.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
    for (const std::string& path : gone) std::filesystem::remove(path);
    return events;
}

}  // namespace dongson::soc
