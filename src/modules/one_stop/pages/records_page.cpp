#include "modules/one_stop/pages/records_page.h"

#include <numeric>

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
                const bool typed = view.ends_hold == held.id;
                return web::Details(
                    Say("Thôi giữ lại: {1}", held.code),
                    web::PostForm(
                        Url::Page(std::string(kPath) + "/bo-giu"),
                        Render(R"({}{}{}{})", web::HiddenInput("giu", std::to_string(held.id)), web::HiddenInput("ma", held.code),
                               web::TextInput({EndsHoldBecause(held.id), Say("Vì sao thôi giữ"), {}, &view.faults, false},
                                              typed ? view.ends_because : ""),
                               web::Button(Say("Thôi giữ lại"), web::ButtonKind::secondary))),
                    typed);
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

Sentence TermOf(const RetentionRule& rule) {
    if (rule.years == kRuleEnds) return Say("Bỏ quy định");
    return rule.years == kForGood ? Say("Vĩnh viễn") : Say("{1} năm", std::to_string(rule.years));
}

std::string WhatOf(const RetentionView& view, const RetentionRule& rule) {
    if (rule.procedure.empty()) return rule.domain;
    const auto name = view.names.find(rule.procedure);
    return name == view.names.end() ? rule.procedure : rule.procedure + " " + Shorten(name->second, 70);
}

// The newest first; what held before each is the next of its kind below it.
Sentence Before(const RetentionView& view, std::size_t at) {
    const auto& rule = view.history[at];
    for (auto i = at + 1; i < view.history.size(); ++i)
        if (view.history[i].procedure == rule.procedure && view.history[i].domain == rule.domain) return TermOf(view.history[i]);
    return Say("Chưa có quy định");
}

Html History(const RetentionView& view) {
    if (view.history.empty()) return {};
    std::vector<std::size_t> all(view.history.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    const auto rows = Each(all, [&](std::size_t at) {
        const auto& rule = view.history[at];
        return Render(R"(<li>{}: {}. {} → {}. {}{}. {}</li>)", web::Time(rule.set), web::InVietnamese(WhatOf(view, rule)),
                      Before(view, at), TermOf(rule),
                      rule.asked_by.empty() ? web::InVietnamese(rule.set_by)
                                            : Render("{}", Say("{1} đề nghị, {2} xác nhận", rule.asked_by, rule.set_by)),
                      When(rule.alone, [] { return Render(R"( (không có người quản trị thứ hai))"); }),
                      web::InVietnamese(rule.basis));
    });
    return Render(R"(<h2 class="govuk-heading-m">Các lần đặt thời hạn</h2>
        <ul class="govuk-list govuk-list--bullet" id="lich-su">{}</ul>)",
                  rows);
}

Html RetentionForm(const RetentionView& view) {
    std::vector<web::Choice> domains{{"", Say("– chọn –").Now(), ""}};
    for (const auto& domain : view.domains) domains.push_back({domain, domain, ""});
    const std::vector<web::Choice> terms{{std::string(kTermForGood), Say("Vĩnh viễn").Now(), ""},
                                         {std::string(kTermYears), Say("Một số năm").Now(), ""},
                                         {std::string(kTermEnds), Say("Bỏ quy định riêng này").Now(),
                                          Say("Hồ sơ theo thời hạn của lĩnh vực; lĩnh vực chưa có thì giữ.").Now()}};
    const auto fields = Render(
        R"({}{}{}{}{}{})",
        web::TextInput({"thu_tuc", Say("Mã hoặc tên thủ tục"), Say("Để trống nếu đặt cho cả lĩnh vực"), &view.faults, true},
                       view.procedure),
        web::Select({"linh_vuc", Say("Lĩnh vực"), {}, &view.faults, true}, domains, view.domain),
        web::Radios({"thoi_han", Say("Thời hạn giữ"), {}, &view.faults, false}, terms, view.term),
        web::TextInput({"so_nam", Say("Số năm giữ"), Say("Khi giữ một số năm: từ 1 đến 100"), &view.faults, true}, view.years,
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
    const auto rows = Each(view.rules, [&](const RetentionRule& rule) {
        return Render(
            R"(<tr class="govuk-table__row">
            <td class="govuk-table__cell">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}, {}</td></tr>)",
            web::InVietnamese(WhatOf(view, rule)), Say("Thời hạn"), TermOf(rule), Say("Căn cứ"), web::InVietnamese(rule.basis),
            Say("Người đặt"), web::InVietnamese(rule.set_by), web::Day(rule.set.LocalDate()));
    });
    return web::OfficerLayout(
        Say("Thời hạn giữ hồ sơ"),
        Render(
            R"({}{}<h1 class="govuk-heading-l">Thời hạn giữ hồ sơ</h1>
            <p class="govuk-body">Chương trình không đoán thời hạn: thủ tục nào chưa có quy định ở đây
            thì hồ sơ vẫn giữ.
            Số năm tính từ ngày 1 tháng 1 của năm sau năm hồ sơ kết thúc.
            Thời hạn đầu tiên và thời hạn ngắn hơn chờ người quản trị thứ hai xác nhận.</p>{}{}{})",
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
            When(view.sets, [&] { return RetentionForm(view); }), History(view)));
}

namespace {

Html HoldsOfList(const DestructionView& view) {
    if (view.holds.empty()) return {};
    const auto rows = Each(view.holds, [](const DestructionStore::Held& held) {
        return Render(R"(<li>{}: {} ({}, {}){}</li>)", held.code, web::InVietnamese(held.reason), web::InVietnamese(held.by),
                      web::Day(held.at.LocalDate()), When(held.ended.has_value(), [&] {
                          return Render(R"(. {} thôi giữ {}: {})", web::InVietnamese(held.ended_by),
                                        web::Day(held.ended->LocalDate()), web::InVietnamese(held.ended_because));
                      }));
    });
    return Render(R"(<h2 class="govuk-heading-m">Hồ sơ đã có lần được giữ lại</h2>
        <ul class="govuk-list govuk-list--bullet">{}</ul>)",
                  rows);
}

}  // namespace

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
            <tbody class="govuk-table__body">{}</tbody></table></div>{}{})",
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
            rows, HoldsOfList(view), When(view.decides, [&] {
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
