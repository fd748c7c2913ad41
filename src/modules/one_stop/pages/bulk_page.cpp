#include "modules/one_stop/pages/bulk_page.h"

#include <algorithm>

#include "modules/one_stop/domain/form_set.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

constexpr char kPath[] = "/can-bo/lam-nhieu";

Html Tabs(const BulkView& view) {
    return Render(R"(<nav aria-label="Việc"><ul class="ds-tabs">{}</ul></nav>)", Each(view.steps, [&](const BulkStep& step) {
                      return Render(R"(<li><a href="{}" {}>{} <span class="ds-count ds-count--quiet">{}</span></a></li>)",
                                    Url::Page(kPath).With("viec", step.event), web::Flag::CurrentPage(view.chosen == step.event),
                                    step.label.Now(), std::to_string(step.dossiers.size()));
                  }));
}

Html Rows(const BulkView& view, const BulkStep& step) {
    return Each(step.dossiers, [&](const Dossier& dossier) {
        const auto nearest = std::min(dossier.due, dossier.step_due);
        return Render(
            R"(<tr class="govuk-table__row"><td class="govuk-table__cell"><label class="ds-tick">
            <input type="checkbox" name="ho_so" value="{} {}"><span class="govuk-visually-hidden">{}</span></label></td>
            <td class="govuk-table__cell ds-nowrap"><a class="govuk-link" href="{}">{}</a></td>
            <td class="govuk-table__cell">{}</td><td class="govuk-table__cell ds-person">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}{}</td><td class="govuk-table__cell">{}</td></tr>)",
            dossier.code, std::to_string(dossier.version), dossier.code, Url::Page("/can-bo/ho-so/" + dossier.code), dossier.code,
            web::InVietnamese(dossier.procedure_name), web::InVietnamese(dossier.person.name), Say("Hạn"),
            When(!dossier.finished && nearest < view.now, [] { return Render(R"(<span class="ds-late">Quá hạn</span> )"); }),
            dossier.finished || nearest == kNever ? Render(R"(<span class="ds-muted">–</span>)") : web::Day(nearest.LocalDate()),
            When(step.signs, [&] {
                return Render(R"(<a class="govuk-link" href="{}">Xem dự thảo kết quả (PDF)</a>)",
                              Url::Local("/can-bo/ho-so/" + dossier.code + "/phieu/" + std::string(kResult)));
            }));
    });
}

Html Outcome(const BulkView& view) {
    if (!view.tried) return {};
    return web::Banner(
        Say("Đã làm {1} hồ sơ: {2}", std::to_string(view.done.size()), view.what),
        Render(R"({}{})",
               When(!view.done.empty(),
                    [&] {
                        return Render(R"(<ul class="govuk-list">{}</ul>)", Each(view.done, [](const std::string& code) {
                                          return Render(R"(<li><a class="govuk-link" href="{}">{}</a></li>)",
                                                        Url::Page("/can-bo/ho-so/" + code), code);
                                      }));
                    }),
               When(!view.refused.empty(), [&] {
                   return Render(R"(<p class="govuk-body">Chưa làm được:</p><ul class="govuk-list govuk-list--bullet">{}</ul>)",
                                 Each(view.refused, [](const auto& refused) {
                                     return Render(R"(<li><a class="govuk-link" href="{}">{}</a>: {}</li>)",
                                                   Url::Page("/can-bo/ho-so/" + refused.first), refused.first, refused.second);
                                 }));
               })));
}

Html StepForm(const BulkView& view, const BulkStep& step) {
    return web::PostForm(Url::Page(kPath),
                         Render(R"({}<div class="ds-scroll" id="ho_so"><table class="govuk-table ds-dense ds-stack">
        <thead class="govuk-table__head"><tr class="govuk-table__row">
        <th class="govuk-table__header" scope="col">Chọn</th>
        <th class="govuk-table__header" scope="col">Mã hồ sơ</th>
        <th class="govuk-table__header" scope="col">Nội dung</th>
        <th class="govuk-table__header" scope="col">Người nộp</th>
        <th class="govuk-table__header" scope="col">Hạn</th>
        <th class="govuk-table__header" scope="col">Kết quả</th></tr></thead>
        <tbody class="govuk-table__body">{}</tbody></table></div>{})",
                                web::HiddenInput("viec", step.event), Rows(view, step), web::Button({step.label.Now(), {}})));
}

}  // namespace

Html BulkPage(const BulkView& view) {
    const auto step = std::ranges::find(view.steps, view.chosen, &BulkStep::event);
    return web::OfficerLayout(
        Say("Làm nhiều hồ sơ"),
        Render(R"({}{}<h1 class="govuk-heading-l">Làm nhiều hồ sơ</h1>
        <p class="govuk-body">Những hồ sơ mà bước kế tiếp không phải nhập gì thêm.
        Mỗi hồ sơ được kiểm tra lại khi làm; hồ sơ vừa có người khác xử lý thì để lại.</p>{}{}{}{})",
               web::BackLink(Url::Page("/can-bo")), web::ErrorSummary(view.faults), Outcome(view),
               When(!view.steps.empty(), [&] { return Tabs(view); }),
               step == view.steps.end() ? Render(R"(<p class="govuk-body">Không có hồ sơ nào làm được như vậy lúc này.</p>)")
                                        : StepForm(view, *step),
               When(view.cut, [] {
                   return Render(
                       R"(<p class="govuk-body">Còn nhiều hồ sơ hơn số hiện ở đây; làm xong phần này rồi xem tiếp.</p>)");
               })));
}

}  // namespace dongson::one_stop
