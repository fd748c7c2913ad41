#include "platform/identity/pages/account_pages.h"

#include "core/text.h"
#include "platform/identity/device_name.h"
#include "platform/identity/person_number.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::identity {

using namespace web::short_names;

namespace {

Html Column(const Html& content) {
    return Render(R"(<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">{}</div></div>)", content);
}
Html Heading(const Sentence& text) {
    return Render(R"(<h1 class="govuk-heading-l">{}</h1>)", text);
}

Html Password(const Refusals& faults, std::string_view value, const char* autocomplete) {
    return web::TextInput({"mat_khau", Say("Mật khẩu"), {}, &faults, false}, value,
                          {.type = "password", .autocomplete = autocomplete, .inputmode = "text", .width = ""});
}

Html Demonstration() {
    return web::Details(
        Say("Tài khoản dùng thử"),
        Render(
            R"(<p class="govuk-body">Mật khẩu chung: <code>thanh hoa 2026</code></p><ul class="govuk-list"><li>Công dân: <code>038190001234</code></li>
        <li>Doanh nghiệp: <code>2800123452</code></li><li>Cán bộ một cửa: <code>motcua.hacthanh</code></li><li>Chuyên viên: <code>chuyenvien.hacthanh</code></li><li>Lãnh đạo: <code>lanhdao.hacthanh</code></li>
        <li>Sở Xây dựng: <code>chuyenvien.sxd</code></li><li>Quản trị: <code>quantri</code></li></ul>)"));
}

}  // namespace

Html SignInPage(const SignInView& view, const Refusals& faults) {
    const auto fields =
        Render(R"({}{}{}{}{}{}{})", web::HiddenInput("tiep", view.next),
               When(view.kept.has_value(), [&] { return web::KeptFields(*view.kept); }),
               web::TextInput({"ten_dang_nhap",
                               view.officers_only ? Say("Tên đăng nhập") : Say("Số định danh, mã số thuế hoặc tên đăng nhập"),
                               {},
                               &faults,
                               false},
                              view.login, {.type = "text", .autocomplete = "username", .inputmode = "text", .width = ""}),
               Password(faults, view.password, "current-password"),
               When(view.asks_code,
                    [&] {
                        return web::TextInput(
                            {"ma_xac_thuc", Say("Mã xác thực"), Say("6 chữ số đang hiện trên ứng dụng xác thực của bạn"), &faults,
                             false},
                            "", {.type = "text", .autocomplete = "one-time-code", .inputmode = "numeric", .width = "10"});
                    }),
               web::Button(Say("Đăng nhập")), When(view.demonstration, Demonstration));
    return web::CitizenLayout(
        Say("Đăng nhập"),
        Column(Render(
            R"({}{}{}{}{}<p class="govuk-body"><a class="govuk-link" href="/quen-mat-khau">Quên mật khẩu</a></p>
            <p class="govuk-body"><a class="govuk-link" href="/kich-hoat">Cán bộ có mã kích hoạt</a></p>)",
            web::ErrorSummary(faults), Heading(Say("Đăng nhập")),
            When(
                view.kept.has_value(),
                [] {
                    return web::Banner(
                        Say("Điều bạn gõ vẫn còn"),
                        Render(
                            R"(<p class="govuk-body">Phiên làm việc đã hết, nên biểu mẫu chưa được nhận. Đăng nhập ở đây rồi gửi lại, không phải gõ lại.</p>)"));
                }),
            web::PostForm(Url::Page("/dang-nhap"), fields), When(!view.officers_only, [&] {
                return Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">Chưa có tài khoản? Đăng ký</a></p>)",
                              Url::Page("/dang-ky").With("tiep", view.next));
            }))));
}

Html SendAgainPage(const web::KeptForm& kept) {
    return web::Layout(Say("Gửi lại"),
                       Column(Render(R"({}<p class="govuk-body">Bạn đã đăng nhập lại. Bấm nút dưới đây để gửi điều đã gõ.</p>{})",
                                     Heading(Say("Gửi lại")), web::SendAgain(kept))));
}

