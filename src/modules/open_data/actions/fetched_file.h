// The file that an answer from elsewhere is written into, and what fetching is refused with, whatever the protocol.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/refusal.h"
#include "modules/open_data/actions/fetch_limits.h"

namespace dongson::open_data {

std::unexpected<Refusal> NotFetched(std::string code, Sentence sentence);
std::unexpected<Refusal> FetchFailed(const std::string& why);
std::unexpected<Refusal> FetchedTooSlowly(const FetchLimits& limits);
std::unexpected<Refusal> PrivateAddress();

class FetchedFile {
  public:
    // Throws when it cannot be written.
    FetchedFile(std::string path, const FetchLimits& limits);
    // Refuses what goes past the limits, of which nothing is written. Throws when the disk does not take it.
    Result<std::int64_t> Write(std::string_view bytes);
    // The bytes written, which then stand in the file.
    std::int64_t Finish();

  private:
    struct Closed {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::string path_;
    const FetchLimits& limits_;
    std::unique_ptr<std::FILE, Closed> file_;
    std::int64_t bytes_ = 0;
    std::chrono::steady_clock::time_point end_;
};

}  // namespace dongson::open_data
