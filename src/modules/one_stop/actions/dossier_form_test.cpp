// A form changes; a draft follows it, a dossier keeps what it was asked.
#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/fill_in_draft.h"
#include "modules/one_stop/actions/submit_dossier.h"
#include "modules/one_stop/form_definition.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "modules/one_stop/testing/office.h"
#include "platform/definitions/definitions.h"

namespace dongson::one_stop {

using definitions::Definitions;
using storage::testing::Postgres;
using storage::testing::Sqlite;
using storage::testing::Values;

namespace {

constexpr std::string_view kSection = "phan/yeu-cau";

class DossierForm : public ::testing::TestWithParam<storage::Engine> {
  protected:
    DossierForm() : office(GetParam()), forms(*office.database, office.clock, FormDefinition()) {}

    Procedure TheProcedure() {
        const auto dossier = office.ADossier();
        return office.database->Read([&](storage::Transaction& tx) { return ProcedureStore(tx).Get(dossier.procedure).value(); });
    }
    // The generic form's text for one procedure, with one more question.
    static std::string Asking(const std::string& key, const std::string& code, const std::string& question) {
        auto text = FormDefinition().shipped()[0].text;
        for (const auto& shipped : FormDefinition().shipped())
            if (shipped.key == kGenericForm) text = shipped.text;
        text = ReplaceAll(text, "key: generic", "key: " + key);
        text = ReplaceAll(text, "procedures: []", "procedures: [\"" + code + "\"]");
        return text + "      - {key: " + question + ", type: text, label: {vi: \"Câu hỏi " + question + "\", en: \"Question " +
               question + "\"}}\n";
    }
    void Approve(const std::string& key, const std::string& text, std::int64_t begun_from) {
        const definitions::By author{Fresh<AccountTag>(), "Lê An"}, approver{Fresh<AccountTag>(), "Lê Bình"};
        const auto draft = forms.Draft(author, {key, text, begun_from, office.clock.Now().LocalDate(), "Theo nghị quyết"});
        ASSERT_TRUE(draft) << draft.error().front().sentence.Now();
        ASSERT_TRUE(forms.Propose(author, draft->id));
        ASSERT_TRUE(forms.Approve(approver, draft->id, ""));
    }
    Form Of(const Dossier& dossier) {
        return office.database->Read(
            [&](storage::Transaction& tx) { return FormOf(tx, dossier, ProcedureStore(tx).Get(dossier.procedure).value()); });
    }
    Form Today(const Procedure& procedure) {
        return office.database->Read(
            [&](storage::Transaction& tx) { return FormFor(*FormsOf(tx, office.clock.Now().LocalDate()), procedure); });
    }

