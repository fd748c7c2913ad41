#include "platform/definitions/archive.h"

#include <zip.h>

#include <algorithm>
#include <map>
#include <memory>
#include <stdexcept>

#include "core/csv.h"
#include "core/text.h"
#include "platform/definitions/definitions.h"

namespace dongson::definitions {

namespace {

constexpr char kList[] = "manifest.csv", kEnding[] = ".yaml";
constexpr std::size_t kMostMembers = 20'000, kMostBytes = 300'000'000;
constexpr std::size_t kLongestList = kMostMembers * 200;  // a line each; read, it takes fifty times as much
// Not when it was made, but what it holds, tells one archive from another.
constexpr std::time_t kNoTime = 1'735'689'600;  // 2025-01-01

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct Free {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Free>;

std::string NameOf(const Archived& each) {
    return each.type + "/" + each.key + kEnding;
}

Archived ArchivedFrom(Edition edition) {
    return {.type = std::move(edition.type),
            .key = std::move(edition.key),
            .text = std::move(edition.text),
            .version = edition.version,
            .digest = std::move(edition.digest),
            .valid_from = edition.valid_from.Iso(),
            .author = std::move(edition.author_name),
            .approver = std::move(edition.approver_name)};
}

std::string ListOf(const std::vector<Archived>& all) {
    auto list = CsvLine({"type", "key", "version", "sha256", "valid_from", "author", "approver"});
    for (const auto& each : all)
        list += CsvLine({each.type, each.key, std::to_string(each.version), each.digest, each.valid_from, ForSheets(each.author),
                         ForSheets(each.approver)});
    return list;
}

void Add(zip_t* archive, const std::string& name, const std::string& text) {
    auto* source = zip_source_buffer(archive, text.data(), text.size(), 0);
    const auto index = source == nullptr ? -1 : zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        throw std::runtime_error("cannot put " + name + " into the archive");
    }
    zip_file_set_mtime(archive, static_cast<zip_uint64_t>(index), kNoTime, 0);
}

std::string BytesIn(zip_source_t* source) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_source_open(source) != 0) throw std::runtime_error("cannot read the archive again");
    std::string bytes;
    if (zip_source_stat(source, &stat) == 0) bytes.resize(stat.size);
    const auto read = zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    if (read != static_cast<zip_int64_t>(bytes.size())) throw std::runtime_error("cannot read the archive again");
    return bytes;
}

std::unexpected<Refusal> Wrong(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "tep"});
}
std::unexpected<Refusal> Broken() {
    return Wrong("ARCHIVE_BROKEN", Say("Tệp nén bị hỏng hoặc chưa tải lên hết."));
}

// The text of one member; nothing: it cannot be read.
std::optional<std::string> TextIn(zip_t* archive, zip_uint64_t index, std::size_t size) {
    auto* file = zip_fopen_index(archive, index, 0);
    if (file == nullptr) return std::nullopt;
    std::string text(size, '\0');
    const auto read = zip_fread(file, text.data(), text.size());
    zip_fclose(file);
    if (read != static_cast<zip_int64_t>(size)) return std::nullopt;
    return text;
}

// Whoever keeps the texts on another system may have other line ends.
std::string WithOurLineEnds(std::string text) {
    return ReplaceAll(std::move(text), "\r\n", "\n");
}

void TakeList(std::string_view list, std::map<std::string, Archived>& all) {
    constexpr std::size_t kColumns = 7;
    for (const auto& row : ParseCsv(list)) {
        if (row.cells.size() < kColumns) continue;
        const auto found = all.find(row.cells[0] + "/" + row.cells[1] + kEnding);
        if (found == all.end()) continue;
        found->second.version = ToNumber(row.cells[2]);
        found->second.digest = row.cells[3];
    }
}

}  // namespace

std::vector<Archived> HoldingOn(storage::Database& database, const Clock& clock, const std::vector<const Type*>& types,
                                Date day) {
    std::map<std::string, Archived> all;
    for (const auto* type : types) {
        const auto keep = [&](Edition edition) {
            auto archived = ArchivedFrom(std::move(edition));
            all.insert_or_assign(NameOf(archived), std::move(archived));
        };
        for (auto& edition : BasesOf(database, *type)) keep(std::move(edition));
        for (auto& edition : Definitions(database, clock, *type).InForce(day)) keep(std::move(edition));
    }
    std::vector<Archived> holding;
    holding.reserve(all.size());
    for (auto& [name, each] : all) holding.push_back(std::move(each));
    return holding;
}

std::string Packed(const std::vector<Archived>& all) {
    const auto list = ListOf(all);
    zip_error_t error;
    zip_error_init(&error);
    const Source source(zip_source_buffer_create(nullptr, 0, 0, &error));
    if (source == nullptr) throw std::runtime_error("cannot begin the archive");
    zip_source_keep(source.get());  // the archive lets go of it when it is closed
    Archive archive(zip_open_from_source(source.get(), ZIP_TRUNCATE, &error));
    if (archive == nullptr) {
        zip_source_free(source.get());
        throw std::runtime_error("cannot begin the archive");
    }
    Add(archive.get(), kList, list);
    for (const auto& each : all) Add(archive.get(), NameOf(each), each.text);
    if (zip_close(archive.get()) != 0) throw std::runtime_error("cannot write the archive");
    (void)archive.release();
    return BytesIn(source.get());
}

Result<std::vector<Archived>> Unpacked(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) return Broken();
    const Archive archive(zip_open_from_source(source, ZIP_RDONLY, &error));
    if (archive == nullptr) {
        zip_source_free(source);
        return Broken();
    }
    const auto members = zip_get_num_entries(archive.get(), 0);
    if (members < 0 || static_cast<std::size_t>(members) > kMostMembers)
        return Wrong("ARCHIVE_MANY", Say("Tệp nén có quá nhiều tệp bên trong."));
    std::map<std::string, Archived> all;
    std::string list;
    std::size_t taken = 0;
    for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(members); ++index) {
        zip_stat_t stat;
        if (zip_stat_index(archive.get(), index, 0, &stat) != 0) return Broken();
        const std::string name = MendUtf8(stat.name);
        const auto slash = name.find('/');
        const bool listed = name == kList;
        if (!listed && (slash == std::string::npos || !name.ends_with(kEnding))) continue;  // a note, a folder
        taken += stat.size;
        if (listed && stat.size > kLongestList)
            return Wrong("ARCHIVE_TOO_LARGE",
                         Say("“{1}” dài quá: nhiều nhất {2} KB.", kList, std::to_string(kLongestList / 1000)));
        if (taken > kMostBytes || (!listed && stat.size > kLongestText))
            return Wrong("ARCHIVE_TOO_LARGE", Say("“{1}” dài quá: mỗi định nghĩa nhiều nhất {2} KB.", Shorten(name, 100),
                                                  std::to_string(kLongestText / 1000)));
        auto text = TextIn(archive.get(), index, stat.size);
        if (!text) return Broken();
        if (listed) {
            list = *std::move(text);
            continue;
        }
        const auto key = name.substr(slash + 1, name.size() - slash - 1 - std::string_view(kEnding).size());
        all.insert_or_assign(name,
                             Archived{.type = name.substr(0, slash), .key = key, .text = WithOurLineEnds(*std::move(text))});
    }
    if (all.empty()) return Wrong("ARCHIVE_EMPTY", Say("Tệp nén không có định nghĩa nào (loai/khoa.yaml)."));
    TakeList(list, all);
    std::vector<Archived> read;
    read.reserve(all.size());
    for (auto& [name, each] : all) read.push_back(std::move(each));
    return read;
}

}  // namespace dongson::definitions
