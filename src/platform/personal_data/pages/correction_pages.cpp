#include "platform/personal_data/pages/correction_pages.h"

#include "platform/personal_data/correct.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::personal_data {

using namespace web::short_names;

namespace {

constexpr char kMine[] = "/tai-khoan/sua-du-lieu", kOffice[] = "/can-bo/sua-du-lieu";

std::string Numbered(const char* path, const Correction& correction) {
    return std::string(path) + "/" + std::to_string(correction.id);
}

std::string Named(const Correction& correction) {
    return correction.reference.empty() ? correction.label : correction.label + ", " + correction.reference;
}

Html Due(const Correction& correction, Instant now) {
    if (correction.Waits() && correction.Late(now))
        return Render(R"({} {})", web::Day(correction.due.LocalDate()), web::Tag(Say("Quá hạn"), web::TagColour::red));
    return web::Day(correction.due.LocalDate());
}

Html MyRow(const Correction& correction, Instant now) {
    auto rows = std::vector<web::Row>{{Say("Đang lưu"), web::InVietnamese(correction.before), {}},
                                      {Say("Giá trị đúng"), web::InVietnamese(correction.after), {}},
                                      {Say("Lý do"), web::InVietnamese(correction.reason), {}},
                                      {Say("Gửi lúc"), web::Time(correction.asked), {}},
                                      {Say("Trả lời chậm nhất"), Due(correction, now), {}},
                                      {Say("Kết quả"), Render("{}", NameOf(correction.state)), {}}};
    if (!correction.answer.empty()) rows.push_back({Say("Trả lời"), web::InVietnamese(correction.answer), {}});
    return Render(R"(<h3 class="govuk-heading-s">{}</h3>{}{}{})", web::InVietnamese(Named(correction)), web::SummaryList(rows),
                  When(correction.state == CorrectionState::refused,
                       [] {
                           return Render(R"(<p class="govuk-body">Không đồng ý với trả lời này, bạn có quyền khiếu nại
                 với người đứng đầu đơn vị đã trả lời, hoặc gửi phản ánh tại bộ phận một cửa.</p>)");
                       }),
                  When(correction.Waits(), [&] {
                      return web::PostForm(Url::Page(Numbered(kMine, correction) + "/rut"),
                                           Render(R"(<button type="submit" class="govuk-button govuk-button--secondary"
                 aria-label="{}">{}</button>)",
                                                  Say("Rút đề nghị: {1}", Named(correction)).Now(), Say("Rút đề nghị")));
                  }));
}

Html AskForm(const MyCorrectionsView& view) {
    if (view.offered.empty())
        return Render(R"(<p class="govuk-body">Tài khoản này không có dữ liệu nào để đề nghị sửa ở đây.</p>)");
    std::vector<web::Choice> choices{{"", Say("– chọn –").Now(), ""}};
    for (const auto& each : view.offered) {
        auto text = each.label;
        if (!each.reference.empty()) text += ", " + each.reference;
        choices.push_back({each.Key(), text + ": " + each.value, ""});
    }
    const auto fields = Render(
        R"({}{}{}{}{})", web::Select({"du_lieu", Say("Dữ liệu bị sai"), {}, &view.faults, false}, choices, view.which),
        web::TextInput({"gia_tri", Say("Giá trị đúng"), Say("Ngày thì ghi như 27/3/1990"), &view.faults, false}, view.value),
        web::TextArea({"ly_do", Say("Vì sao dữ liệu sai"), {}, &view.faults, false}, view.reason, 3),
        web::FileInput({"tep", Say("Giấy tờ chứng minh"), Say("Một tệp PDF hoặc ảnh chụp"), &view.faults, false}, false),
        web::Button(Say("Gửi đề nghị")));
    return web::PostForm(Url::Page(kMine), fields, web::FormKind::multipart);
}

Html ListRow(const Correction& correction, Instant now) {
    return Render(
        R"(<tr class="govuk-table__row">
        <td class="govuk-table__cell"><a class="govuk-link" href="{}">{}</a></td>
        <td class="govuk-table__cell" data-label="{}">{}</td>
        <td class="govuk-table__cell" data-label="{}">{}</td>
        <td class="govuk-table__cell" data-label="{}">{}</td></tr>)",
        Url::Page(Numbered(kOffice, correction)), web::InVietnamese(Named(correction)), Say("Gửi lúc").Now(),
        web::Time(correction.asked), Say("Trả lời chậm nhất").Now(), Due(correction, now), Say("Kết quả").Now(),
        NameOf(correction.state));
}

Html List(const Sentence& title, const std::vector<Correction>& corrections, Instant now) {
    if (corrections.empty()) return Render(R"(<h2 class="govuk-heading-m">{}</h2><p class="govuk-body">Không có.</p>)", title);
    return Render(
        R"(<h2 class="govuk-heading-m">{} ({})</h2>
        <div class="ds-scroll"><table class="govuk-table ds-dense ds-stack">
        <thead class="govuk-table__head"><tr class="govuk-table__row">
        <th class="govuk-table__header" scope="col">Dữ liệu</th>
        <th class="govuk-table__header" scope="col">Gửi lúc</th>
        <th class="govuk-table__header" scope="col">Trả lời chậm nhất</th>
        <th class="govuk-table__header" scope="col">Kết quả</th></tr></thead>
        <tbody class="govuk-table__body">{}</tbody></table></div>)",
        title, std::to_string(corrections.size()), Each(corrections, [&](const Correction& each) { return ListRow(each, now); }));
}

