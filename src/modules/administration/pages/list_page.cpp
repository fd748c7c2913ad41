#include "modules/administration/pages/list_page.h"

#include <algorithm>
#include <span>

#include "core/text.h"
#include "platform/identity/two_people.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::administration {

using namespace web::short_names;
using identity::RowEffect;

namespace {

constexpr char kPath[] = "/can-bo/quan-tri/danh-sach";
constexpr std::size_t kShown = 200, kLongest = 300;  // rows, and characters of a cell: a page stays a page

Html Faults(const PlanView& view) {
    const auto& faults = view.plan.faults;
    if (faults.empty()) return {};
    const auto shown = std::span(faults).first(std::min(faults.size(), kShown));
    return Render(
        R"(<h2 class="govuk-heading-m">Dòng có lỗi: {}</h2>
        <p class="govuk-body"><a class="govuk-link" href="{}" download="">Tải các dòng lỗi để sửa (CSV)</a></p>{})",
        Number(static_cast<std::int64_t>(faults.size())),
        Url::Local(std::string(kPath) + "/" + ToText(view.list.id) + "/loi.csv"),
        web::Table(Say("Dòng có lỗi"), {{Say("Dòng"), web::ColumnKind::number}, {Say("Vì sao")}, {Say("Nội dung")}})
            .Rows(shown,
                  [](const identity::RowFault& fault) {
                      return web::Cells{std::to_string(fault.line), Shorten(fault.why, kLongest),
                                        web::InVietnamese(Shorten(Join(fault.cells, ", "), kLongest))};
                  })
            .Done());
}

// A list that gives or reaches what signs or administrates waits for a second person, who reads why.
Html Why(const PlanView& view) {
    const bool of_weight = std::ranges::any_of(view.plan.rows, [](const auto& row) {
        return row.effect != RowEffect::nothing && identity::GivingWantsTwo(row.post.role);
    });
    const bool asks = (view.has_second && of_weight) ||
                      std::ranges::any_of(view.faults, [](const auto& fault) { return fault.field == "ly_do"; });
    return When(asks, [&] {
        return web::TextInput({"ly_do", Say("Lý do"),
                               Say("Danh sách có người ký duyệt hoặc quản trị: cả danh sách chờ người quản trị thứ hai xác nhận"),
                               &view.faults, false},
                              view.reason);
    });
}

Html Decide(const PlanView& view) {
    const bool changes = view.plan.Count(RowEffect::nothing) < view.plan.rows.size();
    if (!changes) return {};
    const auto hires = view.plan.Count(RowEffect::hires);
    const auto codes = When(hires > 0, [&] {
        return web::Paragraph(Say("{1} mã kích hoạt tải về thành tệp CSV ngay khi ghi; mã chỉ hiện lần này.",
                                  Number(static_cast<std::int64_t>(hires))));
    });
    const auto leave = When(!view.plan.faults.empty(), [&] {
        return web::Checkboxes({"bo_loi", Say("Dòng có lỗi"), {}, &view.faults, false},
                               {{"1", Say("Bỏ qua các dòng có lỗi, chỉ ghi dòng đúng").Now(), ""}}, {});
    });
    return web::PostForm(Url::Page(std::string(kPath) + "/" + ToText(view.list.id)),
                         Render(R"({}{}{}{}{})", web::HiddenInput("da_xem", identity::DigestOf(view.plan)), leave, codes,
                                Why(view), web::Button(Say("Ghi các thay đổi"))));
}

web::Cells ChangeCells(const identity::StaffRow& row, const organisation::Units& units) {
    return {
        std::to_string(row.line),
        Render(R"({}<br><span class="ds-muted" translate="no">{}</span>)", web::Vietnamese{row.officer.name}, row.officer.login),
        Render(R"({}{})", Say(identity::RowEffectName(row.effect)),
               When(!row.what.empty(), [&] { return Render(R"(<br><span class="ds-muted">{}</span>)", row.what); })),
        Render(R"({}, {}{})", web::Vietnamese{row.post.position}, web::InVietnamese(units.NameOf(row.post.unit)),
               When(identity::GivingWantsTwo(row.post.role),
                    [&] { return Render(R"(<br>{})", web::Tag(row.post.role.name().Now(), web::TagColour::amber)); }))};
}

}  // namespace

