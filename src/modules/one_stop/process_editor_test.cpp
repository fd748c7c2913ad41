// A process changed by fields: what the buttons do, and that what nobody touched stays as it was written.
#include "modules/one_stop/process_editor.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/pages/process_changes.h"
#include "modules/one_stop/pages/process_picture.h"
#include "platform/workflow/kind.h"

namespace dongson::one_stop {

using definitions::Editing;

namespace {

std::string Shipped(const std::string& key = "specialist_leader") {
    return workflow::ShippedTexts(DossierKind()).at(key);
}

workflow::Process ProcessIn(const std::string& text) {
    DefinitionErrors errors;
    auto process = workflow::ParseProcess("", text, {}, DossierKind().words(), errors);
    EXPECT_TRUE(errors.empty()) << errors.Text() << text;
    return process;
}

// A page as it is sent: the fields of the open part, and a button.
class Desk {
  public:
    explicit Desk(std::string text) { editing_.text = std::move(text); }

    Desk& Press(const std::string& button, std::vector<std::pair<std::string, std::string>> fields = {}) {
        web::Form form;
        form.fields = {{"viec", button}, {"mo", editing_.open}, {"mo_goc", editing_.open_was}, {"truoc", editing_.before}};
        for (auto& field : fields) form.fields.push_back(std::move(field));
        editing_ = TakeProcessFields(form, editing_.text, "specialist_leader");
        return *this;
    }
    const Editing& Now() const { return editing_; }
    ProcessText Rows() const {
        DefinitionErrors errors;
        auto rows = ReadProcessText(editing_.text, errors);
        EXPECT_TRUE(errors.empty()) << errors.Text();
        return rows;
    }
    std::string EventPath(const std::string& key) const {
        const auto rows = Rows();
        const auto found = std::ranges::find(rows.events, key, &EventText::key);
        return "events." + std::to_string(found - rows.events.begin());
    }

