// Parts of a file that could not be used: how many, and of the first of them where they stand and why.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dongson {

struct LeftOut {
    struct Part {
        std::string place, what;  // "line 7", "is no address"
    };
    static constexpr std::size_t kShown = 20;

    std::uint64_t count = 0;
    std::vector<Part> first;

    void Add(std::string place, std::string what);
    // "line 7 is no address", of the first; empty when there is none.
    std::string First() const;
    // "line 7: is no address", a line each.
    std::string Lines() const;
};

}  // namespace dongson
