#include "modules/one_stop/pages/dossier_pages.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/domain/rating.h"
#include "modules/one_stop/pages/draft_pages.h"
#include "modules/one_stop/pages/fee_section.h"
#include "modules/one_stop/pages/issued_links.h"
#include "modules/one_stop/pages/mandate_html.h"
#include "modules/one_stop/pages/paper_groups_html.h"
#include "modules/one_stop/pages/relief_section.h"
#include "platform/workflow/case_pages.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

// Each paper that is asked for by its name, with its own place for the file; and whatever else there is to send.
Html AskedPapers(const MyDossierView& view) {
    const auto& papers = view.procedure.papers;
    const auto asked = Each(view.asked, [&](const ComponentCount& count) {
        const auto index = static_cast<std::size_t>(std::max(0, count.component));
        const auto name = index < papers.size() && count.component >= 0 ? papers[index].name : Say("Giấy tờ khác").Now();
        const auto counted =
            Paper{.group = "", .name = "", .originals = count.originals + count.certified, .copies = count.copies, .form = ""};
        return Render(
            R"(<div class="ds-draft-paper"><h3 class="govuk-heading-s">{}{}</h3>{}</div>)", web::InVietnamese(name),
            PaperCount(counted),
            web::FileInput({"tep_" + std::to_string(count.component), Say("Chọn tệp hoặc chụp ảnh"), {}, &view.faults, true},
                           true));
    });
    std::vector<web::Choice> components{{"-1", Say("Giấy tờ khác").Now(), ""}};
    components.reserve(papers.size() + 1);
    for (std::size_t index = 0; index < papers.size(); ++index)
        components.push_back({std::to_string(index), Shorten(papers[index].name, 90), ""});
    const auto other = Render(R"({}{})", web::FileInput({"tep", Say("Chọn tệp hoặc chụp ảnh"), {}, &view.faults, true}, true),
                              web::Select({"thanh_phan", Say("Giấy tờ này là"), {}, &view.faults, false}, components, "-1"));
    return Render(R"({}{})", asked, view.asked.empty() ? other : web::Details(Say("Gửi giấy tờ khác"), other));
}

// What was declared, to be corrected.
Html Corrections(const MyDossierView& view) {
    const auto& answers = view.typed_answers.empty() ? view.tracking.dossier.answers : view.typed_answers;
    return web::Details(Say("Sửa điều đã khai"), Each(view.form.sections, [&](const Section& section) {
                            return Render(R"(<h3 class="govuk-heading-s">{}</h3>{})", section.title.Now(),
                                          Questions(section, answers, view.faults));
                        }));
}

// What the citizen may do now, each in its own form.
Html Action(const MyDossierView& view, const workflow::Event& event) {
    const auto& dossier = view.tracking.dossier;
    const bool supplies = event.Has("supplement");
    const bool mine = view.event == event.key;
    const Refusals none;
    const auto reason = web::TextArea({"ly_do", CitizenReasonLabel(event), {}, mine ? &view.faults : &none, supplies},
                                      mine ? view.typed_reason : "", 3);
    const auto fields =
        Render(R"({}{}{}{}{})", web::HiddenInput("phien_ban", std::to_string(dossier.version)),
               When(supplies, [&] { return AskedPapers(view); }), When(supplies, [&] { return Corrections(view); }), reason,
               web::Button({event.label.Now(), {}}, supplies ? web::ButtonKind::primary : web::ButtonKind::secondary));
    const auto form = web::PostForm(Url::Page("/ho-so/" + dossier.code + "/viec/" + event.key), fields,
                                    supplies ? web::FormKind::multipart : web::FormKind::plain);
    if (!supplies) return web::Details({event.label.Now(), {}}, form);
    const auto wanted = When(!view.asked_reason.empty(), [&] {
        return Render(
            R"(<p class="govuk-body">Cơ quan giải quyết viết:</p><blockquote class="govuk-inset-text" lang="vi">{}</blockquote>)",
            web::Lines(view.asked_reason));
    });
    return Render(R"(<div class="ds-actions"><h2 class="govuk-heading-m">{}</h2>{}{}</div>)", event.label.Now(), wanted, form);
}

Html IssuedForms(const MyDossierView& view) {
    const auto links = IssuedLinks("/ho-so/" + view.tracking.dossier.code + "/phieu/", view.issued, view.tracking.happenings);
    return When(!links.empty(), [&] {
        return Render(R"(<h2 class="govuk-heading-m">Giấy tờ của hồ sơ</h2><ul class="govuk-list">{}</ul>)", links);
    });
}

// What the office wrote last, as long as nobody has answered.
Html AskedByOffice(const MyDossierView& view) {
    const auto& happenings = view.tracking.happenings;
    const auto last = std::ranges::find_if(happenings.rbegin(), happenings.rend(), [](const Happening& each) {
        return each.event == workflow::names::kMessage || each.event == workflow::names::kReply;
    });
    return When(last != happenings.rend() && last->event == workflow::names::kMessage, [&] {
        return Render(R"(<p class="govuk-body">{}:</p><blockquote class="govuk-inset-text" lang="vi">{}</blockquote>)",
                      MessageToApplicant().applicant.Now(), web::Lines(last->reason));
    });
}

