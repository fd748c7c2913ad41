#include "modules/open_data/pages/reader_pages.h"

#include <algorithm>

#include "core/text.h"
#include "modules/open_data/domain/addresses.h"
#include "modules/open_data/pages/catalogue_pages.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::open_data {

using namespace web::short_names;

namespace {

Html RemarkForm(const RemarksView& view) {
    const auto about = When(!view.about_slug.empty(), [&] { return web::HiddenInput("bo", view.about_slug); });
    return web::PostForm(
        Url::Page("/du-lieu/gop-y"),
        Render(
            R"({}{}{}{}<p class="govuk-hint">Tên và thư chỉ cơ quan trả lời thấy. Câu hỏi và câu trả lời hiện công khai.</p>{})",
            about,
            web::TextArea(
                {"noi_dung",
                 view.about_slug.empty() ? Say("Bạn cần số liệu gì, để làm gì?") : Say("Chỗ nào chưa đúng hoặc còn thiếu?"),
                 {},
                 &view.faults,
                 false},
                view.typed.text),
            web::TextInput({"ten", Say("Tên của bạn"), {}, &view.faults, true}, view.typed.name, {}),
            web::TextInput({"thu", Say("Thư điện tử, nếu muốn nhận câu trả lời"), {}, &view.faults, true}, view.typed.email,
                           {.type = "text", .autocomplete = "email", .inputmode = "email", .width = ""}),
            web::Button(Say("Gửi"))));
}

Html Counted(const Sentence& title, const std::vector<std::pair<std::string, std::int64_t>>& rows) {
    std::int64_t most = 1;
    for (const auto& [name, count] : rows) most = std::max(most, count);
    return Render(
        R"(<h2 class="govuk-heading-m">{}</h2><div class="ds-scroll" tabindex="0" role="region" aria-label="{}"><table class="govuk-table ds-dense"><tbody class="govuk-table__body">{}</tbody></table></div>)",
        title, title, Each(rows, [&](const auto& row) {
            return Render(
                R"(<tr class="govuk-table__row"><th class="govuk-table__header" scope="row" lang="vi">{}</th><td class="govuk-table__cell govuk-table__cell--numeric">{}</td><td class="govuk-table__cell"><span class="ds-bar"><progress max="{}" value="{}" aria-label="{}"></progress></span></td></tr>)",
                row.first, Number(row.second), std::to_string(most), std::to_string(row.second), row.first);
        }));
}

}  // namespace

Html RemarkItem(const Remark& remark) {
    return Render(
        R"(<li><p class="govuk-body" lang="vi">{}</p><div class="govuk-inset-text" lang="vi"><p class="govuk-body">{}</p><p class="govuk-body-s ds-muted">{} · {}</p></div></li>)",
        web::Lines(remark.text), web::Lines(remark.answer), remark.answered_by,
        remark.answered ? web::Day(remark.answered->LocalDate()) : Html());
}

Html RemarksPage(const RemarksView& view) {
    return web::CitizenLayout(
        Say("Yêu cầu dữ liệu và góp ý"),
        Render(
            R"({}{}{}<h1 class="govuk-heading-l">Yêu cầu dữ liệu và góp ý</h1>{}{}<h2 class="govuk-heading-m">Đã trả lời</h2>{}<p class="govuk-body ds-muted">{}</p>)",
            web::BackLink(view.about_slug.empty() ? Url::Page("/du-lieu") : Url::Page("/du-lieu/bo/" + view.about_slug)),
            web::ErrorSummary(view.faults),
            When(view.sent,
                 [] {
                     return web::Banner(
                         Say("Đã gửi"),
                         Render(R"(<p class="govuk-body">Cơ quan phụ trách đã nhận. Câu trả lời sẽ hiện ở trang này.</p>)"));
                 }),
            When(!view.about_title.empty(),
                 [&] { return Render(R"(<p class="govuk-body-l" lang="vi">{}</p>)", view.about_title); }),
            RemarkForm(view),
            view.answered.empty()
                ? Render(R"(<p class="govuk-body">Chưa có câu nào được trả lời.</p>)")
                : Render(R"(<ul class="ds-results">{}</ul>)",
                         Each(view.answered,
                              [&](const Remark& remark) {
                                  const auto about = view.datasets.find(remark.dataset.value);
                                  return Render(
                                      "{}{}",
                                      When(
                                          about != view.datasets.end(),
                                          [&] {
                                              return Render(
                                                  R"(<li class="ds-muted"><a class="govuk-link" href="{}" lang="vi">{}</a></li>)",
                                                  Url::Page("/du-lieu/bo/" + about->second.first), about->second.second);
                                          }),
                                      RemarkItem(remark));
                              })),
            Say("{1} câu đang chờ trả lời", Number(view.unanswered))));
}

