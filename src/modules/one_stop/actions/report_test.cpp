// Whatever happens to dossiers, a report of any days adds up, is the same from the sums and one by one, and leads to its rows.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>

#include "modules/one_stop/actions/fold_by_the_minute.h"
#include "modules/one_stop/actions/make_report.h"
#include "modules/one_stop/storage/report_store.h"
#include "modules/one_stop/testing/played_lives.h"

namespace dongson::one_stop {

using storage::testing::Postgres;
using storage::testing::Sqlite;
using testing::Office;

namespace {

// Written apart from the program's own: what is carried over, received, brought to a result and left, by field.
constexpr storage::Statement kCountedApart{"test.report", R"(
    SELECT domain, COUNT(CASE WHEN received_at < $from THEN 1 END), COUNT(CASE WHEN received_at >= $from THEN 1 END),
           COUNT(CASE WHEN finished_at < $until THEN 1 END),
           COUNT(CASE WHEN finished_at IS NULL AND closed_at < $until THEN 1 END),
           COUNT(CASE WHEN finished_at >= $until OR (finished_at IS NULL AND (closed_at IS NULL OR closed_at >= $until)) THEN 1 END),
           COUNT(CASE WHEN finished_at < $until AND allowed_amount <> 0 AND due_at < 253402275599000 AND finished_at > due_at THEN 1 END)
      FROM dossier
     WHERE intake_unit_id = $unit AND received_at < $until
       AND (finished_at >= $from OR (finished_at IS NULL AND (closed_at IS NULL OR closed_at >= $from)))
     GROUP BY domain)"};

// A play of some months, ends and beginnings everywhere in it.
struct Played {
    explicit Played(storage::Engine engine) : office(engine), lives(office), first(office.clock.Now().LocalDate()) {
        for (int each = 0; each < 60; ++each) (void)lives.Live(lives.Open());
        for (int each = 0; each < 8; ++each) (void)office.Do(office.as_clerk, lives.Open(), "accept");
        office.clock.Set(office.clock.Now() + kHour);
    }

    // One after the other, the last one running.
    std::vector<ReportPeriod> Periods() const {
        std::vector<ReportPeriod> periods;
        const auto today = office.clock.Now().LocalDate();
        const int days = (today - first) / 4 + 1;
        for (auto from = first; from <= today; from = from + days) periods.push_back({from, from + (days - 1)});
        return periods;
    }

    Report Of(const ReportPeriod& period, ReportBy by = ReportBy::domain, ReportAbout about = ReportAbout::period,
              bool one = true) {
        auto units = std::vector{office.commune};
        if (!one) units.push_back(office.other_department);  // of several the sums are asked
        return MakeReport(office.platform, {period, about, by, units}).value();
    }

    Office office;
    testing::PlayedLives lives;
    Date first;
};

class Reports : public ::testing::TestWithParam<storage::Engine> {
  protected:
    // Played once for all that only read it.
    static Played& Read() {
        auto& played = kept_[GetParam()];
        if (!played) played = std::make_unique<Played>(GetParam());
        return *played;
    }
    static void TearDownTestSuite() { kept_.clear(); }

    static std::map<std::string, ReportCounts> ByKey(const Report& report) {
        std::map<std::string, ReportCounts> rows;
        for (const auto& row : report.rows) rows[row.key] = row.counts;
        return rows;
    }

