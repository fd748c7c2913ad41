#include "modules/one_stop/pages/cash_page.h"

#include <algorithm>

#include "core/text.h"
#include "platform/papers/money_words.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

constexpr const char* kCash = "/can-bo/thu-phi";

Url At(std::string_view path, std::string_view unit) {
    const auto url = Url::Page(std::string(path));
    return unit.empty() ? url : url.With("don-vi", unit);
}

Url DayUrl(const CashView& view, std::string_view ending = "") {
    auto url = At(std::string(kCash) + std::string(ending), view.unit).With("ngay", view.day);
    return view.cashier.empty() ? url : url.With("nguoi", view.cashier);
}

bool IsOneOf(const std::vector<std::size_t>& columns, std::size_t column) {
    return std::ranges::find(columns, column) != columns.end();
}

Html Cell(const CashTable& table, const ReportLine& line, std::size_t column) {
    // What was collected for is known by its beginning; who paid, and a proof or a reason, which stands last, are not.
    constexpr std::size_t kShort = 45, kWhole = 300;
    const bool whole = column + 1 == line.size() || (table.dossier && column == *table.dossier + 1);
    const auto text = CellText(line[column], Number, ',');
    if (text.empty()) return Render(R"(<td class="govuk-table__cell"></td>)");
    const bool number = IsOneOf(table.money, column) || std::holds_alternative<std::int64_t>(line[column]);
    auto words = IsOneOf(table.codes, column) ? Render(R"(<span class="ds-nowrap">{}</span>)", web::InVietnamese(text))
                                              : web::InVietnamese(Shorten(text, whole ? kWhole : kShort));
    // The line of the sums names none.
    if (table.dossier == column)
        words = Render(R"(<a class="govuk-link ds-nowrap" href="{}">{}</a>)", Url::Page("/can-bo/ho-so/" + text), text);
    return Render(R"(<td class="govuk-table__cell{}" data-label="{}">{}</td>)", number ? " govuk-table__cell--numeric" : "",
                  table.heads[column], words);
}

Html Line(const CashTable& table, const ReportLine& line, bool sums = false) {
    std::vector<std::size_t> columns(line.size());
    for (std::size_t column = 0; column < columns.size(); ++column) columns[column] = column;
    return Render(R"(<tr class="govuk-table__row{}">{}</tr>)", sums ? " ds-sums" : "", Each(columns, [&](std::size_t column) {
                      // "Cộng" is no time of day, where a small screen says the head before each.
                      if (sums && column == 0)
                          return Render(R"(<td class="govuk-table__cell">{}</td>)", CellText(line[0], Number, ','));
                      return Cell(table, line, column);
                  }));
}

Html TableOf(const CashTable& table) {
    const auto heads = Each(table.heads, [](const std::string& head) {
        return Render(R"(<th class="govuk-table__header" scope="col">{}</th>)", head);
    });
    return Render(
        R"(<div class="ds-scroll"><table class="govuk-table ds-dense ds-stack ds-cash">
        <thead class="govuk-table__head"><tr class="govuk-table__row">{}</tr></thead>
        <tbody class="govuk-table__body">{}{}</tbody></table></div>{})",
        heads, Each(table.lines, [&](const ReportLine& line) { return Line(table, line); }), Line(table, table.total, true),
        Each(table.notes, [](const std::string& note) { return Render(R"(<p class="govuk-body">{}</p>)", note); }));
}

Html Downloads(const Url& csv, const Url& book, const Url& paper) {
    return Render(R"(<ul class="ds-downloads"><li><a class="govuk-link" href="{}">CSV</a></li>
                  <li><a class="govuk-link" href="{}">Excel</a></li><li><a class="govuk-link" href="{}">In (PDF)</a></li></ul>)",
                  csv, book, paper);
}

Html DayForm(const CashView& view) {
    std::vector<web::Choice> cashiers{{"", Say("Mọi người thu").Now(), ""}};
    for (const auto& [id, name] : view.cashiers) cashiers.push_back({id, name, ""});
    return Render(R"(<form class="ds-filter" method="get" action="{}" novalidate>{}{}{}{}</form>)", Url::Page(kCash),
                  When(!view.unit.empty(), [&] { return web::HiddenInput("don-vi", view.unit); }),
                  web::TextInput({"ngay", Say("Ngày"), {}, &view.faults, false}, view.day,
                                 {.type = "text", .autocomplete = "off", .inputmode = "text", .width = "10"}),
                  When(view.checks,
                       [&] { return web::Select({"nguoi", Say("Người thu"), {}, &view.faults, false}, cashiers, view.cashier); }),
                  web::Button(Say("Xem"), web::ButtonKind::secondary));
}

// What is asked for and would count on a later day.
Html StillWaiting(const CashView& view) {
    const auto own = std::ranges::count_if(view.waiting, [&](const GivenBack& row) { return row.of.receipt.cashier == view.me; });
    return When(own > 0, [&] {
        return Render(R"(<div class="govuk-inset-text"><p class="govuk-body">{}</p></div>)",
                      Say("Còn {1} khoản hủy, hoàn của bạn chờ duyệt: chốt bây giờ thì tính vào ngày duyệt.", Number(own)));
    });
}

