#include "platform/personal_data/pages/kept_pages.h"

#include "platform/personal_data/kept.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::personal_data {

using namespace web::short_names;

namespace {

Html KeptTable(const Settings& settings) {
    return web::Table(Say("Những gì được giữ"),
                      {{Say("Dữ liệu"), web::ColumnKind::name},
                       {Say("Để làm gì")},
                       {Say("Giữ bao lâu")},
                       {Say("Trong bản sao của bạn")}},
                      {.dense = false})
        .Rows(KeptOfPeople(),
              [&](const Kept& kept) {
                  return web::Cells{Say(kept.what), Say(kept.why), HowLong(kept, settings),
                                    kept.copy != nullptr ? Say("Có") : Say("Không")};
              })
        .Done();
}

}  // namespace

Html KeptPage(const Settings& settings) {
    return web::CitizenLayout(Say("Dữ liệu của bạn"), Render(R"(<h1 class="govuk-heading-l">Dữ liệu của bạn</h1>
            <p class="govuk-body">Cổng chỉ giữ những gì cần để giải quyết hồ sơ. Cán bộ chỉ mở được
            hồ sơ mà đơn vị mình giữ hoặc được hỏi ý kiến, và mỗi lần mở đều ghi lại.</p>
            <ul class="govuk-list govuk-list--bullet">
            <li><a class="govuk-link" href="/tai-khoan/ai-da-xem">Ai đã xem dữ liệu của tôi</a></li>
            <li><a class="govuk-link" href="/tai-khoan/ban-sao">Tải bản sao dữ liệu của tôi</a></li>
            <li><a class="govuk-link" href="/tai-khoan">Sửa điện thoại, thư điện tử, địa chỉ</a></li>
            <li><a class="govuk-link" href="/tai-khoan/sua-du-lieu">Đề nghị sửa dữ liệu sai</a></li>
            <li><a class="govuk-link" href="/tai-khoan/xac-minh">
            Sửa họ tên: xác minh danh tính tại quầy, tên trên thẻ sẽ thay vào</a></li></ul>
            <h2 class="govuk-heading-m">Những gì được giữ</h2>{})",
                                                             KeptTable(settings)));
}

Html CopyPage(const Refusals& faults) {
    return web::Layout(
        Say("Bản sao dữ liệu của bạn"),
        Render(
            R"({}{}<h1 class="govuk-heading-l">Bản sao dữ liệu của bạn</h1>
            <p class="govuk-body">Một tệp JSON có những gì trang “Dữ liệu của bạn” ghi là có trong bản sao.
            Giấy tờ đã nộp được ghi tên và dấu vân tay (SHA-256); mở từng giấy ở trang của hồ sơ.</p>
            <p class="govuk-body">Thấy điều gì sai trong đó?
            <a class="govuk-link" href="/tai-khoan/sua-du-lieu">Đề nghị sửa dữ liệu cá nhân</a>.</p>
            <p class="govuk-body">Đừng gửi tệp này cho ai: trong đó có số định danh và nội dung bạn đã khai.</p>{})",
            web::ErrorSummary(faults), web::BackLink(Url::Page("/tai-khoan")),
            web::PostForm(
                Url::Page("/tai-khoan/ban-sao"),
                Render(R"({}{})",
                       web::TextInput({kCopyPassword, Say("Mật khẩu hiện nay"), {}, &faults, false}, "",
                                      {.type = "password", .autocomplete = "current-password", .inputmode = "text", .width = ""}),
                       web::Button(Say("Tải bản sao"))))));
}

}  // namespace dongson::personal_data
