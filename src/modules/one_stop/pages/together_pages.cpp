#include "modules/one_stop/pages/together_pages.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/pages/draft_pages.h"
#include "platform/identity/person_number.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

Html StateOf(const Together& together, const CoApplicant& person) {
    if (person.code.empty()) return web::Tag(Say("Chưa mời"), web::TagColour::grey);
    if (person.refused) return web::Tag(Say("Từ chối"), web::TagColour::red);
    if (person.Confirmed(together.digest, together.now)) return web::Tag(Say("Đã xác nhận"), web::TagColour::green);
    if (together.now > person.until) return web::Tag(Say("Lời mời hết hạn"), web::TagColour::amber);
    if (person.confirmed) return web::Tag(Say("Phải xác nhận lại: nội dung đã đổi"), web::TagColour::amber);
    return person.account ? web::Tag(Say("Đang đọc"), web::TagColour::blue)
                          : web::Tag(Say("Đã mời, chờ nhận"), web::TagColour::blue);
}

Html PersonRow(const Together& together, const CoApplicant& person) {
    const auto code = When(!person.code.empty() && !person.account, [&] {
        return Render(R"(<p class="govuk-body">{} <strong class="ds-code" translate="no">{}</strong></p>)",
                      Say("Mã mời, đưa cho người này:"), person.code);
    });
    const auto until = When(!person.code.empty() && !person.refused, [&] {
        return Render(R"(<p class="govuk-body-s ds-muted">{}</p>)", Say("Có giá trị đến {1}", person.until.LocalDate().Spoken()));
    });
    const auto why = When(!person.refused_why.empty(),
                          [&] { return Render(R"(<p class="govuk-body" lang="vi">{}</p>)", web::Lines(person.refused_why)); });
    return Render(
        R"(<li><h3 class="govuk-heading-s">{} {}</h3>
        <p class="govuk-body-s ds-muted">{}</p>{}{}{}</li>)",
        web::InVietnamese(person.name), StateOf(together, person), identity::Masked(person.number), code, until, why);
}

Html ConfirmForms(const ConfirmView& view) {
    const auto base = "/cung-nop/" + ToText(view.asked.draft.id);
    const auto confirm = web::PostForm(
        Url::Page(base + "/xac-nhan"),
        Render(R"({}{})", web::HiddenInput("dau", view.asked.digest), web::Button(Say("Tôi xác nhận nội dung này"))));
    const auto decline = web::PostForm(
        Url::Page(base + "/tu-choi"),
        Render(R"({}{})",
               web::TextArea({"ly_do", Say("Lý do"), Say("Người mời đọc được"), &view.faults, true}, view.typed_why, 3),
               web::Button(Say("Từ chối"), web::ButtonKind::secondary)));
    return Render(R"({}{})", confirm, web::Details(Say("Tôi không đồng ý"), decline, !view.typed_why.empty()));
}

}  // namespace

Html TogetherOfDraft(DraftId draft, const Together& together) {
    if (together.people.empty()) return {};
    const auto rows = Each(together.people, [&](const CoApplicant& person) { return PersonRow(together, person); });
    const bool all = together.AllConfirmed();
    const auto invite = When(!all, [&] {
        return web::PostForm(Url::Page("/nhap/" + ToText(draft) + "/cung-nop"),
                             web::Button(Say("Mời xác nhận"), web::ButtonKind::secondary));
    });
    return Render(
        R"(<h2 class="govuk-heading-m">Người cùng nộp</h2>
        <p class="govuk-body">Mỗi người đọc đúng nội dung trên rồi xác nhận bằng tài khoản đã xác minh
        của mình, ở trang “Cùng nộp”. Sửa gì sau đó thì phải xác nhận lại.</p>
        <ul class="govuk-list">{}</ul>{}{})",
        rows, invite,
        all ? web::Paragraph(Say("Mọi người đã xác nhận: nộp được."))
            : web::Paragraph(Say("Chưa nộp được: còn người chưa xác nhận.")));
}

Html InvitationsPage(const InvitationsView& view) {
    const auto rows = Each(view.asked, [](const AskedToConfirm& asked) {
        return Render(R"(<li><a class="govuk-link" href="{}">{}</a> <span class="ds-muted">{}</span></li>)",
                      Url::Page("/cung-nop/" + ToText(asked.draft.id)), web::InVietnamese(asked.procedure.name),
                      web::InVietnamese(asked.first_name));
    });
    const auto form = web::PostForm(
        Url::Page("/cung-nop"),
        Render(R"({}{})",
               web::TextInput({"ma", Say("Mã mời"), Say("Người cùng nộp đưa cho bạn, ví dụ K7PM-X2QD-9TNA"), &view.faults, false},
                              view.typed, {.type = "text", .autocomplete = "off", .inputmode = "text", .width = "20"}),
               web::Button(Say("Xem hồ sơ"))));
    return web::CitizenLayout(
        Say("Cùng nộp"),
        Render(
            R"({}<h1 class="govuk-heading-l">Cùng nộp</h1>
            <p class="govuk-body">Hồ sơ đăng ký kết hôn, chuyển nhượng đất và hồ sơ khác của nhiều
            người: mỗi người đọc và xác nhận trước khi nộp.</p>{}{})",
            web::ErrorSummary(view.faults), form, When(!view.asked.empty(), [&] {
                return Render(R"(<h2 class="govuk-heading-m">Bạn đã nhận lời mời</h2><ul class="govuk-list">{}</ul>)", rows);
            })));
}

