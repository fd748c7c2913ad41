#include "modules/administration/pages/archive_page.h"

#include <algorithm>

#include "core/text.h"
#include "modules/administration/pages/definition_pages.h"
#include "modules/administration/pages/difference_block.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::administration {

using namespace web::short_names;
using definitions::ArchivedChange;

namespace {

// Nobody reads more on one page; what is proposed has a page of its own.
constexpr std::size_t kMostRows = 100, kMostLinesOfOne = 40, kMostShownWhole = 20;

Html NameOf(const ArchivedChange& change) {
    const auto* type = definitions::FindType(change.type);
    const auto kind = type == nullptr ? change.type : Say(std::string(type->name)).Now();
    if (type != nullptr && change.proposed)
        return Render(R"(<a class="govuk-link" href="{}">{}: <span translate="no">{}</span></a>)",
                      Url::Page(PathOfEdition(*type, *change.proposed)), kind, change.key);
    return Render(R"({}: <span translate="no">{}</span>)", kind, change.key);
}

Html FateOf(const ArchivedChange& change) {
    if (!change.why_not.empty()) return Render(R"({} {})", web::Tag(Say("Bỏ qua"), web::TagColour::red), change.why_not);
    if (change.proposed)
        return web::Tag(Say("Đã đề nghị, phiên bản {1}", std::to_string(change.proposed->version)), web::TagColour::green);
    return change.holds ? web::Tag(Say("Khác bản đang áp dụng"), web::TagColour::amber)
                        : web::Tag(Say("Mới"), web::TagColour::blue);
}

// The page of a proposal shows all of it.
Html BriefOf(const ArchivedChange& change) {
    auto lines = definitions::Around(change.changes, 1);
    if (lines.size() > kMostLinesOfOne) lines.resize(kMostLinesOfOne);
    return web::Details(Say("Xem khác biệt"), DifferenceBlock(lines));
}

Html Rows(const definitions::ArchiveTaken& taken) {
    Html rows;
    for (std::size_t row = 0; row < std::min(taken.changes.size(), kMostRows); ++row) {
        const auto& change = taken.changes[row];
        rows += Render(R"(<li class="ds-editor__row"><p class="govuk-body">{} {}</p>{}</li>)", NameOf(change), FateOf(change),
                       When(row < kMostShownWhole, [&] { return BriefOf(change); }));
    }
    return rows;
}

Html Taken(const ArchiveView& view) {
    if (!view.taken) return {};
    const auto& taken = *view.taken;
    const auto more = When(taken.changes.size() > kMostRows, [&] {
        return web::Paragraph(Say("và {1} dòng khác.", std::to_string(taken.changes.size() - kMostRows)));
    });
    return Render(
        R"(<div class="govuk-inset-text" role="status"><p class="govuk-body">{} {}</p></div>
        <ol class="govuk-list ds-editor__rows">{}</ol>{})",
        Say("{1} định nghĩa như đang áp dụng, {2} khác.", std::to_string(taken.same), std::to_string(taken.changes.size())),
        view.proposed ? Say("Những chỗ đã đề nghị chờ một người quản trị khác phê duyệt.") : Say("Chưa ghi gì cả."), Rows(taken),
        more);
}

Html Upload(const ArchiveView& view) {
    return web::PostForm(
        Url::Page(kArchivePath),
        Render(R"({}{}<div class="govuk-button-group">
            <button class="govuk-button govuk-button--secondary" type="submit" name="viec" value="xem">Xem khác biệt</button>
            <button class="govuk-button" type="submit" name="viec" value="de-nghi">Đề nghị những chỗ khác</button></div>)",
               web::FileInput({"tep", Say("Tệp định nghĩa (ZIP)"), {}, &view.faults, false}, false),
               web::TextInput({"ly_do", Say("Lý do"), Say("Cần khi đề nghị"), &view.faults, false}, view.reason)),
        web::FormKind::multipart);
}

}  // namespace

Html ArchivePage(const ArchiveView& view) {
    Html links = web::LinkButton(Say("Tải về mọi định nghĩa"), Url::Local(std::string(kArchivePath) + "/tai"));
    for (const auto* type : definitions::Types())
        links += Render(R"(<a class="govuk-link" href="{}">{}</a> )",
                        Url::Local(std::string(kArchivePath) + "/tai").With("loai", std::string(type->key)),
                        Say(std::string(type->name)));
    return web::OfficerLayout(Say("Tệp định nghĩa"), Render(R"({}{}<h1 class="govuk-heading-l">Tệp định nghĩa</h1>{}
            <h2 class="govuk-heading-m">Tải về</h2>
            <p class="govuk-body">Mỗi định nghĩa đang áp dụng là một tệp YAML trong tệp ZIP, cùng danh sách manifest.csv:
            khóa, phiên bản, mã băm, ngày có hiệu lực, người soạn, người phê duyệt.
            Để giữ trong git hay sửa ở ngoài.</p>
            <div class="govuk-button-group">{}</div>
            <h2 class="govuk-heading-m">Đưa trở lại</h2>
            <p class="govuk-body">Chỗ khác với bản đang áp dụng thành đề nghị chờ người thứ hai phê duyệt;
            không gì bị ghi đè, không gì bị xóa.</p>{})",
                                                            web::BackLink(Url::Page("/can-bo/quan-tri/dinh-nghia")),
                                                            web::ErrorSummary(view.faults), Taken(view), links, Upload(view)));
}

}  // namespace dongson::administration
