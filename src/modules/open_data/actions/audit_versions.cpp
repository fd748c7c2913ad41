#include "modules/open_data/actions/audit_versions.h"

#include <fmt/format.h>

#include "core/bytes.h"
#include "core/read_file.h"
#include "modules/open_data/storage/catalogue_sql.h"
#include "platform/files/files.h"

namespace dongson::open_data {

void AuditVersions(const Platform& platform, ledger::Audit& audit) {
    const auto claims = platform.storage.Read([](storage::Transaction& tx) {
        return tx.Select(kVersionsToAudit, {}, [](storage::Row& row) {
            const auto dataset = row.Next<std::string>(), resource = row.Next<std::string>();
            const auto number = std::to_string(row.Next<std::int64_t>()), digest = row.Next<std::string>();
            const auto size = std::to_string(row.Next<std::int64_t>());
            const Instant published{row.Next<std::int64_t>()};
            return std::pair(ledger::Claim{row.Next<std::int64_t>(),
                                           fmt::format("table {}/{}, version {}", dataset, resource, number),
                                           {{"phien-ban", number, "resource_version.number"},
                                            {"thoi-diem", published.Rfc3339(), "resource_version.published_at"},
                                            {"kich-thuoc", size, "resource_version.size"},
                                            {"noi-dung-sha256", digest, "resource_version.digest"}}},
                             digest);
        });
    });
    for (const auto& [claim, digest] : claims) {
        audit.Hold(claim);
        const auto bytes = ReadFile(platform.files.PathOf(digest));
        if (!bytes)
            audit.Fault(claim.row + ": its bytes are gone");
        else if (Hex(BytesOf(Digest(*bytes))) != digest)
            audit.Fault(claim.row + ": its bytes are others");
    }
}

}  // namespace dongson::open_data