Html CloseForm(const CashView& view) {
    return When(view.may_close, [&] {
        return Render(
            R"(<div class="ds-actions"><h2 class="govuk-heading-m">Chốt quỹ ngày {}</h2>
            <p class="govuk-body">Theo sổ, quỹ của bạn có {} tiền mặt.
            Chốt rồi thì ngày này không thu, không hủy gì thêm, trừ khi người kiểm tra tiền của đơn vị mở lại.</p>{}{}</div>)",
            view.day, Money(view.own_cash), StillWaiting(view),
            web::PostForm(
                Url::Page(std::string(kCash) + "/chot"),
                Render(R"({}{}{}{}{})", web::HiddenInput("ngay", view.day), web::HiddenInput("don-vi", view.unit),
                       web::TextInput({"dem_duoc", Say("Tiền mặt đếm được (đồng)"), {}, &view.faults, false}, view.typed_counted,
                                      {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "10"}),
                       web::TextArea({"giai_trinh", Say("Vì sao thừa, thiếu"), Say("Khớp sổ thì để trống"), &view.faults, false},
                                     view.typed_explanation, 2),
                       web::Button(Say("Chốt quỹ")))));
    });
}

Html WaitingLine(const CashView& view, const GivenBack& row) {
    const auto& receipt = row.of.receipt;
    const bool own = row.reversal.asked_by == view.me || receipt.cashier == view.me;
    const bool mine = view.typed_receipt == receipt.id;
    const Refusals none;
    const auto post = [&](const Html& fields) {
        return web::PostForm(
            Url::Page(std::string(kCash) + "/duyet"),
            Render(R"({}{}{}{})", web::HiddenInput("bien_lai", std::to_string(receipt.id)),
                   web::HiddenInput("de_nghi", std::to_string(row.reversal.id)), web::HiddenInput("don-vi", view.unit), fields));
    };
    const auto decide = When(view.checks && !own, [&] {
        return Render(R"({}{})", post(Render(R"({}{})", web::HiddenInput("quyet_dinh", "dong-y"), web::Button(Say("Duyệt")))),
                      web::Details(Say("Không duyệt"),
                                   post(Render(R"({}{}{})", web::HiddenInput("quyet_dinh", "khong"),
                                               web::TextArea({"ly_do", Say("Lý do"), {}, mine ? &view.faults : &none, false},
                                                             mine ? view.typed_reason : "", 2),
                                               web::Button(Say("Không duyệt"), web::ButtonKind::warning))),
                                   mine));
    });
    return Render(
        R"(<li class="govuk-inset-text"><p class="govuk-body"><strong>{}</strong> {} · {} · <a class="govuk-link" href="{}">{}</a></p>
        <p class="govuk-body">{}: {}</p>{}</li>)",
        receipt.IsElsewhere()                          ? Say("Gạch bỏ khoản nộp ở nơi khác")
        : row.reversal.kind == ReversalKind::made_void ? Say("Hủy biên lai")
                                                       : Say("Hoàn tiền"),
        receipt.notation, Money(row.reversal.amount), Url::Page("/can-bo/ho-so/" + row.of.dossier_code), row.of.dossier_code,
        web::InVietnamese(row.reversal.asked_name), web::InVietnamese(row.reversal.reason), decide);
}

Html Waiting(const CashView& view) {
    return When(!view.waiting.empty(), [&] {
        return Render(R"(<h2 class="govuk-heading-m">Chờ người thứ hai duyệt</h2><ul class="govuk-list">{}</ul>)",
                      Each(view.waiting, [&](const GivenBack& row) { return WaitingLine(view, row); }));
    });
}

// By somebody else who checks the unit's money.
Html OpenForm(const CashView& view, const CashDay& day) {
    return When(view.checks && !day.opened && day.cashier != view.me, [&] {
        const bool mine = view.typed_till == ToText(day.cashier);
        const Refusals none;
        return web::Details(
            Say("Mở lại quỹ đã chốt của {1}", day.cashier_name),
            web::PostForm(Url::Page(std::string(kCash) + "/mo-lai"),
                          Render(R"({}{}{}{}{}{})", web::HiddenInput("ngay", view.day), web::HiddenInput("don-vi", view.unit),
                                 web::HiddenInput("cua", ToText(day.cashier)), web::HiddenInput("lan", std::to_string(day.turn)),
                                 web::TextArea({"ly_do_mo", Say("Lý do mở lại"), Say("Ghi vào sổ cái; lần chốt cũ vẫn giữ"),
                                                mine ? &view.faults : &none, false},
                                               mine ? view.typed_opening : "", 2),
                                 web::Button(Say("Mở lại quỹ"), web::ButtonKind::warning))),
            mine);
    });
}

