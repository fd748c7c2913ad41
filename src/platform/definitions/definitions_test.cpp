#include "platform/definitions/definitions.h"

#include <algorithm>

#include "platform/definitions/kept.h"
#include "platform/definitions/storage/edition_store.h"
#include "storage/testing/databases.h"

namespace dongson::definitions {

using storage::testing::Postgres;
using storage::testing::Sqlite;
using storage::testing::Values;

namespace {

// What "the program" ships; a test ships another.
std::vector<ShippedText>& Shipping() {
    static std::vector<ShippedText> texts;
    return texts;
}

// A text without "bad" in it is good.
constexpr Type kNote{.key = "note",
                     .name = "Ghi chú",
                     .shipped = [] { return Shipping(); },
                     .check = [](const Candidate& candidate) -> std::vector<Fault> {
                         if (candidate.text.find("bad") == std::string::npos) return {};
                         return {{static_cast<int>(std::ranges::count(candidate.text, '\n')) + 1, "bad word"}};
                     }};

class DefinitionsOf : public ::testing::TestWithParam<storage::Engine> {
  protected:
    DefinitionsOf() : database(GetParam()), clock(Instant::Parse("2026-12-01 08:00").value()), notes(*database, clock, kNote) {
        Shipping() = {{"welcome", "one\n"}, {"farewell", "bye\n"}};
        notes.EnterShipped();
    }
    Date Today() const { return clock.Now().LocalDate(); }
    std::string TextOn(Date day, std::string_view key = "welcome") const {
        const auto edition = notes.InForce(key, day);
        return edition ? edition->text : "";
    }
    std::expected<Edition, Refusals> Write(const std::string& text, std::int64_t begun_from, std::optional<Date> from = {}) {
        return notes.Draft(author, {"welcome", text, begun_from, from.value_or(Today()), "Theo nghị quyết"});
    }
    Edition Approved(const std::string& text, std::int64_t begun_from, std::optional<Date> from = {}) {
        const auto draft = Write(text, begun_from, from).value();
        EXPECT_TRUE(notes.Propose(author, draft.id));
        return notes.Approve(approver, draft.id, "").value();
    }
    static std::string CodeOf(const Result<Edition>& result) { return result ? "done" : result.error().code; }
    static std::string CodeOf(const std::expected<Edition, Refusals>& result) {
        return result ? "done" : result.error().front().code;
    }

