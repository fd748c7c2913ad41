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

    // Each file is whole or not there. What the disk refuses is said in the log; the checkpoint is served from memory then, but a
    // tree whose tiles are not here durably must not be signed: false.
    void WriteCheckpoint(const std::string& note) const;
    bool WriteTile(int level, std::int64_t number, std::int64_t width, const std::string& content) const;
    // The path of a file that is there.
    std::optional<std::string> FindTile(int level, std::int64_t number, std::int64_t width) const;

    // A tile as far as any file here has it; empty when none does.
    std::string LongestTile(int level, std::int64_t number) const;

  private:
    bool Write(const std::string& path, const std::string& bytes) const;
    std::string folder_;
};

}  // namespace dongson::ledger
