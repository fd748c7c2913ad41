#include "web/meanwhile.h"

namespace dongson::web {

void Meanwhile::Add(const Sentence& label, std::string_view stored, std::string_view typed) {
    if (stored != typed) rows.push_back({label, stored.empty() ? TextOf("–") : Lines(stored), {}});
}

Html MeanwhileHtml(const Meanwhile& meanwhile) {
    return When(!meanwhile.rows.empty(), [&] {
        return Render(
            R"(<div class="ds-actions" id="vua-ghi"><h2 class="govuk-heading-m">Người khác vừa ghi</h2>
            <p class="govuk-body">Khác với điều bạn gõ. Lưu biểu mẫu thì điều bạn gõ thay vào đây.</p>{}</div>)",
            SummaryList(meanwhile.rows));
    });
}

}  // namespace dongson::web
