#include "modules/one_stop/pages/dossier_lists.h"

#include "core/text.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

Url DossierUrl(std::string_view code) {
    return Url::Page("/can-bo/ho-so/" + std::string(code));
}

// On a phone a row is a card, and a date says which it is.
Html DateCell(const Sentence& label, std::optional<Instant> at) {
    return Render(R"(<td class="govuk-table__cell" data-label="{}">{}</td>)", label.Now(),
                  at ? web::Time(*at) : web::TextOf("–"));
}
std::optional<Instant> DueOf(const Dossier& dossier) {
    return dossier.due == kNever ? std::nullopt : std::optional(dossier.due);
}
Html CodeCell(const Dossier& dossier) {
    return Render(R"(<td class="govuk-table__cell"><a class="govuk-link" href="{}">{}</a></td>)", DossierUrl(dossier.code),
                  dossier.code);
}

Html DayInput(const char* name, Sentence label, const std::string& typed, const Refusals& faults, bool optional) {
    return web::TextInput({name, std::move(label), {}, &faults, optional}, typed,
                          {.type = "text", .autocomplete = "off", .inputmode = "text", .width = "10"});
}

// The same rows of another period, or on paper.
Url BookUrl(const char* path, const Register& book, Date from, Date until) {
    return Url::Page(path)
        .With("tu", from.Iso())
        .With("den", until.Iso())
        .With("loc", FigureSlug(book.kind))
        .With("linh-vuc", book.domain);
}

// A period of one's own, the month before the one that is shown, and the one that runs.
Html PeriodForm(const RegisterView& view) {
    const auto kind = view.book.kind;
    const auto first_of = [](Date day) { return day - (day.Day() - 1); };
    const auto last_month = first_of(view.book.from) - 1;
    const auto* path = "/can-bo/so-theo-doi";
    return Render(
        R"(<form class="ds-filter" method="get" action="{}" novalidate>{}{}{}{}{}
        <p class="govuk-body"><a class="govuk-link" href="{}">Tháng trước</a> · <a class="govuk-link" href="{}">Tháng này</a></p></form>)",
        Url::Page(path), When(kind != FigureKind::received, [&] { return web::HiddenInput("loc", FigureSlug(kind)); }),
        When(!view.book.domain.empty(), [&] { return web::HiddenInput("linh-vuc", view.book.domain); }),
        DayInput("tu", Say("Từ ngày"), view.from, view.faults, false),
        DayInput("den", Say("Đến ngày"), view.until, view.faults, false), web::Button(Say("Xem")),
        BookUrl(path, view.book, first_of(last_month), last_month), BookUrl(path, view.book, first_of(view.today), view.today));
}

Html BookRows(const Register& book) {
    return Each(book.dossiers, [](const Dossier& dossier) {
        return Render(
            R"(<tr class="govuk-table__row">{}
            <td class="govuk-table__cell">{}</td>
            <td class="govuk-table__cell" data-label="{}">{}</td>
            <td class="govuk-table__cell ds-person">{}</td>{}{}{}</tr>)",
            CodeCell(dossier), web::InVietnamese(dossier.procedure_name), Say("STT").Now(), NumberInRegister(dossier),
            web::InVietnamese(dossier.person.name), DateCell(Say("Nhận"), dossier.received),
            DateCell(Say("Hẹn trả"), DueOf(dossier)), DateCell(Say("Kết thúc"), dossier.closed));
    });
}

Html Book(const Register& book) {
    return Render(
        R"(<p class="govuk-body">{} · {} – {}{} · {}: {}</p>{}<p class="govuk-body"><a class="govuk-link" href="{}">In sổ (PDF)</a></p>
        <div class="ds-scroll"><table class="govuk-table ds-dense ds-stack">
        <thead class="govuk-table__head"><tr class="govuk-table__row">
        <th class="govuk-table__header" scope="col">Mã hồ sơ</th>
        <th class="govuk-table__header" scope="col">Nội dung</th>
        <th class="govuk-table__header" scope="col">STT</th>
        <th class="govuk-table__header" scope="col">Chủ hồ sơ</th>
        <th class="govuk-table__header" scope="col">Nhận</th>
        <th class="govuk-table__header" scope="col">Hẹn trả</th>
        <th class="govuk-table__header" scope="col">Kết thúc</th></tr></thead>
        <tbody class="govuk-table__body">{}</tbody></table></div>)",
        web::InVietnamese(book.unit), web::Day(book.from), web::Day(book.until),
        When(!book.domain.empty(), [&] { return Render(R"( · {})", web::InVietnamese(book.domain)); }),
        Say(FigureName(book.kind)), Number(static_cast<std::int64_t>(book.dossiers.size())),
        When(book.cut,
             [] {
                 return Render(R"(<p class="govuk-body">Còn nhiều hồ sơ hơn số hiện ở đây. Hãy chọn khoảng ngày ngắn hơn.</p>)");
             }),
        BookUrl("/can-bo/so-theo-doi.pdf", book, book.from, book.until), BookRows(book));
}

}  // namespace

