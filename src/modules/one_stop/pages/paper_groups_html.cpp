#include "modules/one_stop/pages/paper_groups_html.h"

#include <algorithm>

#include "web/components.h"

namespace dongson::one_stop {

using namespace web::short_names;

web::Html PaperGroupsOf(const std::vector<Paper>& papers, const std::function<web::Html(int)>& row,
                        const std::function<bool(int)>& used) {
    const bool at_once = papers.size() <= kPapersAtOnce;
    const auto groups = GroupsOf(papers);
    const auto shown = Each(groups, [&](const PaperGroup& group) {
        const auto rows = Each(group.components, row);
        if (at_once || groups.size() == 1)
            return Render(R"({}<div class="ds-papers">{}</div>)",
                          When(!group.title.empty(),
                               [&] { return Render(R"(<h3 class="govuk-heading-s" lang="vi">{}</h3>)", group.title); }),
                          rows);
        return Render(
            R"(<details class="govuk-details ds-paper-group" {}><summary class="govuk-details__summary">
            <span class="govuk-details__summary-text"><span lang="vi">{}</span> ({})</span></summary>
            <div class="ds-papers">{}</div></details>)",
            web::Flag::Open(std::ranges::any_of(group.components, used)),
            group.title.empty() ? Say("Giấy tờ chung").Now() : group.title, std::to_string(group.components.size()), rows);
    });
    return Render(
        R"({}{})",
        When(
            !at_once && groups.size() > 1,
            [] {
                return Render(
                    R"(<p class="govuk-body">Giấy tờ tùy trường hợp. Mở trường hợp của bạn; các trường hợp khác thì bỏ qua.</p>)");
            }),
        shown);
}

web::Html PaperCount(const Paper& paper) {
    const auto originals = std::to_string(paper.originals), copies = std::to_string(paper.copies);
    const auto said = paper.originals > 0 && paper.copies > 0 ? Say("bản chính: {1}, bản sao: {2}", originals, copies)
                      : paper.originals > 0                   ? Say("bản chính: {1}", originals)
                                                              : Say("bản sao: {1}", copies);
    return When(paper.originals > 0 || paper.copies > 0, [&] { return Render(R"( <span class="ds-muted">({})</span>)", said); });
}

}  // namespace dongson::one_stop
