#include "modules/one_stop/pages/draft_pages.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/pages/mandate_html.h"
#include "modules/one_stop/pages/paper_groups_html.h"
#include "modules/one_stop/pages/public_pages.h"
#include "platform/identity/person_number.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

std::string Path(const Draft& draft, std::string_view part = "") {
    return "/nhap/" + ToText(draft.id) + (part.empty() ? "" : "/" + std::string(part));
}

Html Shell(const DraftView& view, const Sentence& title, const Html& content) {
    return web::CitizenLayout(
        title,
        Render(
            R"({}<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">{}<span class="govuk-caption-l">{}</span><h1 class="govuk-heading-l">{}</h1>{}</div></div>)",
            web::BackLink(Url::Page(Path(view.draft))), web::ErrorSummary(view.faults), web::InVietnamese(view.procedure.name),
            title, content));
}

// A part's form: saves itself while it is filled in.
Html PartForm(const DraftView& view, std::string_view part, const Html& fields) {
    return Render(R"(<div data-autosave="{}">{}<p class="ds-saved" role="status" data-autosave-status="1"></p></div>)",
                  Url::Page(Path(view.draft, "luu")).bytes(),
                  web::PostForm(Url::Page(Path(view.draft, part)),
                                Render(R"({}{}{})", web::HiddenInput(kFormField, ToText(view.form.edition)), fields,
                                       web::Button(Say("Lưu và tiếp tục")))));
}

Html Task(const DraftView& view, std::string_view part, const Html& title) {
    const bool done = IsDone(view.draft, view.form, part);
    return Render(
        R"(<li class="govuk-task-list__item govuk-task-list__item--with-link"><div class="govuk-task-list__name-and-hint"><a class="govuk-link govuk-task-list__link" href="{}">{}</a></div><div class="govuk-task-list__status">{}</div></li>)",
        Url::Page(Path(view.draft, part)), title,
        done ? web::Tag(Say("Xong"), web::TagColour::green) : web::Tag(Say("Chưa làm"), web::TagColour::grey));
}

web::Field FieldOf(const Question& question, const Refusals& faults) {
    return {question.key, {question.label.Now(), {}}, {question.help.Now(), {}}, &faults, !question.required};
}

std::vector<web::Choice> ChoicesOf(const Question& question) {
    if (question.type == QuestionType::yes_no) return {{"co", Say("Có").Now(), ""}, {"khong", Say("Không").Now(), ""}};
    std::vector<web::Choice> choices;
    choices.reserve(question.options.size());
    for (const auto& option : question.options) choices.push_back({option.value, option.words.Now(), ""});
    return choices;
}

Html Control(const Question& question, const Answers& answers, const Refusals& faults) {
    auto field = FieldOf(question, faults);
    const auto found = answers.find(question.key);
    const std::string value(Answer(answers, question.key));
    const auto input = [&](const web::InputOptions& options, const std::string& shown) {
        return web::TextInput(field, shown, options);
    };
    switch (question.type) {
        case QuestionType::long_text:
            return web::TextArea(field, value);
        case QuestionType::yes_no:
        case QuestionType::choice:
            return web::Radios(field, ChoicesOf(question), value);
        case QuestionType::choices:
            return web::Checkboxes(field, ChoicesOf(question),
                                   found == answers.end() ? std::vector<std::string>{} : found->second);
        case QuestionType::date: {
            if (field.hint.empty()) field.hint = Say("Ví dụ 27/3/2025");
            const auto date = Date::Parse(value);
            return input({.type = "text", .autocomplete = "off", .inputmode = "text", .width = "10"},
                         date ? date->Spoken() : value);
        }
        case QuestionType::number:
        case QuestionType::money:
            return input({.type = "text", .autocomplete = "off", .inputmode = "decimal", .width = "10"}, value);
        case QuestionType::citizen_number:
        case QuestionType::tax_code:
            return input({.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "20"}, value);
        case QuestionType::phone:
            return input({.type = "text", .autocomplete = "tel", .inputmode = "tel", .width = "20"}, value);
        case QuestionType::email:
            return input({.type = "text", .autocomplete = "email", .inputmode = "email", .width = ""}, value);
        case QuestionType::text:
            return input({}, value);
    }
    return {};
}

