#include <fmt/format.h>

#include "core/log.h"
#include "core/text.h"
#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/domain/rating.h"
#include "modules/one_stop/domain/written.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::size_t kLongestRemark = 3000;  // characters

}  // namespace

Result<void> RateDossier(const Platform& platform, const identity::Account& citizen, const std::string& code,
                         const Rating& rating) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        DossierStore dossiers(tx);
        const auto dossier = dossiers.Get(code);
        if (!dossier || !IsOf(*dossier, citizen.id))
            return std::unexpected(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
        if (!dossier->closed)
            return No("ONE_STOP_NOT_FINISHED", Say("Hồ sơ chưa kết thúc, nên chưa đánh giá được."), "", RefusalKind::conflict);
        if (dossiers.Rated(dossier->id))
            return No("ONE_STOP_ALREADY_RATED", Say("Bạn đã đánh giá hồ sơ này rồi. Cảm ơn bạn."), "", RefusalKind::conflict);
        if (auto refusal = RefuseWritten(rating.remark, "gop_y", kLongestRemark)) return std::unexpected(*std::move(refusal));
        std::map<std::string, int> points;
        for (const auto& index : kRatingIndices)
            if (const auto given = rating.points.find(std::string(index.key));
                given != rating.points.end() && given->second >= 0 && given->second <= 2)
                points.insert(*given);
        if (points.empty() && Trim(rating.remark).empty())
            return No("ONE_STOP_RATING_EMPTY", Say("Chọn ít nhất một câu trả lời, hoặc viết góp ý."),
                      std::string(kRatingIndices[0].key));
        if (const auto measured = TimePoints(*dossier)) points[std::string(kTimeIndex)] = *measured;
        std::string answers;
        for (const auto& [index, value] : points)
            answers += fmt::format("{}{}:{}", answers.empty() ? "" : ",", JsonQuote(index), value);
        dossiers.Rate(dossier->id, "{" + answers + "}", rating.remark, platform.clock.Now());
        return {};
    });
}

}  // namespace dongson::one_stop