Html RegisterPage(const RegisterView& view) {
    return web::OfficerLayout(
        Say("Sổ theo dõi"),
        Render(R"({}<h1 class="govuk-heading-l">Sổ theo dõi hồ sơ</h1>{}{}{})", web::ErrorSummary(view.faults),
               SavedViewsAbove(view.saved), PeriodForm(view), When(view.faults.empty(), [&] { return Book(view.book); })));
}

namespace {

Html Lacking(const FoundView& view) {
    return When(view.lacking, [] {
        return Render(
            R"(<div class="govuk-inset-text"><p class="govuk-body">Phần mềm vừa nâng cấp và đang lập lại mục lục tìm kiếm:
            vài phút tới có hồ sơ cũ chưa tìm thấy.</p></div>)");
    });
}

Html FoundRows(const FoundView& view) {
    if (!view.asked) return {};
    if (view.rows.empty())
        return Render(
            R"(<p class="govuk-body" role="status">Không có hồ sơ nào như vậy mà đơn vị bạn giữ hoặc được hỏi ý kiến.</p>)");
    const auto rows = Each(view.rows, [](const Dossier& dossier) {
        return Render(
            R"(<tr class="govuk-table__row">{}
            <td class="govuk-table__cell" title="{}">{}</td>
            <td class="govuk-table__cell ds-person">{}</td>{}{}{}</tr>)",
            CodeCell(dossier), dossier.procedure_name, web::InVietnamese(Shorten(dossier.procedure_name, 60)),
            web::InVietnamese(dossier.person.name), DateCell(Say("Nộp"), dossier.submitted),
            DateCell(Say("Hẹn trả"), DueOf(dossier)), DateCell(Say("Kết thúc"), dossier.closed));
    });
    return Render(
        R"({}<div class="ds-scroll"><table class="govuk-table ds-dense ds-stack"><thead class="govuk-table__head">
        <tr class="govuk-table__row"><th class="govuk-table__header" scope="col">Mã hồ sơ</th>
        <th class="govuk-table__header" scope="col">Nội dung</th><th class="govuk-table__header" scope="col">Chủ hồ sơ</th>
        <th class="govuk-table__header" scope="col">Nộp</th><th class="govuk-table__header" scope="col">Hẹn trả</th>
        <th class="govuk-table__header" scope="col">Kết thúc</th></tr></thead><tbody class="govuk-table__body">{}</tbody></table>
        </div>)",
        When(view.cut,
             [] {
                 return Render(R"(<p class="govuk-body">Còn nhiều hồ sơ hơn số hiện ở đây. Hãy chọn khoảng ngày ngắn hơn.</p>)");
             }),
        rows);
}

}  // namespace

Html FindPage(const FoundView& view) {
    return web::OfficerLayout(
        Say("Tìm hồ sơ"),
        Render(
            R"({}<h1 class="govuk-heading-l">Tìm hồ sơ</h1>{}<form method="get" action="/can-bo/tim" novalidate>{}{}{}{}</form>{}{})",
            web::ErrorSummary(view.faults), SavedViewsAbove(view.saved),
            web::TextInput({"q", Say("Tên, số định danh, điện thoại, mã hồ sơ hoặc thủ tục"),
                            Say("Có dấu hay không dấu, một phần cũng được. Chỉ thấy hồ sơ đơn vị mình giữ hoặc được hỏi ý kiến"),
                            &view.faults, false},
                           view.text, {}),
            DayInput("tu", Say("Nộp từ ngày"), view.from, view.faults, true),
            DayInput("den", Say("Nộp đến ngày"), view.until, view.faults, true), web::Button(Say("Tìm")), Lacking(view),
            FoundRows(view)));
}

}  // namespace dongson::one_stop
