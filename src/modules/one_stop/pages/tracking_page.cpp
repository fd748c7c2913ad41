#include "modules/one_stop/pages/tracking_page.h"

#include "core/text.h"
#include "modules/one_stop/domain/form_set.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;
using web::TagColour;

Html StatusTag(const TrackingView& view) {
    static constexpr TagColour kColours[] = {TagColour::grey, TagColour::blue,  TagColour::blue,  TagColour::red,
                                             TagColour::blue, TagColour::amber, TagColour::amber, TagColour::grey,
                                             TagColour::grey, TagColour::green, TagColour::green};
    return web::Tag({view.status, {}}, kColours[std::clamp(view.national_status, 0, 10)]);
}

namespace {

// Whether the promise was kept, or would be now.
Html Outcome(const TrackingView& view) {
    const auto& finished = view.dossier.finished;
    if (finished && view.late)
        return Render(R"(<p class="govuk-body ds-late">Có kết quả {}, trễ hạn.</p>)", web::Time(*finished));
    if (finished) return Render(R"(<p class="govuk-body">Có kết quả {}, trong hạn.</p>)", web::Time(*finished));
    if (!view.late) return {};
    return view.dossier.closed ? Render(R"(<p class="govuk-body ds-late">Khi kết thúc, hồ sơ đã trễ hạn.</p>)")
                               : Render(R"(<p class="govuk-body ds-late">Hồ sơ đang trễ hạn.</p>)");
}

// How long a supplement is waited for.
Html WaitLine(const TrackingView& view) {
    return When(view.supply_until.has_value(), [&] {
        return Render(R"(<p class="govuk-body">Bổ sung chậm nhất {}. Quá thời hạn này hồ sơ có thể bị dừng giải quyết.</p>)",
                      web::Time(*view.supply_until));
    });
}

Html Promise(const TrackingView& view) {
    return Render(R"(<h2 class="govuk-heading-m">Hẹn trả kết quả: {}{}</h2>{}{})", web::Time(view.dossier.due),
                  When(view.estimated, [] { return Render(R"( <span class="ds-muted">(ước tính)</span>)"); }), Outcome(view),
                  web::Details(Say("Vì sao là ngày này?"), web::Bullets(view.reasons)));
}

// When what came online is answered.
Html AnswerLine(const TrackingView& view) {
    if (view.dossier.channel != Channel::online)
        return Render(R"(<p class="govuk-body">Bộ phận một cửa đang kiểm tra để tiếp nhận.</p>)");
    return Render(
        R"(<p class="govuk-body">Bộ phận một cửa trả lời trong {} giờ làm việc{}.</p>)", std::to_string(kAnswerMinutes / 60),
        When(view.dossier.step_due != kNever, [&] { return Render(R"(, chậm nhất {})", web::Time(view.dossier.step_due)); }));
}

}  // namespace

Html DueLine(const TrackingView& view) {
    if (view.dossier.closed)
        return Render(R"(<p class="govuk-body">Hồ sơ đã kết thúc {}.</p>{})", web::Time(*view.dossier.closed),
                      When(view.dossier.due != kNever, [&] { return Promise(view); }));
    if (!view.dossier.received) return AnswerLine(view);
    if (view.dossier.clock.Paused() && view.dossier.due == kNever)
        return Render(R"(<p class="govuk-body">Thời hạn đang tạm dừng.</p>{}{})", WaitLine(view),
                      When(!view.reasons.empty(),
                           [&] { return web::Details(Say("Thời hạn đã tính thế nào?"), web::Bullets(view.reasons)); }));
    if (view.dossier.due == kNever)
        return Render(R"(<p class="govuk-body">Chưa có thông tin về thời hạn của thủ tục này, nên không có ngày hẹn trả.</p>)");
    return Render(R"({}{})", WaitLine(view), Promise(view));
}

Html FeeLine(const Dossier& dossier, std::int64_t returned) {
    if (dossier.FeeUnknown())
        return dossier.closed && !dossier.finished
                   ? Html()
                   : Render(R"(<p class="govuk-body">Phí, lệ phí: bộ phận một cửa sẽ cho biết mức thu và căn cứ.</p>)");
    if (dossier.fee == 0) return {};
    if (dossier.fee_paid) {
        const auto paid = dossier.fee_paid->LocalDate().Spoken();
        return Render(
            R"(<p class="govuk-body">{}</p>)",
            returned == 0 ? Say("Phí, lệ phí: {1}, đã nộp ngày {2}.", Money(dossier.fee), paid)
            : returned >= dossier.fee
                ? Say("Phí, lệ phí: {1}, đã nộp ngày {2}, đã hoàn lại toàn bộ.", Money(dossier.fee), paid)
                : Say("Phí, lệ phí: {1}, đã nộp ngày {2}, đã hoàn lại {3}.", Money(dossier.fee), paid, Money(returned)));
    }
    return When(!dossier.closed, [&] {
        return Render(R"(<p class="govuk-body">{}</p>)", Say("Phí, lệ phí: {1}, chưa nộp.", Money(dossier.fee)));
    });
}

