// A province changes a process: new dossiers go by it, those that run by what they began under, until somebody moves them.
#include "modules/one_stop/process_definition.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/move_to_edition.h"
#include "modules/one_stop/actions/try_process.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/process_shelf.h"
#include "modules/one_stop/testing/office.h"
#include "platform/definitions/definitions.h"

namespace dongson::one_stop {

using definitions::Definitions;
using definitions::Edition;
using storage::testing::Postgres;
using storage::testing::Sqlite;
using storage::testing::Values;

namespace {

constexpr char kKey[] = "specialist_leader";

class ProcessEditions : public ::testing::TestWithParam<storage::Engine> {
  protected:
    ProcessEditions() : office(GetParam()), processes(*office.database, office.clock, ProcessDefinition()) {
        processes.EnterShipped();
    }

    std::string Shipped() { return processes.History(kKey).front().text; }
    // The state "examining" under another key, and what leads to it.
    std::string Renamed() { return ReplaceAll(Shipped(), "examining", "studying"); }
    std::string WithAnotherName() { return ReplaceAll(Shipped(), "vi: \"Đang thẩm định\"", "vi: \"Đang xem xét\""); }

    Edition Approve(const std::string& text, const std::string& key = kKey) {
        const auto history = processes.History(key);
        const auto draft = processes.Draft(author, {key, text, history.empty() ? 0 : history.front().version,
                                                    office.clock.Now().LocalDate(), "Theo quyết định"});
        EXPECT_TRUE(draft) << draft.error().front().sentence.Now();
        EXPECT_TRUE(processes.Propose(author, draft->id));
        return processes.Approve(approver, draft->id, "").value();
    }
    Dossier Examined() {
        auto dossier = office.ADossier(kKey);
        dossier = office.Do(office.as_clerk, dossier, "accept").value();
        return office.Do(office.as_clerk, dossier, "forward").value();
    }
    std::expected<int, Refusals> Move(const Edition& edition, const std::vector<std::string>& codes) {
        return MoveToEdition(office.platform, approver, edition, {codes, "Theo quyết định"});
    }
    ProcessTrial Try(const std::string& text) {
        DefinitionErrors errors;
        const auto process = workflow::ParseProcess("", text, {}, DossierKind().words(), errors);
        return office.database->Read([&](storage::Transaction& tx) { return TryProcess(office.platform, tx, kKey, process); });
    }
    ProcessReplay Replay(const std::string& text) {
        DefinitionErrors errors;
        const auto process = workflow::ParseProcess("", text, {}, DossierKind().words(), errors);
        return office.database->Read(
            [&](storage::Transaction& tx) { return ReplayProcess(office.platform, tx, kKey, process, 90); });
    }