Html DecideForm(const CorrectionView& view) {
    return web::PostForm(
        Url::Page(Numbered(kOffice, view.correction)),
        Render(R"({}<div class="govuk-button-group" id="quyet_dinh">
        <button type="submit" class="govuk-button" name="quyet_dinh" value="sua">Sửa theo đề nghị</button>
        <button type="submit" class="govuk-button govuk-button--secondary" name="quyet_dinh" value="khong">Không sửa</button>
        </div>)",
               web::TextArea({"ly_do", Say("Lý do"), Say("Người đề nghị đọc được"), &view.faults, false}, view.answer, 3)));
}

}  // namespace

Html MyCorrectionsPage(const MyCorrectionsView& view) {
    return web::Layout(Say("Đề nghị sửa dữ liệu cá nhân"),
                       Render(
                           R"({}{}<h1 class="govuk-heading-l">Đề nghị sửa dữ liệu cá nhân</h1>
            <p class="govuk-body">Thấy họ tên, ngày sinh của tài khoản, hoặc điều một hồ sơ ghi về bạn bị sai,
            bạn đề nghị sửa ở đây, kèm giấy tờ chứng minh. Bạn được trả lời trong {} ngày làm việc.
            Giấy tờ đã cấp không đổi theo: nếu giấy đã cấp ghi sai, hãy nhắn cho đơn vị đã cấp ở trang của hồ sơ.</p>
            {}{})",
                           web::BackLink(Url::Page("/tai-khoan")), web::ErrorSummary(view.faults),
                           std::to_string(kCorrectionDays), AskForm(view), When(!view.asked.empty(), [&] {
                               return Render(R"(<h2 class="govuk-heading-m">Đã đề nghị</h2>{})",
                                             Each(view.asked, [&](const Correction& each) { return MyRow(each, view.now); }));
                           })));
}

Html CorrectionListPage(const CorrectionListView& view) {
    return web::OfficerLayout(Say("Sửa dữ liệu cá nhân"), Render(
                                                              R"(<h1 class="govuk-heading-l">Sửa dữ liệu cá nhân</h1>
            <p class="govuk-body">Người dân nói dữ liệu nào lưu về họ bị sai. Đối chiếu với giấy tờ họ gửi rồi trả lời.</p>{}{})",
                                                              List(Say("Chờ trả lời"), view.waiting, view.now),
                                                              List(Say("Đã trả lời"), view.decided, view.now)));
}

Html CorrectionPage(const CorrectionView& view) {
    const auto& correction = view.correction;
    auto rows =
        std::vector<web::Row>{{Say("Người đề nghị"), web::InVietnamese(view.person), {}},
                              {Say("Dữ liệu"), web::InVietnamese(Named(correction)), {}},
                              {Say("Đang lưu"), web::InVietnamese(correction.before), {}},
                              {Say("Giá trị đúng"), web::InVietnamese(correction.after), {}},
                              {Say("Lý do"), web::InVietnamese(correction.reason), {}},
                              {Say("Giấy tờ chứng minh"),
                               Render(R"(<a class="govuk-link" href="{}">{}</a>)",
                                      Url::Page(Numbered(kOffice, correction) + "/giay-to"), web::InVietnamese(view.proof)),
                               {}},
                              {Say("Gửi lúc"), web::Time(correction.asked), {}},
                              {Say("Trả lời chậm nhất"), Due(correction, view.now), {}},
                              {Say("Kết quả"), Render("{}", NameOf(correction.state)), {}}};
    if (!correction.answer.empty()) rows.push_back({Say("Trả lời"), web::InVietnamese(correction.answer), {}});
    if (correction.decided)
        rows.push_back({Say("Người trả lời"),
                        Render("{}, {}", web::InVietnamese(correction.decided_by_name), web::Time(*correction.decided)),
                        {}});
    return web::OfficerLayout(
        Say("Đề nghị sửa dữ liệu"),
        Render(R"({}{}<h1 class="govuk-heading-l">Đề nghị sửa dữ liệu</h1>{}{}{}{}{})", web::BackLink(Url::Page(kOffice)),
               web::ErrorSummary(view.faults), web::SummaryList(rows),
               When(!view.dossier.empty(),
                    [&] {
                        return Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">Mở hồ sơ {}</a></p>)",
                                      Url::Page(view.dossier), correction.reference);
                    }),
               When(!view.leaves.Now().empty(),
                    [&] { return Render(R"(<div class="govuk-inset-text"><p class="govuk-body">{}</p></div>)", view.leaves); }),
               When(view.asked,
                    [] {
                        return Render(R"(<div class="govuk-inset-text"><p class="govuk-body">Đã đề nghị sửa;
                        người quản trị thứ hai xác nhận ở mục Chờ xác nhận.</p></div>)");
                    }),
               When(view.decides, [&] { return DecideForm(view); })));
}

}  // namespace dongson::personal_data
