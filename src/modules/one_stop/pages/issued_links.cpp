#include "modules/one_stop/pages/issued_links.h"

#include <algorithm>

#include "modules/one_stop/domain/fee_paper.h"
#include "modules/one_stop/domain/form_set.h"
#include "web/components.h"

namespace dongson::one_stop {

using namespace web::short_names;

Html IssuedLinks(const std::string& base, const std::vector<IssuedPaper>& issued, const std::vector<Happening>& happenings) {
    std::int64_t newest_result = 0;
    for (const auto& paper : issued)
        if (paper.form == kResult) newest_result = paper.id;
    const auto kept = Each(issued, [&](const IssuedPaper& paper) {
        // Receipts stand beside what became of them.
        if (paper.form == kFeeReceipt) return Html();
        const bool replaced = paper.form == kResult && paper.id != newest_result;
        return Render(
            R"(<li><a class="govuk-link" href="{}" lang="vi">{} (PDF)</a> <span class="ds-muted">Số {} · {}</span> {}</li>)",
            Url::Local(base + std::to_string(paper.id)), paper.title, paper.notation, web::Day(paper.issued.LocalDate()),
            When(replaced, [] { return web::Tag(Say("Đã được thay"), web::TagColour::amber); }));
    });
    return Render(R"({}{})", kept, Each(happenings, [&](const Happening& happening) {
                      const bool stands =
                          happening.form.empty() || std::ranges::find(issued, happening.id, &IssuedPaper::event) != issued.end();
                      return When(!stands, [&] {
                          return Render(R"(<li><a class="govuk-link" href="{}" lang="vi">{} (PDF)</a></li>)",
                                        Url::Local(base + happening.form),
                                        OfficialFormName(happening.form, happening.at.LocalDate()));
                      });
                  }));
}

}  // namespace dongson::one_stop
