#include "modules/one_stop/pages/unit_pages.h"

#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;
using organisation::CalledByPeople;
using organisation::FoundUnit;
using organisation::Level;
using organisation::Unit;

namespace {

Html UnitLink(const Unit& unit) {
    return Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page(UnitPath(unit)),
                  web::InVietnamese(CalledByPeople(unit)));
}

Html Found(const FoundUnit& found) {
    if (found.ended) return Render(R"(<li>{} <span class="ds-muted">(đã kết thúc hoạt động)</span></li>)", UnitLink(*found.unit));
    return Render(R"(<li>{}{}</li>)", UnitLink(*found.unit), When(!found.formerly.empty(), [&] {
                      return Render(R"( <span class="ds-muted">(nhận việc của {})</span>)", web::InVietnamese(found.formerly));
                  }));
}

Html OfLevel(const UnitsView& view, const Sentence& title, Level level) {
    std::vector<FoundUnit> units;
    for (const auto& found : view.found)
        if (found.unit->level == level) units.push_back(found);
    return When(!units.empty(), [&] {
        return Render(R"(<h2 class="govuk-heading-m">{}</h2><ul class="govuk-list ds-columns">{}</ul>)", title,
                      Each(units, Found));
    });
}

Html Results(const UnitsView& view) {
    if (view.found.empty())
        return Render(R"(<p class="govuk-body" role="status">Không có cơ quan nào tên như vậy. Hãy thử tên xã, phường cũ.</p>)");
    return Render(R"({}{}{})", OfLevel(view, Say("Cấp xã"), Level::commune), OfLevel(view, Say("Cấp huyện"), Level::district),
                  OfLevel(view, Say("Cấp tỉnh"), Level::province));
}

Html Told(const std::string& text) {
    return text.empty() ? Render(R"(<span class="ds-muted">Đơn vị chưa cung cấp</span>)") : web::InVietnamese(text);
}

Html ContactOf(const UnitView& view) {
    if (view.ended) return {};  // nobody goes there any more
    if (!view.contact || view.contact->contact.empty())
        return Render(R"(<p class="govuk-body">Đơn vị chưa cung cấp thông tin liên hệ.</p>)");
    const auto& contact = view.contact->contact;
    std::vector<web::Row> rows{{Say("Địa chỉ"), Told(contact.address), {}},
                               {Say("Điện thoại"), Told(contact.phone), {}},
                               {Say("Thư điện tử"), Told(contact.email), {}},
                               {Say("Giờ làm việc"), Told(contact.hours), {}}};
    if (!contact.remark.empty()) rows.push_back({Say("Lưu ý"), web::InVietnamese(contact.remark), {}});
    return Render(R"({}<p class="govuk-body-s ds-muted">Cập nhật {}.</p>)", web::SummaryList(rows),
                  web::Day(view.contact->changed.LocalDate()));
}

Html Names(const std::vector<const Unit*>& units) {
    return Each(units, [](const Unit* unit) { return Render(R"(<li>{}</li>)", UnitLink(*unit)); });
}

// One that has ended sends people on.
Html Ended(const UnitView& view) {
    if (!view.ended) return {};
    if (view.successors.empty())
        return Render(
            R"(<div class="govuk-inset-text"><p class="govuk-body">Đơn vị này đã kết thúc hoạt động sau ngày {}.
            Việc của cấp huyện nay do xã, phường và sở, ngành giải quyết, theo từng thủ tục.</p></div>)",
            web::Day(*view.unit.valid_to));
    return Render(
        R"(<div class="govuk-inset-text"><p class="govuk-body">Đơn vị này đã kết thúc hoạt động sau ngày {}.
        Việc của đơn vị nay do:</p><ul class="govuk-list">{}</ul></div>)",
        web::Day(*view.unit.valid_to), Names(view.successors));
}

}  // namespace

std::string UnitPath(const Unit& unit) {
    return "/co-quan/" + web::PathStep(unit.key);
}

Html UnitsPage(const UnitsView& view) {
    return web::CitizenLayout(Say("Cơ quan và bộ phận một cửa"),
                              Render(
                                  R"(<h1 class="govuk-heading-l">Cơ quan và bộ phận một cửa</h1>
            <p class="govuk-body">Tìm nơi nộp hồ sơ, địa chỉ và giờ làm việc. Gõ tên xã, phường cũ cũng được.</p>
            <form class="ds-search" method="get" action="/co-quan" role="search"><div class="govuk-form-group">
            <label class="govuk-label govuk-label--s" for="q">Tên cơ quan, xã, phường</label>
            <input class="govuk-input" id="q" name="q" type="search" value="{}" autocomplete="off"></div>
            <button class="govuk-button" type="submit">Tìm</button></form>{})",
                                  view.text, Results(view)));
}

Html UnitPage(const UnitView& view) {
    const auto& unit = view.unit;
    const bool commune = unit.level == Level::commune;
    return web::CitizenLayout(
        {CalledByPeople(unit), {}},
        Render(
            R"({}<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            <h1 class="govuk-heading-l">{}</h1>{}{}{}{}{}</div></div>)",
            web::BackLink(Url::Page("/co-quan")), web::InVietnamese(unit.name), Ended(view), ContactOf(view),
            When(view.parent != nullptr,
                 [&] { return Render(R"(<p class="govuk-body">Cơ quan cấp trên: {}</p>)", UnitLink(*view.parent)); }),
            When(!view.former.empty(),
                 [&] {
                     return Render(
                         R"(<h2 class="govuk-heading-m">Nhận việc của các đơn vị cũ</h2><ul class="govuk-list">{}</ul>)",
                         Names(view.former));
                 }),
            When(view.successors.empty(), [&] {
                return Render(
                    R"(<p class="govuk-body"><a class="govuk-link" href="{}">{}</a></p>)",
                    Url::Page("/thu-tuc").With("cap", organisation::LevelWord(commune ? Level::commune : Level::province)),
                    commune ? Say("Xem các thủ tục cấp xã") : Say("Xem các thủ tục cấp tỉnh"));
            })));
}

}  // namespace dongson::one_stop
