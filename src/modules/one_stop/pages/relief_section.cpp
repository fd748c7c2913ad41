#include "modules/one_stop/pages/relief_section.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

Html StateTag(ClaimState state) {
    if (state == ClaimState::waiting) return web::Tag(Say("Chờ trả lời"), web::TagColour::amber);
    return state == ClaimState::accepted ? web::Tag(Say("Được chấp nhận"), web::TagColour::green)
                                         : web::Tag(Say("Không chấp nhận"), web::TagColour::red);
}

Html ClaimLine(const FeeClaim& claim) {
    const FeeRelief relief{claim.group, claim.percent, claim.basis};
    return Render(R"(<li>{} {}<br><span class="ds-muted">{}</span>{}</li>)", web::InVietnamese(ReliefInWords(relief)),
                  StateTag(claim.state), web::InVietnamese(claim.basis),
                  When(!claim.reason.empty(), [&] { return Render(R"(<br>{})", web::InVietnamese(claim.reason)); }));
}

Html Claims(const std::vector<FeeClaim>& claims) {
    return When(!claims.empty(), [&] {
        return Render(R"(<h2 class="govuk-heading-m" id="mien-giam">Miễn, giảm phí, lệ phí</h2><ul class="govuk-list">{}</ul>)",
                      Each(claims, ClaimLine));
    });
}

Html Groups(const Procedure& procedure, Channel channel, const Refusals* faults, std::string_view chosen) {
    std::vector<web::Choice> choices;
    for (const auto& relief : procedure.reliefs) {
        if (relief.group == kOnlineGroup && channel != Channel::online) continue;
        const auto* group = FindFeeGroup(relief.group);
        choices.push_back({relief.group, ReliefInWords(relief), group == nullptr ? "" : group->proof.Now()});
    }
    return web::Radios({"nhom", Say("Thuộc diện nào"), {}, faults, false}, choices, chosen);
}

}  // namespace

Html OwnRelief(const MyDossierView& view) {
    const auto& dossier = view.tracking.dossier;
    if (!view.may_message || !MayClaimRelief(dossier, view.procedure, view.claims)) return Claims(view.claims);
    const bool mine = view.event == names::kClaimRelief;
    const Refusals none;
    const auto* faults = mine ? &view.faults : &none;
    const auto form = web::PostForm(
        Url::Page("/ho-so/" + dossier.code + "/mien-giam"),
        Render(R"({}{}{})", Groups(view.procedure, dossier.channel, faults, mine ? view.typed_group : ""),
               web::FileInput({"tep", Say("Giấy tờ chứng minh"), Say("Ảnh chụp hoặc bản quét"), faults, false}, false),
               web::Button(Say("Gửi đề nghị"), web::ButtonKind::secondary)),
        web::FormKind::multipart);
    return Render(R"({}{})", Claims(view.claims), web::Details(Say("Bạn thuộc diện miễn, giảm phí, lệ phí?"), form, mine));
}

Html OfficeRelief(const OfficeDossierView& view) {
    const auto& dossier = view.tracking.dossier;
    const auto* standing = Standing(view.claims);
    const auto base = "/can-bo/ho-so/" + dossier.code + "/mien-giam";
    const Refusals none;
    if (view.may_decide_relief && standing != nullptr && standing->state == ClaimState::waiting) {
        const bool mine = view.event == names::kDecideRelief;
        const auto* faults = mine ? &view.faults : &none;
        const auto form = web::PostForm(
            Url::Page(base + "/tra-loi"),
            Render(R"({}{}{}{})", web::HiddenInput("phien_ban", std::to_string(dossier.version)),
                   web::Radios({"tra_loi", Say("Trả lời đề nghị"), {}, faults, false},
                               {{"dong-y", Say("Chấp nhận").Now(), ""}, {"khong", Say("Không chấp nhận").Now(), ""}},
                               mine ? view.Typed("tra_loi") : ""),
                   web::TextArea(
                       {"ly_do", Say("Lý do"), Say("Người nộp sẽ đọc được. Chấp nhận thì có thể để trống."), faults, false},
                       mine ? view.Typed("ly_do") : "", 2),
                   web::Button(Say("Trả lời"))));
        return Render(R"({}{})", Claims(view.claims), form);
    }
    if (!view.may_decide_relief || !MayClaimRelief(dossier, view.procedure, view.claims)) return Claims(view.claims);
    const bool mine = view.event == names::kClaimRelief;
    const auto* faults = mine ? &view.faults : &none;
    const auto form = web::PostForm(
        Url::Page(base),
        Render(R"({}{}{})", Groups(view.procedure, dossier.channel, faults, mine ? view.Typed("nhom") : ""),
               web::FileInput(
                   {"tep", Say("Giấy tờ chứng minh"),
                    Say("Để trống nếu đã xem giấy tại quầy: khi ấy người khác phải chấp nhận thì mới thu phí, tiếp nhận được"),
                    faults, true},
                   false),
               web::Button(Say("Ghi đề nghị"), web::ButtonKind::secondary)),
        web::FormKind::multipart);
    return Render(R"({}{})", Claims(view.claims), web::Details(Say("Ghi đề nghị miễn, giảm phí, lệ phí"), form, mine));
}

Html ReliefsOf(const Procedure& procedure) {
    return When(!procedure.reliefs.empty(), [&] {
        return Render(
            R"(<h3 class="govuk-heading-s">Miễn, giảm phí, lệ phí</h3><ul class="govuk-list govuk-list--bullet">{}</ul>)",
            Each(procedure.reliefs, [](const FeeRelief& relief) {
                return Render(R"(<li>{} <span class="ds-muted">({})</span></li>)", ReliefInWords(relief),
                              web::InVietnamese(relief.basis));
            }));
    });
}

}  // namespace dongson::one_stop