  private:
    Editing editing_;
};

}  // namespace

TEST(ProcessEditor, reads_and_writes_every_shipped_process_without_a_change) {
    for (const auto& [key, text] : workflow::ShippedTexts(DossierKind())) {
        DefinitionErrors errors;
        const auto rows = ReadProcessText(text, errors);
        EXPECT_TRUE(errors.empty()) << key << errors.Text();
        EXPECT_EQ(ChangeProcessText(text, rows).text, text);
        auto other = rows;
        other.vi = "Tên khác";
        DefinitionErrors ignored;
        EXPECT_EQ(ReadProcessText(ChangeProcessText(text, other).text, ignored), other) << key;
    }
}

TEST(ProcessEditor, a_step_is_renamed_and_everything_else_stays_as_it_was_written) {
    Desk desk(Shipped());
    desk.Press("mo:states.examining")
        .Press("kiem-tra", {{"states.examining.vi", "Đang xem xét"}, {"states.examining.en", "Looked at"}});
    const auto before = Split(std::string_view(Shipped()), '\n').size();
    EXPECT_EQ(Split(std::string_view(desk.Now().text), '\n').size(), before);
    EXPECT_EQ(ReplaceAll(desk.Now().text, "{vi: \"Đang xem xét\", en: \"Looked at\"}",
                         "{vi: \"Đang thẩm định\", en: \"Being examined\"}"),
              Shipped());
    desk.Press("hoan-tac");
    EXPECT_EQ(desk.Now().text, Shipped());
}

TEST(ProcessEditor, a_step_under_another_key_takes_along_what_names_it_and_who_stands_in_it) {
    Desk desk(Shipped());
    desk.Press("mo:states.examining")
        .Press("kiem-tra", {{"states.examining.vi", "Đang thẩm định"}, {"states.examining.key", "studying"}});
    const auto process = ProcessIn(desk.Now().text);
    EXPECT_TRUE(workflow::Lint(process, DossierKind()).empty());
    EXPECT_EQ(process.Today("examining"), "studying");
    EXPECT_EQ(desk.Now().open, "states.studying");
}

TEST(ProcessEditor, a_step_is_added_with_what_leads_to_it_and_from_it) {
    Desk desk(Shipped());
    desk.Press("them-buoc");
    ASSERT_EQ(desk.Now().open, "states.buoc_moi");
    ASSERT_FALSE(desk.Now().told.empty()) << "what applicants may do from it is said";
    desk.Press("kiem-tra", {{"states.buoc_moi.vi", "Kiểm tra lại"},
                            {"states.buoc_moi.en", "Checked again"},
                            {"states.buoc_moi.key", "buoc_moi"},
                            {"states.buoc_moi.kind", "middle"},
                            {"states.buoc_moi.seat", "competent"},
                            {"states.buoc_moi.role", "specialist"},
                            {"states.buoc_moi.status", "4"}});
    ASSERT_EQ(desk.Now().open, "states.kiem_tra_lai");
    desk.Press("them-viec:states.examining");
    const auto path = desk.Now().open;
    desk.Press("them-viec:states.kiem_tra_lai", {{path + ".vi", "Chuyển kiểm tra"},
                                                 {path + ".en", "Pass on"},
                                                 {path + ".key", "viec_moi"},
                                                 {path + ".from", "examining"},
                                                 {path + ".to", "kiem_tra_lai"}});
    const auto back = desk.Now().open;
    desk.Press("kiem-tra", {{back + ".vi", "Xong kiểm tra"},
                            {back + ".en", "Checked"},
                            {back + ".key", "viec_moi"},
                            {back + ".from", "kiem_tra_lai"},
                            {back + ".to", "examining"},
                            {back + ".limit", "2"}});
    const auto process = ProcessIn(desk.Now().text);
    const auto withdraw = std::ranges::find(process.events, "withdraw", &workflow::Event::key);
    ASSERT_NE(withdraw, process.events.end());
    EXPECT_TRUE(std::ranges::find(withdraw->from, "kiem_tra_lai") != withdraw->from.end()) << "applicants may still withdraw";
    for (const auto& fault : workflow::Lint(process, DossierKind())) ADD_FAILURE() << fault.what.In(Language::english);
    EXPECT_NE(process.FindEvent("chuyen_kiem_tra"), nullptr);
    EXPECT_EQ(process.FindEvent("xong_kiem_tra")->limit, 2);
}

TEST(ProcessEditor, a_step_that_is_taken_out_takes_along_what_starts_from_it_alone) {
    Desk desk(Shipped());
    desk.Press("bo:states.examining");
    const auto rows = desk.Rows();
    EXPECT_EQ(std::ranges::find(rows.events, "submit_for_signature", &EventText::key), rows.events.end());
    EXPECT_TRUE(std::ranges::any_of(desk.Now().told, [](const Sentence& told) {
        return told.In(Language::vietnamese).starts_with("Còn 2 việc đưa tới bước vừa bỏ");
    }));
    EXPECT_TRUE(std::ranges::none_of(
        rows.events, [](const EventText& event) { return std::ranges::find(event.from, "examining") != event.from.end(); }));
    EXPECT_NE(std::ranges::find(rows.events, "forward", &EventText::key), rows.events.end());
}

TEST(ProcessEditor, a_tick_that_nobody_touched_changes_no_line) {
    Desk desk(Shipped());
    const auto path = desk.EventPath("sign");
    desk.Press("mo:" + path);
    const auto rows = desk.Rows();
    const auto& sign = *std::ranges::find(rows.events, "sign", &EventText::key);
    desk.Press("kiem-tra", {{path + ".vi", sign.vi},
                            {path + ".from", "signing"},
                            {path + ".effects", "attach_result"},
                            {path + ".effects", "number_result"},
                            {path + ".guards", "no_open_opinion"},
                            {path + ".primary", "co"}});
    EXPECT_EQ(desk.Now().text, Shipped());
}

TEST(ProcessEditor, where_fields_and_text_were_both_changed_somebody_chooses) {
    Desk desk(Shipped());
    desk.Press("mo:states.examining");
    web::Form form;
    form.fields = {
        {"viec", "kiem-tra"}, {"mo", desk.Now().open}, {"mo_goc", desk.Now().open_was}, {"states.examining.vi", "Đang xem xét"}};
    const auto both = TakeProcessFields(form, ReplaceAll(Shipped(), "Đang thẩm định", "Đang nghiên cứu"), "specialist_leader");
    ASSERT_EQ(both.faults.size(), 1U);
    EXPECT_EQ(both.faults.front().code, "DEFINITION_BOTH_CHANGED");
    EXPECT_FALSE(both.typed.empty());
}

TEST(ProcessEditor, tells_in_words_what_is_different) {
    const auto changes = ChangesOfProcess(ProcessIn(Shipped()), ProcessIn(ReplaceAll(Shipped(), "share: 60", "share: 40")));
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes.front().In(Language::vietnamese), "Bước “Đang thẩm định”: phần thời hạn (%): 60 → 40.");
    EXPECT_TRUE(ChangesOfProcess(ProcessIn(Shipped()), ProcessIn(Shipped())).empty());
}

TEST(ProcessEditor, draws_every_step_once) {
    for (const auto& [key, text] : workflow::ShippedTexts(DossierKind())) {
        const auto process = ProcessIn(text);
        const auto drawn = ProcessPicture(process);
        std::size_t boxes = 0;
        for (auto at = drawn.find("<rect"); at != std::string::npos; at = drawn.find("<rect", at + 1)) ++boxes;
        EXPECT_EQ(boxes, process.states.size() + 1) << key;  // and the paper
    }
}

}  // namespace dongson::one_stop
