#include "platform/ledger/static_files.h"

#include <filesystem>
#include <fstream>

#include "core/log.h"

namespace dongson::ledger {

std::string TilePath(int level, std::int64_t number, std::int64_t width) {
    auto path = "tile/" + (level < 0 ? std::string("entries") : std::to_string(level)) + "/" + TileNumber(number);
    if (width < kTileWidth) path += ".p/" + std::to_string(width);
    return path;
}

void StaticFiles::WriteCheckpoint(const std::string& note) const {
    Write("checkpoint", note);
}

void StaticFiles::WriteTile(int level, std::int64_t number, std::int64_t width, const std::string& content) const {
    Write(TilePath(level, number, width), content);
    // A tile that is full needs its parts no more.
    std::error_code ignored;
    if (width == kTileWidth) std::filesystem::remove_all(folder_ + "/" + TilePath(level, number, kTileWidth) + ".p", ignored);
}

std::optional<std::string> StaticFiles::FindTile(int level, std::int64_t number, std::int64_t width) const {
    auto path = folder_ + "/" + TilePath(level, number, width);
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
    return path;
}

void StaticFiles::Write(const std::string& path, const std::string& bytes) const {
    const auto last = std::filesystem::path(folder_) / path, fresh = std::filesystem::path(last.string() + ".new");
    std::error_code error;
    std::filesystem::create_directories(last.parent_path(), error);
    {
        std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        file.close();
        if (!file) error = std::make_error_code(std::errc::io_error);
    }
    if (!error) std::filesystem::rename(fresh, last, error);
    if (error) Log(Severity::warning, "LEDGER_FILE_NOT_WRITTEN", {{"file", last.string()}, {"error", error.message()}});
}

}  // namespace dongson::ledger
