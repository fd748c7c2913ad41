#include "core/text.h"
#include "modules/complaints/domain/complaint_kind.h"
#include "modules/complaints/pages/views.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::complaints {

using namespace web::short_names;

namespace {

Html Figure(const std::optional<std::int64_t>& number) {
    return number ? web::TextOf(Number(*number)) : Render(R"(<span>dưới 5</span>)");
}

Html Figures(const PublicView& view) {
    if (view.figures.empty()) return Render(R"(<p class="govuk-body">Chưa có số liệu.</p>)");
    return Render(
        R"(<div class="ds-scroll"><table class="govuk-table ds-stack">
        <thead class="govuk-table__head"><tr class="govuk-table__row"><th class="govuk-table__header" scope="col">Quý</th>
        <th class="govuk-table__header" scope="col">Loại đơn</th>
        <th class="govuk-table__header govuk-table__header--numeric" scope="col">Đã nhận</th>
        <th class="govuk-table__header govuk-table__header--numeric" scope="col">Đã giải quyết</th>
        <th class="govuk-table__header govuk-table__header--numeric" scope="col">Đúng hạn</th></tr></thead>
        <tbody class="govuk-table__body">{}</tbody></table></div>
        <p class="govuk-body-s ds-muted">Số nhỏ được che, các số khác xê dịch nhẹ, để không ai bị nhận ra.</p>)",
        Each(view.figures, [](const PublicRow& row) {
            return Render(
                R"(<tr class="govuk-table__row"><td class="govuk-table__cell">{}</td><td class="govuk-table__cell">{}</td>
                <td class="govuk-table__cell govuk-table__cell--numeric" data-label="{}">{}</td>
                <td class="govuk-table__cell govuk-table__cell--numeric" data-label="{}">{}</td>
                <td class="govuk-table__cell govuk-table__cell--numeric" data-label="{}">{}</td></tr>)",
                row.quarter, row.feedback ? Say("Phản ánh, kiến nghị") : Say("Khiếu nại"), Say("Đã nhận").Now(),
                Figure(row.filed), Say("Đã giải quyết").Now(), Figure(row.settled), Say("Đúng hạn").Now(), Figure(row.on_time));
        }));
}

Html ShownAnswers(const PublicView& view) {
    if (view.shown.empty()) return Render(R"(<p class="govuk-body">Chưa có câu trả lời nào được công khai.</p>)");
    return Each(view.shown, [&](const Complaint& each) {
        return Render(R"(<h3 class="govuk-heading-s" lang="vi">{}</h3><p class="govuk-body" lang="vi">{}</p>
        <p class="govuk-body-s ds-muted">{} trả lời ngày {}</p>)",
                      web::Lines(each.shown_question), web::Lines(each.shown_answer),
                      web::InVietnamese(view.answered_by.at(each.handler)), web::Day(each.closed->LocalDate()));
    });
}

Html Mine(const PublicView& view) {
    if (!view.signed_in || view.mine.empty()) return {};
    return Render(R"(<h2 class="govuk-heading-m">Đơn của tôi</h2><ul class="govuk-list">{}</ul>)",
                  Each(view.mine, [&](const Complaint& each) {
                      return Render(
                          R"(<li><a class="govuk-link" href="{}">{} {}</a> {}<br>
                          <span class="govuk-body-s ds-muted">Gửi ngày {}</span></li>)",
                          Url::Page(OwnPath(each.code)), each.Name(), each.code, StateTag(each, view.now, true),
                          web::Day(each.filed.LocalDate()));
                  }));
}

