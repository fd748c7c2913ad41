#include "modules/one_stop/pages/typed_before.h"

#include "core/text.h"
#include "web/components.h"

namespace dongson::one_stop {

using namespace web::short_names;

void TypedBefore::Add(const Sentence& label, std::string_view text) {
    if (!Trim(text).empty()) lines.push_back({label, std::string(text)});
}

Html TypedBeforeHtml(const TypedBefore& typed) {
    if (typed.act.empty() || (typed.lines.empty() && !typed.files)) return {};
    std::vector<web::Row> rows;
    rows.reserve(typed.lines.size());
    for (const auto& line : typed.lines) rows.push_back({line.label, web::Lines(line.text), {}});
    return Render(
        R"(<div class="ds-actions" id="da-go"><h2 class="govuk-heading-m">Điều bạn vừa gõ</h2>
        <p class="govuk-body">Hồ sơ đã đổi, nên lúc này không làm được việc “{}”. Điều bạn gõ còn ở đây để chép lại khi
        cần.</p>{}{}</div>)",
        typed.act, web::SummaryList(rows), When(typed.files, [] {
            return Render(R"(<p class="govuk-body">Tệp bạn đã chọn thì phải chọn lại: trình duyệt không cho giữ tệp.</p>)");
        }));
}

}  // namespace dongson::one_stop