Html FileRow(const DraftView& view, const CasePaper& file) {
    const auto found = view.looks.find(file.file);
    const auto look = found == view.looks.end() ? PaperLook{} : found->second;
    const auto url = Url::Local(Path(view.draft, "tep/" + ToText(file.file)));
    const auto picture = When(look.drawn, [&] {
        return Render(R"(<a href="{}"><img class="ds-thumbnail" src="{}" alt="{}" width="120" loading="lazy"></a>)", url,
                      Url::Local(std::string(url.bytes()) + "/trang-dau"), file.name);
    });
    return Render(
        R"(<li class="ds-paper">{}
        <div><a class="govuk-link" href="{}" translate="no" lang="vi">{}</a> <span class="ds-muted">({}{})</span>
        <details class="ds-paper__hash"><summary>Mã kiểm tra SHA-256</summary><code>{}</code></details>{}</div></li>)",
        picture, url, file.name, FileSize(file.size),
        When(look.pages.has_value(), [&] { return Render(R"(, {} trang)", Number(*look.pages)); }), file.digest,
        Render(R"(<button class="ds-link-button" type="submit" formaction="{}">Bỏ tệp {}</button>)",
               Url::Page(Path(view.draft, "giay-to/xoa/" + ToText(file.file))), file.name));
}

std::vector<CasePaper> FilesOf(const std::vector<CasePaper>& papers, int component) {
    std::vector<CasePaper> files;
    std::ranges::copy_if(papers, std::back_inserter(files), [&](const CasePaper& file) { return file.component == component; });
    return files;
}

}  // namespace

std::string FileSize(std::int64_t bytes) {
    return bytes < 1 << 20 ? Number(bytes / 1024 + 1) + " KB" : Number(bytes >> 20) + " MB";
}

Html Questions(const Section& section, const Answers& answers, const Refusals& faults) {
    return Each(section.questions, [&](const Question& question) {
        auto control = Control(question, answers, faults);
        if (question.when.empty()) return control;
        return Render(R"(<div data-when="{}" data-is="{}">{}</div>)", question.when.question, Join(question.when.values, " "),
                      control);
    });
}

Html DeliveryInputs(const Sentence& question, std::string_view chosen, std::string_view address, const Refusals& faults) {
    std::vector<web::Choice> choices;
    for (const auto each : kDeliveries) choices.push_back({std::string(DeliverySlug(each)), Say(DeliveryName(each)).Now(), ""});
    return Render(R"({}{})", web::Radios({std::string(kDeliveryField), question, {}, &faults, false}, choices, chosen),
                  web::TextInput({std::string(kDeliveryAddressField), Say("Địa chỉ nhận, nếu qua bưu chính"), {}, &faults, true},
                                 address, {}));
}

Html AnswerList(const Form& form, const Answers& answers, const std::function<Html(const Section&)>& beside) {
    return Each(form.sections, [&](const Section& section) {
        std::vector<web::Row> rows;
        for (const auto& question : section.questions)
            if (IsAsked(question, answers)) {
                const auto spoken = SpokenAnswer(question, answers);
                rows.push_back({{question.label.Now(), {}}, web::InVietnamese(spoken.empty() ? "–" : spoken), {}});
            }
        return Render(R"(<h3 class="govuk-heading-s">{}{}</h3>{})", section.title.Now(), beside ? beside(section) : Html(),
                      web::SummaryList(rows));
    });
}

Html BegunDraftsPage(const std::string& procedure_code, const std::vector<DraftRow>& drafts) {
    const auto rows = Each(drafts, [](const DraftRow& draft) {
        return Render(R"(<li><a class="govuk-link" href="{}">Tiếp tục bản nháp lưu {}</a></li>)",
                      Url::Page("/nhap/" + ToText(draft.id)), web::Time(draft.changed));
    });
    return web::CitizenLayout(
        Say("Bạn đang soạn thủ tục này"),
        Render(R"({}<h1 class="govuk-heading-l">Bạn đang soạn thủ tục này</h1><p class="govuk-body">{}</p>
        <ul class="govuk-list">{}</ul>{})",
               web::BackLink(Url::Page("/thu-tuc/" + procedure_code)), web::InVietnamese(drafts.front().procedure_name), rows,
               web::PostForm(Url::Page("/thu-tuc/" + procedure_code + "/nop"),
                             Render(R"({}{})", web::HiddenInput("moi", "co"),
                                    web::Button(Say("Soạn hồ sơ mới"), web::ButtonKind::secondary)))));
}

