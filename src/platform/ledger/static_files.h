// The log as files any web server may hand out: checkpoint, tile/<L>/<N>, tile/entries/<N>, partial ones below <N>.p/ (C2SP
// tlog-tiles).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "platform/ledger/tree.h"

namespace dongson::ledger {

// "tile/0/x001/234", "tile/entries/000.p/17".
std::string TilePath(int level, std::int64_t number, std::int64_t width);

class StaticFiles {
  public:
    explicit StaticFiles(std::string folder) : folder_(std::move(folder)) {}

    // Each file is whole or not there. What the disk refuses is said in the log and served from the database.
    void WriteCheckpoint(const std::string& note) const;
    void WriteTile(int level, std::int64_t number, std::int64_t width, const std::string& content) const;
    // The path of a file that is there.
    std::optional<std::string> FindTile(int level, std::int64_t number, std::int64_t width) const;

  private:
    void Write(const std::string& path, const std::string& bytes) const;
    std::string folder_;
};

}  // namespace dongson::ledger
