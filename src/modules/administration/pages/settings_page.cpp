#include "modules/administration/pages/settings_page.h"

#include "core/text.h"
#include "web/components.h"
#include "web/layout.h"

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

Html Row(const Settings& settings, const Setting& setting) {
    const auto limits = setting.Limits();
    const auto shown = settings.Shown(setting.key);
    return Render(
        R"(<tr class="govuk-table__row"><th class="govuk-table__header" scope="row"><code translate="no">{}</code></th>
        <td class="govuk-table__cell" data-label="{}"><span class="ds-anywhere" translate="no">{}</span> {}</td>
        <td class="govuk-table__cell" data-label="{}" lang="en">{}</td>
        <td class="govuk-table__cell" data-label="{}" lang="en">{}</td></tr>)",
        setting.key, Say("Đang dùng"), shown.empty() ? "–" : shown, Origin(settings.By(setting.key)), Say("Nhận"),
        limits.empty() ? std::string(SettingTypeName(setting.type)) : limits, Say("Ý nghĩa"), Help(setting.help));
}

}  // namespace

Html SettingsPage(const Settings& settings) {
    return web::OfficerLayout(Say("Thiết lập"),
                              Render(
                                  R"({}<h1 class="govuk-heading-l">Thiết lập</h1>
            <p class="govuk-body">Những gì chương trình đang chạy theo. Sửa trong tệp cấu hình rồi khởi động lại;
            mật khẩu trong địa chỉ không hiện ở đây. Tại máy chủ: <code lang="en">dongson settings</code></p>
            <div class="ds-scroll" tabindex="0" role="region" aria-label="Thiết lập"><table class="govuk-table ds-dense ds-stack">
            <thead class="govuk-table__head"><tr class="govuk-table__row">
            <th class="govuk-table__header" scope="col">Khóa</th><th class="govuk-table__header" scope="col">Đang dùng</th>
            <th class="govuk-table__header" scope="col">Nhận</th><th class="govuk-table__header" scope="col">Ý nghĩa</th></tr></thead>
            <tbody class="govuk-table__body">{}</tbody></table></div>)",
                                  web::BackLink(Url::Page("/can-bo/van-hanh")),
                                  Each(settings.known(), [&](const Setting& setting) { return Row(settings, setting); })));
}

}  // namespace dongson::administration