Html ConfirmTogetherPage(const ConfirmView& view) {
    const auto& asked = view.asked;
    const auto base = "/cung-nop/" + ToText(asked.draft.id);
    const auto files = Each(asked.papers, [&](const CasePaper& paper) {
        return Render(
            R"(<li><a class="govuk-link" href="{}" translate="no" lang="vi">{}</a> <span class="ds-muted">({})</span></li>)",
            Url::Local(base + "/tep/" + ToText(paper.file)), paper.name, FileSize(paper.size));
    });
    const bool confirmed = asked.oneself.Confirmed(asked.digest, view.now);
    const auto state =
        confirmed ? web::Banner(Say("Bạn đã xác nhận"), web::Paragraph(Say("Người mời nộp được khi mọi người đã xác nhận.")))
        : asked.oneself.refused ? web::Banner(Say("Bạn đã từ chối"), web::Paragraph(Say("Xác nhận bên dưới nếu bạn đổi ý.")))
                                : Html();
    // Everything that is confirmed is read here.
    const auto said = [&](std::string_view field) {
        const auto text = Answer(asked.draft.answers, field);
        return web::InVietnamese(text.empty() ? "–" : text);
    };
    const std::vector<web::Row> rows{{Say("Người mời"), web::InVietnamese(asked.first_name), {}},
                                     {Say("Nơi nộp"), web::InVietnamese(view.unit_name), {}},
                                     {Say("Nhận kết quả"), Render(R"({})", Say(DeliveryName(DeliveryOf(asked.draft)))), {}},
                                     {Say("Địa chỉ nhận kết quả"), said(kDeliveryAddressField), {}},
                                     {Say("Điện thoại liên hệ"), said("_dien_thoai"), {}},
                                     {Say("Địa chỉ liên hệ"), said("_dia_chi"), {}}};
    return web::CitizenLayout(
        Say("Xác nhận hồ sơ cùng nộp"),
        Render(
            R"({}{}{}<h1 class="govuk-heading-l">Xác nhận hồ sơ cùng nộp</h1><p class="govuk-body">{}</p>{}{}
            <h3 class="govuk-heading-s">Giấy tờ</h3><ul class="govuk-list">{}</ul>
            <p class="govuk-body">Xác nhận là bạn cam đoan những điều trên là đúng và cùng nộp hồ sơ này.</p>{})",
            web::BackLink(Url::Page("/cung-nop")), web::ErrorSummary(view.faults), state, web::InVietnamese(asked.procedure.name),
            web::SummaryList(rows), AnswerList(asked.form, asked.draft.answers), files, ConfirmForms(view)));
}

Html NamesOf(const std::vector<CoApplicant>& people) {
    return Each(people, [](const CoApplicant& person) { return Render(R"({}<br>)", web::InVietnamese(person.name)); });
}

Html TogetherOfDossier(const std::string& code, const std::vector<CoApplicant>& people, AccountId reader, bool may_withdraw) {
    if (people.empty()) return {};
    const auto oneself = std::ranges::find(people, reader, &CoApplicant::account);
    const bool asks = may_withdraw && oneself != people.end() && !oneself->withdraws;
    const auto rows = Each(people, [](const CoApplicant& person) {
        return Render(R"(<li>{} {}</li>)", web::InVietnamese(person.name),
                      When(person.withdraws.has_value(), [] { return web::Tag(Say("Đồng ý rút"), web::TagColour::amber); }));
    });
    return Render(R"(<h2 class="govuk-heading-m">Người cùng nộp</h2><ul class="govuk-list">{}</ul>{})", rows, When(asks, [&] {
                      return web::Details(
                          Say("Tôi đồng ý rút hồ sơ"),
                          Render(R"(<p class="govuk-body">Hồ sơ chỉ được rút khi mọi người cùng nộp đồng ý.</p>{})",
                                 web::PostForm(Url::Page("/ho-so/" + code + "/dong-y-rut"),
                                               web::Button(Say("Đồng ý rút"), web::ButtonKind::secondary))));
                  }));
}

}  // namespace dongson::one_stop