Html AnswerPage(const AnswerView& view) {
    const auto& remark = view.remark;
    const auto form =
        web::PostForm(Url::Page("/can-bo/du-lieu/gop-y/" + ToText(remark.id)),
                      Render("{}{}{}", web::TextArea({"tra_loi", Say("Câu trả lời"), {}, &view.faults, false}, remark.answer),
                             web::Radios({"hien", Say("Ai thấy"), {}, &view.faults, false},
                                         {{"cong-khai", Say("Công khai trên cổng dữ liệu").Now(), ""},
                                          {"rieng", Say("Chỉ người gửi (có thông tin riêng, hoặc không phải góp ý)").Now(), ""}},
                                         "cong-khai"),
                             web::Button(Say("Trả lời"))));
    return web::OfficerLayout(
        Say("Trả lời góp ý"),
        Render(R"({}{}<h1 class="govuk-heading-l">Trả lời góp ý</h1>{}<p class="govuk-body-l" lang="vi">{}</p>{})",
               web::BackLink(Url::Page("/can-bo")), web::ErrorSummary(view.faults),
               web::SummaryList({{Say("Về"), view.about.empty() ? Render("Dữ liệu chưa có") : web::InVietnamese(view.about), {}},
                                 {Say("Người gửi"), web::InVietnamese(remark.name), {}},
                                 {Say("Thư điện tử"), web::TextOf(remark.email), {}},
                                 {Say("Gửi lúc"), web::Time(remark.made), {}}}),
               web::Lines(remark.text),
               remark.answered ? Render(R"(<p class="govuk-inset-text" lang="vi">{}</p>)", web::Lines(remark.answer)) : form));
}

Html FollowPage(const FollowView& view) {
    const auto body = [&] {
        switch (view.step) {
            case FollowStep::confirm:
                return Render(
                    "{}{}",
                    web::PostForm(Url::Page("/du-lieu/theo-doi/" + view.token), web::Button(Say("Nhận thư khi có thay đổi"))),
                    web::PostForm(Url::Page("/du-lieu/theo-doi/" + view.token + "/thoi"),
                                  web::Button(Say("Thôi nhận thư"), web::ButtonKind::secondary)));
            case FollowStep::confirmed:
                return Render(
                    R"(<p class="govuk-body">Từ nay mỗi khi có phiên bản mới, bạn sẽ nhận một thư. Thư nào cũng có chỗ bấm để thôi.</p>)");
            case FollowStep::ended:
                return Render(
                    R"(<p class="govuk-body">Bạn sẽ không nhận thư về bộ dữ liệu này nữa. Địa chỉ của bạn đã được xóa.</p>)");
            default:
                return Render(
                    R"(<p class="govuk-body">Mở thư vừa gửi tới địa chỉ của bạn và bấm vào đường dẫn trong đó để bắt đầu.</p>)");
        }
    }();
    return web::CitizenLayout(
        Say("Theo dõi bộ dữ liệu"),
        Render(R"({}<h1 class="govuk-heading-l">Theo dõi bộ dữ liệu</h1><p class="govuk-body-l" lang="vi">{}</p>{})",
               web::BackLink(Url::Page("/du-lieu")), view.title, body));
}

Html PublisherPage(const PublisherView& view) {
    return web::CitizenLayout(
        Say("{1}", view.name),
        Render(
            R"({}<p class="govuk-caption-l">{}</p><h1 class="govuk-heading-l" lang="vi">{}</h1>{}<p class="govuk-body">{} · <a class="govuk-link" href="{}">Tin mới (Atom)</a></p>{}<ul class="ds-results">{}</ul>)",
            web::BackLink(Url::Page("/du-lieu")), Say(view.kind), view.name,
            When(!view.notes.empty(), [&] { return Render(R"(<p class="govuk-body-l" lang="vi">{}</p>)", view.notes); }),
            Say("{1} bộ dữ liệu", Number(static_cast<std::int64_t>(view.datasets.size()))), Url::Local(view.feed),
            When(!view.late.empty(),
                 [&] {
                     return web::Banner(Say("Chậm cập nhật"),
                                        Render(R"(<ul class="govuk-list">{}</ul>)", Each(view.late, [](const auto& late) {
                                                   return Render(
                                                       R"(<li><a class="govuk-link" href="{}" lang="vi">{}</a> {} {}</li>)",
                                                       Url::Page("/du-lieu/bo/" + late.first), late.first, Say("từ"),
                                                       web::Day(late.second));
                                               })));
                 }),
            Each(view.datasets, ListedItem)));
}

Html StatisticsPage(const StatisticsView& view) {
    const auto figure = [](std::int64_t number, const Sentence& what) {
        return Render(R"(<p class="ds-figure"><span class="ds-figure__number">{}</span> {}</p>)", Number(number), what);
    };
    return web::CitizenLayout(
        Say("Thống kê cổng dữ liệu"),
        Render(
            R"({}<h1 class="govuk-heading-l">Thống kê cổng dữ liệu</h1><p class="govuk-body"><a class="govuk-link" href="/du-lieu/chat-luong">Chất lượng dữ liệu</a></p><div class="ds-figures">{}{}{}{}</div>{}{}{}{}<h2 class="govuk-heading-m">Được tải nhiều nhất</h2><p class="govuk-body-s ds-muted">Mỗi người tính một lần trong ngày cho một bảng; máy dò tìm không tính.</p><ul class="ds-results">{}</ul>{})",
            web::BackLink(Url::Page("/du-lieu")), figure(view.datasets, Say("bộ dữ liệu")), figure(view.tables, Say("bảng")),
            figure(view.rows, Say("dòng")), figure(view.late, Say("bộ chậm cập nhật")),
            Counted(Say("Theo lĩnh vực"), view.by_domain), Counted(Say("Theo cơ quan"), view.by_agency),
            Counted(Say("Theo định dạng"), view.by_format), Counted(Say("Theo giấy phép"), view.by_licence),
            Each(view.most_read,
                 [](const auto& read) {
                     return Render(R"({}<li class="ds-muted">{}</li>)", ListedItem(read.first),
                                   Say("{1} lượt người tải", Number(read.second)));
                 }),
            When(!view.by_month.empty(), [&] { return Counted(Say("Lượt người tải theo tháng"), view.by_month); })));
}

}  // namespace dongson::open_data