Html BeginPage(const Procedure& procedure) {
    return web::CitizenLayout(Say("Nộp hồ sơ"),
                              Render(
                                  R"({}<h1 class="govuk-heading-l">{}</h1>
            <p class="govuk-body">Bạn trả lời từng phần, gửi ảnh chụp giấy tờ, xem lại rồi nộp. Những gì đã nhập được lưu nháp, nghỉ lúc nào cũng được.</p>{})",
                                  web::BackLink(Url::Page("/thu-tuc/" + procedure.code)), web::InVietnamese(procedure.name),
                                  web::PostForm(Url::Page("/thu-tuc/" + procedure.code + "/nop"),
                                                Render(R"({}{})", web::HiddenInput("moi", "co"), web::Button(Say("Bắt đầu"))))));
}

namespace {

// The form has changed since: what is asked by now that was not.
Html NewlyAsked(const DraftView& view) {
    const auto fresh = NewQuestions(view.draft, view.form);
    return When(!fresh.empty(), [&] {
        return web::Banner(
            Say("Mẫu có câu hỏi mới"),
            Render(R"(<p class="govuk-body">Từ khi bạn soạn, mẫu khai đã thay đổi. Hãy trả lời thêm:</p>
            <ul class="govuk-list govuk-list--bullet">{}</ul>)",
                   Each(fresh, [](const Question* question) { return Render(R"(<li>{}</li>)", question->label.Now()); })));
    });
}

// Said before somebody goes on with what nobody takes.
Html Suspended(const DraftView& view) {
    return When(view.suspended, [] {
        return web::Banner(
            Say("Thủ tục đang tạm dừng nhận trực tuyến"),
            web::Paragraph(Say("Chưa nộp được bản nháp này; bản nháp vẫn được giữ. Hãy hỏi bộ phận một cửa nơi bạn định nộp.")));
    });
}

}  // namespace

Html TaskListPage(const DraftView& view) {
    const auto& draft = view.draft;
    const bool ready = Unfinished(view.draft, view.form).empty();
    const auto sections = Each(view.form.sections, [&](const Section& section) {
        return Task(view, SectionPart(section), web::TextOf(section.title.Now()));
    });
    const auto tasks = Render(
        R"(<ul class="govuk-task-list">{}{}{}{}{}{}</ul>)", Task(view, kPartUnit, Render(R"(Nơi nộp hồ sơ)")),
        Task(view, kPartPerson, Render(R"(Người nộp)")),
        When(IsForAnother(draft.answers), [&] { return Task(view, kPartMandate, Render(R"(Chủ hồ sơ và ủy quyền)")); }), sections,
        Task(view, kPartPapers, Render(R"(Giấy tờ)")), Task(view, kPartDelivery, Render(R"(Cách nhận kết quả và phí)")));
    const auto next = view.suspended ? Html()
                      : ready        ? web::LinkButton(Say("Xem lại và nộp"), Url::Page(Path(draft, "kiem-tra")))
                                     : Render(R"(<p class="govuk-body">Làm xong các mục trên thì nộp được.
                     Nháp tự lưu; bạn có thể quay lại sau.</p>)");
    return web::CitizenLayout(
        Say("Soạn hồ sơ"),
        Render(
            R"({}<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">{}
               <span class="govuk-caption-l">Soạn hồ sơ</span>
               <h1 class="govuk-heading-l">{}</h1>
               <p class="govuk-body ds-muted">Lưu lần cuối {}</p>
               {}{}{}{}{}</div></div>)",
            web::BackLink(Url::Page("/ho-so")), web::ErrorSummary(view.faults), web::InVietnamese(view.procedure.name),
            web::Time(draft.changed), Suspended(view), NewlyAsked(view), tasks, next,
            web::PostForm(Url::Page(Path(draft, "xoa")), web::Button(Say("Xóa bản nháp"), web::ButtonKind::secondary))));
}