    testing::Office office;
    Definitions processes;
    const definitions::By author{Fresh<AccountTag>(), "Lê An"}, approver{Fresh<AccountTag>(), "Lê Bình"};
};

}  // namespace

TEST_P(ProcessEditions, a_new_dossier_goes_by_what_is_in_force_and_a_running_one_by_what_it_began_under) {
    const auto before = Examined();
    const auto edition = Approve(WithAnotherName());
    const auto after = office.ADossier(kKey);
    EXPECT_EQ(after.process_edition, edition.id);
    EXPECT_EQ(ProcessOf(office.Reread(after.code)).At("examining").words.vi, "Đang xem xét");
    EXPECT_NE(before.process_edition, edition.id);
    EXPECT_EQ(ProcessOf(office.Reread(before.code)).At("examining").words.vi, "Đang thẩm định");
}

TEST_P(ProcessEditions, what_a_release_brings_changes_no_running_dossier) {
    const auto before = Examined();
    static std::string newer;
    newer = Renamed();
    auto type = ProcessDefinition();
    type.shipped = [] { return std::vector<definitions::ShippedText>{{kKey, newer}}; };
    Definitions(*office.database, office.clock, type).EnterShipped();
    const auto again = office.Reread(before.code);
    EXPECT_NE(ProcessOf(again).Find("examining"), nullptr);
    EXPECT_TRUE(office.Do(office.as_specialist, again, "submit_for_signature"));
    EXPECT_EQ(ProcessOf(office.ADossier(kKey)).Find("examining"), nullptr);
    // One from before editions of processes goes by what shipped when they began.
    auto older = again;
    older.process_edition = {};
    office.database->Read([&](storage::Transaction& tx) {
        workflow::OpenedProcesses(DossierProcesses(), tx).Open(older);
        return 0;
    });
    EXPECT_NE(ProcessOf(older).Find("examining"), nullptr);
}

TEST_P(ProcessEditions, faults_are_told_by_line_and_value) {
    const auto fault_in = [&](Language language) {
        const LanguageScope scope(language);
        for (const auto& fault :
             processes.FaultsOfText(kKey, ReplaceAll(Shipped(), "to: examining", "to: nowhere"), office.clock.Now().LocalDate()))
            if (fault.field.starts_with("events.") && fault.field.ends_with(".to")) return fault.sentence.Now();
        return std::string();
    };
    EXPECT_NE(fault_in(Language::vietnamese).find("đưa tới bước “nowhere”"), std::string::npos) << fault_in(Language::vietnamese);
    EXPECT_NE(fault_in(Language::english).find("leads to 'nowhere', which does not exist"), std::string::npos)
        << fault_in(Language::english);
}

// The proofs go through every way there is: a text that would keep them for hours is refused before they begin.
TEST_P(ProcessEditions, a_process_has_no_more_steps_than_somebody_reads) {
    std::string states;
    for (int each = 0; each < 2000; ++each)
        states +=
            "  s" + std::to_string(each) + ": {words: {vi: \"B\", en: \"S\"}, status: 4, seat: competent, role: specialist}\n";
    const auto faults =
        processes.FaultsOfText(kKey, ReplaceAll(Shipped(), "states:\n", "states:\n" + states), office.clock.Now().LocalDate());
    ASSERT_EQ(faults.size(), 1U);
    EXPECT_NE(faults.front().sentence.Now().find("60"), std::string::npos);
}

TEST_P(ProcessEditions, a_process_may_name_the_procedures_that_go_through_it_and_no_other_may_then) {
    const auto code = office.ADossier(kKey).procedure_code;
    auto text = ReplaceAll(Shipped(), "key: specialist_leader", "key: own_way\nprocedures: [\"" + code + "\"]");
    Approve(text, "own_way");
    const auto dossier = office.ADossier(kKey);
    EXPECT_EQ(dossier.process, "own_way");
    text = ReplaceAll(text, "key: own_way", "key: other_way");
    EXPECT_FALSE(processes.FaultsOfText("other_way", text, office.clock.Now().LocalDate()).empty());
}

TEST_P(ProcessEditions, a_running_dossier_is_moved_by_name_and_its_ledger_says_so) {
    const auto before = Examined();
    const auto edition = Approve(WithAnotherName());
    ASSERT_EQ(Move(edition, {before.code}), 1);
    const auto after = office.Reread(before.code);
    EXPECT_EQ(after.process_edition, edition.id);
    EXPECT_EQ(after.due, before.due);
    EXPECT_EQ(after.step_due, before.step_due);
    const auto moved = office.Happenings(after).back();
    EXPECT_EQ(moved.event, workflow::names::kChangeProcess);
    EXPECT_NE(moved.ledger, 0);
    EXPECT_TRUE(office.Do(office.as_specialist, after, "submit_for_signature"));
    EXPECT_EQ(Move(edition, {before.code}).error().front().code, "PROCESS_STRANDS");
}

TEST_P(ProcessEditions, one_that_would_be_stranded_is_named_and_nothing_is_moved) {
    const auto examined = Examined();
    const auto waiting = office.ADossier(kKey);
    const auto trial = Try(Renamed());
    EXPECT_EQ(trial.open, 2);
    EXPECT_EQ(trial.stranded, 1);
    EXPECT_EQ(trial.first.front().code, examined.code);
    const auto edition = Approve(Renamed());
    const auto refused = Move(edition, {waiting.code, examined.code});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().front().sentence.Now().find(examined.code), std::string::npos);
    EXPECT_NE(office.Reread(waiting.code).process_edition, edition.id);
    EXPECT_EQ(Move(edition, {waiting.code}), 1);
}

TEST_P(ProcessEditions, who_wrote_it_moves_nothing) {
    const auto before = Examined();
    const auto edition = Approve(WithAnotherName());
    const auto refused = MoveToEdition(office.platform, author, edition, {{before.code}, "Theo quyết định"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, "PROCESS_MOVE_ONESELF");
}

TEST_P(ProcessEditions, a_replay_counts_what_could_not_have_happened_and_which_terms_would_differ) {
    auto dossier = Examined();
    dossier = office.Do(office.as_leader, dossier, "stop", "Không đủ điều kiện giải quyết").value();
    const auto same = Replay(Shipped());
    EXPECT_EQ(same.dossiers, 1);
    EXPECT_EQ(same.impossible, 0);
    EXPECT_EQ(same.due_differs + same.steps_differ, 0);
    const auto shorter = Replay(ReplaceAll(Shipped(), "share: 60", "share: 30"));
    EXPECT_EQ(shorter.due_differs, 0);
    EXPECT_GE(shorter.steps_differ, 1);
    const auto other = Replay(ReplaceAll(Shipped(), "key: stop\n", "key: halt\n"));
    EXPECT_EQ(other.impossible, 1);
    ASSERT_EQ(other.impossible_first.size(), 1U);
    EXPECT_EQ(other.impossible_first.front().code, dossier.code);
}

INSTANTIATE_TEST_SUITE_P(Both, ProcessEditions, Values(Sqlite, Postgres));

}  // namespace dongson::one_stop