    storage::testing::FreshDatabase database;
    SetClock clock;
    Definitions notes;
    By author{Fresh<AccountTag>(), "Lê An"}, approver{Fresh<AccountTag>(), "Lê Bình"};
};

}  // namespace

// Rows that another hand changed show whether they were compared.
TEST_P(DefinitionsOf, what_ships_is_compared_once_a_build) {
    const std::vector<const Type*> types{&kNote};
    EnterShipped(*database, clock, types, "first");
    Shipping() = {{"welcome", "two\n"}, {"farewell", "bye\n"}};
    EnterShipped(*database, clock, types, "first");
    EXPECT_EQ(TextOn(Today()), "one\n") << "the same build ships the same";
    EnterShipped(*database, clock, types, "second");
    EXPECT_EQ(TextOn(Today()), "two\n");
    Shipping() = {{"welcome", "one\n"}, {"farewell", "bye\n"}};
    EnterShipped(*database, clock, types, "first");
    EXPECT_EQ(TextOn(Today()), "one\n") << "an older program that comes back says so";
    Shipping() = {{"welcome", "three\n"}};
    EnterShipped(*database, clock, types, "");
    EnterShipped(*database, clock, types, "");
    EXPECT_EQ(TextOn(Today()), "three\n") << "without a name each start compares";
}

TEST_P(DefinitionsOf, what_ships_is_entered_once_a_text) {
    notes.EnterShipped();
    notes.EnterShipped();
    const auto history = notes.History("welcome");
    ASSERT_EQ(history.size(), 1U);
    EXPECT_EQ(history[0].version, 0);
    EXPECT_EQ(history[0].stage, Stage::shipped);
    EXPECT_EQ(TextOn(Today()), "one\n");
}

TEST_P(DefinitionsOf, a_newer_program_brings_its_text_and_an_older_one_takes_it_back) {
    clock.Set(clock.Now() + kDay);
    Shipping()[0].text = "two\n";
    notes.EnterShipped();
    EXPECT_EQ(TextOn(Today()), "two\n");
    EXPECT_EQ(notes.History("welcome").size(), 2U);
    Shipping()[0].text = "one\n";
    notes.EnterShipped();
    EXPECT_EQ(TextOn(Today()), "one\n");
    EXPECT_EQ(notes.History("welcome").size(), 2U);
}

TEST_P(DefinitionsOf, what_ships_never_overwrites_a_provinces_own) {
    Approved("ours\n", 0);
    clock.Set(clock.Now() + kDay);
    Shipping()[0].text = "two\n";
    notes.EnterShipped();
    EXPECT_EQ(TextOn(Today()), "ours\n");
    EXPECT_EQ(TextOn(Today(), "farewell"), "bye\n");
}

TEST_P(DefinitionsOf, what_the_program_brings_behind_a_provinces_own_is_told_until_that_is_newer) {
    EXPECT_FALSE(notes.ShippedSince("welcome", Today())) << "it holds itself";
    Approved("ours\n", 0);
    EXPECT_FALSE(notes.ShippedSince("welcome", Today())) << "known when ours was written";
    clock.Set(clock.Now() + kDay);
    Shipping()[0].text = "two\n";
    notes.EnterShipped();
    const auto since = notes.ShippedSince("welcome", Today());
    ASSERT_TRUE(since);
    EXPECT_EQ(since->text, "two\n");
    clock.Set(clock.Now() + kDay);
    Approved("ours, with two\n", 1);
    EXPECT_FALSE(notes.ShippedSince("welcome", Today()));
}

TEST_P(DefinitionsOf, what_is_approved_for_a_later_day_waits_for_it) {
    const auto later = Today() + 10;
    Approved("soon\n", 0, later);
    EXPECT_EQ(TextOn(Today()), "one\n");
    EXPECT_EQ(TextOn(later + -1), "one\n");
    EXPECT_EQ(TextOn(later), "soon\n");
    EXPECT_EQ(notes.Coming(Today()).size(), 1U);
    // Approved later than another and for an earlier day: each has its days.
    Approved("now\n", 1);
    EXPECT_EQ(TextOn(Today()), "now\n");
    EXPECT_EQ(TextOn(later), "soon\n");
}

TEST_P(DefinitionsOf, a_day_that_passed_before_it_was_approved_becomes_that_of_the_approval) {
    const auto draft = Write("ours\n", 0).value();
    ASSERT_TRUE(notes.Propose(author, draft.id));
    clock.Set(clock.Now() + 3 * kDay);
    EXPECT_EQ(notes.Approve(approver, draft.id, "").value().valid_from, Today());
    EXPECT_EQ(TextOn(Today() + -1), "one\n");
    EXPECT_EQ(CodeOf(Write("more\n", 1, Today() + -1)), "DEFINITION_DAY");
}

TEST_P(DefinitionsOf, who_wrote_it_does_not_approve_it) {
    const auto draft = Write("ours\n", 0).value();
    EXPECT_EQ(CodeOf(notes.Approve(approver, draft.id, "")), "DEFINITION_STAGE");
    ASSERT_TRUE(notes.Propose(author, draft.id));
    EXPECT_EQ(CodeOf(notes.Approve(author, draft.id, "")), "DEFINITION_ONESELF");
    EXPECT_EQ(TextOn(Today()), "one\n");
    EXPECT_EQ(notes.Approve(approver, draft.id, "").value().approver_name, "Lê Bình");
    EXPECT_EQ(TextOn(Today()), "ours\n");
}

TEST_P(DefinitionsOf, of_two_who_edit_at_once_the_second_is_told) {
    ASSERT_TRUE(Write("first\n", 0));
    const auto second = notes.Draft(approver, {"welcome", "second\n", 0, Today(), "Sửa chữ"});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().front().code, "VERSION_CLASH");
    EXPECT_EQ(second.error().front().sentence.arguments[1], "Lê An");
    // The next draft takes the place of the one nobody proposed.
    ASSERT_TRUE(notes.Draft(approver, {"welcome", "second\n", 1, Today(), "Sửa chữ"}));
    EXPECT_EQ(notes.History("welcome")[1].stage, Stage::withdrawn);
}

TEST_P(DefinitionsOf, one_proposal_waits_at_a_time) {
    const auto first = Write("first\n", 0).value();
    ASSERT_TRUE(notes.Propose(author, first.id));
    const auto second = Write("second\n", 1).value();
    EXPECT_EQ(CodeOf(notes.Propose(author, second.id)), "DEFINITION_WAITS");
    ASSERT_TRUE(notes.Withdraw(approver, first.id, "Chưa đúng mẫu"));
    EXPECT_TRUE(notes.Propose(author, second.id));
}