Html UnitPartPage(const DraftView& view) {
    std::vector<web::Choice> choices{{"", Say("– Chọn xã, phường –").Now(), ""}};
    for (const auto* unit : view.units) choices.push_back({ToText(unit->id), unit->short_name, ""});
    const auto hint = view.procedure.level == organisation::Level::commune
                          ? Say("Nơi này tiếp nhận và giải quyết hồ sơ.")
                          : Say("Nơi này tiếp nhận rồi chuyển sở phụ trách. Bạn nộp ở đâu trong tỉnh cũng được.");
    return Shell(view, Say("Nơi nộp hồ sơ"),
                 PartForm(view, kPartUnit,
                          web::Select({"don_vi", Say("Xã, phường"), hint, &view.faults, false}, choices,
                                      view.draft.unit ? ToText(view.draft.unit) : "")));
}

namespace {

// Where the law wants the person nobody is asked.
Html ForWhomField(const DraftView& view) {
    using namespace mandate_fields;
    if (view.form.in_person) return web::Paragraph(MandateForbidden().sentence);
    const auto chosen = IsForAnother(view.draft.answers) ? kAnother : kMyself;
    return web::Radios({std::string(kForWhom), Say("Hồ sơ này của ai?"), {}, &view.faults, false},
                       {{std::string(kMyself), Say("Của tôi").Now(), ""},
                        {std::string(kAnother), Say("Của người khác, tôi nộp thay").Now(),
                         Say("Cần giấy ủy quyền, hoặc giấy tờ cho thấy bạn đại diện cho họ").Now()}},
                       chosen);
}

}  // namespace

Html MandatePartPage(const DraftView& view) {
    const auto sent = FilesOf(view.papers, kMandatePaper);
    const auto& answers = view.draft.answers;
    const auto file = When(!sent.empty(), [&] {
        return Render(R"(<p class="govuk-body">{}</p>)",
                      web::SentenceWithNames(Say("Đã gửi {1}. Chọn tệp khác thì thay tệp này.", sent.front().name)));
    });
    return Shell(view, Say("Chủ hồ sơ và ủy quyền"),
                 web::PostForm(Url::Page(Path(view.draft, kPartMandate)),
                               Render(R"({}{}<h2 class="govuk-heading-m">Ủy quyền</h2>{}{}{})",
                                      web::HiddenInput(kFormField, ToText(view.form.edition)),
                                      ApplicantOfMandateFields(answers, view.faults), MandateFields(answers, view.faults), file,
                                      web::Button(Say("Lưu và tiếp tục"))),
                               web::FormKind::multipart));
}

Html PersonPartPage(const DraftView& view) {
    const auto& citizen = *view.citizen;
    const auto known = web::SummaryList({{Say("Họ tên"), web::InVietnamese(citizen.name), {}},
                                         {Say("Số định danh"), web::TextOf(identity::Masked(citizen.person_number)), {}}});
    const auto phone = Answer(view.draft.answers, "_dien_thoai"), address = Answer(view.draft.answers, "_dia_chi");
    return Shell(
        view, Say("Người nộp"),
        Render(R"({}{})", known,
               PartForm(view, kPartPerson,
                        Render(R"({}{}{})", ForWhomField(view),
                               web::TextInput({"_dien_thoai", Say("Số điện thoại"), Say("Để bộ phận một cửa gọi khi cần"),
                                               &view.faults, false},
                                              phone.empty() ? citizen.phone : phone,
                                              {.type = "text", .autocomplete = "tel", .inputmode = "tel", .width = "20"}),
                               web::TextInput(
                                   {"_dia_chi", Say("Địa chỉ"), Say("Thôn, phố; xã, phường"), &view.faults, false},
                                   address.empty() ? citizen.address : address,
                                   {.type = "text", .autocomplete = "street-address", .inputmode = "text", .width = ""})))));
}

