// Looks for malware with clamd, over its INSTREAM command.
#pragma once

#include <string>

#include "core/refusal.h"

namespace dongson::files {

class Scanner {
  public:
    // "host:port", or the path of clamd's socket; empty: nothing is scanned.
    explicit Scanner(std::string address) : address_(std::move(address)) {}

    bool configured() const { return !address_.empty(); }
    // Refuses with FILE_INFECTED, or FILE_NOT_SCANNED when clamd is away: a paper that could not be looked at is not taken.
    Result<void> Scan(const std::string& path, std::string_view name) const;

  private:
    std::string address_;
};

}  // namespace dongson::files
