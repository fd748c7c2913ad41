#include "modules/one_stop/domain/rating.h"

#include <gtest/gtest.h>

namespace dongson::one_stop {

TEST(TimePoints, are_measured_against_the_due_day) {
    Dossier dossier;
    EXPECT_EQ(TimePoints(dossier), std::nullopt) << "not finished, no due date";
    dossier.due = Instant::Parse("2026-11-20 17:00").value();
    const std::pair<std::string_view, int> cases[] = {
        {"2026-11-19 16:59", 2}, {"2026-11-20 08:00", 1}, {"2026-11-20 17:01", 0}, {"2026-11-21 08:00", 0}};
    for (const auto& [finished, points] : cases) {
        dossier.finished = Instant::Parse(finished).value();
        EXPECT_EQ(TimePoints(dossier), points) << finished;
    }
    dossier.due = kNever;
    EXPECT_EQ(TimePoints(dossier), std::nullopt) << "no due date";
}

}  // namespace dongson::one_stop
