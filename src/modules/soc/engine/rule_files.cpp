#include "modules/soc/engine/rule_files.h"

#include <zip.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "core/embedded.h"
#include "core/read_file.h"
#include "modules/soc/engine/rule_reader.h"

namespace dongson::soc {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kLargestRule = 1 << 20;

bool IsRuleFile(const fs::path& name) {
    return name.extension() == ".yml" || name.extension() == ".yaml";
}

void ReadRuleFile(const fs::path& path, RuleBook& book) {
    if (const auto text = ReadFile(path)) {
        book.Read(path.string(), *text);
    } else {
        book.AddFault({path.string(), 0, "cannot be read"});
    }
}

// What does not come out whole is left empty.
std::string MemberText(zip_t* archive, zip_uint64_t index, std::uint64_t size) {
    std::string text(size, '\0');
    std::unique_ptr<zip_file_t, decltype(&zip_fclose)> member(zip_fopen_index(archive, index, 0), zip_fclose);
    if (member == nullptr || zip_fread(member.get(), text.data(), size) != static_cast<zip_int64_t>(size)) return "";
    return text;
}

void ReadArchive(std::string_view name, std::string_view bytes, RuleBook& book) {
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    std::unique_ptr<zip_t, decltype(&zip_discard)> archive(zip_open_from_source(source, ZIP_RDONLY, nullptr), zip_discard);
    if (archive == nullptr) {
        zip_source_free(source);
        return book.AddFault({std::string(name), 0, "is no ZIP archive"});
    }
    std::map<std::string, zip_uint64_t> members;
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive.get(), 0); ++i) {
        const auto index = static_cast<zip_uint64_t>(i);
        if (const char* member = zip_get_name(archive.get(), index, 0); member != nullptr && IsRuleFile(member))
            members[member] = index;
    }
    for (const auto& [member, index] : members) {
        zip_stat_t stat;
        const bool known = zip_stat_index(archive.get(), index, 0, &stat) == 0 && stat.size > 0 && stat.size <= kLargestRule;
        const std::string text = known ? MemberText(archive.get(), index, stat.size) : "";
        if (text.empty()) {
            book.AddFault({member, 0, "is empty, damaged or larger than 1 MB"});
        } else {
            book.Read(member, text);
        }
    }
}

}  // namespace

void ReadRules(const std::string& path, RuleBook& book) {
    if (fs::path(path).extension() == ".zip") return ReadArchive(path, ReadFile(path).value_or(""), book);
    if (!fs::is_directory(path)) return ReadRuleFile(path, book);
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(path))
        if (entry.is_regular_file() && IsRuleFile(entry.path())) files.push_back(entry.path());
    std::ranges::sort(files);
    for (const fs::path& file : files) ReadRuleFile(file, book);
}

void ReadShippedRules(RuleBook& book) {
    ReadArchive("data/soc/sigmahq.zip", Embedded("data/soc/sigmahq.zip"), book);
}

}  // namespace dongson::soc
