#include "modules/open_data/actions/count_quality.h"

#include "modules/open_data/actions/describe.h"
#include "modules/open_data/storage/catalogue_store.h"

namespace dongson::open_data {

std::vector<std::pair<Described, Quality>> AssessPublished(const Platform& platform) {
    return platform.storage.Read([&](storage::Transaction& tx) {
        std::vector<std::pair<Described, Quality>> all;
        const auto today = platform.clock.Now().LocalDate();
        for (auto& described : DescribePublished(platform, tx, {.first = 0, .limit = 100'000})) {
            auto quality = Assess(described, today, LinksAlive(tx, described.dataset.id));
            all.emplace_back(std::move(described), std::move(quality));
        }
        return all;
    });
}

void AddPublicTables(figures::Figures& figures) {
    std::vector<std::string> columns{"bo_du_lieu", "ten", "co_quan", "linh_vuc"};
    for (const auto dimension : kDimensions) columns.emplace_back(DimensionWord(dimension));
    columns.insert(columns.end(), {"tong_405", "dat_trong_9", "tre_tu_ngay"});
    figures.Add({"quality", std::move(columns), [](const Platform& platform) {
                     figures::Rows rows;
                     for (const auto& [described, quality] : AssessPublished(platform)) {
                         std::vector<std::string> cells{described.dataset.slug, described.dataset.title, described.unit,
                                                        described.dataset.domain};
                         for (const auto dimension : kDimensions) cells.push_back(std::to_string(quality.Of(dimension)));
                         cells.push_back(std::to_string(quality.total()));
                         cells.push_back(std::to_string(quality.nine_met()));
                         cells.push_back(quality.late_since ? quality.late_since->Iso() : "");
                         rows.push_back(std::move(cells));
                     }
                     return rows;
                 }});
}

}  // namespace dongson::open_data
