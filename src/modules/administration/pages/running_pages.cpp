#include "modules/administration/pages/running_pages.h"

#include "modules/administration/pages/definition_pages.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::administration {

using namespace web::short_names;
using definitions::Edition;

namespace {

Html Titled(const definitions::Type& type, const Edition& edition, const Refusals& faults, const Sentence& title,
            const Html& content) {
    return web::OfficerLayout(
        title,
        Render(
            R"({}{}<span class="govuk-caption-l">{}: <span translate="no">{}</span></span><h1 class="govuk-heading-l">{}</h1>{})",
            web::BackLink(Url::Page(PathOfEdition(type, edition))), web::ErrorSummary(faults), VersionName(edition), edition.key,
            title, content));
}

}  // namespace

Html ReplayPage(const ReplayView& view) {
    const auto days = web::TextInput({"ngay", Say("Hồ sơ kết thúc trong bao nhiêu ngày qua"), {}, &view.faults, false}, view.days,
                                     {.width = "5"});
    return Titled(
        *view.type, view.edition, view.faults, Say("Chạy lại trên hồ sơ đã xong"),
        Render(
            R"(<form method="get" action="{}">{}<button class="govuk-button govuk-button--secondary" type="submit">Xem</button></form>{})",
            Url::Page(PathOfEdition(*view.type, view.edition) + "/chay-lai"), days, view.found));
}

Html MovingPage(const MovingView& view) {
    const auto none = Render(R"(<p class="govuk-body">Không còn hồ sơ nào đi theo phiên bản khác.</p>)");
    const auto by_another =
        Render(R"(<p class="govuk-inset-text">Bạn soạn phiên bản này: một người quản trị khác chọn và chuyển hồ sơ.</p>)");
    const auto form = web::PostForm(
        Url::Page(PathOfEdition(*view.type, view.edition) + "/chuyen"),
        Render(R"({}{}{})", view.others,
               web::TextInput({"ly_do", Say("Lý do"), Say("Ví dụ: theo Quyết định 12/2026/QĐ-UBND"), &view.faults, false},
                              view.reason),
               web::Button(Say("Chuyển hồ sơ đã chọn"))));
    return Titled(*view.type, view.edition, view.faults, Say("Chuyển hồ sơ đang giải quyết"),
                  Render(
                      R"(<p class="govuk-body">Hồ sơ đi tiếp theo phiên bản nó đã bắt đầu. Hồ sơ được chọn
            ở đây chuyển sang phiên bản này từ bước đang đứng; hạn đã hẹn giữ nguyên.
            Chuyển được tất cả hồ sơ đã chọn, hoặc không hồ sơ nào.</p>{})",
                      view.others.empty() ? none
                      : view.own          ? by_another
                                          : form));
}

}  // namespace dongson::administration