    testing::Office office;
    Definitions forms;
};

}  // namespace

TEST_P(DossierForm, a_province_makes_a_form_for_a_procedure_that_had_only_the_generic_one) {
    const auto procedure = TheProcedure();
    EXPECT_EQ(Today(procedure).key, kGenericForm);
    Approve("own_form", Asking("own_form", procedure.code, "so_nha"), 0);
    EXPECT_EQ(Today(procedure).key, "own_form");
    EXPECT_NE(Today(procedure).FindQuestion("so_nha"), nullptr);
}

TEST_P(DossierForm, a_dossier_keeps_the_form_it_began_under) {
    const auto before = office.ADossier();
    const auto procedure = TheProcedure();
    ASSERT_TRUE(before.form);
    EXPECT_EQ(office.Reread(before.code).form, before.form);
    Approve("own_form", Asking("own_form", procedure.code, "so_nha"), 0);
    EXPECT_EQ(Of(before).key, kGenericForm);
    EXPECT_EQ(Of(before).FindQuestion("so_nha"), nullptr);
    // One from before editions is asked what shipped when they began.
    auto older = before;
    older.form = {};
    EXPECT_EQ(Of(older).key, kGenericForm);
}

TEST_P(DossierForm, what_is_supplied_is_checked_by_the_form_it_began_under) {
    auto dossier = office.ADossier();
    Approve("own_form", Asking("own_form", TheProcedure().code, "so_nha"), 0);
    dossier = office.Do(office.as_clerk, dossier, "ask_completion", "Số bản ghi nhầm").value();
    Act act;
    act.code = dossier.code;
    act.event = "complete";
    act.expected_version = dossier.version;
    act.answers = {{"so_ban", {"2"}}};
    const auto supplied = office.Do(office.as_citizen, act);
    ASSERT_TRUE(supplied) << supplied.error().sentence.Now();
    EXPECT_EQ(Answer(supplied->answers, "so_ban"), "2");
}

TEST_P(DossierForm, at_the_counter_too) {
    auto walk_in = testing::AWalkInFor(TheProcedure());
    const auto taken = TakeAtCounter(office.platform, office.clerk, walk_in, "");
    ASSERT_TRUE(taken) << taken.error().front().sentence.Now();
    EXPECT_EQ(Of(*taken).edition, taken->form);
    EXPECT_EQ(Of(*taken).key, kGenericForm);
}

TEST_P(DossierForm, a_draft_is_asked_the_new_question_before_it_can_be_submitted) {
    const auto procedure = TheProcedure();
    Draft draft{.id = Fresh<DraftTag>(),
                .account = office.citizen.id,
                .procedure = procedure.id,
                .unit = office.commune,
                .answers = {{"noi_dung", {"Xin xác nhận"}}, {"so_ban", {"1"}}},
                .done = {},
                .changed = office.clock.Now(),
                .dossier_code = ""};
    draft.done = Unfinished(draft, Today(procedure));
    office.database->MustWrite([&](storage::Transaction& tx) { DraftStore(tx).Insert(draft); });
    EXPECT_TRUE(NewQuestions(draft, Today(procedure)).empty());

    Approve("own_form", Asking("own_form", procedure.code, "so_nha"), 0);
    const auto fresh = Today(procedure);
    const auto asked = NewQuestions(draft, fresh);
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked[0]->key, "so_nha");
    EXPECT_EQ(Unfinished(draft, fresh), std::vector<std::string>{std::string(kSection)});
    const auto refused = SubmitDossier(office.platform, office.citizen, draft.id);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(std::ranges::any_of(refused.error(), [](const Refusal& fault) { return fault.field == "so_nha"; }));

    draft.answers["so_nha"] = {"12"};
    office.database->MustWrite([&](storage::Transaction& tx) { DraftStore(tx).Update(draft); });
    const auto submitted = SubmitDossier(office.platform, office.citizen, draft.id);
    ASSERT_TRUE(submitted) << submitted.error().front().sentence.Now();
    EXPECT_EQ(Of(*submitted).key, "own_form");
}

// A "yes" to one question is no "yes" to another, though both are kept under one key.
TEST_P(DossierForm, an_answer_to_other_words_is_asked_for_again) {
    const auto procedure = TheProcedure();
    const auto text = Asking("own_form", procedure.code, "so_nha");
    Approve("own_form", text, 0);
    const auto shown = Today(procedure);
    Draft draft{.id = Fresh<DraftTag>(),
                .account = office.citizen.id,
                .procedure = procedure.id,
                .unit = office.commune,
                .answers = {{"noi_dung", {"Xin xác nhận"}}, {"so_ban", {"1"}}, {"so_nha", {"12"}}},
                .done = {},
                .changed = office.clock.Now(),
                .dossier_code = "",
                .form = shown.edition};
    draft.done = Unfinished(draft, shown);
    office.database->MustWrite([&](storage::Transaction& tx) { DraftStore(tx).Insert(draft); });
    Approve("own_form", ReplaceAll(text, "Câu hỏi so_nha", "Thửa đất số mấy bị thu hồi"), 1);
    const auto refused = SubmitDossier(office.platform, office.citizen, draft.id);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(std::ranges::any_of(refused.error(), [](const Refusal& fault) { return fault.field == "so_nha"; }));
    // What a page that was open before sends is refused, in a draft and at the counter.
    const auto typed = SaveTyped(office.platform, office.citizen, draft.id,
                                 {{"so_nha", {"12"}}, {std::string(kFormField), {ToText(shown.edition)}}});
    ASSERT_FALSE(typed);
    EXPECT_EQ(typed.error().code, "ONE_STOP_FORM_CHANGED");
    auto walk_in = testing::AWalkInFor(procedure);
    walk_in.answers["so_nha"] = {"12"};
    walk_in.shown = shown.edition;
    const auto taken = TakeAtCounter(office.platform, office.clerk, walk_in, "");
    ASSERT_FALSE(taken);
    EXPECT_TRUE(std::ranges::any_of(taken.error(), [](const Refusal& fault) { return fault.code == "ONE_STOP_FORM_CHANGED"; }));
    walk_in.shown = Today(procedure).edition;
    EXPECT_TRUE(TakeAtCounter(office.platform, office.clerk, walk_in, ""));
}