TEST_P(DefinitionsOf, no_more_of_one_author_waits_than_somebody_looks_at) {
    const auto propose = [&](const By& by, int number) {
        const auto draft = notes.Draft(by, {"note_" + std::to_string(number), "ours\n", 0, Today(), "Theo nghị quyết"});
        return notes.Propose(by, draft.value().id);
    };
    for (int number = 0; number < kMostProposed; ++number) ASSERT_EQ(CodeOf(propose(author, number)), "done");
    EXPECT_EQ(CodeOf(propose(author, kMostProposed)), "DEFINITION_TOO_MANY");
    EXPECT_EQ(CodeOf(propose(approver, kMostProposed + 1)), "done") << "others may still propose";
    const auto first = notes.History("note_0").front().id;
    ASSERT_EQ(CodeOf(notes.Approve(approver, first, "")), "done");
    EXPECT_EQ(CodeOf(notes.Propose(author, notes.History("note_300").front().id)), "done");
}

// What was read stands against what others wrote since.
TEST_P(DefinitionsOf, a_mark_is_set_only_where_nothing_changed_since) {
    const auto seen = database->Read([](storage::Transaction& tx) { return EditionStore(tx).Mark(); });
    const auto mark = [&](std::int64_t since) {
        bool set = false;
        database->MustWrite([&](storage::Transaction& tx) { set = EditionStore(tx).MarkAnewSince(since); });
        return set;
    };
    EXPECT_TRUE(mark(seen));
    EXPECT_FALSE(mark(seen)) << "another has marked it";
}

TEST_P(DefinitionsOf, what_is_withdrawn_gives_way_to_what_was_before) {
    const auto ours = Approved("ours\n", 0);
    EXPECT_EQ(CodeOf(notes.Withdraw(approver, ours.id, "")), "DEFINITION_REASON");
    ASSERT_TRUE(notes.Withdraw(approver, ours.id, "Sai mã"));
    EXPECT_EQ(TextOn(Today()), "one\n");
    EXPECT_EQ(CodeOf(notes.Withdraw(approver, ours.id, "Sai mã")), "DEFINITION_STAGE");
    const auto shipped = notes.InForce("welcome", Today()).value();
    EXPECT_EQ(CodeOf(notes.Withdraw(approver, shipped.id, "Sai mã")), "DEFINITION_STAGE");
}

TEST_P(DefinitionsOf, a_faulty_text_is_refused_with_its_line) {
    const auto refused = Write("good\nbad\n", 0);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, "DEFINITION_FAULT");
    EXPECT_EQ(refused.error().front().sentence.arguments[0], "3");
    EXPECT_EQ(CodeOf(notes.Draft(author, {"Wel come", "x\n", 0, Today(), "Lý do"})), "DEFINITION_KEY");
}

TEST_P(DefinitionsOf, every_act_stands_with_who_did_it_and_why) {
    const auto ours = Approved("ours\r\n", 0);
    EXPECT_EQ(ours.text, "ours\n");
    ASSERT_TRUE(notes.Withdraw(approver, ours.id, "Sai mã"));
    const auto events = notes.Events("welcome");
    ASSERT_EQ(events.size(), 4U);
    EXPECT_EQ(events[0].became, Stage::withdrawn);
    EXPECT_EQ(events[0].reason, "Sai mã");
    EXPECT_EQ(events[1].by_name, "Lê Bình");
    EXPECT_EQ(events[3].became, Stage::draft);
    EXPECT_EQ(events[3].reason, "Theo nghị quyết");
}

TEST_P(DefinitionsOf, what_is_kept_of_them_follows_every_change) {
    static int made = 0;
    Kept<std::string> kept([](storage::Transaction& tx, Date day) {
        ++made;
        std::string joined;
        for (const auto& edition : EditionStore(tx).InForce("note", day)) joined += edition.text;
        return joined;
    });
    made = 0;
    const auto now = [&] { return database->Read([&](storage::Transaction& tx) { return *kept.Of(tx, Today()); }); };
    EXPECT_EQ(now(), "bye\none\n");
    EXPECT_EQ(now(), "bye\none\n");
    EXPECT_EQ(made, 1);
    Approved("ours\n", 0);
    EXPECT_EQ(now(), "bye\nours\n");
}

INSTANTIATE_TEST_SUITE_P(Both, DefinitionsOf, Values(Sqlite, Postgres));

}  // namespace dongson::definitions
