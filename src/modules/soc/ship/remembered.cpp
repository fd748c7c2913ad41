#include "modules/soc/ship/remembered.h"

#include <filesystem>
#include <fstream>

#include "modules/soc/events/durable_file.h"

namespace dongson::soc {

std::map<std::string, std::uint64_t> ReadNumbers(const std::string& path) {
    std::map<std::string, std::uint64_t> numbers;
    std::ifstream file(path);
    std::string name;
    for (std::uint64_t number = 0; file >> name >> number;) numbers[name] = number;
    return numbers;
}

void KeepNumbers(const std::string& path, const std::map<std::string, std::uint64_t>& numbers) {
    std::string text;
    for (const auto& [name, number] : numbers) text += name + " " + std::to_string(number) + "\n";
    const std::string part = path + ".part";
    {
        DurableFile file(part);
        file.CutTo(0);
        file.Write(text);
        file.Sync();
    }
    std::filesystem::rename(part, path);
}

}  // namespace dongson::soc
