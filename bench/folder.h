// A fresh folder on the real disk, gone afterwards: durability costs nothing in memory.
#pragma once

#include <filesystem>
#include <string>

#include "core/bytes.h"

namespace dongson::bench {

class Folder {
  public:
    Folder() : path_("var/bench-" + Hex(RandomBytes(6))) { std::filesystem::create_directories(path_); }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::string& path() const { return path_; }

  private:
    std::string path_;
};

}  // namespace dongson::bench