Html SectionPage(const DraftView& view, const Section& section) {
    return Shell(view, {section.title.Now(), {}},
                 PartForm(view, SectionPart(section), Questions(section, view.draft.answers, view.faults)));
}

Html PapersPartPage(const DraftView& view) {
    const auto files_of = [&](int component) {
        const auto files = FilesOf(view.papers, component);
        return When(!files.empty(), [&] {
            return Render(R"(<ul class="govuk-list">{}</ul>)",
                          Each(files, [&](const CasePaper& file) { return FileRow(view, file); }));
        });
    };
    const auto input = [&](int component) {
        return web::FileInput({"tep_" + std::to_string(component), Say("Chọn tệp hoặc chụp ảnh"), {}, &view.faults, true}, true);
    };
    const auto row = [&](int component) {
        const auto& paper = view.procedure.papers[static_cast<std::size_t>(component)];
        return Render(R"(<div class="ds-draft-paper"><h3 class="govuk-heading-s">{}{}</h3>{}{}</div>)",
                      web::InVietnamese(paper.name), PaperCount(paper), files_of(component), input(component));
    };
    const auto sent = [&](int component) { return !FilesOf(view.papers, component).empty(); };
    const auto other =
        Render(R"(<div class="ds-draft-paper"><h3 class="govuk-heading-s">Giấy tờ khác</h3>{}{}</div>)", files_of(-1), input(-1));
    // One form: whichever button is pressed, what was chosen is sent.
    const auto form = web::PostForm(
        Url::Page(Path(view.draft, kPartPapers)),
        Render(
            R"({}{}<div class="govuk-button-group"><button class="govuk-button govuk-button--secondary" type="submit">Gửi tệp đã chọn</button>
            <button class="govuk-button" type="submit" name="xong" value="co">Đã gửi đủ giấy tờ</button></div>)",
            PaperGroupsOf(view.procedure.papers, row, sent), other),
        web::FormKind::multipart);
    return Shell(
        view, Say("Giấy tờ"),
        Render(
            R"(<p class="govuk-body">Gửi PDF, ảnh chụp hoặc văn bản Word, mỗi tệp không quá 25 MB. Giấy nào không áp dụng cho bạn thì bỏ qua; giấy nào mang đến sau, hãy nói ở bộ phận một cửa.</p>{}{})",
            Guidance(view.procedure), form));
}

Html DeliveryPartPage(const DraftView& view) {
    const auto fee = view.procedure.FeeFor(Channel::online, view.today);
    const auto fee_line =
        !fee ? Render(R"(<p class="govuk-body">Chưa có thông tin về phí, lệ phí. Bộ phận một cửa sẽ báo, kèm căn cứ.</p>)")
        : *fee > 0
            ? Render(R"(<p class="govuk-body">Phí, lệ phí: <strong>{}</strong>. Bạn nộp sau, khi bộ phận một cửa báo.</p>)",
                     Money(*fee))
            : Render(R"(<p class="govuk-body">Thủ tục này không thu phí, theo dữ liệu hiện có.</p>)");
    const auto fields = Render(R"({}{})",
                               DeliveryInputs(Say("Bạn muốn nhận kết quả thế nào?"), Answer(view.draft.answers, kDeliveryField),
                                              Answer(view.draft.answers, kDeliveryAddressField), view.faults),
                               fee_line);
    return Shell(view, Say("Cách nhận kết quả và phí"), PartForm(view, kPartDelivery, fields));
}