Html RegistrationPage(const Registration& typed, std::string_view next, const Refusals& faults) {
    const auto text = [&](const char* name, const Sentence& label, const Sentence& hint, std::string_view value,
                          const char* autocomplete, bool optional = false) {
        return web::TextInput({name, label, hint, &faults, optional}, value,
                              {.type = "text", .autocomplete = autocomplete, .inputmode = "text", .width = ""});
    };
    const auto kinds = web::Radios({"loai", Say("Bạn là"), {}, &faults, false},
                                   {{"ca-nhan", Say("Cá nhân").Now(), ""}, {"to-chuc", Say("Doanh nghiệp, tổ chức").Now(), ""}},
                                   typed.kind == AccountKind::business ? "to-chuc" : "ca-nhan");
    const auto fields = Render(
        R"({}{}{}{}{}{}{}{}{}{}{})", web::HiddenInput("tiep", next), kinds,
        text("ho_ten", Say("Họ và tên, hoặc tên tổ chức"), {}, typed.name, "name"),
        text(
            "so_dinh_danh", Say("Số định danh cá nhân, hoặc mã số thuế"),
            Say("12 chữ số trên thẻ căn cước; tổ chức: 10 hoặc 13 chữ số; người nước ngoài: mã nước rồi số hộ chiếu, ví dụ KOR M12345678"),
            typed.person_number, "off"),
        text("ngay_sinh", Say("Ngày sinh"), Say("Ví dụ 27/3/1990. Tổ chức bỏ trống."), typed.born, "bday"),
        text("so_dien_thoai", Say("Số điện thoại"), {}, typed.phone, "tel"),
        text("thu_dien_tu", Say("Thư điện tử"), Say("Để nhận thông báo và đặt lại mật khẩu"), typed.email, "email", true),
        text("dia_chi", Say("Địa chỉ"), {}, typed.address, "street-address", true),
        web::TextInput({"mat_khau", Say("Mật khẩu"), Say("Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất"), &faults, false},
                       typed.password, {.type = "password", .autocomplete = "new-password", .inputmode = "text", .width = ""}),
        text("ma_phieu", Say("Mã trên phiếu xác minh"), Say("Nếu bạn đã nhận phiếu tại quầy"), typed.slip, "one-time-code", true),
        web::Button(Say("Tạo tài khoản")));
    return web::CitizenLayout(Say("Đăng ký tài khoản"),
                              Column(Render(R"({}{}{})", web::ErrorSummary(faults), Heading(Say("Đăng ký tài khoản")),
                                            web::PostForm(Url::Page("/dang-ky"), fields))));
}

namespace {

Html WithoutMail() {
    return Render(
        R"(<p class="govuk-body">Không có thư điện tử? Mang thẻ căn cước đến bộ phận một cửa bất kỳ để lấy phiếu xác minh, rồi
            <a class="govuk-link" href="/quen-mat-khau/phieu">đặt lại mật khẩu bằng phiếu</a>.</p>)");
}

}  // namespace

Html ForgottenPage(const Refusals& faults, Step step) {
    if (step == Step::done)
        return web::CitizenLayout(
            Say("Quên mật khẩu"),
            Column(Render(
                R"({}<p class="govuk-body">Nếu có tài khoản với số này và tài khoản có thư điện tử, đường dẫn đặt lại mật khẩu đã được gửi. Đường dẫn dùng được trong một giờ.</p>
            {})",
                Heading(Say("Hãy kiểm tra hộp thư")), WithoutMail())));
    return web::CitizenLayout(
        Say("Quên mật khẩu"),
        Column(Render(
            R"({}{}{}{})", web::ErrorSummary(faults), Heading(Say("Quên mật khẩu")),
            web::PostForm(
                Url::Page("/quen-mat-khau"),
                Render(R"({}{})",
                       web::TextInput({"ten_dang_nhap", Say("Số định danh, mã số thuế hoặc tên đăng nhập"), {}, &faults, false},
                                      "", {}),
                       web::Button(Say("Gửi đường dẫn đặt lại")))),
            WithoutMail())));
}

Html SlipResetPage(std::string_view number, const Refusals& faults) {
    const auto fields =
        Render(R"({}{}{}{})",
               web::TextInput({"so_dinh_danh", Say("Số định danh hoặc mã số thuế"), {}, &faults, false}, number,
                              {.type = "text", .autocomplete = "username", .inputmode = "text", .width = ""}),
               web::TextInput({"ma_phieu", Say("Mã trên phiếu xác minh"), Say("12 ký tự, ví dụ ABCD-EFGH-JKMN"), &faults, false},
                              "", {.type = "text", .autocomplete = "one-time-code", .inputmode = "text", .width = ""}),
               Password(faults, "", "new-password"), web::Button(Say("Đặt mật khẩu mới")));
    return web::CitizenLayout(Say("Đặt lại mật khẩu"),
                              Column(Render(
                                  R"({}{}
            <p class="govuk-body">Phiếu do cán bộ một cửa cấp sau khi xem thẻ căn cước, hộ chiếu hoặc giấy đăng ký doanh nghiệp của bạn.</p>{})",
                                  web::ErrorSummary(faults), Heading(Say("Đặt lại mật khẩu bằng phiếu xác minh")),
                                  web::PostForm(Url::Page("/quen-mat-khau/phieu"), fields))));
}

