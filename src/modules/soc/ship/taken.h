// What of other stores was taken over: each event once, though it may be sent again.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "core/time.h"

namespace dongson::soc {

class Taken {
  public:
    Taken() = default;
    // As Numbers() gave it.
    explicit Taken(const std::map<std::string, std::uint64_t>& numbers);

    // Whether an event was not taken yet; then it is from now on. `stream`: of which node and stream. Events of a stream come in
    // the order of their numbers, and what is sent again comes before anything newer. A store that was put back to an earlier
    // day, or begins anew, gives numbers again: what it received after the newest that was taken is new all the same.
    bool Take(const std::string& stream, std::uint64_t number, Instant received);

    std::map<std::string, std::uint64_t> Numbers() const;

  private:
    struct Newest {
        std::uint64_t number = 0;
        Instant received;
    };
    std::map<std::string, Newest> newest_;
};

}  // namespace dongson::soc