  private:
    static inline std::map<storage::Engine, std::unique_ptr<Played>> kept_;
};

}  // namespace

TEST_P(Reports, add_up_and_carry_over_what_was_left) {
    auto& played = Read();
    std::map<std::string, ReportCounts> before;
    std::map<ReportColumn, std::int64_t> seen;
    for (const auto& period : played.Periods()) {
        const auto report = played.Of(period);
        auto rows = ByKey(report);
        for (const auto& [domain, counts] : rows) {
            EXPECT_EQ(counts[ReportColumn::taken],
                      counts[ReportColumn::resolved] + counts[ReportColumn::unresolved] + counts[ReportColumn::left])
                << domain;
            EXPECT_EQ(counts[ReportColumn::carried], before[domain][ReportColumn::left])
                << domain << " from " << period.from.Iso();
            for (const auto column : kReportColumns) seen[column] += counts[column];
        }
        for (const auto& [domain, counts] : before) {
            EXPECT_EQ(counts[ReportColumn::left], rows[domain][ReportColumn::carried]) << domain;
        }
        before = std::move(rows);
    }
    for (const auto column : kReportColumns) EXPECT_GT(seen[column], 0) << "the play had none that is " << ColumnWord(column);
}

TEST_P(Reports, are_those_of_a_count_written_apart) {
    auto& played = Read();
    for (const auto& period : played.Periods()) {
        auto rows = ByKey(played.Of(period));
        std::size_t counted = 0;
        played.office.database->Read([&](storage::Transaction& tx) {
            tx.Select(kCountedApart, {{"unit", played.office.commune}, {"from", period.Begin()}, {"until", period.End()}},
                      [&](storage::Row& row) {
                          ++counted;
                          auto& counts = rows[row.Next<std::string>()];
                          EXPECT_EQ(counts[ReportColumn::carried], row.Next<std::int64_t>());
                          EXPECT_EQ(counts[ReportColumn::online] + counts[ReportColumn::counter], row.Next<std::int64_t>());
                          EXPECT_EQ(counts[ReportColumn::resolved], row.Next<std::int64_t>());
                          EXPECT_EQ(counts[ReportColumn::unresolved], row.Next<std::int64_t>());
                          EXPECT_EQ(counts[ReportColumn::left], row.Next<std::int64_t>());
                          EXPECT_EQ(counts[ReportColumn::late], row.Next<std::int64_t>());
                          return 0;
                      });
            return 0;
        });
        EXPECT_GT(counted, 0U);
    }
}

// The sums that are kept tell of any days what the dossiers do one by one, added up yet or not.
TEST_P(Reports, are_the_same_from_the_sums) {
    Played played(GetParam());
    const auto compare = [&] {
        for (const auto& period : played.Periods()) {
            const auto one_by_one = ByKey(played.Of(period)),
                       summed = ByKey(played.Of(period, ReportBy::domain, ReportAbout::period, false));
            for (const auto& [domain, counts] : one_by_one)
                for (const auto column : kReportColumns)
                    EXPECT_EQ(counts[column], summed.contains(domain) ? summed.at(domain)[column] : 0)
                        << domain << " " << ColumnWord(column) << " from " << period.from.Iso();
            EXPECT_EQ(played.Of(period, ReportBy::unit, ReportAbout::period, false).total, played.Of(period).total);
        }
        EXPECT_THAT(played.office.database->Read([](storage::Transaction& tx) { return ReportStore(tx).Astray(5); }),
                    ::testing::IsEmpty());
    };
    compare();
    EXPECT_GT(KeepFigures(played.office.platform), 0);
    EXPECT_EQ(played.office.database->Read(
                  [](storage::Transaction& tx) { return tx.Count({"test.waiting", "SELECT COUNT(*) FROM flow_change"}); }),
              0);
    compare();
    played.office.database->MustWrite([](storage::Transaction& tx) {
        tx.connection().ExecuteScript(
            "UPDATE dossier SET domain = 'Chứng thực', channel = 2, received_at = received_at + 86400000");
    });
    compare();
    played.office.database->MustWrite([](storage::Transaction& tx) {
        tx.connection().ExecuteScript("UPDATE flow_sum SET dossiers = dossiers + 1 WHERE flow = 'rut'");
    });
    EXPECT_THAT(played.office.database->Read([](storage::Transaction& tx) { return ReportStore(tx).Astray(5); }),
                ::testing::Not(::testing::IsEmpty()));
}

TEST_P(Reports, lead_to_as_many_dossiers_whatever_they_are_divided_by) {
    auto& played = Read();
    const auto period = played.Periods().at(1);
    for (const auto about : kReportAbouts)
        for (const auto by : {ReportBy::unit, ReportBy::domain, ReportBy::procedure, ReportBy::person}) {
            const auto report = played.Of(period, by, about);
            EXPECT_EQ(report.total, played.Of(period, ReportBy::domain, about).total) << ByName(by);
            for (const auto column : kReportColumns) {
                EXPECT_EQ(static_cast<std::int64_t>(
                              DossiersOfReport(played.office.platform, {report.asked, "", column}, 1000).dossiers.size()),
                          report.total[column]);
                for (const auto& row : report.rows)
                    EXPECT_EQ(
                        static_cast<std::int64_t>(
                            DossiersOfReport(played.office.platform, {report.asked, row.key, column}, 1000).dossiers.size()),
                        row.counts[column])
                        << row.name << " " << ColumnWord(column);
            }
        }
}

TEST_P(Reports, of_several_units_lead_to_the_rows_of_each) {
    auto& played = Read();
    const auto report = played.Of(played.Periods().at(1), ReportBy::unit, ReportAbout::period, false);
    ASSERT_EQ(report.rows.size(), 1U) << "the other has none";
    for (const auto column : kReportColumns)
        for (const auto& row : {std::string(), report.rows.front().key})
            EXPECT_EQ(static_cast<std::int64_t>(
                          DossiersOfReport(played.office.platform, {report.asked, row, column}, 1000).dossiers.size()),
                      report.total[column]);
}

TEST_P(Reports, name_who_examined_last_and_who_holds_it_now) {
    auto& played = Read();
    const auto report = played.Of({played.first, played.office.clock.Now().LocalDate()}, ReportBy::person);
    std::set<std::string> names;
    for (const auto& row : report.rows) names.insert(row.name);
    EXPECT_TRUE(names.contains(played.office.specialist.account.name));
    EXPECT_TRUE(names.contains("Chưa ai thụ lý"));
    EXPECT_FALSE(names.contains("")) << "everybody has a name";
}

TEST_P(Reports, of_steps_tell_what_is_there_now_only_while_the_period_runs) {
    auto& played = Read();
    const auto periods = played.Periods();
    const auto over = played.Of(periods.front(), ReportBy::step), running = played.Of(periods.back(), ReportBy::step);
    ASSERT_FALSE(over.steps.empty());
    ASSERT_FALSE(running.steps.empty());
    for (const auto& step : over.steps) {
        EXPECT_FALSE(step.here || step.past_due) << step.name;
        EXPECT_EQ(step.stays > 0, step.median.has_value()) << step.name;
    }
    std::int64_t here = 0;
    for (const auto& step : running.steps) {
        here += step.here.value();
        EXPECT_LE(step.past_due.value(), step.here.value());
        EXPECT_LE(step.median.value_or(0), step.longest.value_or(0));
        EXPECT_EQ(static_cast<std::int64_t>(
                      DossiersOfStep(played.office.platform, running.asked, step.name, StepColumn::here, 1000).size()),
                  *step.here);
    }
    EXPECT_EQ(here, played.Of(periods.back()).total[ReportColumn::left]) << "everything that is not at an end stands somewhere";
}

TEST_P(Reports, of_many_units_one_by_one_are_refused) {
    auto& played = Read();
    const std::vector<UnitId> many(kMostUnitsAtOnce + 1, played.office.commune);
    const auto refused = MakeReport(
        played.office.platform, {{Date::Of(2026, 1, 1), Date::Of(2026, 1, 2)}, ReportAbout::period, ReportBy::procedure, many});
    EXPECT_REFUSED(refused, "ONE_STOP_REPORT_TOO_WIDE");
    EXPECT_TRUE(MakeReport(played.office.platform,
                           {{Date::Of(2026, 1, 1), Date::Of(2026, 1, 2)}, ReportAbout::period, ReportBy::domain, many}));
}

INSTANTIATE_TEST_SUITE_P(Both, Reports, storage::testing::Values(Sqlite, Postgres));

}  // namespace dongson::one_stop