Html ActivationPage(std::string_view login, const Refusals& faults) {
    const auto fields = Render(
        R"({}{}{}{})",
        web::TextInput({"ten_dang_nhap", Say("Tên đăng nhập"), {}, &faults, false}, login,
                       {.type = "text", .autocomplete = "username", .inputmode = "text", .width = ""}),
        web::TextInput({"ma_kich_hoat", Say("Mã kích hoạt"), Say("16 ký tự, ví dụ ABCD-EFGH-JKMN-PQRS"), &faults, false}, "",
                       {.type = "text", .autocomplete = "one-time-code", .inputmode = "text", .width = ""}),
        web::TextInput(
            {"mat_khau", Say("Mật khẩu của bạn"), Say("Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất"), &faults, false}, "",
            {.type = "password", .autocomplete = "new-password", .inputmode = "text", .width = ""}),
        web::Button(Say("Kích hoạt")));
    return web::CitizenLayout(Say("Kích hoạt tài khoản cán bộ"),
                              Column(Render(
                                  R"({}{}
            <p class="govuk-body">Mã do người quản trị của đơn vị đưa cho bạn. Mã dùng được một lần, trong bảy ngày; hết hạn thì xin mã mới.</p>{})",
                                  web::ErrorSummary(faults), Heading(Say("Kích hoạt tài khoản cán bộ")),
                                  web::PostForm(Url::Page("/kich-hoat"), fields))));
}

Html ResetPage(std::string_view token, const Refusals& faults) {
    return web::CitizenLayout(Say("Đặt lại mật khẩu"),
                              Column(Render(R"({}{}{})", web::ErrorSummary(faults), Heading(Say("Đặt lại mật khẩu")),
                                            web::PostForm(Url::Page("/dat-lai-mat-khau/" + web::PathStep(token)),
                                                          Render(R"({}{})", Password(faults, "", "new-password"),
                                                                 web::Button(Say("Đặt mật khẩu mới")))))));
}

namespace {

// Tokens by which programs act for an officer.
// What matters is changed only by who knows the password.
Html PasswordAgain(const Refusals& faults, const char* name, const Sentence& wanted_when = {}) {
    return web::TextInput({name, Say("Mật khẩu hiện nay"), wanted_when, &faults, !wanted_when.vietnamese.empty()}, "",
                          {.type = "password", .autocomplete = "current-password", .inputmode = "text", .width = ""});
}

Html TokenSection(const AccountView& view, const Refusals& faults) {
    if (view.account.kind != AccountKind::officer) return {};
    const auto issued = When(!view.issued.empty(), [&] {
        return web::Banner(
            Say("Mã truy cập mới"),
            Render(
                R"(<p class="govuk-body">Chép mã này ngay: nó chỉ hiện một lần, và ai có nó đều làm được việc thay bạn.</p><pre translate="no" tabindex="0"><code id="ma-moi">{}</code></pre>)",
                view.issued));
    });
    const auto list = [&] {
        return web::Table(
                   Say("Mã truy cập"),
                   {{Say("Dùng cho")}, {Say("Tạo lúc")}, {Say("Dùng lần cuối")}, {Say("Việc"), web::ColumnKind::text, true}},
                   {.dense = false})
            .Rows(view.tokens,
                  [](const AccessToken& token) {
                      return web::Cells{web::InVietnamese(token.name), web::Time(token.created),
                                        token.used ? web::Time(*token.used) : Render("Chưa dùng"),
                                        web::PostForm(Url::Page("/tai-khoan/ma-truy-cap/" + ToText(token.id) + "/thu-hoi"),
                                                      web::Button(Say("Thu hồi"), web::ButtonKind::secondary))};
                  })
            .Done();
    };
    return Render(
        R"(<h2 class="govuk-heading-m">Mã truy cập cho chương trình</h2>{}<p class="govuk-body">Chương trình gửi mã này để làm việc thay bạn, ví dụ công bố dữ liệu mở.</p>{}{})",
        issued, When(!view.tokens.empty(), list),
        web::PostForm(Url::Page("/tai-khoan/ma-truy-cap"),
                      Render("{}{}{}", web::TextInput({"ten_ma", Say("Dùng cho chương trình nào"), {}, &faults, false}, "", {}),
                             PasswordAgain(faults, kTokenPassword), web::Button(Say("Tạo mã"), web::ButtonKind::secondary))));
}

}  // namespace

