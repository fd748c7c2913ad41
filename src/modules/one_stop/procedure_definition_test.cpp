// The life of a procedure as a province says it: written, approved by another, followed by what is public and new, never by what
// is under way; and a newer list beside it.
#include "modules/one_stop/procedure_definition.h"

#include <gtest/gtest.h>

#include "core/embedded.h"
#include "core/text.h"
#include "modules/one_stop/actions/bind_procedures.h"
#include "modules/one_stop/actions/fill_in_draft.h"
#include "modules/one_stop/actions/follow_procedure.h"
#include "modules/one_stop/actions/settle_procedures.h"
#include "modules/one_stop/actions/submit_dossier.h"
#include "modules/one_stop/domain/catalogue.h"
#include "modules/one_stop/domain/procedure_difference.h"
#include "modules/one_stop/process_definition.h"
#include "modules/one_stop/storage/procedure_shelf.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/office.h"
#include "platform/definitions/definitions.h"

namespace dongson::one_stop {

using definitions::By;
using definitions::Edition;
using storage::Transaction;
using testing::Office;

namespace {

std::string Replaced(const std::string& text, std::string_view from, std::string_view to) {
    EXPECT_NE(text.find(from), std::string::npos) << from << "\n" << text;
    return ReplaceAll(text, from, to);
}

class TheProceduresOfAProvince : public ::testing::TestWithParam<storage::Engine> {
  protected:
    TheProceduresOfAProvince() : office(GetParam()) {
        definitions::UseTypes({&ProcedureDefinition()});
        definitions::Definitions(*office.database, office.clock, ProcessDefinition()).EnterShipped();
        office.database->MustWrite([&](Transaction& tx) {
            auto procedure = ProcedureStore(tx).GetPublished(code).value();
            procedure.department = "so-tu-phap";
            procedure.domain = "Hộ tịch";
            procedure.papers.push_back({"", "Ảnh", 0, 2, ""});
            ProcedureStore(tx).Import({procedure});
        });
    }
    ~TheProceduresOfAProvince() override { definitions::UseTypes({}); }

    Procedure Public() {
        return office.database->Read(
            [&](Transaction& tx) { return ProcedureStore(tx).GetPublished(code).value_or(Procedure{}); });
    }
    std::string Text() {
        return office.database->Read(
            [&](Transaction& tx) { return WriteSheet(SheetOf(ProcedureStore(tx).Newest(code).value())); });
    }
    Edition Approved(const std::string& text, std::optional<Date> from = {}) {
        const auto history = all.History(code);
        const auto today = office.clock.Now().LocalDate();
        const auto draft =
            all.Draft(author, {code, text, history.empty() ? 0 : history.front().version, from.value_or(today), "Nghị quyết 12"});
        EXPECT_TRUE(draft) << draft.error().front().sentence.Now();
        EXPECT_TRUE(all.Propose(author, draft->id));
        EXPECT_EQ(all.Approve(author, draft->id, "").error().code, "DEFINITION_ONESELF");
        return all.Approve(approver, draft->id, "").value();
    }

