#include "modules/one_stop/pages/inbox_page.h"

#include <algorithm>

#include "core/text.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;
using workflow::Direction;
using workflow::InboxOrder;
using workflow::InboxView;

namespace {

struct Column {
    std::string_view name;
    InboxOrder order;
};
constexpr Column kCode{"Mã hồ sơ", InboxOrder::reference};
constexpr Column kWhole{"Hẹn trả", InboxOrder::due}, kStep{"Hạn bước này", InboxOrder::step_due};
constexpr Column kColumns[] = {
    {"Thủ tục", InboxOrder::title}, {"Người nộp", InboxOrder::person}, {"Bước", InboxOrder::state}, kWhole, kStep};
static_assert(std::size(kColumns) == std::size(kInboxColumns));
// In place of the two before it where there is room for one: beside an open dossier.
constexpr Column kNearest{"Hạn", InboxOrder::nearest};

// A day is enough in a list; the hour stands in the title and in the pane. Beside an open dossier the year goes without saying
// when it is this one.
Html DayCell(Date day, Date today) {
    if (day.Year() != today.Year()) return web::Day(day);
    const auto spoken = day.Spoken();
    return Render(R"(<time datetime="{}">{}<span>{}</span></time>)", day.Iso(), spoken.substr(0, 5), spoken.substr(5));
}

Html DueCell(Instant due, Instant now) {
    if (due == kNever) return Render(R"(<span class="ds-muted">–</span>)");
    const auto day = due.LocalDate(), today = now.LocalDate();
    if (due < now) return Render(R"(<span class="ds-late">Quá hạn</span> {})", DayCell(day, today));
    if (day == today) return Render(R"(<strong>Hôm nay {}</strong>)", MinuteOfDay(due.LocalMinute()));
    return DayCell(day, today);
}

std::string Title(Instant due) {
    return due == kNever ? std::string() : due.Spoken();
}

// The cells of a deadline. Rows beside each other are often due at one moment: what the last one showed is shown again.
class Deadlines {
  public:
    Deadlines(std::string_view name, Instant now) : name_(Translate(name, CurrentLanguage())), now_(now) {}

    const Html& Cell(Instant due, bool nearest) {
        auto& last = last_[nearest ? 1 : 0];
        if (due == last.due && !last.cell.empty()) return last.cell;
        last.due = due;
        last.cell = Render(R"(<td class="{}" title="{}" data-label="{}">{}</td>)", nearest ? "ds-nearest" : "", Title(due), name_,
                           DueCell(due, now_));
        return last.cell;
    }

  private:
    struct Last {
        Instant due = kNever;
        Html cell;
    };
    std::string_view name_;
    Instant now_;
    Last last_[2];
};

// One literal for all cells, and no class that the table's own rules can do without: a page has dozens of these rows.
// What a narrow column cuts off, the script shows as one points at it.
class Rows {
  public:
    explicit Rows(Instant now) : now_(now), whole_(kWhole.name, now), step_(kStep.name, now) {}

    void AddTo(Html& rows, const workflow::InboxItem& item) {
        const bool today = item.Nearest() != kNever && item.Nearest().LocalDate() == now_.LocalDate();
        const auto colour = item.waiting ? web::TagColour::grey : item.fresh ? web::TagColour::blue : web::TagColour::bronze;
        const bool whole_first = item.due <= item.step_due;
        RenderInto(rows,
                   R"(<tr class="{}"><td><a class="govuk-link" href="{}" data-opens="1">{}</a></td>
                   <td>{}</td><td>{}</td><td>{}</td>{}{}</tr>)",
                   today ? "ds-row--today" : "", Url::Page(item.path), item.reference, web::Vietnamese{item.title},
                   web::Vietnamese{item.person}, web::Tag(item.state.Now(), colour), whole_.Cell(item.due, whole_first),
                   step_.Cell(item.step_due, !whole_first));
    }

  private:
    Instant now_;
    Deadlines whole_, step_;
};

// Until one of them falls due, or the day ends, the rows say the same.
workflow::PostWork::Drawn Draw(const InboxPageView& view) {
    constexpr std::size_t kBytesOfRow = 900;
    workflow::PostWork::Drawn drawn{.rows = {}, .from = view.now, .until = Instant::At(view.now.LocalDate() + 1, 0)};
    drawn.rows.Expect(view.list.items.size() * kBytesOfRow);
    Rows maker(view.now);
    for (const auto* item : view.list.items) {
        maker.AddTo(drawn.rows, *item);
        for (const auto due : {item->due, item->step_due})
            if (due >= view.now) drawn.until = std::min(drawn.until, due + 1);
    }
    return drawn;
}

