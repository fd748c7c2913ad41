#include "modules/one_stop/pages/records_page.h"

#include "core/text.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

constexpr char kPath[] = "/can-bo/luu-tru";

Url ListUrl(const Destruction& list) {
    return Url::Page(std::string(kPath) + "/" + std::to_string(list.id));
}

Sentence StateOf(const Destruction& list) {
    if (list.Waits()) return Say("Chờ quyết định");
    if (!list.Granted()) return Say("Không đồng ý");
    if (list.Destroyed() < list.items.size())
        return Say("Đang tiêu hủy: {1} trên {2} hồ sơ", std::to_string(list.Destroyed()), std::to_string(list.items.size()));
    return Say("Đã tiêu hủy {1} hồ sơ", std::to_string(list.items.size()));
}

Html DueRows(const RecordsView& view) {
    return Each(view.due, [](const DuePast& due) {
        return Render(
            R"(<tr class="govuk-table__row">
            <td class="govuk-table__cell"><label class="ds-tick">
            <input type="checkbox" name="ho_so" value="{}">
            <span class="govuk-visually-hidden">{}</span></label></td>
            <td class="govuk-table__cell ds-nowrap">{}</td>
            <td class="govuk-table__cell">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}</td></tr>)",
            due.dossier.code, due.dossier.code, due.dossier.code, web::InVietnamese(Shorten(due.dossier.procedure_name, 70)),
            Say("Kết thúc"), web::Day(due.dossier.closed.LocalDate()), Say("Thời hạn giữ và căn cứ"),
            web::InVietnamese(due.basis));
    });
}

Html DueForm(const RecordsView& view) {
    if (view.due.empty())
        return Render(
            R"(<p class="govuk-body">Không có hồ sơ nào hết thời hạn giữ.
            Thủ tục chưa có quy định thời hạn thì hồ sơ vẫn giữ.</p>)");
    return web::PostForm(
        Url::Page(std::string(kPath) + "/tieu-huy"),
        Render(R"(<div class="ds-scroll" id="ho_so"><table class="govuk-table ds-dense ds-stack">
        <thead class="govuk-table__head"><tr class="govuk-table__row">
        <th class="govuk-table__header" scope="col">Chọn</th>
        <th class="govuk-table__header" scope="col">Mã hồ sơ</th>
        <th class="govuk-table__header" scope="col">Thủ tục</th>
        <th class="govuk-table__header" scope="col">Kết thúc</th>
        <th class="govuk-table__header" scope="col">Thời hạn giữ và căn cứ</th></tr></thead>
        <tbody class="govuk-table__body">{}</tbody></table></div>{}{})",
               DueRows(view), web::TextArea({"ly_do", Say("Lý do đề nghị tiêu hủy"), {}, &view.faults, false}, view.reason, 2),
               web::Button(Say("Lập danh mục, chờ người khác quyết định"), web::ButtonKind::secondary)));
}

Html HeldPart(const RecordsView& view) {
    const auto rows = Each(view.held, [&](const DestructionStore::Held& held) {
        return Render(
            R"(<li>{}: {} ({}, {}) {}</li>)", held.code, web::InVietnamese(held.reason), web::InVietnamese(held.by),
            web::Day(held.at.LocalDate()), When(view.keeps, [&] {
                return web::PostForm(
                    Url::Page(std::string(kPath) + "/bo-giu"),
                    Render(
                        R"({}{}<button type="submit" class="govuk-button govuk-button--secondary" aria-label="{}">{}</button>)",
                        web::HiddenInput("giu", std::to_string(held.id)), web::HiddenInput("ma", held.code),
                        Say("Thôi giữ lại: {1}", held.code).Now(), Say("Thôi giữ lại")));
            }));
    });
    return Render(
        R"(<h2 class="govuk-heading-m">Giữ lại vì khiếu nại, tố tụng</h2>
        <p class="govuk-body">Hồ sơ được giữ lại thì không tiêu hủy, dù đã hết thời hạn.</p>{}{})",
        When(!view.held.empty(), [&] { return Render(R"(<ul class="govuk-list govuk-list--bullet">{}</ul>)", rows); }),
        When(view.keeps, [&] {
            return web::Details(
                Say("Giữ lại một hồ sơ"),
                web::PostForm(
                    Url::Page(std::string(kPath) + "/giu"),
                    Render(R"({}{}{})", web::TextInput({"ma_giu", Say("Mã hồ sơ"), {}, &view.faults, false}, view.hold_code),
                           web::TextInput({"ly_do_giu", Say("Vì sao giữ lại"), {}, &view.faults, false}, view.hold_reason),
                           web::Button(Say("Giữ lại"), web::ButtonKind::secondary))),
                !view.hold_code.empty() || !view.hold_reason.empty());
        }));
}