Html PasswordPage(const Account& account, const Refusals& faults) {
    const auto tokens = When(account.kind == AccountKind::officer, [] {
        return Render(R"(<p class="govuk-body">Mọi mã truy cập cho chương trình cũng bị thu hồi.</p>)");
    });

    const auto fields =
        Render("{}{}{}", PasswordAgain(faults, "mat_khau_cu"),
               web::TextInput(
                   {"mat_khau", Say("Mật khẩu mới"), Say("Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt nhất"), &faults, false},
                   "", {.type = "password", .autocomplete = "new-password", .inputmode = "text", .width = ""}),
               web::Button(Say("Đổi mật khẩu")));
    return web::Layout(
        Say("Đổi mật khẩu"),
        Column(
            Render(R"({}{}{}<p class="govuk-body">Đổi xong, mọi nơi khác đang đăng nhập tài khoản này sẽ bị đăng xuất.</p>{}{})",
                   web::BackLink(Url::Page("/tai-khoan")), web::ErrorSummary(faults), Heading(Say("Đổi mật khẩu")), tokens,
                   web::PostForm(Url::Page("/tai-khoan/mat-khau"), fields))));
}

Html AccountPage(const AccountView& view, const Refusals& faults) {
    const auto& account = view.account;
    const auto rows = web::SummaryList({{Say("Họ tên"), web::InVietnamese(account.name), {}},
                                        account.person_number.empty()
                                            ? web::Row{Say("Tên đăng nhập"), web::TextOf(account.login), {}}
                                            : web::Row{Say("Số định danh"), web::TextOf(Masked(account.person_number)), {}}});
    const auto contact =
        web::PostForm(Url::Page("/tai-khoan/lien-he"),
                      Render(R"({}{}{}{}{})",
                             web::TextInput({"so_dien_thoai", Say("Số điện thoại"), {}, &faults, false}, account.phone,
                                            {.type = "text", .autocomplete = "tel", .inputmode = "tel", .width = "20"}),
                             web::TextInput({"thu_dien_tu", Say("Thư điện tử"), {}, &faults, true}, account.email,
                                            {.type = "text", .autocomplete = "email", .inputmode = "email", .width = ""}),
                             web::TextInput({"dia_chi", Say("Địa chỉ"), {}, &faults, true}, account.address, {}),
                             PasswordAgain(faults, "mat_khau_cu", Say("Cần khi đổi số điện thoại hoặc thư điện tử")),
                             web::Button(Say("Lưu liên hệ"), web::ButtonKind::secondary)));
    const auto end = [&](const Session& session) {
        return session.id == view.current ? Render(R"(<strong>Máy này</strong>)")
                                          : web::PostForm(Url::Page("/tai-khoan/dang-xuat/" + ToText(session.id)),
                                                          web::Button(Say("Đăng xuất máy này"), web::ButtonKind::secondary));
    };
    const auto list =
        web::Table(Say("Những nơi đang đăng nhập"), {{Say("Máy")}, {Say("Lần cuối")}, {Say("Việc"), web::ColumnKind::text, true}},
                   {.dense = false})
            .Rows(view.sessions,
                  [&](const Session& session) {
                      return web::Cells{web::TextOf(DeviceName(session.device)), web::Time(session.seen), end(session)};
                  })
            .Done();
    const auto proof = When(account.kind != AccountKind::officer, [&] {
        return Render(
            R"(<li><a class="govuk-link" href="/tai-khoan/xac-minh">Xác minh danh tính</a> <span class="ds-muted">({})</span></li>)",
            Say(std::string(ProofName(account.proof.level))));
    });
    const auto others = When(view.sessions.size() > 1, [] {
        return web::PostForm(Url::Page("/tai-khoan/dang-xuat-noi-khac"),
                             web::Button(Say("Đăng xuất mọi nơi khác"), web::ButtonKind::secondary));
    });
    return web::Layout(Say("Tài khoản của bạn"), Render(R"({}{}{}
        <ul class="govuk-list"><li><a class="govuk-link" href="/tai-khoan/thong-bao">Thông báo</a></li>
        <li><a class="govuk-link" href="/tai-khoan/ai-da-xem">Ai đã xem dữ liệu của tôi</a></li>
        <li><a class="govuk-link" href="/tai-khoan/ban-sao">Tải bản sao dữ liệu của tôi</a></li>
        <li><a class="govuk-link" href="/tai-khoan/sua-du-lieu">Đề nghị sửa dữ liệu cá nhân</a></li>
        <li><a class="govuk-link" href="/tai-khoan/ma-xac-thuc">Mã xác thực khi đăng nhập</a></li>
        <li><a class="govuk-link" href="/tai-khoan/mat-khau">Đổi mật khẩu</a></li>{}</ul>
        <h2 class="govuk-heading-m">Liên hệ</h2>{}
        <h2 class="govuk-heading-m">Những nơi đang đăng nhập</h2>{}{}{})",
                                                        web::ErrorSummary(faults), Heading(Say("Tài khoản của bạn")), rows, proof,
                                                        contact, list, others, TokenSection(view, faults)));
}

