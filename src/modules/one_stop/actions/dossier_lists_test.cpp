#include <gtest/gtest.h>

#include "core/text.h"
#include "modules/one_stop/actions/count_for_public.h"
#include "modules/one_stop/actions/fold_by_the_minute.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/storage/figure_store.h"
#include "modules/one_stop/storage/procedure_shelf.h"
#include "modules/one_stop/testing/office.h"
#include "platform/workflow/inbox.h"

namespace dongson::one_stop {

using testing::Office;

namespace {

class DossierLists : public ::testing::TestWithParam<storage::Engine> {};

}  // namespace

TEST_P(DossierLists, every_figure_leads_to_as_many_dossiers) {
    Office office(GetParam());
    std::vector<Dossier> dossiers;
    for (int each = 0; each < 4; ++each) dossiers.push_back(office.Do(office.as_clerk, office.ADossier(), "accept").value());
    const auto finish = [&](const Dossier& dossier) {
        const auto forwarded = office.Do(office.as_clerk, dossier, "forward").value();
        Act draft{
            .code = dossier.code, .event = "submit_for_signature", .expected_version = forwarded.version, .result_text = "x"};
        const auto drafted = office.Do(office.as_specialist, draft).value();
        (void)office.Do(office.as_leader, drafted, "sign").value();
    };
    finish(dossiers[0]);
    office.clock.Set(dossiers[0].due + kDay);
    finish(dossiers[1]);
    (void)office.Do(office.as_clerk, office.ADossier(), "accept").value();

    const auto now = office.clock.Now();
    const auto months = Months::Of(now.LocalDate() - 30, now.LocalDate());
    const auto from = Instant::At(months.from, 0), until = Instant::At(months.until, 0);
    office.database->Read([&](storage::Transaction& tx) {
        DossierStore store(tx);
        const auto figures = FigureStore(tx).OfAll(months, now);
        EXPECT_EQ(figures.size(), 1U);
        for (const auto kind : kFigureKinds)
            EXPECT_EQ(static_cast<std::int64_t>(store.Register(office.commune, kind, from, until, now, 100).size()),
                      figures[0].counts[kind])
                << FigureSlug(kind);
        EXPECT_EQ(figures[0].counts[FigureKind::on_time], 1);
        EXPECT_EQ(figures[0].counts[FigureKind::late], 1);
        EXPECT_EQ(figures[0].counts[FigureKind::overdue], 2);
        EXPECT_EQ(figures[0].counts[FigureKind::open], 1);
        return 0;
    });
}

TEST_P(DossierLists, the_public_is_told_of_months_that_are_over_and_of_no_few) {
    Office office(GetParam());
    figures::Figures figures;
    AddPublicTables(figures);
    const auto months = [&] { return figures.Find("one_stop_months")->rows(office.platform); };
    for (int index = 0; index < 30; ++index) (void)office.Do(office.as_clerk, office.ADossier(), "accept").value();
    EXPECT_TRUE(months().empty());  // the month is not over
    office.clock.Set(office.clock.Now() + 40 * kDay);
    const auto told = months();
    ASSERT_EQ(told.size(), 2U);  // one field, and the unit as a whole: the same dossiers, so the same number
    EXPECT_EQ(told[0][4], told[1][4]);
    EXPECT_NEAR(std::stod(told[0][4]), 30, figures::kMostNoise);
    EXPECT_EQ(told[0][7], "");  // none was late, which looks like few
    EXPECT_EQ(told, months());
}

TEST_P(DossierLists, work_for_a_post_nobody_holds_is_seen) {
    Office office(GetParam());
    (void)office.ADossier();
    const auto unstaffed = [&] {
        return office.database->Read([&](storage::Transaction& tx) {
            return workflow::InboxStore(tx).Unstaffed(*office.units.Now(), office.clock.Now().LocalDate());
        });
    };
    EXPECT_TRUE(unstaffed().empty());
    office.database->MustWrite([&](storage::Transaction& tx) {
        workflow::InboxStore(tx).Save(
            {.module = "one_stop", .case_id = 9, .slot = "main", .unit = office.department, .capability = "one_stop.decide"});
    });
    ASSERT_EQ(unstaffed().size(), 1U);
    EXPECT_EQ(unstaffed()[0].unit, office.department);
    EXPECT_EQ(unstaffed()[0].capability, "one_stop.decide");
    EXPECT_EQ(unstaffed()[0].items, 1);
}

// By name with or without accents, number, telephone, any part of the code in any case, procedure and day; only in the units that
// may read it.
TEST_P(DossierLists, officers_find_a_dossier_by_what_they_know_of_it) {
    Office office(GetParam());
    const auto dossier = office.ADossier("specialist_leader");
    const auto found = [&](UnitId unit, std::string_view text) {
        return office.database->Read(
            [&](storage::Transaction& tx) { return DossierStore(tx).Find(unit, AskedOf(text, {}, {}), 10).size(); });
    };
    const auto last = dossier.code.substr(dossier.code.size() - 8);
    const std::string right[] = {"Lê Thị Hoa",
                                 "le thi hoa",
                                 "HOA",
                                 "hoa le",
                                 "038190001234",
                                 "0912 345 678",
                                 "+84912345678",
                                 Lower(dossier.code),
                                 dossier.code,
                                 last,
                                 "thủ tục thử nghiệm",
                                 "Hoa 16/11/2026",
                                 dossier.code.substr(0, 7)};
    for (const auto& text : right) EXPECT_EQ(found(office.commune, text), 1U) << text;
    for (const auto* text : {"Lê Thị Huệ", "038190001235", "Hoa 15/11/2026", "oa"})
        EXPECT_EQ(found(office.commune, text), 0U) << text;
    EXPECT_EQ(found(office.other_department, "Hoa"), 0U);
    // Dossiers from before words were kept are folded by the minute.
    office.database->MustWrite(
        [](storage::Transaction& tx) { tx.connection().ExecuteScript("UPDATE dossier_words SET words = ''"); });
    EXPECT_EQ(found(office.commune, "Hoa"), 0U);
    EXPECT_TRUE(office.database->Read([](storage::Transaction& tx) { return DossierStore(tx).LackWords(); }));
    EXPECT_GT(KeepWords(office.platform), 0);
    EXPECT_FALSE(office.database->Read([](storage::Transaction& tx) { return DossierStore(tx).LackWords(); }));
    EXPECT_EQ(found(office.commune, "Hoa"), 1U);
}

INSTANTIATE_TEST_SUITE_P(Both, DossierLists, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

class Procedures : public ::testing::TestWithParam<storage::Engine> {};

TEST_P(Procedures, are_found_with_and_without_accents_by_code_and_words) {
    Office office(GetParam());
    const auto found = [&](std::string_view text) {
        return office.database->Read([&](storage::Transaction& tx) { return SearchShelf(ShelfOf(tx), text).rows.size(); });
    };
    // The office offers one of each process in force.
    std::size_t all = 0;
    for (const auto& [key, process] : Processes()) all += process.AppliesOn(office.clock.Now().LocalDate()) ? 1 : 0;
    EXPECT_GT(all, 5U);
    EXPECT_EQ(found("thủ tục thử nghiệm"), all);
    EXPECT_EQ(found("thu nghiem opinion"), 1U);
    EXPECT_EQ(found("ho tich"), all);
    EXPECT_EQ(found("thu nghi"), all);
    EXPECT_EQ(found("\"; DROP TABLE procedure; --"), 0U);
    EXPECT_EQ(found(""), all);
    EXPECT_EQ(found("không có gì"), 0U);
}

INSTANTIATE_TEST_SUITE_P(Both, Procedures, storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

}  // namespace dongson::one_stop