Html Lists(const RecordsView& view) {
    if (view.lists.empty()) return {};
    const auto rows = Each(view.lists, [](const Destruction& list) {
        return Render(R"(<li><a class="govuk-link" href="{}">{}</a> {}</li>)", ListUrl(list),
                      list.notation.empty() ? Say("Danh mục lập {1}", list.asked.Local()) : Say("Biên bản số {1}", list.notation),
                      StateOf(list));
    });
    return Render(R"(<h2 class="govuk-heading-m">Danh mục tiêu hủy</h2><ul class="govuk-list">{}</ul>)", rows);
}

}  // namespace

namespace {

Html RetentionForm(const RetentionView& view) {
    std::vector<web::Choice> domains{{"", Say("– chọn –").Now(), ""}};
    for (const auto& domain : view.domains) domains.push_back({domain, domain, ""});
    const auto fields =
        Render(R"({}{}{}{}{})",
               web::TextInput({"thu_tuc", Say("Mã thủ tục"), Say("Để trống nếu đặt cho cả lĩnh vực"), &view.faults, true},
                              view.procedure),
               web::Select({"linh_vuc", Say("Lĩnh vực"), {}, &view.faults, true}, domains, view.domain),
               web::TextInput({"so_nam", Say("Số năm giữ"), Say("0 là giữ vĩnh viễn"), &view.faults, false}, view.years,
                              {.inputmode = "numeric", .width = "4"}),
               web::TextInput({"can_cu", Say("Căn cứ"), Say("Văn bản quy định: số, ngày, điều hoặc mục"), &view.faults, false},
                              view.basis),
               web::Button(Say("Đặt thời hạn")));
    return Render(R"(<h2 class="govuk-heading-m">Đặt thời hạn</h2>{})",
                  web::PostForm(Url::Page(std::string(kPath) + "/thoi-han"), fields));
}

}  // namespace

Html RecordsPage(const RecordsView& view) {
    return web::OfficerLayout(Say("Hồ sơ lưu"), Render(
                                                    R"({}<h1 class="govuk-heading-l">Hồ sơ lưu</h1>
            <p class="govuk-body">{}. Một người lập danh mục, người ký của đơn vị quyết định;
            tiêu hủy rồi thì không lấy lại được.
            Bản sao lưu làm trước đó còn giữ hồ sơ đến khi bản sao lưu ấy bị xóa.</p>
            <p class="govuk-body"><a class="govuk-link" href="{}">Thời hạn giữ của từng thủ tục</a></p>
            <h2 class="govuk-heading-m">Hết thời hạn giữ</h2>{}{}{})",
                                                    web::ErrorSummary(view.faults), web::InVietnamese(view.unit),
                                                    Url::Page(std::string(kPath) + "/thoi-han"),
                                                    view.keeps ? DueForm(view) : Html(), Lists(view), HeldPart(view)));
}

Html RetentionPage(const RetentionView& view) {
    const auto rows = Each(view.rules, [](const RetentionRule& rule) {
        return Render(
            R"(<tr class="govuk-table__row">
            <td class="govuk-table__cell">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}, {}</td></tr>)",
            web::InVietnamese(rule.procedure.empty() ? rule.domain : rule.procedure), Say("Thời hạn"),
            rule.years == 0 ? Say("Vĩnh viễn") : Say("{1} năm", std::to_string(rule.years)), Say("Căn cứ"),
            web::InVietnamese(rule.basis), Say("Người đặt"), web::InVietnamese(rule.set_by), web::Day(rule.set.LocalDate()));
    });
    return web::OfficerLayout(
        Say("Thời hạn giữ hồ sơ"),
        Render(
            R"({}{}<h1 class="govuk-heading-l">Thời hạn giữ hồ sơ</h1>
            <p class="govuk-body">Chương trình không đoán thời hạn: thủ tục nào chưa có quy định ở đây
            thì hồ sơ vẫn giữ.
            Số năm tính từ ngày 1 tháng 1 của năm sau năm hồ sơ kết thúc.</p>{}{})",
            When(view.records, [] { return web::BackLink(Url::Page(kPath)); }), web::ErrorSummary(view.faults),
            When(!view.rules.empty(),
                 [&] {
                     return Render(R"(<div class="ds-scroll"><table class="govuk-table ds-dense ds-stack">
        <thead class="govuk-table__head"><tr class="govuk-table__row">
        <th class="govuk-table__header" scope="col">Thủ tục, lĩnh vực</th>
        <th class="govuk-table__header" scope="col">Thời hạn</th>
        <th class="govuk-table__header" scope="col">Căn cứ</th>
        <th class="govuk-table__header" scope="col">Người đặt</th></tr></thead>
        <tbody class="govuk-table__body">{}</tbody></table></div>)",
                                   rows);
                 }),
            When(view.sets, [&] { return RetentionForm(view); })));
}

