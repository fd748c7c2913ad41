#include "modules/soc/pages/coverage_page.h"

#include "core/text.h"
#include "modules/soc/pages/soc_layout.h"
#include "web/components.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

std::string TacticName(const std::string& tactic) {
    std::string name = ReplaceAll(tactic, "-", " ");
    if (!name.empty()) name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
}

Html Cell(const CoverageView& view, const TechniqueCoverage& cell) {
    std::vector<std::string> names;
    for (const std::uint32_t source : cell.sources)
        if (const auto name = view.sources.find(source); name != view.sources.end()) names.push_back(name->second);
    const auto state = cell.rules == 0 ? Say("đã tắt")
                       : cell.fed == 0 ? Say("chưa có nguồn")
                                       : Say("{1} có nguồn", std::to_string(cell.fed));
    const auto tag = cell.rules == 0 ? web::TagColour::grey : cell.fed == 0 ? web::TagColour::amber : web::TagColour::green;
    return Render(
        R"(<li><details class="ds-cell"><summary><strong>{}</strong> {} {}</summary><p>{}</p>{}{}<p><a class="govuk-link" href="{}">{}</a></p></details></li>)",
        cell.technique, Figure(cell.rules), web::Tag(state, tag),
        Say("{1} quy tắc đang dùng, {2} tắt.", Figure(cell.rules), Figure(cell.off)),
        When(!names.empty(), [&] { return Render(R"(<p>{}</p>)", web::InVietnamese(Join(names, ", "))); }),
        cell.last_found ? Render(R"(<p>{} {}</p>)", Say("Lần cuối bắt được:"), web::Time(*cell.last_found))
                        : Render(R"(<p>{}</p>)", Say("Chưa từng bắt được gì.")),
        Url::Page("/can-bo/an-ninh/quy-tac").With("q", cell.technique), Say("Các quy tắc"));
}

}  // namespace

Html CoveragePage(const CoverageView& view) {
    std::size_t techniques = 0, fed = 0;
    for (const TacticCoverage& tactic : view.tactics)
        for (const TechniqueCoverage& cell : tactic.techniques) {
            ++techniques;
            if (cell.fed > 0) ++fed;
        }
    const auto unused = When(!view.unused.empty(), [&] {
        return Render(R"(<p class="govuk-body">{} {}</p>)", Say("Nguồn chưa quy tắc nào dùng đến:"),
                      web::InVietnamese(Join(view.unused, ", ")));
    });
    return SocLayout(
        Say("Độ phủ ATT&CK"), SocPlace::rules,
        Render(
            R"({}<h1 class="govuk-heading-l">Độ phủ ATT&amp;CK</h1><p class="govuk-body">{}</p>{}<div class="ds-matrix" role="region" aria-label="Ma trận ATT&amp;CK" tabindex="0">{}</div>)",
            web::BackLink(Url::Page("/can-bo/an-ninh/quy-tac")),
            Say("{1} trên {2} ô có quy tắc đang dùng và có nguồn gửi nhật ký mà quy tắc xem, tính trong 30 ngày.", Figure(fed),
                Figure(techniques)),
            unused, Each(view.tactics, [&](const TacticCoverage& tactic) {
                return Render(R"(<section><h2 class="govuk-heading-s" lang="en">{}</h2><ul class="govuk-list">{}</ul></section>)",
                              TacticName(tactic.tactic),
                              Each(tactic.techniques, [&](const TechniqueCoverage& cell) { return Cell(view, cell); }));
            })));
}

}  // namespace dongson::soc