    Office office;
    const std::string code = "9.117115";
    definitions::Definitions all{*office.database, office.clock, ProcedureDefinition()};
    By author{Fresh<AccountTag>(), "Lê An"}, approver{Fresh<AccountTag>(), "Lê Bình"};
};

}  // namespace

TEST_P(TheProceduresOfAProvince, are_followed_by_what_is_new_and_kept_by_what_runs) {
    const auto before = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    Approved(Replaced(Text(), "time: 5", "time: 2"));
    EXPECT_EQ(Public().DurationFor(Channel::online)->amount, 2);
    EXPECT_EQ(office.Reread(before.code).due, before.due);
    EXPECT_EQ(office.Reread(before.code).procedure, before.procedure);
    const auto after = office.Do(office.as_clerk, office.ADossier(), "accept").value();
    EXPECT_LT(after.due, before.due);
}

TEST_P(TheProceduresOfAProvince, come_into_force_on_their_day_and_go_back_by_withdrawing) {
    const auto tomorrow = office.clock.Now().LocalDate() + 1;
    const auto edition = Approved(Replaced(Text(), "time: 5", "time: 2"), tomorrow);
    EXPECT_EQ(Public().DurationFor(Channel::online)->amount, 5);
    EXPECT_EQ(SettleProcedures(office.platform), 0);
    office.clock.Set(Instant::At(tomorrow, 0));
    EXPECT_EQ(SettleProcedures(office.platform), 1);
    EXPECT_EQ(SettleProcedures(office.platform), 0) << "twice is as once";
    EXPECT_EQ(Public().DurationFor(Channel::online)->amount, 2);
    ASSERT_TRUE(all.Withdraw(approver, edition.id, "Bị bãi bỏ"));
    EXPECT_EQ(Public().DurationFor(Channel::online)->amount, 5);
}

TEST_P(TheProceduresOfAProvince, are_not_overwritten_by_an_import) {
    auto listed = Public();
    Approved(Replaced(Text(), "time: 5", "time: 2"));
    listed.name = "Tên khác";
    const auto counts =
        office.database
            ->InTransaction([&](Transaction& tx) -> Result<ImportCounts> { return ProcedureStore(tx).Import({listed}); })
            .value();
    EXPECT_EQ(counts.changed, 1);
    EXPECT_EQ(counts.behind_own, 1);
    EXPECT_EQ(Public().DurationFor(Channel::online)->amount, 2);
    EXPECT_NE(Public().name, "Tên khác");
    EXPECT_NE(all.Base(code)->text.find("Tên khác"), std::string::npos);
}

// A fee, a term or an office that somebody writes into the catalogue's table with SQL; the act that approved it bound it.
TEST_P(TheProceduresOfAProvince, are_found_changed_behind_the_back_of_the_program) {
    const definitions::Definitions bound(*office.database, office.clock, ProcedureDefinition(), &office.platform.ledger);
    const auto draft =
        bound.Draft(author, {code, Replaced(Text(), "time: 5", "time: 2"), 0, office.clock.Now().LocalDate(), "Thử"});
    ASSERT_TRUE(draft) << draft.error().front().sentence.Now();
    ASSERT_TRUE(bound.Propose(author, draft->id));
    ASSERT_TRUE(bound.Approve(approver, draft->id, ""));
    const auto faults = [&] {
        ledger::Audit audit(*office.database, office.platform.ledger.Verifier());
        AuditProcedures(office.platform, audit);
        std::string found;
        for (const auto& fault : audit.faults())
            if (fault.find(code) != std::string::npos) found += fault + "\n";
        return found;
    };
    EXPECT_EQ(faults(), "");
    static constexpr storage::Statement kReprice{
        "test.reprice", "UPDATE procedure SET content = content || ' ' WHERE code = '9.117115' AND newest = 1"};
    office.database->MustWrite([](Transaction& tx) { tx.Run(kReprice, {}); });
    EXPECT_NE(faults().find("the row says something else"), std::string::npos);
    EXPECT_NE(faults().find("procedure 9.117115, version"), std::string::npos);
}

TEST_P(TheProceduresOfAProvince, are_found_by_their_own_words) {
    Approved(Text() + "words:\n  - \"xin giấy con trâu\"\n");
    const auto found = SearchShelf(office.database->Read([](Transaction& tx) { return ShelfOf(tx); }), "xin giay con trau");
    ASSERT_FALSE(found.rows.empty());
    EXPECT_EQ(found.rows.front()->code, code);
}

TEST_P(TheProceduresOfAProvince, that_are_hidden_take_no_draft_and_keep_it) {
    const auto draft = BeginDraft(office.platform, office.citizen, code).value();
    const auto edition = Approved("shown: false\n" + Text());
    const auto refused = SubmitDossier(office.platform, office.citizen, draft.id);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, "ONE_STOP_NOT_OFFERED");
    ASSERT_TRUE(all.Withdraw(approver, edition.id, "Bị bãi bỏ"));
    EXPECT_NE(SubmitDossier(office.platform, office.citizen, draft.id).error().front().code, "ONE_STOP_NOT_OFFERED");
}

// A paper sent for a component stays with the paper of that name, wherever that stands now.
TEST_P(TheProceduresOfAProvince, keep_what_a_draft_sent_for_each_paper) {
    const auto then = Public();
    auto now = then;
    std::swap(now.papers[0], now.papers[1]);
    EXPECT_EQ(ComponentIn(now, then, 1), 0);
    now.papers.pop_back();
    EXPECT_EQ(ComponentIn(now, then, 0), -1) << "it is asked for no more";
    EXPECT_EQ(ComponentIn(then, then, 1), 1);
}

TEST_P(TheProceduresOfAProvince, name_what_is_wrong_at_its_value) {
    const auto path = [&](const std::string& text) {
        const auto faults = all.FaultsOfText(code, text, office.clock.Now().LocalDate());
        return faults.empty() ? std::string() : faults.front().field;
    };
    EXPECT_EQ(path(Text()), "");
    EXPECT_EQ(path(Replaced(Text(), "time: 5", "time: x")), "methods.0.time");
    auto long_one = SheetOf(Public());
    long_one.lists["laws"].assign(kMostProcedureRows + 1, {{"title", "Luật"}});
    EXPECT_EQ(path(WriteSheet(long_one)), "laws") << "the list that is too long is named";
    EXPECT_EQ(path(Replaced(Text(), "process: specialist_leader", "process: khong_co")), "process");
    EXPECT_EQ(path(Replaced(Text(), "department: so-tu-phap", "department: so-khac")), "department");
    EXPECT_EQ(path(Replaced(Text(), "code: \"9.117115\"", "code: \"9.000001\"")), "code");
    EXPECT_EQ(path(Replaced(Text(), "channel: online", "channel: post")), "online");
    EXPECT_EQ(path(Text() + "form: khong_co\n"), "form");
    EXPECT_EQ(path(Text() + "khoa_la: 1\n"), "khoa_la");
}

