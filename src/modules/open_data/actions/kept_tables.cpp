#include "modules/open_data/actions/kept_tables.h"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <filesystem>

#include "core/log.h"
#include "core/temporary_file.h"
#include "core/text.h"
#include "modules/open_data/actions/make_table.h"
#include "modules/open_data/storage/catalogue_store.h"
#include "platform/files/files.h"
#include "platform/jobs/jobs.h"
#include "storage/database.h"

namespace dongson::open_data {

using storage::Transaction;

namespace {

std::atomic<std::uint64_t> remade_so_far{0};

// Nothing, or why it cannot be made.
std::string Remake(const Platform& platform, const Version& version) {
    std::optional<Resource> resource;
    std::optional<files::File> file;
    platform.storage.Read([&](Transaction& tx) {
        resource = CatalogueStore(tx).Get(version.resource);
        file = files::FileStore::Find(tx, version.file);
        return true;
    });
    if (!resource || !file) return "its file is not known";
    const auto from = platform.files.PathOf(*file);
    std::error_code error;
    if (!std::filesystem::exists(from, error)) return "its file is missing";
    if (files::DigestOfFile(from) != file->digest) return "its file has other bytes";
    TemporaryFile made(platform.data_folder + "/tables/remade-" + ToText(version.id) + "-" +
                       std::to_string(FreshId()));  // stray, should the program die now
    const auto report =
        MakeTable(made.path(), {.path = from,
                                .layout = version.layout.empty() ? DetectLayout(from).layout : LayoutFromJson(version.layout),
                                .schema = resource->schema,
                                .first = version.number == 1});
    if (!report) return report.error().code;
    if (report->rows != version.rows || report->misfits != version.misfits)
        return fmt::format("{} rows and {} misfits instead of {} and {}", report->rows, report->misfits, version.rows,
                           version.misfits);
    std::filesystem::rename(made.path(), TablePathOf(platform, version.id));
    ++remade_so_far;
    return "";
}

}  // namespace

std::string TablePathOf(const Platform& platform, VersionId version) {
    return platform.data_folder + "/tables/" + ToText(version) + ".table";
}

Result<std::shared_ptr<const Table>> OpenTable(const Platform& platform, VersionId version) {
    auto table = Table::Open(TablePathOf(platform, version));
    if (table) return table;
    return std::unexpected(
        Refusal{"OPEN_DATA_TABLE_LOST",
                Say("Bảng của phiên bản này đang được dựng lại từ tệp gốc. Hãy thử lại sau; tệp gốc vẫn tải về được."), "",
                RefusalKind::unavailable});
}

int RemoveStrayTables(const Platform& platform) {
    int removed = 0;
    std::error_code none;
    const auto now = std::filesystem::file_time_type::clock::now();
    for (const auto& entry : std::filesystem::directory_iterator(platform.data_folder + "/tables", none)) {
        if (now - entry.last_write_time() < std::chrono::hours(1)) continue;  // perhaps being written
        const VersionId version{ToNumber(entry.path().stem().string())};
        if (platform.storage.Read([&](Transaction& tx) { return CatalogueStore(tx).Knows(version); })) continue;
        removed += std::filesystem::remove(entry.path()) ? 1 : 0;
    }
    return removed;
}

std::uint64_t TablesRemade() {
    return remade_so_far;
}

void AskToRemake(const Platform& platform) {
    // A database that takes nothing now must not keep a reader from being told: the day begins the job as well.
    (void)platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        platform.jobs.AddFollowing(tx, kRemakeJob, platform.clock.Now());
        return {};
    });
}

int RemakeLostTables(const Platform& platform) {
    constexpr int kAtOnce = 1000;
    int remade = 0;
    std::filesystem::create_directories(platform.data_folder + "/tables");
    std::vector<Version> versions;
    do {
        const auto after = versions.empty() ? VersionId{} : versions.back().id;
        versions = platform.storage.Read([&](Transaction& tx) { return CatalogueStore(tx).EveryVersion(after, kAtOnce); });
        for (const auto& version : versions) {
            if (OpenTable(platform, version.id)) continue;
            const auto fault = Remake(platform, version);
            remade += fault.empty() ? 1 : 0;
            if (fault.empty())
                Log(Severity::info, "OPEN_DATA_TABLE_REMADE", {{"version", ToText(version.id)}});
            else
                Log(Severity::error, "OPEN_DATA_TABLE_LOST", {{"version", ToText(version.id)}, {"why", fault}});
        }
    } while (std::ssize(versions) == kAtOnce);
    return remade;
}

}  // namespace dongson::open_data