// What everybody of one post sees when they open their inbox is drawn once.
bool IsWholePost(const InboxPageView& view) {
    return view.posts.size() == 1 && view.view == InboxView::all && view.asked.words.empty() &&
           view.asked.order == InboxOrder::nearest && view.asked.direction == Direction::up && view.list.page == 1;
}

std::shared_ptr<const workflow::PostWork::Drawn> RowsOf(const InboxPageView& view) {
    if (IsWholePost(view)) return view.posts.front()->DrawnOnce(view.now, [&] { return Draw(view); });
    return std::make_shared<const workflow::PostWork::Drawn>(Draw(view));
}

// The list as it is asked for, with something else about it.
Url Address(const InboxPageView& view, InboxOrder order, Direction direction) {
    return Url::Page("/can-bo")
        .With("xem", view.view == InboxView::all ? "" : workflow::InboxViewSlug(view.view))
        .With("tim", view.asked.words)
        .With("xep", order == InboxOrder::nearest ? "" : workflow::InboxOrderSlug(order))
        .With("chieu", direction == Direction::down ? "xuong" : "");
}

Html Tabs(const InboxPageView& view) {
    return Render(R"(<nav aria-label="Cách xem"><ul class="ds-tabs">{}</ul></nav>)",
                  Each(workflow::kInboxViews, [&](InboxView each) {
                      return Render(R"(<li><a href="{}" {}>{} <span class="ds-count ds-count--quiet">{}</span></a></li>)",
                                    Url::Page("/can-bo").With("xem", each == InboxView::all ? "" : workflow::InboxViewSlug(each)),
                                    web::Flag::CurrentPage(each == view.view), Say(workflow::InboxViewName(each)),
                                    std::to_string(view.counts[static_cast<std::size_t>(each)]));
                  }));
}

Html Toolbar(const InboxPageView& view) {
    return Render(
        R"(<form class="ds-toolbar" method="get" action="/can-bo" role="search">{}
        <label class="govuk-visually-hidden" for="tim">Lọc danh sách</label>
        <input class="govuk-input" id="tim" name="tim" type="search" value="{}" placeholder="{}" autocomplete="off">
        <button class="govuk-button govuk-button--secondary" type="submit">Lọc</button>{}{}
        <p class="govuk-body-s">{}<a class="govuk-link" href="/can-bo/lam-nhieu">Làm nhiều hồ sơ</a>&ensp;
        <a class="govuk-link" href="/can-bo/cot">Chọn cột</a></p></form>)",
        When(view.view != InboxView::all, [&] { return web::HiddenInput("xem", workflow::InboxViewSlug(view.view)); }),
        view.asked.words, Say("Mã, thủ tục, người nộp, bước").Now(),
        When(!view.asked.words.empty(),
             [&] {
                 return Render(
                     R"(<a class="govuk-link" href="{}">Bỏ lọc</a>)",
                     Url::Page("/can-bo").With("xem", view.view == InboxView::all ? "" : workflow::InboxViewSlug(view.view)));
             }),
        When(view.asked.order != InboxOrder::nearest,
             [&] {
                 return Render(R"(<a class="govuk-link" href="{}">Gần hạn ở trên</a>)",
                               Address(view, InboxOrder::nearest, Direction::up));
             }),
        When(view.divides, [] { return Render(R"(<a class="govuk-link" href="/can-bo/chia-viec">Chia việc</a>&ensp;)"); }));
}

Html ColumnHead(const InboxPageView& view, const Column& column) {
    const bool sorted = view.asked.order == column.order;
    const bool up = view.asked.direction == Direction::up;
    const auto link = Render(R"(<a class="govuk-link" href="{}">{}</a>)",
                             Address(view, column.order, sorted && up ? Direction::down : Direction::up), Say(column.name));
    const auto* classes = column.order == InboxOrder::nearest ? "govuk-table__header ds-nearest" : "govuk-table__header";
    if (!sorted) return Render(R"(<th class="{}" scope="col">{}</th>)", classes, link);
    return Render(R"(<th class="{}" scope="col" aria-sort="{}">{}</th>)", classes, up ? "ascending" : "descending", link);
}

