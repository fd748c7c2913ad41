#include "modules/administration/pages/settings_page.h"

#include "core/text.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::administration {

using namespace web::short_names;

namespace {

// What stands between two backticks is what one types.
Html Help(std::string_view text) {
    bool code = true;
    return Each(Split(text, '`'), [&](std::string_view part) {
        code = !code;
        return code ? Render(R"(<code translate="no">{}</code>)", part) : Render(R"({})", part);
    });
}

Html Origin(SaidBy by) {
    if (by == SaidBy::nobody) return {};
    return by == SaidBy::file ? web::Tag(Say("đặt trong tệp"), web::TagColour::green)
                              : web::Tag(Say("đặt khi khởi động"), web::TagColour::blue);
}

web::Cells RowOf(const Settings& settings, const Setting& setting) {
    const auto limits = setting.Limits();
    const auto shown = settings.Shown(setting.key);
    return {Render(R"(<code translate="no">{}</code>)", setting.key),
            Render(R"(<span class="ds-anywhere" translate="no">{}</span> {})", shown.empty() ? "–" : shown,
                   Origin(settings.By(setting.key))),
            Render(R"(<span lang="en">{}</span>)", limits.empty() ? std::string(SettingTypeName(setting.type)) : limits),
            Render(R"(<span lang="en">{}</span>)", Help(setting.help))};
}

}  // namespace

Html SettingsPage(const Settings& settings) {
    return web::OfficerLayout(
        Say("Thiết lập"),
        Render(
            R"({}<h1 class="govuk-heading-l">Thiết lập</h1>
            <p class="govuk-body">Những gì chương trình đang chạy theo. Sửa trong tệp cấu hình rồi khởi động lại;
            mật khẩu trong địa chỉ không hiện ở đây. Tại máy chủ: <code lang="en">dongson settings</code></p>{})",
            web::BackLink(Url::Page("/can-bo/van-hanh")),
            web::Table(Say("Thiết lập"),
                       {{Say("Khóa"), web::ColumnKind::name}, {Say("Đang dùng")}, {Say("Nhận")}, {Say("Ý nghĩa")}})
                .Rows(settings.known(), [&](const Setting& each) { return RowOf(settings, each); })
                .Done()));
}

}  // namespace dongson::administration
