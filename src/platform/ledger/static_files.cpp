#include "platform/ledger/static_files.h"

#include <filesystem>

#include "core/log.h"
#include "core/read_file.h"
#include "core/write_file.h"

namespace dongson::ledger {

std::string TilePath(int level, std::int64_t number, std::int64_t width) {
    auto path = "tile/" + (level < 0 ? std::string("entries") : std::to_string(level)) + "/" + TileNumber(number);
    if (width < kTileWidth) path += ".p/" + std::to_string(width);
    return path;
}

void StaticFiles::WriteCheckpoint(const std::string& note) const {
    Write("checkpoint", note);
}

bool StaticFiles::WriteTile(int level, std::int64_t number, std::int64_t width, const std::string& content) const {
    if (!Write(TilePath(level, number, width), content)) return false;
    // A tile that is full needs its parts no more.
    std::error_code ignored;
    if (width == kTileWidth) std::filesystem::remove_all(folder_ + "/" + TilePath(level, number, kTileWidth) + ".p", ignored);
    return true;
}

std::string StaticFiles::LongestTile(int level, std::int64_t number) const {
    const auto full = folder_ + "/" + TilePath(level, number, kTileWidth);
    if (auto content = ReadFile(full)) return *content;
    std::int64_t widest = 0;
    std::error_code ignored;
    for (const auto& part : std::filesystem::directory_iterator(full + ".p", ignored)) {
        const auto name = part.path().filename().string();
        if (name.find_first_not_of("0123456789") == std::string::npos && name.size() <= 3)
            widest = std::max<std::int64_t>(widest, std::stoi(name));
    }
    return widest == 0 ? "" : ReadFile(folder_ + "/" + TilePath(level, number, widest)).value_or("");
}

std::optional<std::string> StaticFiles::FindTile(int level, std::int64_t number, std::int64_t width) const {
    auto path = folder_ + "/" + TilePath(level, number, width);
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
    return path;
}

bool StaticFiles::Write(const std::string& path, const std::string& bytes) const {
    const auto last = std::filesystem::path(folder_) / path;
    try {
        std::filesystem::create_directories(last.parent_path());
        WriteDurably(last.string(), bytes);
        return true;
    } catch (const std::exception& error) {
        Log(Severity::error, "LEDGER_FILE_NOT_WRITTEN", {{"file", last.string()}, {"error", error.what()}});
        return false;
    }
}

}  // namespace dongson::ledger