// The columns to leave out, as the classes the stylesheet knows: rows stay as they are.
std::string TableClass(const InboxPageView& view) {
    std::string classes = "govuk-table ds-dense ds-list ds-inbox";
    for (const auto column : view.hidden) classes += " ds-without-" + std::string(column);
    return classes;
}

Html Nothing(const InboxPageView& view) {
    return view.asked.words.empty() ? Render(R"(<p class="govuk-body">Không có việc nào ở đây. Nghỉ tay một chút.</p>)")
                                    : Render(R"(<p class="govuk-body">Không có việc nào khớp với những chữ này.</p>)");
}

// Above the list, and only where there is any.
Html ToConfirm(const InboxPageView& view) {
    const auto line = [](int number, const char* path, const Sentence& words) {
        return When(number > 0, [&] {
            return Render(R"(<p class="govuk-body"><a class="govuk-link" href="{}">{}</a></p>)", Url::Page(path), words);
        });
    };
    if (view.proposals + view.reversals == 0) return {};
    return Render(R"(<div class="govuk-inset-text">{}{}</div>)",
                  line(view.proposals, "/can-bo/quan-tri/cho-xac-nhan",
                       Say("{1} đề nghị chờ bạn xác nhận", std::to_string(view.proposals))),
                  line(view.reversals, "/can-bo/thu-phi",
                       Say("{1} việc hủy biên lai, hoàn tiền chờ bạn duyệt", std::to_string(view.reversals))));
}

Html Top(const InboxPageView& view) {
    return Render(
        R"(<h1 class="govuk-heading-l">Việc cần làm</h1><div data-live="{}" hidden="" role="status">
        <p class="govuk-body"><a class="govuk-link" href="/can-bo">Có thay đổi. Tải lại để xem.</a></p></div>{}{})",
        "/can-bo/song", ToConfirm(view), Tabs(view));
}

// The rows are most of the page: they go into its literal at once.
Html Content(const InboxPageView& view) {
    if (view.list.items.empty())
        return Render(R"({}{}<div class="ds-split" data-split="1"><div data-list="1">{}{}</div></div>)", Top(view),
                      SavedViewsAbove(view.saved), Toolbar(view), Nothing(view));
    return Render(
        R"({}{}<div class="ds-split" data-split="1"><div data-list="1">{}
        <table class="{}" data-keys="1"><caption class="govuk-visually-hidden">Việc cần làm, gần hạn ở trên</caption>
        <thead class="govuk-table__head"><tr class="govuk-table__row">{}{}{}</tr></thead><tbody class="govuk-table__body">{}</tbody>
        </table>{}{}</div></div>)",
        Top(view), SavedViewsAbove(view.saved), Toolbar(view), TableClass(view), ColumnHead(view, kCode),
        Each(kColumns, [&](const Column& column) { return ColumnHead(view, column); }), ColumnHead(view, kNearest),
        RowsOf(view)->rows, web::Pages(Address(view, view.asked.order, view.asked.direction), view.list.page, view.list.pages),
        When(view.cut, [] {
            return Render(R"(<p class="govuk-body">Còn nhiều việc hơn số hiện ở đây. Hãy dùng các cách xem ở trên.</p>)");
        }));
}

}  // namespace

Html ColumnsPage(const std::set<std::string_view>& hidden) {
    std::vector<web::Choice> choices;
    std::vector<std::string> shown;
    for (std::size_t i = 0; i < std::size(kInboxColumns); ++i) {
        choices.push_back({std::string(kInboxColumns[i]), Say(kColumns[i].name).Now(), ""});
        if (!hidden.contains(kInboxColumns[i])) shown.emplace_back(kInboxColumns[i]);
    }
    return web::OfficerLayout(
        Say("Chọn cột"),
        Render(
            R"({}<h1 class="govuk-heading-l">Chọn cột</h1>{})", web::BackLink(Url::Page("/can-bo")),
            web::PostForm(Url::Page("/can-bo/cot"),
                          Render(R"({}{})", web::Checkboxes({"cot", Say("Các cột hiện ra"), {}, nullptr, false}, choices, shown),
                                 web::Button(Say("Dùng các cột này"))))));
}

Html InboxPage(const InboxPageView& view) {
    return web::OfficerLayout(Say("Việc cần làm"), Content(view));
}

}  // namespace dongson::one_stop