Html MessageForm(const MyDossierView& view) {
    const bool mine = view.event == workflow::names::kReply;
    const Refusals none;
    const auto form =
        web::PostForm(Url::Page("/ho-so/" + view.tracking.dossier.code + "/tin-nhan"),
                      Render(R"({}{})",
                             web::TextArea({"tin_nhan", Say("Tin nhắn"), Say("Cơ quan đang giữ hồ sơ đọc và trả lời ở trang này"),
                                            mine ? &view.faults : &none, false},
                                           view.typed_message, 3),
                             web::Button(Say("Gửi tin nhắn"), web::ButtonKind::secondary)));
    return When(!view.tracking.dossier.closed && view.may_message,
                [&] { return Render(R"({}{})", AskedByOffice(view), web::Details(Say("Nhắn cơ quan giải quyết"), form, mine)); });
}

Html RatingForm(const MyDossierView& view) {
    const auto questions = Each(kRatingIndices, [&](const RatingIndex& index) {
        std::vector<web::Choice> choices;
        choices.reserve(index.answers.size());
        for (std::size_t place = 0; place < index.answers.size(); ++place)
            choices.push_back({std::to_string(2 - place), Say(index.answers[place]).Now(), ""});
        const auto typed = view.typed_points.find(std::string(index.key));
        return web::Radios({std::string(index.key), Say(index.question), {}, &view.faults, true}, choices,
                           typed == view.typed_points.end() ? "" : std::to_string(typed->second));
    });
    const auto fields =
        Render(R"({}{}{})", questions, web::TextArea({"gop_y", Say("Góp ý"), {}, &view.faults, true}, view.typed_remark, 3),
               web::Button(Say("Gửi đánh giá")));
    return Render(R"(<h2 class="govuk-heading-m">Đánh giá</h2>{})",
                  web::PostForm(Url::Page("/ho-so/" + view.tracking.dossier.code + "/danh-gia"), fields));
}

}  // namespace

Html WhereToPay(const Dossier& dossier, const std::string& name, const organisation::Contact& counter) {
    return When(dossier.FeeDue() && !dossier.closed, [&] {
        const auto where = counter.address.empty() ? Say("Nộp tại bộ phận một cửa của {1}.", name)
                                                   : Say("Nộp tại bộ phận một cửa của {1}: {2}.", name, counter.address);
        return Render(R"(<div class="govuk-inset-text"><p class="govuk-body">{} {} {}</p></div>)", where,
                      counter.hours.empty() ? Html() : Render("{}", Say("Giờ làm việc: {1}.", counter.hours)),
                      Say("Khi nộp hãy nêu mã hồ sơ {1}.", dossier.code));
    });
}

Sentence CitizenReasonLabel(const workflow::Event& event) {
    return event.Has("supplement") ? Say("Giải trình") : Say("Lý do");
}

web::Html MyDossiersPage(const MyDossiersView& view) {
    const auto drafts = When(!view.drafts.empty(), [&] {
        return Render(
            R"(<h2 class="govuk-heading-m">Đang soạn, chưa nộp</h2><ul class="ds-results">{}</ul>)",
            Each(view.drafts, [](const DraftRow& draft) {
                return Render(
                    R"(<li><h3><a class="govuk-link" href="{}">{}</a></h3><p class="govuk-body-s ds-muted">Tiếp tục bản nháp lưu {}</p></li>)",
                    Url::Page("/nhap/" + ToText(draft.id)), web::InVietnamese(draft.procedure_name), web::Time(draft.changed));
            }));
    });
    const auto dossiers =
        view.dossiers.empty()
            ? Render(R"(<p class="govuk-body">Bạn chưa nộp hồ sơ nào. <a class="govuk-link" href="/thu-tuc">Tìm thủ tục</a></p>)")
            : Render(
                  R"(<ul class="ds-results">{}</ul>)", Each(view.dossiers, [](const TrackingView& row) {
                      return Render(
                          R"(<li><h3><a class="govuk-link" href="{}">{}</a></h3><p class="govuk-body-s">{} <span class="ds-muted">{}</span></p><p class="govuk-body-s">{}</p></li>)",
                          Url::Page("/ho-so/" + row.dossier.code), web::InVietnamese(row.dossier.procedure_name), StatusTag(row),
                          row.dossier.code,
                          row.dossier.due == kNever || row.dossier.closed ? Html()
                                                                          : Render(R"(Hẹn trả {})", web::Time(row.dossier.due)));
                  }));
    return web::CitizenLayout(Say("Hồ sơ của tôi"),
                              Render(
                                  R"(<h1 class="govuk-heading-l">Hồ sơ của tôi</h1>{}<h2 class="govuk-heading-m">Đã nộp</h2>{}
            <p class="govuk-body"><a class="govuk-link" href="/cung-nop">Có mã mời cùng nộp với người khác?</a></p>)",
                                  drafts, dossiers));
}

namespace {

web::Html OffersAbout(const std::string& code) {
    return Each(workflow::OffersToApplicants(), [&](const workflow::OfferToApplicant& offer) {
        return Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">{}</a></p>)",
                      Url::Page(offer.path).With(offer.parameter, code), offer.words);
    });
}

}  // namespace

