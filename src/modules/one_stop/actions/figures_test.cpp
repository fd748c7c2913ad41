// Whatever happens to dossiers, every one that was received is counted once, and everywhere alike.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "modules/one_stop/actions/count_for_public.h"
#include "modules/one_stop/actions/fold_by_the_minute.h"
#include "modules/one_stop/storage/figure_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/played_lives.h"

namespace dongson::one_stop {

using storage::testing::Postgres;
using storage::testing::Sqlite;
using testing::Office;

namespace {

// What a dossier counts as, read off the dossier itself; nothing when it is in no figure.
std::optional<FigureKind> KindOf(const Dossier& dossier, Instant now) {
    if (!dossier.received) return dossier.state == "refused" ? std::optional(FigureKind::refused) : std::nullopt;
    if (dossier.state == "withdrawn") return FigureKind::withdrawn;
    if (dossier.state == "stopped") return FigureKind::stopped;
    if (!dossier.allowed) return FigureKind::no_due;
    if (dossier.finished) return *dossier.finished <= dossier.due ? FigureKind::on_time : FigureKind::late;
    return dossier.due >= now ? FigureKind::open : FigureKind::overdue;
}

class Figures : public ::testing::TestWithParam<storage::Engine> {
  protected:
    Figures() : office_(GetParam()), lives_(office_) {}

    Dossier Open() { return lives_.Open(); }
    Dossier Live(Dossier dossier) { return lives_.Live(std::move(dossier)); }