Html Law(const PublicView& view) {
    const auto days = [](int number) { return std::to_string(number); };
    return Render(
        R"(<h2 class="govuk-heading-m">Khiếu nại</h2><p class="govuk-body">{}</p>{}
        <p class="govuk-body-s ds-muted">Luật Khiếu nại 02/2011/QH13, các điều 7, 9, 11, 27, 28, 33, 37.</p>
        <p class="govuk-body">{}</p><h2 class="govuk-heading-m">Phản ánh, kiến nghị</h2><p class="govuk-body">{}</p>
        <p class="govuk-body">{}</p>)",
        Say("Khi bạn cho rằng một quyết định hoặc việc làm của cơ quan, cán bộ trái luật và xâm phạm quyền của bạn."),
        web::Bullets({Say("Gửi trong {1} ngày từ khi bạn nhận quyết định hoặc biết việc ấy.", days(kMayComplainDays)),
                      Say("Cơ quan trả lời có thụ lý hay không trong {1} ngày.", days(kAcceptDays)),
                      Say("Giải quyết lần đầu trong {1} ngày từ khi thụ lý, vụ phức tạp {2} ngày.",
                          days(SettleDays(1, false, false)), days(SettleDays(1, false, true))),
                      Say("Vùng sâu, vùng xa đi lại khó khăn: {1} ngày, vụ phức tạp {2} ngày.", days(SettleDays(1, true, false)),
                          days(SettleDays(1, true, true))),
                      Say("Không đồng ý, hoặc quá hạn: khiếu nại lần hai đến cơ quan cấp trên trong {1} ngày "
                          "(vùng sâu, vùng xa {2} ngày), hoặc khởi kiện.",
                          days(AgainDays(false)), days(AgainDays(true))),
                      Say("Bạn rút khiếu nại được bất cứ lúc nào trước khi có quyết định.")}),
        web::LinkButton(Say("Gửi khiếu nại"), Url::Page("/khieu-nai/gui").With("loai", "khieu-nai")),
        Say("Khi bạn muốn góp ý về quy định, thủ tục, cách làm. "
            "Cơ quan trả lời trong {1} ngày làm việc (mức mà cổng này tự đặt).",
            days(view.feedback_days)),
        web::LinkButton(Say("Gửi phản ánh, kiến nghị"), Url::Page("/khieu-nai/gui").With("loai", "phan-anh"),
                        web::ButtonKind::secondary));
}

}  // namespace

std::string TypedIn(const Typed& typed, std::string_view field) {
    const auto found = typed.find(field);
    return found == typed.end() ? std::string() : found->second;
}

Html SaidWith(const workflow::Happening& happening) {
    return When(!happening.reason.empty(),
                [&] { return Render(R"(<p class="govuk-body-s" lang="vi">{}</p>)", web::Lines(happening.reason)); });
}

Html SentWith(const workflow::Happening& happening, const std::string& path) {
    return When(!happening.files.empty(), [&] {
        return Render(R"(<ul class="govuk-list govuk-body-s">{}</ul>)",
                      Each(happening.files, [&](const workflow::CasePaper& file) {
                          return Render(R"(<li><a class="govuk-link" href="{}" lang="vi">{}</a></li>)",
                                        Url::Local(path + "/tep/" + ToText(file.file)), file.name);
                      }));
    });
}

Html StateTag(const Complaint& complaint, Instant now, bool citizen) {
    const auto& state = ProcessOf(complaint).At(complaint.state);
    const auto colour = complaint.closed ? web::TagColour::grey : state.initial ? web::TagColour::blue : web::TagColour::bronze;
    return Render(R"({}{}{})", web::Tag(citizen ? state.citizen.Now() : state.words.Now(), colour),
                  When(complaint.Late(now), [] { return Render(R"( {})", web::Tag(Say("Quá hạn"), web::TagColour::red)); }),
                  When(complaint.overran, [] { return Render(R"( {})", web::Tag(Say("Thụ lý trễ hạn"), web::TagColour::red)); }));
}

Html PublicPage(const PublicView& view) {
    return web::CitizenLayout(Say("Khiếu nại, phản ánh"),
                              Render(
                                  R"(<h1 class="govuk-heading-l">Khiếu nại, phản ánh, kiến nghị</h1>{}{}
            <h2 class="govuk-heading-m">Đã trả lời</h2>{}<h2 class="govuk-heading-m">Giải quyết thế nào</h2>{})",
                                  Mine(view), Law(view), ShownAnswers(view), Figures(view)));
}

}  // namespace dongson::complaints
