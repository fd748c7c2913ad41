// What a centre does regularly, in one thread.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "core/rounds.h"

namespace dongson::soc {

// The code that a failure is logged under.
struct Fails {
    std::string_view code;
};

// Done every so many seconds. What it throws is logged and ends nothing.
struct Regular {
    int seconds;
    Fails fails;
    std::function<void()> act;
};

class Schedule {
  public:
    // `first` is done before anything else; whether it fails or not, the rest goes on.
    void Start(Regular first, std::vector<Regular> then);
    // Waits for what is under way.
    void Stop() { rounds_.Stop(); }

  private:
    Rounds rounds_;
};

}  // namespace dongson::soc