Html ExtensionLine(const TrackingView& view, const Happening& happening) {
    const auto until = ExtendedTo(view.dossier, view.happenings, happening);
    return When(until.has_value(), [&] { return Render(R"(<p class="govuk-body-s">Hẹn lại đến {}</p>)", web::Day(*until)); });
}

Html ProofLine(const TrackingView& view, const Happening& happening) {
    return When(!view.proofs.empty() && happening.ledger != 0, [&] {
        return Render(
            R"(<p class="govuk-body-s">
            <a class="govuk-link" href="{}">Tệp chứng nhận<span class="govuk-visually-hidden"> {}</span></a></p>)",
            Url::Local(view.proofs + std::to_string(happening.id)), happening.label.Now());
    });
}

namespace {

// What was said with an act and is the applicant's to read: why, where a paper says why; else the case, the fee and its basis, or
// what they sent and corrected themselves.
Html SaidWith(const Happening& happening) {
    if (happening.reason.empty()) return {};
    if (happening.form.empty() || happening.form == kReceipt)
        return Render(R"(<p class="govuk-body-s" lang="vi">{}</p>)", web::Lines(happening.reason));
    return Render(R"(<p class="govuk-body-s">Lý do: {}</p>)", web::InVietnamese(happening.reason));
}

}  // namespace

Html CitizenTimeline(const TrackingView& view) {
    return Render(R"(<h2 class="govuk-heading-m">Đã diễn ra</h2><ol class="ds-timeline">{}</ol>)",
                  Each(view.happenings, [&](const Happening& happening) {
                      return Render(R"(<li><h3>{}</h3><p class="govuk-body-s ds-muted">{}</p>{}{}{}</li>)", happening.label.Now(),
                                    web::Time(happening.at), SaidWith(happening), ExtensionLine(view, happening),
                                    ProofLine(view, happening));
                  }));
}

Html TrackingForm(std::string_view code, std::string_view last_four, const Refusals& faults) {
    const auto fields = Render(
        R"({}{}{})",
        web::TextInput({"ma", Say("Mã hồ sơ"), Say("In trên giấy tiếp nhận, ví dụ H56.102-261123-0001"), &faults, false}, code,
                       {}),
        web::TextInput({"so", Say("Bốn số cuối của số định danh, số hộ chiếu hoặc mã số thuế người nộp"), {}, &faults, false},
                       last_four, {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "4"}),
        web::Button(Say("Tra cứu")));
    return web::CitizenLayout(Say("Tra cứu hồ sơ"),
                              Render(
                                  R"(<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">{}
            <h1 class="govuk-heading-l">Tra cứu hồ sơ</h1><form method="get" action="/tra-cuu" novalidate>{}</form></div></div>)",
                                  web::ErrorSummary(faults), fields));
}

namespace {

// What whoever holds the paper compares it with.
Html ResultLine(const TrackingView& view) {
    return When(view.result_day.has_value(), [&] {
        return Render(
            R"(<p class="govuk-body">Kết quả: số <strong translate="no">{}</strong>, ngày {}. Hãy so với giấy trên tay.</p>)",
            view.dossier.result_number, web::Day(*view.result_day));
    });
}

// Where the one-stop that took it is, and when it is open.
Html ContactLink(const TrackingView& view) {
    return When(!view.intake_path.empty(), [&] {
        return Render(R"( (<a class="govuk-link" href="{}">địa chỉ, giờ làm việc</a>))", Url::Page(view.intake_path));
    });
}

}  // namespace

Html TrackingPage(const TrackingView& view) {
    return web::CitizenLayout(
        Say("Hồ sơ {1}", view.dossier.code),
        Render(
            R"({}<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-l">Hồ sơ {}</h1>
            <p class="govuk-body">{}</p><p class="govuk-body">{}</p>{}{}{}
            <p class="govuk-body">Nơi nhận: {}{}<br>Đang ở: {}</p>{}</div></div>)",
            web::BackLink(Url::Page("/tra-cuu")), view.dossier.code, web::InVietnamese(view.dossier.procedure_name),
            StatusTag(view), DueLine(view), FeeLine(view.dossier, view.fee_returned), ResultLine(view),
            web::InVietnamese(view.intake), ContactLink(view), web::InVietnamese(view.holder), CitizenTimeline(view)));
}

}  // namespace dongson::one_stop
