#include "modules/administration/pages/review_page.h"

#include "core/bytes.h"
#include "core/csv.h"
#include "core/text.h"
#include "core/workbook.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::administration {

using namespace web::short_names;

namespace {

constexpr char kReviewPath[] = "/can-bo/quan-tri/ra-soat";

std::string PathOfReview(UnitId unit) {
    return std::string(kReviewPath) + "/" + ToText(unit);
}

Html Downloads(const std::string& path) {
    return Render(
        R"(<ul class="ds-downloads">
        <li><a class="govuk-link" href="{}" download="">Tải về CSV</a></li>
        <li><a class="govuk-link" href="{}" download="">Tải về Excel (XLSX)</a></li></ul>)",
        Url::Local(path + ".csv"), Url::Local(path + ".xlsx"));
}

web::Cells UnitCells(const ReviewedUnit& unit) {
    return {Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page(PathOfReview(unit.unit)), web::InVietnamese(unit.name)),
            Number(static_cast<std::int64_t>(unit.posts)),
            unit.due == 0 ? web::TextOf("0") : web::Tag(Number(static_cast<std::int64_t>(unit.due)), web::TagColour::amber)};
}

Html CameIn(const ReviewLine& line) {
    return line.came_in ? web::Day(line.came_in->LocalDate())
                        : Render(R"(<span class="ds-muted">{}</span>)", Say("chưa ghi nhận"));
}

Html Reviewed(const ReviewLine& line) {
    if (!line.reviewed)
        return line.due ? web::Tag(Say("Chưa rà soát"), web::TagColour::amber)
                        : Render(R"(<span class="ds-muted">{}</span>)", Say("mới giao trong năm"));
    return Render(R"({} ({}){})", web::Day(line.reviewed->at.LocalDate()), web::InVietnamese(line.reviewed->by),
                  When(line.due, [] { return Render(R"(<br>{})", web::Tag(Say("Quá một năm"), web::TagColour::amber)); }));
}

std::string LabelOf(const ReviewLine& line) {
    return Say("Kết thúc {1} của {2}", line.post.held.position, line.name).Now();
}

// One's own stays for somebody else.
Html Tick(const ReviewLine& line, AccountId reader) {
    if (line.post.account == reader) return web::TextOf("–");
    return Render(R"(<label class="ds-tick"><input type="checkbox" name="ket_thuc" value="{}" aria-label="{}"></label>)",
                  ToText(line.post.held.id), LabelOf(line));
}

Html Days(const identity::Appointment& held) {
    if (!held.from && !held.until) return Render(R"(<span class="ds-muted">{}</span>)", Say("không rõ"));
    return Render(R"({} – {})", held.from ? web::Day(*held.from) : Html(), held.until ? web::Day(*held.until) : Html());
}

web::Cells PostCells(const ReviewLine& line, AccountId reader) {
    const auto& held = line.post.held;
    return {Render(R"(<a class="govuk-link" href="{}">{}</a><br><span class="ds-muted" translate="no">{}</span>)",
                   Url::Page("/can-bo/quan-tri/nguoi/" + ToText(line.post.account)), web::InVietnamese(line.name), line.login),
            Render(R"({}{}{})", web::InVietnamese(held.position),
                   When(held.position != held.role.name().vi,
                        [&] { return Render(R"(<br><span class="ds-muted">{}</span>)", held.role.name().Now()); }),
                   When(line.of_weight,
                        [] { return Render(R"(<br>{})", web::Tag(Say("Ký duyệt hoặc quản trị"), web::TagColour::bronze)); })),
            Join(line.capabilities, "; "),
            Days(held),
            CameIn(line),
            Reviewed(line),
            Tick(line, reader)};
}

Html PostTable(const UnitReviewView& view) {
    return web::Table(Say("Chức vụ"), {{Say("Người")},
                                       {Say("Chức vụ")},
                                       {Say("Được làm")},
                                       {Say("Thời gian")},
                                       {Say("Đăng nhập lần cuối")},
                                       {Say("Rà soát lần cuối")},
                                       {Say("Kết thúc hôm nay")}})
        .Rows(view.lines, [&](const ReviewLine& line) { return PostCells(line, view.reader); })
        .Done();
}

Html JustDone(const UnitReviewView& view) {
    if (view.kept + view.ended + view.asked == 0) return {};
    const auto number = [](std::size_t count) { return Number(static_cast<std::int64_t>(count)); };
    return web::Banner(Say("Đã ghi"),
                       Render(R"({}{})",
                              web::Paragraph(Say("Giữ {1} chức vụ, kết thúc {2}, chờ người quản trị thứ hai xác nhận {3}.",
                                                 number(view.kept), number(view.ended), number(view.asked))),
                              When(view.asked > 0, [] {
                                  return Render(R"(<p class="govuk-body">{}</p>)",
                                                web::Link(Say("Chờ xác nhận"), Url::Page("/can-bo/quan-tri/cho-xac-nhan")));
                              })));
}

