#include "modules/one_stop/pages/saved_views_page.h"

#include <algorithm>

#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

Url ChangeUrl(const SavedView& view) {
    return Url::Page("/can-bo/bo-loc/" + ToText(view.id));
}

Html SaveForm(const UnsavedView& view, const Refusals& faults) {
    return web::Details(
        Say("Lưu bộ lọc này"),
        web::PostForm(Url::Page("/can-bo/bo-loc"),
                      Render(R"({}{}{}{}{})", web::HiddenInput("trang", ListSlug(view.bar.page)),
                             Each(view.bar.showing, [](const auto& each) { return web::HiddenInput(each.first, each.second); }),
                             web::TextInput({"ten", Say("Tên bộ lọc"), {}, &faults, false}, view.name, {}),
                             web::Checkboxes({"chung", Say("Ai thấy"), {}, &faults, true},
                                             {{"co", Say("Đồng nghiệp trong đơn vị cũng thấy, cả chữ đang tìm").Now(), ""}},
                                             view.shared ? std::vector<std::string>{"co"} : std::vector<std::string>{}),
                             web::Button(Say("Lưu"), web::ButtonKind::secondary))),
        !faults.empty());
}

}  // namespace

// Where nothing is filtered there is nothing to save.
Html SavedViewsAbove(const SavedViewsBar& bar) {
    const auto links = Each(bar.views, [](const SavedView& view) {
        return Render(R"(<li><a class="govuk-link" href="{}">{}</a></li>)", Url::Page(view.Path()), web::InVietnamese(view.name));
    });
    return Render(R"(<div class="ds-saved-views ds-screen">{}{}</div>)",
                  When(!bar.views.empty(),
                       [&] {
                           return Render(
                               R"(<nav aria-label="{}"><ul>{}
                    <li><a class="govuk-link govuk-link--muted" href="{}">Sắp xếp bộ lọc</a></li></ul></nav>)",
                               Say("Bộ lọc đã lưu").Now(), links, Url::Page("/can-bo/bo-loc"));
                       }),
                  When(!bar.showing.empty(), [&] { return SaveForm({bar, "", false}, {}); }));
}

namespace {

Html ChangeButton(const SavedView& view, ViewChange change, const Sentence& words) {
    return web::PostForm(
        ChangeUrl(view),
        Render(R"({}<button type="submit" class="govuk-button govuk-button--secondary" aria-label="{}">{}</button>)",
               web::HiddenInput("viec", ViewChangeSlug(change)), Say("{1}: {2}", words.Now(), view.name).Now(), words));
}

Html RenameForm(const SavedViewsView& page, const SavedView& view) {
    const Refusals none;
    const auto* faults = page.about == view.id ? &page.faults : &none;
    return web::Details(
        Say("Đổi tên"),
        web::PostForm(ChangeUrl(view),
                      Render(R"({}{}{})", web::HiddenInput("viec", ViewChangeSlug(ViewChange::rename)),
                             web::TextInput({"ten_" + ToText(view.id), Say("Tên bộ lọc"), {}, faults, false}, view.name, {}),
                             web::Button(Say("Lưu"), web::ButtonKind::secondary))),
        page.about == view.id && !page.faults.empty());
}

Html OwnRow(const SavedViewsView& page, const SavedView& view) {
    return Render(
        R"(<li class="ds-saved-view"><a class="govuk-link" href="{}">{}</a>{}<div class="ds-saved-view__acts">{}{}{}{}</div>{}</li>)",
        Url::Page(view.Path()), web::InVietnamese(view.name),
        When(static_cast<bool>(view.shared), [] { return Render(R"( <span class="ds-muted">dùng chung</span>)"); }),
        ChangeButton(view, ViewChange::up, Say("Lên")), ChangeButton(view, ViewChange::down, Say("Xuống")),
        view.shared ? ChangeButton(view, ViewChange::keep_to_oneself, Say("Thôi dùng chung"))
                    : ChangeButton(view, ViewChange::share, Say("Dùng chung")),
        ChangeButton(view, ViewChange::forget, Say("Xóa")), RenameForm(page, view));
}

Html SharedRow(const SavedViewsView& page, const SavedView& view) {
    return Render(
        R"(<li class="ds-saved-view"><a class="govuk-link" href="{}">{}</a> <span class="ds-muted">đồng nghiệp lưu</span>{}</li>)",
        Url::Page(view.Path()), web::InVietnamese(view.name), When(page.divides, [&] {
            return Render(R"(<div class="ds-saved-view__acts">{}</div>)",
                          ChangeButton(view, ViewChange::keep_to_oneself, Say("Thôi dùng chung")));
        }));
}

}  // namespace

Html SavedViewsPage(const SavedViewsView& view) {
    const auto list = [&](ListPage page) {
        const auto rows = Each(view.views, [&](const SavedView& each) {
            if (each.page != page) return Html();
            return each.owner == view.reader ? OwnRow(view, each) : SharedRow(view, each);
        });
        return When(!rows.empty(), [&] {
            return Render(R"(<h2 class="govuk-heading-m">{}</h2><ul class="govuk-list">{}</ul>)", Say(ListName(page)), rows);
        });
    };
    return web::OfficerLayout(
        Say("Bộ lọc đã lưu"),
        Render(R"({}<h1 class="govuk-heading-l">Bộ lọc đã lưu</h1>
        <p class="govuk-body">Chỉ lưu điều đã lọc. Mở ra là thấy những gì hôm nay bạn được xem.</p>{}{}{})",
               web::ErrorSummary(view.faults),
               When(view.unsaved.has_value(), [&] { return SaveForm(*view.unsaved, view.faults); }), Each(kListPages, list),
               When(view.views.empty(), [] {
                   return Render(
                       R"(<p class="govuk-body">Bạn chưa lưu bộ lọc nào. Lọc một danh sách, rồi chọn Lưu bộ lọc này.</p>)");
               })));
}

}  // namespace dongson::one_stop