Html CheckPage(const DraftView& view) {
    const auto change = [&](std::string_view part) {
        return Render(R"(<a class="govuk-link" href="{}">Sửa</a>)", Url::Page(Path(view.draft, part)));
    };
    std::vector<web::Row> rows{
        {Say("Nơi nộp"), web::InVietnamese(view.unit_name), change(kPartUnit)},
        {Say("Người nộp"),
         Render(R"({}<br>{}<br>{})", web::InVietnamese(view.citizen->name),
                web::TextOf(Answer(view.draft.answers, "_dien_thoai")),
                web::InVietnamese(Answer(view.draft.answers, "_dia_chi"))),
         change(kPartPerson)},
        {Say("Giấy tờ"),
         view.papers.empty() ? Render(R"(Chưa gửi tệp nào)")
                             : Each(view.papers, [](const CasePaper& file) { return Render(R"({}<br>)", file.name); }),
         change(kPartPapers)},
        {Say("Nhận kết quả"),
         Render(R"({}<br>{})", Say(DeliveryName(DeliveryOf(view.draft))),
                web::InVietnamese(DeliveryOf(view.draft) == Delivery::post ? Answer(view.draft.answers, kDeliveryAddressField)
                                                                           : std::string_view())),
         change(kPartDelivery)}};
    if (IsForAnother(view.draft.answers))
        rows.insert(rows.begin() + 2,
                    {Say("Nộp thay cho"),
                     Render(R"({}<br>{}<br>{})", web::InVietnamese(Answer(view.draft.answers, mandate_fields::kApplicantName)),
                            web::TextOf(Answer(view.draft.answers, mandate_fields::kApplicantNumber)),
                            web::InVietnamese(Answer(view.draft.answers, mandate_fields::kApplicantAddress))),
                     change(kPartMandate)});
    const auto beside = [&](const Section& section) {
        return Render(R"( <a class="govuk-link ds-beside" href="{}">Sửa<span class="govuk-visually-hidden"> {}</span></a>)",
                      Url::Page(Path(view.draft, SectionPart(section))), section.title.Now());
    };
    const auto submit = When(!view.waits_for_others, [&] {
        return Render(R"(<p class="govuk-body">Bấm nộp là bạn cam đoan những điều trên là đúng.</p>{})",
                      web::PostForm(Url::Page(Path(view.draft, "nop")),
                                    Render(R"({}{})", web::HiddenInput(kFormField, ToText(view.form.edition)),
                                           web::Button(Say("Nộp hồ sơ")))));
    });
    return Shell(
        view, Say("Xem lại trước khi nộp"),
        Render(R"({}{}{}{})", web::SummaryList(rows), AnswerList(view.form, view.draft.answers, beside), view.together, submit));
}

Html ConfirmationPage(const Dossier& dossier, const std::string& unit_name) {
    return web::CitizenLayout(
        Say("Đã nộp hồ sơ"),
        Render(
            R"(<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">Đã nộp hồ sơ</h1><div class="govuk-panel__body">Mã hồ sơ<br><strong translate="no">{}</strong></div></div>
        <p class="govuk-body">{}</p><h2 class="govuk-heading-m">Việc gì xảy ra tiếp theo</h2>
        <ul class="govuk-list govuk-list--bullet"><li>{} trả lời trong {} giờ làm việc{}.</li>
        <li>Khi được tiếp nhận, bạn có giấy tiếp nhận ghi ngày hẹn trả và lý do của ngày ấy.</li>
        <li>{}</li></ul>
        <p class="govuk-body"><a class="govuk-link" href="{}">Theo dõi hồ sơ</a></p>
        <p class="govuk-body"><a class="govuk-link" href="{}" download>Tải tệp chứng nhận đã nộp</a><br><span class="ds-muted">Tệp này cho thấy việc nộp của bạn có trong sổ cái đã ký; ai cũng kiểm tra được, không cần mạng. Có sau vài giây.</span>
        </p></div></div>)",
            dossier.code, web::InVietnamese(dossier.procedure_name), web::InVietnamese(unit_name),
            std::to_string(kAnswerMinutes / 60),
            When(dossier.step_due != kNever, [&] { return Render(R"(, chậm nhất {})", web::Time(dossier.step_due)); }),
            dossier.mandate ? Say("Tra cứu bằng mã hồ sơ và bốn số cuối giấy tờ của {1}.", dossier.person.name)
                            : Say("Bạn tra cứu bằng mã hồ sơ và bốn số cuối giấy tờ của mình."),
            Url::Page("/ho-so/" + dossier.code), Url::Local("/ho-so/" + dossier.code + "/chung-nhan")));
}

}  // namespace dongson::one_stop