std::vector<std::string> Heads() {
    return {"don_vi",
            "ten_dang_nhap",
            "ho_ten",
            "chuc_vu",
            "vai_tro",
            "quyen",
            "ky_duyet_hoac_quan_tri",
            "tu_ngay",
            "den_ngay",
            "dang_nhap_lan_cuoi",
            "ra_soat_lan_cuoi",
            "nguoi_ra_soat",
            "qua_han_ra_soat"};
}

std::vector<std::string> Cells(const ReviewLine& line) {
    const auto& held = line.post.held;
    return {line.unit,
            line.login,
            line.name,
            held.position,
            held.role.name().vi,
            Join(line.capabilities, "; "),
            line.of_weight ? "1" : "0",
            held.from ? held.from->Iso() : "",
            held.until ? held.until->Iso() : "",
            line.came_in ? line.came_in->LocalDate().Iso() : "",
            line.reviewed ? line.reviewed->at.LocalDate().Iso() : "",
            line.reviewed ? line.reviewed->by : "",
            line.due ? "1" : "0"};
}

}  // namespace

Html ReviewPage(const ReviewView& view) {
    return web::OfficerLayout(
        Say("Rà soát quyền hằng năm"),
        Render(
            R"({}<h1 class="govuk-heading-l">Rà soát quyền hằng năm</h1>
            <p class="govuk-body">Mỗi năm một lần, từng đơn vị: ai đang giữ chức vụ nào, được làm gì,
            còn đăng nhập không.
            Giữ lại hoặc kết thúc. Ủy quyền có hạn nên tự hết, không nằm trong danh sách này.</p>
            <p class="govuk-body">{}</p>{}{})",
            web::BackLink(Url::Page("/can-bo/quan-tri")),
            Say("{1} chức vụ, {2} chưa ai rà soát trong một năm", Number(static_cast<std::int64_t>(view.posts)),
                Number(static_cast<std::int64_t>(view.due))),
            Downloads(kReviewPath),
            web::Table(Say("Rà soát quyền hằng năm"), {{Say("Đơn vị"), web::ColumnKind::name},
                                                       {Say("Chức vụ"), web::ColumnKind::number},
                                                       {Say("Chưa rà soát một năm"), web::ColumnKind::number}})
                .Rows(view.units, UnitCells)
                .Done()));
}

Html UnitReviewPage(const UnitReviewView& view) {
    const auto fields =
        Render(R"({}{}{}{}{})", web::HiddenInput("da_xem", view.digest), web::HiddenInput("trang", std::to_string(view.page)),
               PostTable(view),
               web::Paragraph(
                   Say("Chức vụ được đánh dấu kết thúc hết hôm nay; mọi chức vụ khác trên trang này được ghi là đã rà soát.")),
               web::Button(Say("Ghi kết quả rà soát")));
    return web::OfficerLayout(
        Say("Rà soát {1}", view.name),
        Render(R"({}{}{}<h1 class="govuk-heading-l">{}</h1>{}{}{})", web::BackLink(Url::Page(kReviewPath)),
               web::ErrorSummary(view.faults), JustDone(view), web::SentenceWithNames(Say("Rà soát {1}", view.name)),
               Downloads(PathOfReview(view.unit) + "/ra-soat"),
               view.lines.empty() ? web::Paragraph(Say("Đơn vị này không có chức vụ nào."))
                                  : web::PostForm(Url::Page(PathOfReview(view.unit)), fields),
               web::Pages(Url::Page(PathOfReview(view.unit)), view.page, view.pages)));
}

std::string ReviewDigest(const std::vector<ReviewLine>& lines) {
    std::string text;
    for (const auto& line : lines)
        text += CsvLine({ToText(line.post.held.id), line.login, line.post.held.position, line.post.held.role.key(),
                         Join(line.post.held.role.capabilities(), " "), line.post.held.until ? line.post.held.until->Iso() : ""});
    return Hex(BytesOf(Digest(text)));
}

std::string ReviewCsv(const std::vector<ReviewLine>& lines) {
    std::string csv = "\xEF\xBB\xBF" + CsvLine(Heads());
    for (const auto& line : lines) {
        auto cells = Cells(line);
        for (auto& cell : cells) cell = ForSheets(cell);
        csv += CsvLine(cells);
    }
    return csv;
}

void WriteReviewBook(const std::vector<ReviewLine>& lines, const std::string& path) {
    Workbook book(path);
    book.Sheet(Say("Rà soát quyền").Now());
    book.Width(0, 0, 32);
    book.Width(1, 4, 22);
    book.Width(5, 5, 80);
    book.Width(6, 12, 16);
    book.FreezeAbove(1);
    std::size_t column = 0;
    for (const auto& head : Heads()) book.Text(0, column++, head, CellLook::head);
    std::int64_t row = 0;
    for (const auto& line : lines) {
        ++row;
        column = 0;
        for (const auto& cell : Cells(line)) book.Text(row, column++, cell);
    }
    book.Close();
}

}  // namespace dongson::administration