INSTANTIATE_TEST_SUITE_P(Both, TheProceduresOfAProvince,
                         storage::testing::Values(storage::testing::Sqlite, storage::testing::Postgres));

// What a text says is read again as it was written, remarks where nothing changed.
TEST(ProcedureSheets, keep_remarks_of_what_did_not_change) {
    const std::string text =
        "# Theo Quyết định 1\ncode: \"1.1\"\nname: \"A\"\n# vì sao\nmethods:\n  - channel: counter\n    time: 5\n";
    DefinitionErrors errors;
    auto sheet = ReadSheet(text, errors);
    ASSERT_TRUE(errors.empty());
    sheet.facts["name"] = "B: \"và\" \\ #";
    sheet.facts["steps"] = "Bước 1\nBước 2: x";
    const auto changed = ChangeSheet(text, sheet);
    EXPECT_FALSE(changed.lost_remarks);
    EXPECT_NE(changed.text.find("# Theo Quyết định 1\ncode"), std::string::npos) << changed.text;
    EXPECT_NE(changed.text.find("# vì sao\nmethods"), std::string::npos) << changed.text;
    EXPECT_EQ(ReadSheet(changed.text, errors), sheet) << changed.text;
}

TEST(ProcedureSheets, are_read_as_they_are_written_whatever_they_hold) {
    Procedure procedure{.code = "1.1", .name = "Tên \"có\" dấu\t'nháy'", .domain = "- gạch"};
    procedure.steps = " đầu dòng\n\n  lùi vào\ncuối ";
    procedure.requirements = "một\nhai # không phải ghi chú\nba: bốn";
    procedure.papers = {{"Trường hợp: 1", "true", 1, 0, "~"}, {"", "123", 0, 0, ""}};
    procedure.results = {"null", "a: b"};
    const auto sheet = SheetOf(procedure);
    DefinitionErrors errors;
    EXPECT_EQ(ReadSheet(WriteSheet(sheet), errors), sheet) << WriteSheet(sheet);
    EXPECT_TRUE(errors.empty()) << errors.Text();
}

// Whatever the national list says can be opened, and becomes an edition that says the same.
TEST(ProcedureSheets, hold_what_the_list_says) {
    DefinitionErrors errors;
    const auto rules = ParseRules("rules", Embedded("data/procedures/rules.yaml"), errors);
    std::vector<WrongRow> wrong;
    const auto catalogue = ReadGoodRows(Embedded("data/procedures/catalogue.jsonl"), rules, Unstated::not_offered, wrong);
    ASSERT_TRUE(wrong.empty());
    constexpr std::size_t kEvery = 40;
    for (std::size_t at = 0; at < catalogue.procedures.size(); at += kEvery) {
        // A field that the list does not name has to be chosen by whoever changes it.
        if (catalogue.procedures[at].domain.empty()) continue;
        const auto sheet = SheetOf(catalogue.procedures[at]);
        const auto text = WriteSheet(sheet);
        const auto read = ParseProcedure("", text, errors);
        ASSERT_TRUE(errors.empty()) << errors.Text() << "\n" << text;
        EXPECT_EQ(SheetOf(read), sheet) << text;
    }
}

TEST(ProcedureDifferences, keep_what_is_the_provinces_own) {
    Procedure procedure{.code = "1.1", .name = "Tên cũ", .process = "p"};
    procedure.methods = {{Channel::counter, calendar::Duration{5, calendar::DurationUnit::working_days}}};
    const auto before = SheetOf(procedure);
    auto own = procedure;
    own.methods[0].duration->amount = 2;
    own.process = "q";
    auto list = procedure;
    list.name = "Tên mới";
    list.methods[0].duration->amount = 9;
    list.process = "r";
    const auto now = SheetOf(own), then = SheetOf(list);
    const auto parts = PartsChangedBy(before, now, then);
    ASSERT_EQ(parts.size(), 2U) << "a process is no list's to say";
    EXPECT_EQ(parts[0].part, "name");
    EXPECT_FALSE(parts[0].own);
    EXPECT_EQ(parts[1].part, "methods");
    EXPECT_TRUE(parts[1].own);
    const auto kept = Merged(now, then, parts, false);
    EXPECT_EQ(kept.Fact("name"), "Tên mới");
    EXPECT_EQ(kept.Rows("methods"), now.Rows("methods"));
    EXPECT_EQ(Merged(now, then, parts, true).Rows("methods"), then.Rows("methods"));
    EXPECT_TRUE(PartsChangedBy(then, kept, then).empty()) << "what was decided is not asked again";
}

}  // namespace dongson::one_stop
