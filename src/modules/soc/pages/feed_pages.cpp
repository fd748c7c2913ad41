#include "modules/soc/pages/feed_pages.h"

#include "core/text.h"
#include "modules/soc/pages/soc_layout.h"
#include "modules/soc/search/query.h"
#include "web/table.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

constexpr char kPath[] = "/can-bo/an-ninh/chi-dau";

Html LookedBack(const Feed& feed) {
    if (!feed.LookedBack()) return web::Tag(Say("Đang soi sự kiện đã lưu"), web::TagColour::amber);
    return Render("{}",
                  Say("{1} lần thấy trong {2} sự kiện đã lưu", Figure(feed.looked_back_found), Figure(feed.looked_back_events)));
}

Html LeftOut(const Feed& feed) {
    if (feed.left_out == 0) return Render("0");
    return Render(
        R"(<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">{}</span></summary><pre class="ds-log">{}</pre></details>)",
        Figure(feed.left_out), feed.faults);
}

web::Cells CellsOf(const FeedListView& view, const Feed& feed) {
    return {
        Render(R"(<a class="govuk-link" href="{}">{}</a>)",
               Url::Page("/can-bo/an-ninh/canh-bao").With("quy_tac", RuleOf(feed.id)), web::InVietnamese(feed.name)),
        LevelTag(feed.level),
        Render("{}", feed.format),
        Figure(feed.indicators),
        LeftOut(feed),
        Render(R"({} <span class="ds-muted">{}</span>)", web::Time(feed.imported), Who(view.names, feed.account)),
        Render("{}", LookedBack(feed)),
        web::PostForm(
            Url::Page(kPath),
            Render(R"({}<button class="ds-link-button" type="submit">Bỏ<span class="govuk-visually-hidden"> {}</span></button>)",
                   web::HiddenInput("bo", ToText(feed.id)), feed.name))};
}

Html Feeds(const FeedListView& view) {
    if (view.feeds.empty()) return Render(R"(<p class="govuk-body">Chưa có danh sách nào.</p>)");
    return web::Table(Say("Danh sách"), {{Say("Danh sách"), web::ColumnKind::name},
                                         {Say("Mức")},
                                         {Say("Dạng")},
                                         {Say("Chỉ dấu"), web::ColumnKind::number},
                                         {Say("Không dùng được")},
                                         {Say("Nhập lúc")},
                                         {Say("Soi lại")},
                                         {Say("Bỏ"), web::ColumnKind::text, true}})
        .Rows(view.feeds, [&](const Feed& feed) { return CellsOf(view, feed); })
        .Done();
}

Html LookUp(const FeedListView& view) {
    const auto found = [&] {
        if (view.known.empty())
            return Render(R"(<p class="govuk-body">{}</p>)", Say("Không danh sách nào có “{1}”.", view.sought));
        return Render(R"(<ul class="govuk-list govuk-list--bullet">{}</ul>)", Each(view.known, [](const KnownIndicator& each) {
                          return Render(
                              R"(<li><code class="ds-log">{}</code> – {} {}{}</li>)", each.value, web::InVietnamese(each.feed),
                              each.label.empty() ? Html() : Render("({})", web::InVietnamese(each.label)),
                              each.until.ms == INT64_MAX ? Html() : Render(", {} {}", Say("đến"), web::Time(each.until)));
                      }));
    };
    return Render(R"(<form method="get" action="{}">{}{}</form>{})", Url::Page(kPath),
                  web::TextInput({"tra", Say("Tra một giá trị"), Say("Địa chỉ, tên miền, đường dẫn, mã băm hoặc hộp thư"),
                                  &view.faults, true},
                                 view.sought),
                  web::Button(Say("Tra"), web::ButtonKind::secondary), When(!view.sought.empty(), [&] {
                      return Render(R"({}<p class="govuk-body"><a class="govuk-link" href="{}">{}</a></p>)", found(),
                                    Url::Page("/can-bo/an-ninh/su-kien").With("q", QuoteValue(view.sought)),
                                    Say("Tìm trong sự kiện đã lưu"));
                  }));
}

}  // namespace

Html FeedListPage(const FeedListView& view) {
    return SocLayout(
        Say("Chỉ dấu"), SocPlace::indicators,
        Render(
            R"({}<h1 class="govuk-heading-l">Chỉ dấu</h1><p class="govuk-body">Danh sách địa chỉ, tên miền, đường dẫn, mã băm và hộp thư của kẻ tấn công, do nơi khác cung cấp. Mỗi sự kiện mới được so ngay; sự kiện đã lưu được soi lại một lần khi danh sách mới về.</p>{}<h2 class="govuk-heading-m">Tra cứu</h2>{}<h2 class="govuk-heading-m">Nhập danh sách</h2>{})",
            web::ErrorSummary(view.faults), Feeds(view), LookUp(view),
            web::PostForm(Url::Page(kPath),
                          Render("{}{}{}{}",
                                 web::TextInput({"ten", Say("Tên danh sách"),
                                                 Say("Cùng tên với danh sách đã có: thay bằng bản mới"), &view.faults, false},
                                                view.typed_name),
                                 web::Select({"muc", Say("Mức của cảnh báo"), {}, &view.faults, false}, LevelChoices(),
                                             Name(view.typed_level)),
                                 web::FileInput({"tep", Say("Tệp"), Say("STIX 2.1, tệp xuất của MISP, hoặc CSV; có thể nén gzip"),
                                                 &view.faults, false},
                                                false),
                                 web::Button(Say("Nhập"))),
                          web::FormKind::multipart)));
}

}  // namespace dongson::soc