Html ChangesOf(const identity::StaffPlan& plan, const organisation::Units& units) {
    std::vector<const identity::StaffRow*> changing;
    for (const auto& row : plan.rows)
        if (row.effect != RowEffect::nothing) changing.push_back(&row);
    // Who signs or administrates stands first, then who else is given by two.
    std::ranges::stable_sort(changing, std::ranges::greater{}, [](const identity::StaffRow* row) {
        return identity::WantsTwoPeople(row->post.role) ? 2 : identity::GivingWantsTwo(row->post.role) ? 1 : 0;
    });
    if (changing.empty()) return Render(R"(<p class="govuk-body">Danh sách này không thay đổi gì.</p>)");
    const auto shown = std::span(changing).first(std::min(changing.size(), kShown));
    return Render(
        R"(<h2 class="govuk-heading-m">Sẽ thay đổi</h2>{}{})",
        web::Table(Say("Sẽ thay đổi"), {{Say("Dòng"), web::ColumnKind::number}, {Say("Người")}, {Say("Việc")}, {Say("Chức vụ")}})
            .Rows(shown, [&](const identity::StaffRow* row) { return ChangeCells(*row, units); })
            .Done(),
        When(changing.size() > kShown, [&] {
            return Render(R"(<p class="govuk-body">Và {} dòng nữa.</p>)",
                          Number(static_cast<std::int64_t>(changing.size() - kShown)));
        }));
}

Html UploadPage(const Refusals& faults) {
    return web::OfficerLayout(
        Say("Nhập danh sách cán bộ"),
        Render(
            R"({}{}<h1 class="govuk-heading-l">Nhập danh sách cán bộ</h1>
            <p class="govuk-body">Tệp CSV (UTF-8), mỗi dòng một chức vụ. Cột bắt buộc: Tên đăng nhập, Họ và tên, Đơn vị, Vai trò.
            Cột thêm: Chức vụ, Thư điện tử, Số điện thoại, Từ ngày, Đến ngày.
            Vai trò: Cán bộ một cửa, Chuyên viên, Lãnh đạo, Quản trị hệ thống, Chuyên viên giám sát.
            Chưa ghi gì cho đến khi bạn xem các thay đổi và đồng ý.</p>{})",
            web::BackLink(Url::Page("/can-bo/quan-tri")), web::ErrorSummary(faults),
            web::PostForm(Url::Page(kPath),
                          Render(R"({}{})", web::FileInput({"tep", Say("Tệp danh sách"), {}, &faults, false}, false),
                                 web::Button(Say("Xem các thay đổi"))),
                          web::FormKind::multipart)));
}

Html PlanPage(const PlanView& view, const organisation::Units& units) {
    const auto count = [&](RowEffect effect) { return Number(static_cast<std::int64_t>(view.plan.Count(effect))); };
    return web::OfficerLayout(
        Say("Xem các thay đổi"),
        Render(
            R"({}{}<h1 class="govuk-heading-l">Xem các thay đổi</h1>
            <p class="govuk-body">{}: {} tài khoản mới, {} chức vụ giao thêm, {} dòng sửa, {} dòng không đổi.</p>{}{}{})",
            web::BackLink(Url::Page(kPath)), web::ErrorSummary(view.faults), web::Vietnamese{view.list.name},
            count(RowEffect::hires), count(RowEffect::appoints), count(RowEffect::changes), count(RowEffect::nothing),
            Faults(view), ChangesOf(view.plan, units), Decide(view)));
}

}  // namespace dongson::administration