Html DestructionPage(const DestructionView& view) {
    const auto& list = view.list;
    const auto rows = Each(list.items, [](const Destruction::Item& item) {
        return Render(
            R"(<tr class="govuk-table__row">
            <td class="govuk-table__cell ds-nowrap">{}</td>
            <td class="govuk-table__cell">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}</td></tr>)",
            item.code, web::InVietnamese(Shorten(item.procedure_name, 70)), Say("Kết thúc"), web::Day(item.closed.LocalDate()),
            Say("Thời hạn giữ và căn cứ"), web::InVietnamese(item.basis));
    });
    return web::OfficerLayout(
        Say("Danh mục tiêu hủy hồ sơ"),
        Render(
            R"({}{}<h1 class="govuk-heading-l">Danh mục tiêu hủy hồ sơ</h1>
            <p class="govuk-body"><strong>{}</strong></p>
            <p class="govuk-body">{} đề nghị {}. Lý do: {}</p>{}{}
            <div class="ds-scroll"><table class="govuk-table ds-dense ds-stack">
            <thead class="govuk-table__head"><tr class="govuk-table__row">
            <th class="govuk-table__header" scope="col">Mã hồ sơ</th>
            <th class="govuk-table__header" scope="col">Thủ tục</th>
            <th class="govuk-table__header" scope="col">Kết thúc</th>
            <th class="govuk-table__header" scope="col">Thời hạn giữ và căn cứ</th></tr></thead>
            <tbody class="govuk-table__body">{}</tbody></table></div>{})",
            web::BackLink(Url::Page(kPath)), web::ErrorSummary(view.faults), StateOf(list), web::InVietnamese(list.asked_by_name),
            web::Time(list.asked), web::InVietnamese(list.reason),
            When(list.decided.has_value(),
                 [&] {
                     return Render(R"(<p class="govuk-body">{} quyết định {}.</p>)", web::InVietnamese(list.decided_by_name),
                                   web::Time(*list.decided));
                 }),
            When(static_cast<bool>(list.minute),
                 [&] {
                     return Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">Biên bản số {} (PDF)</a></p>)",
                                   Url::Page(std::string(kPath) + "/" + std::to_string(list.id) + "/bien-ban.pdf"),
                                   list.notation);
                 }),
            rows, When(view.decides, [&] {
                return web::PostForm(Url::Page(std::string(kPath) + "/" + std::to_string(list.id)),
                                     Render(
                                         R"(<p class="govuk-body">Tiêu hủy rồi thì nội dung khai, giấy tờ
                    và dữ liệu của người nộp không lấy lại được.</p>
                    <div class="govuk-button-group">
                    <button type="submit" class="govuk-button govuk-button--warning"
                    name="quyet_dinh" value="tieu-huy">Đồng ý tiêu hủy</button>
                    <button type="submit" class="govuk-button govuk-button--secondary"
                    name="quyet_dinh" value="khong">Không đồng ý</button>
                    </div>)"));
            })));
}

Html GonePage(std::string_view code, const DestructionStore::Gone& gone) {
    return web::CitizenLayout(Say("Hồ sơ đã tiêu hủy"),
                              Render(R"({}<h1 class="govuk-heading-l">Hồ sơ {} đã tiêu hủy</h1>
        <p class="govuk-body">Hồ sơ đã hết thời hạn lưu trữ và được tiêu hủy theo biên bản số {}, ngày {}.
        Nội dung khai, giấy tờ và dữ liệu của người nộp không còn trong hệ thống.</p>)",
                                     web::BackLink(Url::Page("/tra-cuu")), code, gone.notation, web::Day(gone.at.LocalDate())));
}

}  // namespace dongson::one_stop
