#include "platform/identity/pages/proof_pages.h"

#include "platform/identity/person_number.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::identity {

using namespace web::short_names;

web::Html ProofPage(const ProofView& view, const Refusals& faults) {
    const auto& account = view.account;
    std::vector<web::Row> rows{
        {Say("Mức xác minh"), Render("{}", Say(std::string(ProofName(account.proof.level)))), {}},
        {Say("Số định danh"), web::TextOf(Masked(account.person_number)), {}},
        {Say("Tên đăng nhập"), web::TextOf(account.login == account.person_number ? Masked(account.login) : account.login), {}}};
    if (account.Proven()) {
        rows.push_back({Say("Xác minh lúc"), web::Time(account.proof.at), {}});
        rows.push_back({Say("Nơi xác minh"), web::InVietnamese(view.unit.empty() ? "–" : view.unit), {}});
    }
    const auto lost = When(!account.former_login.empty(), [] {
        return Render(
            R"(<div class="govuk-inset-text">
            <p class="govuk-body">Chủ của số định danh bạn đã khai đã xác minh tại quầy. Tài khoản này giữ những gì bạn đã nộp; muốn nộp hồ sơ mới, hãy nhập số định danh đúng của bạn và mã trên phiếu.</p>
            </div>)");
    });
    const auto form = When(!account.Proven(), [&] {
        return Render(
            R"(<h2 class="govuk-heading-m">Nhập mã trên phiếu</h2>
            <p class="govuk-body">Mang thẻ căn cước, hộ chiếu hoặc giấy chứng nhận đăng ký doanh nghiệp đến bộ phận một cửa bất kỳ. Cán bộ xem bản gốc rồi đưa bạn phiếu có mã dùng một lần, trong 7 ngày.</p>{})",
            web::PostForm(
                Url::Page("/tai-khoan/xac-minh"),
                Render("{}{}{}",
                       web::TextInput(
                           {"so_dinh_danh", Say("Số trên phiếu"), Say("Để trống nếu là số của tài khoản này"), &faults, true}, "",
                           {}),
                       web::TextInput({"ma_phieu", Say("Mã trên phiếu"), Say("Ví dụ ABCD-EFGH-JKMN"), &faults, false}, "",
                                      {.type = "text", .autocomplete = "one-time-code", .inputmode = "text", .width = "20"}),
                       web::Button(Say("Xác minh")))));
    });
    return web::Layout(Say("Xác minh danh tính"), Render(R"({}{}<h1 class="govuk-heading-l">Xác minh danh tính</h1>{}{}{})",
                                                         web::BackLink(Url::Page("/tai-khoan")), web::ErrorSummary(faults),
                                                         web::SummaryList(rows), lost, form));
}

web::Html SlipFormPage(const SlipWanted& typed, const Refusals& faults) {
    const auto fields =
        Render("{}{}{}{}{}",
               web::TextInput({"so_dinh_danh", Say("Số định danh cá nhân, mã số thuế hoặc hộ chiếu nước ngoài"),
                               Say("Hộ chiếu: mã nước ba chữ rồi số, ví dụ KOR M12345678"), &faults, false},
                              typed.number, {}),
               web::TextInput({"ho_ten", Say("Họ và tên, hoặc tên tổ chức"), Say("Đúng như trên giấy tờ"), &faults, false},
                              typed.name, {}),
               web::TextInput({"giay_to", Say("Giấy tờ đã xem bản gốc"), Say("Ví dụ: Thẻ căn cước"), &faults, false},
                              typed.document, {}),
               web::Checkboxes({"da_xem", Say("Xác nhận"), {}, &faults, false},
                               {{"roi", Say("Tôi đã xem bản gốc và đối chiếu người trước quầy với ảnh").Now(), ""}},
                               typed.seen ? std::vector<std::string>{"roi"} : std::vector<std::string>{}),
               web::Button(Say("Cấp phiếu")));
    return web::OfficerLayout(Say("Xác minh tại quầy"),
                              Render(
                                  R"({}{}<h1 class="govuk-heading-l">Xác minh tại quầy</h1>
            <p class="govuk-body">Phiếu có mã dùng một lần trong 7 ngày. Người cầm phiếu nhập mã vào tài khoản của mình, hoặc khi đăng ký.</p>{})",
                                  web::BackLink(Url::Page("/can-bo/tai-quay")), web::ErrorSummary(faults),
                                  web::PostForm(Url::Page("/can-bo/xac-minh"), fields)));
}

web::Html SlipPage(const Slip& slip, std::string_view unit) {
    const auto rows = web::SummaryList(
        {{Say("Họ tên"), web::InVietnamese(slip.vouched.name), {}},
         {Say("Số"), web::TextOf(slip.vouched.number), {}},
         {Say("Mã dùng một lần"), Render(R"(<strong><code id="ma-phieu" translate="no">{}</code></strong>)", slip.code), {}},
         {Say("Dùng được đến"), web::Time(slip.until), {}},
         {Say("Nơi cấp"), web::InVietnamese(unit), {}}});
    return web::OfficerLayout(
        Say("Phiếu xác minh danh tính"),
        Render(
            R"({}<h1 class="govuk-heading-l">Phiếu xác minh danh tính</h1>{}
            <p class="govuk-body">Vào “Tài khoản”, chọn “Xác minh danh tính”, rồi nhập mã. Chưa có tài khoản, hoặc số của bạn bị người khác đăng ký: chọn “Đăng ký” và nhập mã ở đó. Nhập sai năm lần thì phải xin phiếu mới. Không đưa mã này cho ai.</p>{})",
            web::BackLink(Url::Page("/can-bo/xac-minh")), rows,
            Render(R"(<p class="govuk-body">Mã chỉ hiện một lần. Hãy in trang này và đưa cho người dân.</p>)")));
}

}  // namespace dongson::identity
