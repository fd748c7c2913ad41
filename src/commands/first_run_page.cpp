#include "commands/first_run_page.h"

#include "core/text.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::commands {

using namespace web::short_names;

namespace {

Html Column(const Html& content) {
    return Render(R"(<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">{}</div></div>)", content);
}

}  // namespace

// The fields bear the options of `dongson setup`: a refusal names either.
Html FirstRunPage(const ProvinceWanted& typed, std::string_view code, std::string_view settings, const Refusals& faults) {
    const auto text = [&](const char* name, const Sentence& label, const Sentence& hint, std::string_view value, bool optional) {
        return web::TextInput({name, label, hint, &faults, optional}, value);
    };
    const auto asked = When(settings.empty(), [&] {
        return Render(
            R"({}{}{}{}{})",
            text("province", Say("Tỉnh, thành phố"), Say("Như in trên giấy tờ: Thanh Hóa"), typed.province, false),
            web::Radios({"era", Say("Bộ máy"), {}, &faults, false},
                        {{"2025", Say("Hai cấp, từ ngày 1/7/2025").Now(), ""},
                         {"2023", Say("Ba cấp của năm 2023, để đào tạo").Now(), Say("Đồng hồ chạy từ ngày 2/10/2023").Now()}},
                        typed.era),
            web::Radios(
                {"submission", Say("Người dân nộp hồ sơ trực tuyến ở đâu"), {}, &faults, false},
                {{"national", Say("Cổng Dịch vụ công quốc gia").Now(),
                  Say("Từ ngày 1/7/2025 theo quy định. Ở đây: tiếp nhận tại quầy, giải quyết, tra cứu, trả kết quả.").Now()},
                 {"local", Say("Tại đây").Now(), Say("Cho năm 2023 và để đào tạo").Now()}},
                typed.submission),
            text("base-url", Say("Địa chỉ người dân dùng"), Say("In trên giấy tờ và mã QR: https://dichvucong.vidu.vn"),
                 typed.base_url, true),
            text("contact", Say("Liên hệ bộ phận một cửa"), Say("Hiện ở cuối mọi trang"), typed.contact, true));
    });
    const auto written = When(!settings.empty(), [&] {
        return Render(R"(<p class="govuk-body">Cấu hình đã có trong <code>{}</code>, sửa ở đó.</p>)", settings);
    });
    const auto fields =
        Render(R"({}{}{}{}{}{})", web::HiddenInput("ma", code), written, asked,
               text("admin", Say("Tên đăng nhập của người quản trị đầu tiên"), Say("Chữ thường không dấu: quan.tri"), typed.login,
                    false),
               text("admin-name", Say("Họ và tên người quản trị"), {}, typed.name, false), web::Button(Say("Thiết lập")));
    return web::CitizenLayout(Say("Thiết lập lần đầu"),
                              Column(Render(
                                  R"({}<h1 class="govuk-heading-l">Thiết lập lần đầu</h1>
            <p class="govuk-body">Máy chủ này chưa có gì. Trang này nạp các đơn vị và thủ tục hành chính đi kèm, ghi cấu hình và
            tạo người quản trị đầu tiên.
            Tỉnh khác dùng danh sách đơn vị của mình: chạy <code>dongson setup --units</code> trên máy chủ.</p>{})",
                                  web::ErrorSummary(faults), web::PostForm(Url::Local("/cai-dat"), fields))));
}

Html FirstRunDonePage(const ProvinceMade& made) {
    std::vector<std::string> loaded;
    loaded.reserve(made.loaded.size());
    for (const auto& counted : made.loaded) loaded.push_back(counted.Now());
    return web::CitizenLayout(Say("Đã thiết lập"), Column(Render(
                                                       R"(<h1 class="govuk-heading-l">Đã thiết lập</h1>
            <p class="govuk-body">{}. Cấu hình đã ghi vào <code>{}</code>.</p>
            <p class="govuk-body">Tên đăng nhập: <strong translate="no">{}</strong></p>
            <p class="govuk-body">Mã kích hoạt, chỉ hiện một lần, dùng
            đến {}: <strong class="ds-code" translate="no">{}</strong></p>
            <p class="govuk-body">Máy chủ đang khởi động lại với cấu hình mới; đợi vài giây.</p>
            <p class="govuk-body"><a class="govuk-button" href="{}">Kích hoạt tài khoản quản trị</a></p>)",
                                                       Join(loaded, ", "), made.configuration, made.administrator.account.login,
                                                       made.administrator.until.Spoken(), made.administrator.code,
                                                       Url::Page("/kich-hoat").With("ten", made.administrator.account.login))));
}

Html FirstRunClosedPage() {
    return web::CitizenLayout(Say("Máy chủ chưa được thiết lập"),
                              Column(Render(
                                  R"(<h1 class="govuk-heading-l">Máy chủ chưa được thiết lập</h1>
            <p class="govuk-body">Người vận hành mở đường dẫn có mã trong nhật ký của chương trình (<code>SETUP_WAITS</code>),
            hoặc chạy <code>dongson setup</code> trên máy chủ.</p>)")));
}

}  // namespace dongson::commands