Html Closed(const CashView& view) {
    return Each(view.closed, [&](const CashDay& day) {
        const auto own = When(!day.opened && day.cashier == view.me && !view.who_opens.empty(),
                              [&] { return web::Paragraph(Say("Cần sửa thì {1} mở lại được.", Join(view.who_opens, ", "))); });
        return Render(R"(<p class="govuk-body">{} {}</p>{}{})",
                      day.opened
                          ? web::Tag(Say("Đã mở lại"), web::TagColour::grey)
                          : web::Tag(Say("Đã chốt quỹ"), day.Difference() == 0 ? web::TagColour::green : web::TagColour::amber),
                      ClosedInWords(day), own, OpenForm(view, day));
    });
}

Html OpenDays(const CashView& view) {
    return When(!view.open_days.empty(), [&] {
        return Render(R"(<p class="govuk-body"><strong>Ngày bạn chưa chốt quỹ:</strong> {}</p>)",
                      Each(view.open_days, [&](Date day) {
                          return Render(R"(<a class="govuk-link" href="{}">{}</a> )",
                                        At(kCash, view.unit).With("ngay", day.Spoken()), web::Day(day));
                      }));
    });
}

}  // namespace

Html CashPage(const CashView& view) {
    const auto list = view.table.lines.empty()
                          ? Render(R"(<p class="govuk-body">Ngày này chưa thu khoản nào.</p>)")
                          : Render(R"({}{})", TableOf(view.table),
                                   Downloads(DayUrl(view, ".csv"), DayUrl(view, ".xlsx"), DayUrl(view, ".pdf")));
    return web::OfficerLayout(Say("Thu phí, lệ phí"), Render(
                                                          R"({}<h1 class="govuk-heading-l">Thu phí, lệ phí</h1>
               <p class="govuk-body">{} · <a class="govuk-link" href="{}">Tổng hợp theo tháng</a></p>
               {}{}{}{}{}{})",
                                                          web::ErrorSummary(view.faults), web::InVietnamese(view.unit_name),
                                                          At(std::string(kCash) + "/thang", view.unit), OpenDays(view),
                                                          Waiting(view), DayForm(view), Closed(view), list, CloseForm(view)));
}

Html CloseCashPage(const CashView& view, const CashDay& day) {
    const auto difference = day.Difference();
    const auto words = difference == 0  ? Say("Khớp sổ.")
                       : difference > 0 ? Say("Thừa {1} ({2}).", Money(difference), papers::MoneyInWords(difference))
                                        : Say("Thiếu {1} ({2}).", Money(-difference), papers::MoneyInWords(-difference));
    const auto back = DayUrl(view);
    return web::OfficerLayout(
        Say("Chốt quỹ"),
        Render(R"({}<h1 class="govuk-heading-l">Chốt quỹ ngày {}</h1>
               <p class="govuk-body">Theo sổ: {}. Bạn đếm được: {}.</p><p class="govuk-body"><strong>{}</strong></p>{}
               <p class="govuk-body">Chốt rồi thì ngày này không thu, không hủy gì thêm, trừ khi người kiểm tra tiền của đơn vị mở lại.</p>
               {}<p class="govuk-body"><a class="govuk-link" href="{}">Đếm lại</a></p>)",
               web::BackLink(back), view.day, Money(day.cash), Money(day.counted), words,
               When(!day.explanation.empty(), [&] { return web::Paragraph(Say("Vì sao: {1}", day.explanation)); }),
               web::PostForm(Url::Page(std::string(kCash) + "/chot"),
                             Render(R"({}{}{}{}{}{})", web::HiddenInput("ngay", view.day), web::HiddenInput("don-vi", view.unit),
                                    web::HiddenInput("dem_duoc", std::to_string(day.counted)),
                                    web::HiddenInput("giai_trinh", day.explanation),
                                    web::HiddenInput("theo_so", std::to_string(day.cash)), web::Button(Say("Đúng, chốt quỹ")))),
               back));
}

Html CashMonthPage(const MonthView& view) {
    const auto url = [&](std::string_view ending) {
        return At(std::string(kCash) + "/thang" + std::string(ending), view.unit).With("thang", view.month);
    };
    const auto list = view.table.lines.empty()
                          ? Render(R"(<p class="govuk-body">Tháng này chưa thu khoản nào.</p>)")
                          : Render(R"({}{})", TableOf(view.table), Downloads(url(".csv"), url(".xlsx"), url(".pdf")));
    return web::OfficerLayout(Say("Tổng hợp thu phí, lệ phí"),
                              Render(
                                  R"({}{}<h1 class="govuk-heading-l">Tổng hợp thu phí, lệ phí</h1><p class="govuk-body">{}</p>
            <form class="ds-filter" method="get" action="{}" novalidate>{}{}{}</form>{})",
                                  web::BackLink(At(kCash, view.unit)), web::ErrorSummary(view.faults),
                                  web::InVietnamese(view.unit_name), Url::Page(std::string(kCash) + "/thang"),
                                  When(!view.unit.empty(), [&] { return web::HiddenInput("don-vi", view.unit); }),
                                  web::TextInput({"thang", Say("Tháng"), Say("Ví dụ 11/2026"), &view.faults, false}, view.month,
                                                 {.type = "text", .autocomplete = "off", .inputmode = "text", .width = "10"}),
                                  web::Button(Say("Xem"), web::ButtonKind::secondary), list));
}

}  // namespace dongson::one_stop
