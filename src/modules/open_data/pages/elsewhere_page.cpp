#include "modules/open_data/pages/elsewhere_page.h"

#include <algorithm>

#include "core/text.h"
#include "modules/open_data/pages/choices.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::open_data {

using namespace web::short_names;

namespace {

constexpr std::string_view kPath = "/can-bo/du-lieu/cong-khac";

std::string FormatsOf(const OfferedDataset& offered) {
    std::vector<std::string> formats;
    for (const auto& file : offered.files)
        if (std::ranges::find(formats, file.format) == formats.end()) formats.push_back(file.format);
    return Shorten(Join(formats, ", "), 80);
}

Html OfferedItem(const ElsewhereView& view, std::size_t place) {
    const auto& offered = view.found->datasets[place];
    const auto files = When(!offered.files.empty(), [&] { return Render(" ({})", FormatsOf(offered)); });
    const auto about = Render(
        R"({}<div class="govuk-hint govuk-checkboxes__hint">{}{} · <code>{}</code></div>)",
        When(!offered.notes.empty(),
             [&] { return Render(R"(<div class="govuk-hint govuk-checkboxes__hint">{}</div>)", Shorten(offered.notes, 200)); }),
        Say("{1} tệp", std::to_string(offered.files.size())), files, offered.address);
    if (const auto taken = view.taken.find(offered.address); taken != view.taken.end())
        return Render(R"(<li><p class="govuk-body">{} · <a class="govuk-link" href="{}">Đã lấy</a></p>{}</li>)", offered.title,
                      Url::Page("/can-bo/du-lieu/bo/" + ToText(taken->second)), about);
    const auto id = "lay-" + std::to_string(place);
    return Render(
        R"(<li class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="{}" name="lay" value="{}"><label class="govuk-label govuk-checkboxes__label" for="{}">{}</label>{}</li>)",
        id, offered.address, id, offered.title, about);
}

Html TakeForm(const ElsewhereView& view) {
    Html items;
    for (std::size_t place = 0; place < view.found->datasets.size(); ++place) items += OfferedItem(view, place);
    return web::PostForm(
        Url::Page(std::string(kPath)),
        Render(R"({}{}{}<ul class="govuk-list govuk-checkboxes" id="lay">{}</ul>{}{}{})",
               web::HiddenInput("dia_chi", view.question.address), web::HiddenInput("tim", view.question.words),
               web::HiddenInput("trang", std::to_string(view.question.page)), items,
               web::Select({"linh_vuc", Say("Lĩnh vực của các bộ được chọn"), {}, &view.faults, true},
                           DomainChoices(Say("– Chọn khi mô tả từng bộ –")), ""),
               web::Select({"dinh_ky", Say("Lấy lại các bảng"), {}, &view.faults, false}, PullPeriods(), "weekly"),
               web::Button(Say("Lấy các bộ đã chọn"))));
}

}  // namespace

Html OtherPortalPage(const ElsewhereView& view) {
    const auto found = When(view.found.has_value(), [&] {
        const auto pages = static_cast<int>((view.found->count + kOfferedAtOnce - 1) / kOfferedAtOnce);
        return Render(
            R"(<h2 class="govuk-heading-m">{}</h2>{}{})", Say("{1} bộ dữ liệu", Number(view.found->count)),
            When(!view.found->datasets.empty(), [&] { return TakeForm(view); }),
            web::Pages(Url::Page(std::string(kPath)).With("dia_chi", view.question.address).With("tim", view.question.words),
                       view.question.page, pages));
    });
    return web::OfficerLayout(
        Say("Lấy từ cổng khác"),
        Render(
            R"({}{}<h1 class="govuk-heading-l">Lấy từ cổng khác</h1><p class="govuk-body">Mỗi bộ được chọn thành một bản nháp của đơn vị: mô tả lấy theo cổng kia, các bảng được tải về theo lịch. Cán bộ xem lại mô tả và các cột rồi mới trình duyệt.</p><form method="get" action="{}">{}{}{}</form>{})",
            web::BackLink(Url::Page("/can-bo/du-lieu")), web::ErrorSummary(view.faults), Url::Page(std::string(kPath)),
            web::TextInput(
                {"dia_chi", Say("Địa chỉ của cổng"),
                 Say("Cổng CKAN (https://data.so.vn), một cơ quan hoặc nhóm ở đó (…/organization/so-y-te), hoặc danh mục DCAT (….ttl)."),
                 &view.faults, false},
                view.question.address),
            web::TextInput({"tim", Say("Có các từ"), {}, &view.faults, true}, view.question.words),
            web::Button(Say("Xem danh mục"), web::ButtonKind::secondary), found));
}

}  // namespace dongson::open_data
