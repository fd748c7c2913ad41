#include "modules/administration/pages/difference_block.h"

#include <algorithm>

#include "web/components.h"

namespace dongson::administration {

using namespace web::short_names;
using definitions::Change;
using definitions::ChangedLine;

namespace {

Html LineOf(const ChangedLine& line) {
    if (line.before + line.after == 0) return Render(R"(<div class="ds-muted">⋯</div>)");
    if (line.change == Change::added)
        return Render(R"(<div><span class="ds-muted">{}</span><ins>+ {}</ins></div>)", std::to_string(line.after), line.text);
    if (line.change == Change::removed)
        return Render(R"(<div><span class="ds-muted">{}</span><del>− {}</del></div>)", std::to_string(line.before), line.text);
    return Render(R"(<div><span class="ds-muted">{}</span><span>{}</span></div>)", std::to_string(line.after), line.text);
}

}  // namespace

Html DifferenceBlock(const std::vector<ChangedLine>& lines) {
    constexpr int kContext = 3;
    constexpr std::size_t kMostLines = 500;
    if (std::ranges::all_of(lines, [](const ChangedLine& line) { return line.change == Change::same; }))
        return Render(R"(<p class="govuk-body">Hai bản giống nhau.</p>)");
    auto shown = definitions::Around(lines, kContext);
    const auto all = shown.size();
    if (all > kMostLines) shown.resize(kMostLines);
    return Render(R"(<div class="ds-difference" translate="no" lang="vi">{}</div>{})", Each(shown, LineOf),
                  When(all > kMostLines, [&] {
                      return web::Paragraph(Say("Còn {1} dòng khác chưa hiện ở đây.", std::to_string(all - kMostLines)));
                  }));
}

}  // namespace dongson::administration