namespace {

web::Cells ViewCells(const AccountStore::ViewDay& day, const organisation::Units& units) {
    return {web::Time(day.last.at),
            web::InVietnamese(day.last.viewer),
            web::InVietnamese(units.NameOf(day.last.unit)),
            Say(day.last.reason),
            day.last.reference,
            Number(day.times)};
}

}  // namespace

Html ViewsPage(const std::vector<AccountStore::ViewDay>& days, const organisation::Units& units) {
    const auto table = days.empty() ? Render(R"(<p class="govuk-body">Chưa có cán bộ nào mở hồ sơ của bạn.</p>)")
                                    : web::Table(Say("Mới nhất ở trên"),
                                                 {{Say("Lần cuối")},
                                                  {Say("Ai")},
                                                  {Say("Ở đâu")},
                                                  {Say("Để làm gì")},
                                                  {Say("Hồ sơ")},
                                                  {Say("Số lần trong ngày"), web::ColumnKind::number}},
                                                 {.dense = false, .caption = true})
                                          .Rows(days, [&](const AccountStore::ViewDay& day) { return ViewCells(day, units); })
                                          .Done();
    return web::Layout(
        Say("Ai đã xem dữ liệu của tôi"),
        Render(
            R"({}<p class="govuk-body">Mỗi lần cán bộ mở hồ sơ, giấy tờ hay phiếu kiểm chứng của bạn đều được ghi lại và hiện ở đây. Danh sách việc, sổ theo dõi và kết quả tìm kiếm của cán bộ có mã hồ sơ, tên và việc, nhưng xem những danh sách ấy không được ghi riêng từng người. Thấy điều gì lạ, hãy báo cho bộ phận một cửa.</p>{})",
            Heading(Say("Ai đã xem dữ liệu của tôi")), table));
}

Html TotpPage(const Account& account, const std::string& secret, const Refusals& faults) {
    const auto code = web::TextInput(
        {"ma_xac_thuc", Say("Mã xác thực"), Say("6 chữ số đang hiện trên ứng dụng xác thực của bạn"), &faults, false}, "",
        {.type = "text", .autocomplete = "one-time-code", .inputmode = "numeric", .width = "10"});
    const bool on = !account.totp_secret.empty();
    const auto body =
        on ? Render(R"(<p class="govuk-body">Mã xác thực đang bật: mỗi lần đăng nhập cần thêm mã 6 số.</p>{})",
                    web::PostForm(Url::Page("/tai-khoan/ma-xac-thuc"),
                                  Render(R"({}{}{})", PasswordAgain(faults, "mat_khau_cu"), code,
                                         web::Button(Say("Tắt mã xác thực"), web::ButtonKind::warning))))
           : Render(
                 R"(<ol class="govuk-list govuk-list--number"><li>Mở ứng dụng xác thực trên điện thoại và chọn thêm tài khoản.</li><li>Nhập khóa: <code>{}</code></li><li>Nhập mã 6 số mà ứng dụng hiện ra.</li></ol>{})",
                 secret,
                 web::PostForm(Url::Page("/tai-khoan/ma-xac-thuc"), Render(R"({}{}{})", PasswordAgain(faults, "mat_khau_cu"),
                                                                           code, web::Button(Say("Bật mã xác thực")))));
    return web::Layout(Say("Mã xác thực khi đăng nhập"),
                       Render(R"({}{}{})", web::ErrorSummary(faults), Heading(Say("Mã xác thực khi đăng nhập")), body));
}

}  // namespace dongson::identity
