#include "modules/open_data/pages/pull_section.h"

#include "modules/open_data/pages/choices.h"
#include "web/components.h"

namespace dongson::open_data {

using namespace web::short_names;

Html PullSection(const OwnDatasetView& view) {
    std::vector<web::Choice> tables;
    for (const auto& resource : view.resources)
        if (resource.newest > 0) tables.push_back({ToText(resource.id), resource.title, ""});
    if (tables.empty() && view.pulls.empty()) return {};
    const auto base = "/can-bo/du-lieu/bo/" + ToText(view.dataset.id) + "/lay";
    const auto list = Each(view.pulls, [&](const Pull& pull) {
        return Render(
            R"(<li><p class="govuk-body"><code>{}</code> · {}</p><p class="govuk-body-s ds-muted">{}</p><p class="govuk-body-s ds-muted">Lần tới từ {}</p><div class="govuk-button-group">{}{}</div></li>)",
            pull.url, Say(FrequencyName(pull.every)),
            pull.pulled ? Render("{} · {}", web::Time(*pull.pulled), web::InVietnamese(pull.outcome))
                        : Render("Chưa lấy lần nào"),
            web::Day(pull.next.LocalDate()),
            web::PostForm(Url::Page(base + "/" + ToText(pull.id) + "/ngay"),
                          web::Button(Say("Lấy ngay"), web::ButtonKind::secondary)),
            web::PostForm(Url::Page(base + "/" + ToText(pull.id) + "/bo"),
                          web::Button(Say("Thôi lấy"), web::ButtonKind::secondary)));
    });
    const auto form = web::PostForm(
        Url::Page(base),
        Render(
            "{}{}{}{}",
            web::TextInput(
                {"dia_chi", Say("Địa chỉ của tệp"),
                 Say("Tệp (https://so.vn/so-lieu.csv), thư mục SFTP (sftp://ten@so.vn/gui/), trang của một bộ dữ liệu trên cổng CKAN (…/dataset/dan-so), hoặc mô tả DCAT (….ttl#dan-so)."),
                 &view.faults, false},
                ""),
            web::Select({"bang_lay", Say("Là phiên bản mới của"), {}, &view.faults, false}, tables, ""),
            web::Select({"dinh_ky", Say("Cập nhật"), {}, &view.faults, false}, PullPeriods(), "daily"),
            web::Button(Say("Hẹn lấy"), web::ButtonKind::secondary)));
    const auto fed = Each(view.fed, [](const std::string& title) {
        return Render(
            R"(<p class="govuk-body">Bảng <q lang="vi">{}</q> do hệ thống tự cập nhật mỗi ngày khi số liệu thay đổi; tệp tải lên cho bảng này sẽ bị lần cập nhật sau thay thế.</p>)",
            title);
    });
    return Render(R"(<h2 class="govuk-heading-m">Lấy tệp theo lịch</h2>{}<ul class="govuk-list">{}</ul>{})", fed, list,
                  When(!tables.empty(), [&] { return web::Details(Say("Hẹn lấy tệp từ một địa chỉ"), form); }));
}

}  // namespace dongson::open_data
