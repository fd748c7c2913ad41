#include "web/table.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace dongson::web {
namespace {

Table People(const TableLook& look = {}) {
    return Table(Say("Người"),
                 {{Say("Họ tên"), ColumnKind::name}, {Say("Số việc"), ColumnKind::number}, {Say("Việc"), ColumnKind::text, true}},
                 look);
}

bool Has(const Html& page, std::string_view bytes) {
    return page.bytes().find(bytes) != std::string_view::npos;
}

TEST(TableTest, ColumnsSayTheirHeadsAndTheNameBeforeEachValue) {
    const auto page = People().Row({std::string("Lê Thị Hoa"), std::string("12"), Render("<b>Mở</b>")}).Done();
    EXPECT_TRUE(Has(page, R"(<th class="govuk-table__header" scope="col">Họ tên</th>)"));
    EXPECT_TRUE(Has(page, R"(<th class="govuk-table__header govuk-table__header--numeric" scope="col">Số việc</th>)"));
    EXPECT_TRUE(Has(page, R"(<th class="govuk-table__header" scope="row">Lê Thị Hoa</th>)"));
    EXPECT_TRUE(Has(page, R"(<td class="govuk-table__cell govuk-table__cell--numeric" data-label="Số việc">12</td>)"));
}

TEST(TableTest, AHeadThatIsOnlyHeardStandsBeforeNoValue) {
    const auto page = People().Row({std::string("Hoa"), std::string("12"), Render("<b>Mở</b>")}).Done();
    EXPECT_TRUE(Has(page, R"(<span class="govuk-visually-hidden">Việc</span></th>)"));
    EXPECT_TRUE(Has(page, R"(<td class="govuk-table__cell"><b>Mở</b></td>)"));
}

TEST(TableTest, ItsNameIsHeardWhetherSeenOrNot) {
    const auto quiet = People().Done();
    EXPECT_TRUE(Has(quiet, R"(<caption class="govuk-visually-hidden">Người</caption>)"));
    EXPECT_TRUE(Has(quiet, R"(<div class="ds-scroll" tabindex="0" role="region" aria-label="Người">)"));
    EXPECT_TRUE(Has(People({.caption = true}).Done(), R"(<caption class="govuk-table__caption govuk-table__caption--m">Người<)"));
}

TEST(TableTest, RecordsBecomeCardsOnAPhoneAndFiguresScroll) {
    EXPECT_TRUE(Has(People().Done(), R"(<table class="govuk-table ds-dense ds-stack">)"));
    const auto figures = People({.dense = false, .on_phone = OnPhone::scroll, .classes = "ds-numbers"}).Done();
    EXPECT_TRUE(Has(figures, R"(<table class="govuk-table ds-numbers">)"));
}

TEST(TableTest, WhatPeopleWroteIsEscaped) {
    const auto page = People().Row({std::string("<b>"), Say("{1} việc", "<i>"), Render("")}).Done();
    EXPECT_TRUE(Has(page, "&lt;b&gt;"));
    EXPECT_TRUE(Has(page, "&lt;i&gt; việc"));
}

TEST(TableTest, ASumStandsBelowTheRowsAndIsNamedByItsFirstCell) {
    const auto page = Table(Say("Số việc"), {{Say("Ngày")}, {Say("Số việc"), ColumnKind::number}})
                          .Row({std::string("2/12"), std::string("3")})
                          .Foot({Say("Tổng"), std::string("3")})
                          .Done();
    EXPECT_TRUE(Has(
        page,
        R"(</tbody><tfoot class="govuk-table__foot"><tr class="govuk-table__row"><th class="govuk-table__header" scope="row">Tổng</th>)"));
    EXPECT_TRUE(Has(page, R"(data-label="Ngày">2/12</td>)"));
}

TEST(TableTest, ARowOfAnotherLengthIsAFaultOfThePage) {
    EXPECT_THROW(People().Row({std::string("Hoa")}), std::logic_error);
}

TEST(TableTest, HeadsAndLabelsAreSaidInTheReadersLanguage) {
    const LanguageScope english(Language::english);
    const auto page = Table(Say("Lý do"), {{Say("Lý do")}}).Row({std::string("x")}).Done();
    EXPECT_TRUE(Has(page, R"(<td class="govuk-table__cell" data-label="Reason">x</td>)"));
}

}  // namespace
}  // namespace dongson::web
