// Tests as text: what is given, four dashes, what is expected; an empty line ends a case, # begins a note.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

namespace dongson {

struct Case {
    int line = 0;  // where it begins
    std::vector<std::string> given, expected;
};

// A file without cases is a failure.
inline std::vector<Case> ReadCases(const std::string& path) {
    std::ifstream file(path);
    std::vector<Case> cases;
    Case current;
    bool answering = false;
    int number = 0;
    const auto finish = [&] {
        if (!current.given.empty()) cases.push_back(std::move(current));
        current = {};
        answering = false;
    };
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.starts_with('#')) continue;
        if (line.empty()) {
            finish();
        } else if (line == "----") {
            answering = true;
        } else {
            if (current.given.empty()) current.line = number;
            (answering ? current.expected : current.given).push_back(line);
        }
    }
    finish();
    EXPECT_FALSE(cases.empty()) << path << " has no cases";
    return cases;
}

}  // namespace dongson