    Office office_;
    testing::PlayedLives lives_;
};

}  // namespace

TEST_P(Figures, add_up_row_by_row_and_are_the_same_everywhere) {
    const auto began = office_.clock.Now();
    std::vector<std::string> codes;
    for (int each = 0; each < 80; ++each) codes.push_back(Live(Open()).code);
    for (int each = 0; each < 10; ++each) {  // the clock ran through all those lives: some that have just begun
        const auto dossier = Open();
        (void)office_.Do(office_.as_clerk, dossier, "accept");
        codes.push_back(dossier.code);
    }
    const auto now = office_.clock.Now() + kHour;
    office_.clock.Set(now);
    const auto months = Months::Of((began + -kDay).LocalDate(), now.LocalDate());
    const auto from = Instant::At(months.from, 0), until = Instant::At(months.until, 0);

    std::map<std::pair<std::string, FigureKind>, std::int64_t> expected;
    for (const auto& code : codes) {
        const auto dossier = office_.Reread(code);
        const auto kind = KindOf(dossier, now);
        if (!kind) continue;
        ++expected[{dossier.domain, *kind}];
        if (!dossier.received) continue;
        ++expected[{dossier.domain, FigureKind::received}];
        expected[{dossier.domain, FigureKind::online}] += dossier.channel == Channel::online;
    }

    std::map<FigureKind, std::int64_t> whole;
    office_.database->Read([&](storage::Transaction& tx) {
        DossierStore store(tx);
        for (const auto& row : FigureStore(tx).OfAll(months, now)) {
            std::int64_t parts = 0;
            for (const auto kind : kReceivedParts) parts += row.counts[kind];
            EXPECT_EQ(parts, row.counts[FigureKind::received]) << row.domain << ": the columns add up to what was received";
            for (const auto kind : kFigureKinds) {
                EXPECT_EQ(row.counts[kind], (expected[{row.domain, kind}])) << row.domain << " " << FigureWord(kind);
                whole[kind] += row.counts[kind];
                EXPECT_EQ(
                    static_cast<std::int64_t>(store.Register(office_.commune, kind, from, until, now, 1000, row.domain).size()),
                    row.counts[kind])
                    << row.domain << " " << FigureWord(kind);
            }
        }
        // A number leads to as many dossiers.
        for (const auto kind : kFigureKinds)
            EXPECT_EQ(static_cast<std::int64_t>(store.Register(office_.commune, kind, from, until, now, 1000).size()),
                      whole[kind])
                << FigureWord(kind);
        return true;
    });
    for (const auto kind : kFigureKinds) EXPECT_GT(whole[kind], 0) << "the play had none that is " << FigureWord(kind);
}

TEST_P(Figures, never_call_a_dossier_without_a_due_date_on_time) {
    NewDossier wanted;
    office_.database->Read([&](storage::Transaction& tx) {
        wanted.procedure = *ProcedureStore(tx).Get(ProcedureStore(tx).All().front().id);
        return true;
    });
    wanted.procedure.process = "specialist_leader";
    wanted.procedure.methods.front().duration.reset();
    wanted.person = {.account = office_.citizen.id, .name = office_.citizen.name, .number = office_.citizen.person_number};
    wanted.intake = office_.commune;
    auto dossier = office_.database
                       ->InTransaction([&](storage::Transaction& tx) -> Result<Dossier> {
                           return OpenDossier(office_.platform, tx, wanted, office_.as_citizen, office_.clock.Now());
                       })
                       .value();
    for (const auto& [actor, event] :
         {std::pair(office_.as_clerk, "accept"), std::pair(office_.as_clerk, "forward"),
          std::pair(office_.as_specialist, "submit_for_signature"), std::pair(office_.as_leader, "sign")})
        dossier =
            office_.Do(actor, {.code = dossier.code, .event = event, .expected_version = dossier.version, .result_text = "x"})
                .value();
    const auto now = office_.clock.Now();
    const auto today = now.LocalDate();
    const auto row =
        office_.database->Read([&](storage::Transaction& tx) { return FigureStore(tx).OfAll(Months::Of(today, today), now); });
    EXPECT_EQ(row.at(0).counts[FigureKind::on_time], 0);
    EXPECT_EQ(row.at(0).counts[FigureKind::no_due], 1);
}

// The sums that are kept are those of the dossiers, whatever happened to them and whether the changes were added yet or not.
TEST_P(Figures, are_kept_as_dossiers_change) {
    const auto first = office_.clock.Now().LocalDate();
    auto earliest = first + 10000;
    const auto astray = [&] {
        return office_.database->Read([&](storage::Transaction& tx) { return FigureStore(tx).Astray(10); });
    };
    for (int round = 0; round < 3; ++round) {
        for (int each = 0; each < 15; ++each) {
            const auto dossier = Live(Open());
            if (const auto counts_from = dossier.received ? dossier.received : dossier.closed;
                counts_from && KindOf(dossier, office_.clock.Now()))
                earliest = std::min(earliest, counts_from->LocalDate());
        }
        EXPECT_THAT(astray(), ::testing::IsEmpty());
        const auto told = [&, now = office_.clock.Now()] {
            std::vector<std::string> rows;
            office_.database->Read([&](storage::Transaction& tx) {
                FigureStore store(tx);
                const auto months = Months::Of(first, now.LocalDate());
                for (const auto& some : {store.OfAll(months, now), store.ByUnit(months, now), store.ByDomain(months, now),
                                         store.OfUnit(office_.commune, months, now)})
                    for (const auto& row : some)
                        for (const auto kind : kFigureKinds)
                            rows.push_back(row.domain + " " + std::string(FigureWord(kind)) + " " +
                                           std::to_string(row.counts[kind]));
                EXPECT_EQ(store.ByUnit(months, now).size(), 1U) << "all of one unit";
                return true;
            });
            return rows;
        };
        const auto before = told();
        EXPECT_GT(KeepFigures(office_.platform), 0);
        EXPECT_EQ(told(), before) << "adding the changes to the sums changes no figure";
        EXPECT_EQ(KeepFigures(office_.platform), 0);
        EXPECT_THAT(astray(), ::testing::IsEmpty());
    }
    office_.database->Read([&](storage::Transaction& tx) {
        EXPECT_EQ(FigureStore(tx).First(), Months::Of(earliest, earliest).from);
        return true;
    });
    // A dossier that goes takes its number with it, and a sum that somebody changed is named.
    office_.database->MustWrite([](storage::Transaction& tx) {
        tx.connection().ExecuteScript(
            "UPDATE dossier SET domain = 'Chứng thực', channel = 2, received_at = received_at + 86400000");
    });
    EXPECT_THAT(astray(), ::testing::IsEmpty());
    office_.database->MustWrite([](storage::Transaction& tx) {
        tx.connection().ExecuteScript("UPDATE figure_sum SET dossiers = dossiers + 1 WHERE figure = 'rut'");
    });
    EXPECT_THAT(astray(), ::testing::Not(::testing::IsEmpty()));
}

INSTANTIATE_TEST_SUITE_P(Both, Figures, storage::testing::Values(Sqlite, Postgres));

}  // namespace dongson::one_stop