web::Html MyDossierPage(const MyDossierView& view) {
    const auto& dossier = view.tracking.dossier;
    const auto files = Each(view.papers, [&](const CasePaper& paper) {
        return Render(R"(<li><a class="govuk-link" href="{}" lang="vi">{}</a> <span class="ds-muted">({})</span></li>)",
                      Url::Local("/ho-so/" + dossier.code + "/tep/" + ToText(paper.file)), paper.name, FileSize(paper.size));
    });
    const auto result = When(dossier.result_file.value != 0 && dossier.finished.has_value() && view.may_take_result, [&] {
        if (!dossier.MayHandOver()) return Render(R"(<p class="govuk-body">{}</p>)", ResultHeldBack(dossier).sentence);
        return Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">Tải bản kết quả</a></p>)",
                      Url::Local("/ho-so/" + dossier.code + "/ket-qua"));
    });
    const auto body = Render(
        R"({}{}{}<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
        <h1 class="govuk-heading-l">Hồ sơ {}</h1><p class="govuk-body">{}</p><p class="govuk-body">{}</p>{}{}{}{}{}{}{}{}{}
        <h2 class="govuk-heading-m">Bạn đã khai</h2>{}<h3 class="govuk-heading-s">Tệp đã gửi</h3><ul class="govuk-list">{}</ul>
        <p class="govuk-body"><a class="govuk-link" href="{}">Tải tệp chứng nhận đã nộp</a></p>
        <p class="govuk-body"><a class="govuk-link" href="{}">Phiếu kiểm chứng để in</a></p>{}</div></div>)",
        web::BackLink(Url::Page("/ho-so")), web::ErrorSummary(view.faults), TypedBeforeHtml(view.lost), dossier.code,
        web::InVietnamese(dossier.procedure_name), StatusTag(view.tracking), DueLine(view.tracking),
        Render(R"({}{}{}{})", FeeLine(dossier, view.fees.Returned()), WhereToPay(dossier, view.counter_name, view.counter),
               OwnReceipts(dossier.code, view.fees), OwnRelief(view)),
        Render(R"({}{})", view.together, MandateOfMine(dossier, view.is_mandatary, view.mandate_in_force, view.today)),
        Each(view.allowed, [&](const workflow::Event* event) { return Action(view, *event); }), MessageForm(view), result,
        When(dossier.closed && !view.rated && !view.is_mandatary, [&] { return RatingForm(view); }), IssuedForms(view),
        CitizenTimeline(view.tracking), AnswerList(view.form, dossier.answers), files,
        Url::Local("/ho-so/" + dossier.code + "/chung-nhan"), Url::Page("/ho-so/" + dossier.code + "/kiem-chung"),
        When(!view.is_mandatary, [&] { return OffersAbout(dossier.code); }));
    return web::CitizenLayout(Say("Hồ sơ {1}", dossier.code), body);
}

namespace {

web::Html LinkedNotice(const notices::Notice& notice) {
    auto words = web::SentenceWithNames(notice.sentence);
    if (notice.path.empty()) return words;
    return Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page(notice.path), words);
}

web::Html MailWishForm(notices::MailWish wish) {
    std::vector<web::Choice> choices;
    for (const auto each : notices::kMailWishes)
        choices.push_back({std::string(notices::MailWishSlug(each)), Say(notices::MailWishName(each)).Now(), ""});
    const auto form = web::PostForm(
        Url::Page("/tai-khoan/thong-bao/thu"),
        Render(
            R"({}{})",
            web::Radios(
                {"cach_nhan", Say("Bạn muốn nhận thư điện tử thế nào?"),
                 Say("Thông báo luôn có ở trang này. Mỗi sáng là khoảng 7 giờ. Thư chỉ đến được khi tài khoản có thư điện tử; thư về an toàn tài khoản và cảnh báo khẩn vẫn gửi ngay."),
                 nullptr, false},
                choices, notices::MailWishSlug(wish)),
            web::Button(Say("Lưu cách nhận thư"), web::ButtonKind::secondary)));
    return Render(R"(<h2 class="govuk-heading-m">Thư điện tử</h2>{})", form);
}

}  // namespace

web::Html NoticesPage(const std::vector<notices::Notice>& notices, notices::MailWish wish) {
    const auto list =
        notices.empty()
            ? Render(R"(<p class="govuk-body">Chưa có thông báo nào.</p>)")
            : Render(R"(<ul class="ds-results">{}</ul>)", Each(notices, [](const notices::Notice& notice) {
                         return Render(R"(<li><h2>{} {}</h2><p class="govuk-body-s ds-muted">{}</p></li>)", LinkedNotice(notice),
                                       When(!notice.read, [] { return web::Tag(Say("Mới"), web::TagColour::amber); }),
                                       web::Time(notice.sent));
                     }));
    return web::Layout(Say("Thông báo"), Render(R"(<h1 class="govuk-heading-l">Thông báo</h1>{}{})", list, MailWishForm(wish)));
}

}  // namespace dongson::one_stop