// Whatever is approved or withdrawn, on no day to come are two forms of one procedure.
TEST_P(DossierForm, a_procedure_never_comes_to_have_two_forms) {
    const auto procedure = TheProcedure();
    const definitions::By author{Fresh<AccountTag>(), "Lê An"}, approver{Fresh<AccountTag>(), "Lê Bình"};
    const auto approve = [&](const std::string& key, const std::string& text, std::int64_t begun_from,
                             int days) -> Result<definitions::Edition> {
        const auto draft = forms.Draft(author, {key, text, begun_from, office.clock.Now().LocalDate() + days, "Theo nghị quyết"});
        if (!draft) return std::unexpected(draft.error().front());
        if (auto proposed = forms.Propose(author, draft->id); !proposed) return proposed;
        return forms.Approve(approver, draft->id, "");
    };
    ASSERT_TRUE(approve("zz_first", Asking("zz_first", procedure.code, "so_nha"), 0, 20));
    const auto sooner = approve("aa_second", Asking("aa_second", procedure.code, "so_nha"), 0, 10);
    ASSERT_FALSE(sooner) << "from the twentieth day on there would be two";
    EXPECT_EQ(sooner.error().code, "DEFINITION_FAULT");

    ASSERT_TRUE(approve("cc_first", Asking("cc_first", "9.107111", "so_nha"), 0, 0));
    const auto lets_go = approve("cc_first", Asking("cc_first", "9.107099", "so_nha"), 1, 0);
    ASSERT_TRUE(lets_go);
    ASSERT_TRUE(approve("dd_second", Asking("dd_second", "9.107111", "so_nha"), 0, 0));
    const auto back = forms.Withdraw(author, lets_go->id, "Nhầm mã");
    ASSERT_FALSE(back) << "the version before has the procedure that another took since";
    EXPECT_EQ(back.error().code, "DEFINITION_FAULT");
    EXPECT_EQ(forms.Get(lets_go->id)->stage, definitions::Stage::approved);
}

TEST_P(DossierForm, two_forms_for_one_procedure_are_refused) {
    const auto procedure = TheProcedure();
    Approve("own_form", Asking("own_form", procedure.code, "so_nha"), 0);
    const auto second = forms.FaultsOf(
        {"other_form", Asking("other_form", procedure.code, "so_tang"), 0, office.clock.Now().LocalDate(), "Theo nghị quyết"});
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].code, "DEFINITION_FAULT");
}

TEST_P(DossierForm, a_trial_says_which_drafts_are_asked_again_and_which_dossiers_stay) {
    const auto procedure = TheProcedure();
    Draft draft{.id = Fresh<DraftTag>(),
                .account = office.citizen.id,
                .procedure = procedure.id,
                .unit = office.commune,
                .answers = {{"noi_dung", {"Xin xác nhận"}}, {"so_ban", {"1"}}},
                .done = {std::string(kSection)},
                .changed = office.clock.Now(),
                .dossier_code = ""};
    office.database->MustWrite([&](storage::Transaction& tx) { DraftStore(tx).Insert(draft); });
    const auto candidate =
        forms.CandidateOf("own_form", Asking("own_form", procedure.code, "so_nha"), office.clock.Now().LocalDate());
    const auto effects = office.database->Read([&](storage::Transaction& tx) {
        return FormDefinition().trial(office.platform, tx, candidate, office.clock.Now().LocalDate());
    });
    ASSERT_EQ(effects.size(), 2U);
    EXPECT_EQ(effects[0].what.arguments, (std::vector<std::string>{"1", "1"}));
    EXPECT_EQ(effects[1].what.arguments, std::vector<std::string>{"1"});
}

INSTANTIATE_TEST_SUITE_P(Both, DossierForm, Values(Sqlite, Postgres));

}  // namespace dongson::one_stop
