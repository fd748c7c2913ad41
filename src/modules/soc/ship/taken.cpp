#include "modules/soc/ship/taken.h"

#include <algorithm>

namespace dongson::soc {

namespace {

constexpr std::string_view kReceived = "@";  // behind the name, of the time

}  // namespace

Taken::Taken(const std::map<std::string, std::uint64_t>& numbers) {
    for (const auto& [name, number] : numbers) {
        if (name.ends_with(kReceived))
            newest_[name.substr(0, name.size() - kReceived.size())].received = {static_cast<std::int64_t>(number)};
        else
            newest_[name].number = number;
    }
}

bool Taken::Take(const std::string& stream, std::uint64_t number, Instant received) {
    Newest& newest = newest_[stream];
    if (number <= newest.number && received <= newest.received) return false;
    newest = {number, std::max(newest.received, received)};
    return true;
}

std::map<std::string, std::uint64_t> Taken::Numbers() const {
    std::map<std::string, std::uint64_t> numbers;
    for (const auto& [name, newest] : newest_) {
        numbers[name] = newest.number;
        numbers[name + std::string(kReceived)] = static_cast<std::uint64_t>(newest.received.ms);
    }
    return numbers;
}

}  // namespace dongson::soc
