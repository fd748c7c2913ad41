#include "modules/administration/pages/contact_pages.h"

#include "web/components.h"
#include "web/layout.h"

namespace dongson::administration {

using namespace web::short_names;
using organisation::CalledByPeople;
using organisation::ContactVersion;

namespace {

Url ContactUrl(const organisation::Unit& unit) {
    return Url::Page(std::string(kContactsPath) + "/" + web::PathStep(unit.key));
}

Html Line(const ContactLine& line) {
    return Render(R"(<li><a class="govuk-link" href="{}">{}</a> {}</li>)", ContactUrl(*line.unit),
                  web::InVietnamese(CalledByPeople(*line.unit)),
                  When(!line.told, [] { return web::Tag(Say("Chưa có"), web::TagColour::grey); }));
}

Html Search(const ContactsView& view) {
    return When(view.all, [&] {
        return Render(R"(<form method="get" action="/can-bo/lien-he">{}{}</form>)",
                      web::TextInput({"q", Say("Tên cơ quan, xã, phường"), {}, nullptr, false}, view.text, {.type = "search"}),
                      web::Button(Say("Tìm"), web::ButtonKind::secondary));
    });
}

// What was told before, and by whom.
Html History(const ContactView& view) {
    return When(!view.versions.empty(), [&] {
        return Render(
            R"(<h2 class="govuk-heading-m">Đã ghi</h2><ol class="ds-timeline">{}</ol>)",
            Each(view.versions, [](const ContactVersion& version) {
                const auto& contact = version.contact;
                std::string said;
                for (const auto* part : {&contact.address, &contact.phone, &contact.email, &contact.hours, &contact.remark})
                    if (!part->empty()) said += (said.empty() ? "" : " · ") + *part;
                return Render(R"(<li><h3>{}</h3><p class="govuk-body-s ds-muted">{}</p><p class="govuk-body-s">{}</p></li>)",
                              web::InVietnamese(version.changed_by), web::Time(version.changed),
                              said.empty() ? web::TextOf(Say("Đã xóa hết").Now()) : web::InVietnamese(said));
            }));
    });
}

}  // namespace

Html ContactsPage(const ContactsView& view) {
    return web::OfficerLayout(Say("Liên hệ của đơn vị"),
                              Render(R"(<h1 class="govuk-heading-l">Liên hệ của đơn vị</h1>
            <p class="govuk-body">Địa chỉ, điện thoại và giờ làm việc mà người dân đọc trên trang công khai của đơn vị.</p>
            {}<ul class="govuk-list ds-columns">{}</ul>{}
            <p class="govuk-body"><a class="govuk-link" href="/can-bo/lien-he/danh-sach.csv">Tải danh sách (CSV)</a></p>)",
                                     Search(view), Each(view.lines, Line), When(view.lines.empty(), [] {
                                         return Render(R"(<p class="govuk-body" role="status">Không có đơn vị nào.</p>)");
                                     })));
}

Html ContactPage(const ContactView& view) {
    const auto& typed = view.typed;
    const auto version = view.versions.empty() ? 0 : view.versions.front().version;
    const auto fields = Render(
        R"({}{}{}{}{}{}{})", web::HiddenInput("phien_ban", std::to_string(version)),
        web::TextInput(
            {"dia_chi", Say("Địa chỉ"), Say("Số nhà, đường, thôn, xã; nơi người dân đến nộp hồ sơ"), &view.faults, true},
            typed.address),
        web::TextInput({"dien_thoai", Say("Điện thoại"), Say("Nhiều số thì cách nhau bằng dấu chấm phẩy"), &view.faults, true},
                       typed.phone, {.width = "20"}),
        web::TextInput({"thu_dien_tu", Say("Thư điện tử"), {}, &view.faults, true}, typed.email, {.width = "20"}),
        web::TextInput({"gio_lam_viec", Say("Giờ làm việc"),
                        Say("Ví dụ: 7 giờ đến 11 giờ 30, 13 giờ 30 đến 17 giờ, thứ Hai đến thứ Sáu"), &view.faults, true},
                       typed.hours),
        web::TextInput({"luu_y", Say("Lưu ý"), Say("Ví dụ: cổng sau, tầng 1, có chỗ để xe lăn"), &view.faults, true},
                       typed.remark),
        web::Button(Say("Lưu")));
    const Sentence title{CalledByPeople(view.unit), {}};
    return web::OfficerLayout(
        title, Render(R"({}{}{}<h1 class="govuk-heading-l">{}</h1>{}{}
            <p class="govuk-body"><a class="govuk-link" href="{}">Xem trang công khai</a></p>)",
                      web::BackLink(Url::Page(std::string(kContactsPath))), web::ErrorSummary(view.faults),
                      When(view.saved,
                           [] {
                               return web::Banner(Say("Đã lưu"),
                                                  web::Paragraph(Say("Trang công khai của đơn vị nói như vậy từ lúc này.")));
                           }),
                      web::InVietnamese(view.unit.name), web::PostForm(ContactUrl(view.unit), fields), History(view),
                      Url::Page("/co-quan/" + web::PathStep(view.unit.key))));
}

}  // namespace dongson::administration
