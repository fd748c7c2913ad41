#include "modules/open_data/table/table_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace dongson::open_data {

namespace {

constexpr std::int64_t kExamplesOfAColumn = 20;

[[noreturn]] void ThrowErrno(const std::string& path) {
    throw std::system_error(errno, std::generic_category(), path);
}

}  // namespace

TableWriter::TableWriter(std::string path, Schema schema, Indexed indexed)
    : path_(std::move(path)),
      schema_(std::move(schema)),
      filling_(std::make_unique<SegmentWriter>(schema_, indexed)),
      spare_(std::make_unique<SegmentWriter>(schema_, indexed)),
      examples_of_(schema_.size()) {
    descriptor_ = ::open((path_ + ".part").c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (descriptor_ < 0) ThrowErrno(path_);
    XXH3_64bits_reset(checksum_.get());
    Write(kTableMagic, sizeof kTableMagic);
}

TableWriter::~TableWriter() {
    if (laying_.valid()) laying_.wait();
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    std::error_code ignored;
    std::filesystem::remove(path_ + ".part", ignored);
}

void TableWriter::Add(std::span<const std::string_view> cells) {
    filling_->Add(cells);
    ++report_.rows;
    if (filling_->full()) Seal();
}

void TableWriter::Seal() {
    if (filling_->rows() == 0) return;
    Collect();
    std::swap(filling_, spare_);
    const auto first_row = report_.rows - static_cast<std::int64_t>(spare_->rows()) + 1;
    laying_ = std::async(std::launch::async, [segment = spare_.get(), first_row] { return segment->Finish(first_row); });
}

void TableWriter::Collect() {
    if (!laying_.valid()) return;
    const auto image = laying_.get();
    places_.push_back(written_);
    Write(image.bytes.data(), image.bytes.size());
    report_.misfits += image.misfits;
    for (const auto& misfit : image.examples)
        if (examples_of_[misfit.column]++ < kExamplesOfAColumn) report_.examples.push_back(misfit);
}

TableReport TableWriter::Finish() {
    Seal();
    Collect();
    Trailer trailer{.segments = places_.size(), .segment_places = written_, .rows = static_cast<std::uint64_t>(report_.rows)};
    Write(places_.data(), places_.size() * sizeof(std::uint64_t));
    auto schema = SchemaToJson(schema_);
    trailer.schema = written_;
    trailer.schema_size = schema.size();
    schema.resize((schema.size() + 7) / 8 * 8, ' ');
    Write(schema.data(), schema.size());
    std::memcpy(trailer.magic, kTableMagic, sizeof kTableMagic);
    constexpr auto kSummed = offsetof(Trailer, checksum);
    Write(&trailer, kSummed);
    trailer.checksum = XXH3_64bits_digest(checksum_.get());
    Write(reinterpret_cast<const char*>(&trailer) + kSummed, sizeof trailer - kSummed);
    if (::fsync(descriptor_) != 0) ThrowErrno(path_);
    ::close(descriptor_);
    descriptor_ = -1;
    std::filesystem::rename(path_ + ".part", path_);
    return std::move(report_);
}

void TableWriter::Write(const void* bytes, std::size_t size) {
    XXH3_64bits_update(checksum_.get(), bytes, size);
    const auto* next = static_cast<const char*>(bytes);
    for (auto left = size; left > 0;) {
        const auto done = ::write(descriptor_, next, left);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) ThrowErrno(path_);
        next += done;
        left -= static_cast<std::size_t>(done);
    }
    written_ += size;
}

}  // namespace dongson::open_data
