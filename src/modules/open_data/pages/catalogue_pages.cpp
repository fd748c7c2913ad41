#include "modules/open_data/pages/catalogue_pages.h"

#include <algorithm>

#include "core/text.h"
#include "modules/open_data/domain/addresses.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::open_data {

using namespace web::short_names;

namespace {

Html SearchBox(std::string_view words) {
    return Render(
        R"(<form class="ds-search" method="get" action="/du-lieu/tim" role="search"><div class="govuk-form-group"><label class="govuk-label" for="q">Tìm dữ liệu</label><input class="govuk-input" id="q" name="q" type="search" value="{}" autocomplete="off"></div><button class="govuk-button" type="submit">Tìm</button></form>)",
        words);
}

Html SampleTag(bool sample) {
    return When(sample, [] { return web::Tag(Say("Dữ liệu mẫu"), web::TagColour::amber); });
}

std::string_view FacetTitle(Facet facet) {
    static constexpr std::string_view kTitles[] = {"Lĩnh vực", "Cơ quan", "Định dạng", "Thẻ", "Giấy phép", "Cập nhật", "Chuỗi"};
    return kTitles[static_cast<std::size_t>(facet)];
}

// A facet's value as people read it.
Html FacetValue(const SearchView& view, Facet facet, const std::string& value) {
    if (facet == Facet::unit) {
        const auto name = view.agencies.find(value);
        return web::InVietnamese(name == view.agencies.end() ? value : name->second);
    }
    const auto& vocabulary = Vocabulary::Shipped();
    if (facet == Facet::domain) {
        const auto* domain = vocabulary.FindDomain(value);
        return domain == nullptr ? web::TextOf(value) : DomainName(*domain);
    }
    if (facet == Facet::licence) {
        const auto* licence = vocabulary.FindLicence(value);
        return web::InVietnamese(licence == nullptr ? value : licence->name);
    }
    if (facet == Facet::frequency) return Render("{}", Say(FrequencyName(ParseFrequency(value).value_or(Frequency::irregular))));
    return web::InVietnamese(value);
}

// The address of the same search with one value of a facet put in or taken out.
Url WithFacet(const CatalogueQuery& query, Facet facet, const std::string& value) {
    auto url = Url::Page("/du-lieu/tim").With("q", query.words);
    for (const auto each : kFacets) {
        bool found = false;
        for (const auto& chosen : query.chosen[static_cast<std::size_t>(each)]) {
            if (each == facet && chosen == value)
                found = true;
            else
                url = url.With(FacetSlug(each), chosen);
        }
        if (each == facet && !found) url = url.With(FacetSlug(each), value);
    }
    return url;
}

Html FacetList(const SearchView& view, Facet facet) {
    const auto& counts = view.facets[static_cast<std::size_t>(facet)];
    const auto& chosen = view.query.chosen[static_cast<std::size_t>(facet)];
    constexpr std::size_t kShown = 12;
    const std::vector<FacetCount> shown(counts.begin(),
                                        counts.begin() + static_cast<std::ptrdiff_t>(std::min(kShown, counts.size())));
    return When(counts.size() > 1 || !chosen.empty(), [&] {
        return Render(R"(<h2 class="govuk-heading-s">{}</h2><ul>{}</ul>)", Say(FacetTitle(facet)),
                      Each(shown, [&](const FacetCount& count) {
                          const bool on = std::ranges::find(chosen, count.value) != chosen.end();
                          return Render(R"(<li><a class="govuk-link" href="{}" {}>{}</a> <span class="ds-muted">{}</span></li>)",
                                        WithFacet(view.query, facet, count.value), web::Flag::CurrentPage(on),
                                        FacetValue(view, facet, count.value), Number(count.count));
                      }));
    });
}

}  // namespace

Html DomainName(const Domain& domain) {
    return CurrentLanguage() == Language::english ? web::TextOf(domain.english) : web::TextOf(domain.name);
}

Html ListedItem(const Listed& listed) {
    const auto* domain = Vocabulary::Shipped().FindDomain(listed.domain);
    return Render(
        R"(<li><h3><a class="govuk-link" href="{}" lang="vi">{}</a> {}</h3><p class="govuk-body-s" lang="vi">{}</p><p class="govuk-body-s ds-muted">{} · {} · {} · {} {}</p></li>)",
        Url::Page("/du-lieu/bo/" + listed.slug), listed.title, SampleTag(listed.sample), Shorten(listed.notes, 180),
        web::InVietnamese(listed.unit_name), domain == nullptr ? Html() : DomainName(*domain), Join(listed.formats, ", "),
        Say("cập nhật"), web::Day(listed.changed.LocalDate()));
}

Html PortalPage(const PortalView& view) {
    return web::CitizenLayout(
        Say("Dữ liệu mở"),
        Render(
            R"(<h1 class="govuk-heading-l">Dữ liệu mở của tỉnh</h1><p class="govuk-body-l">Số liệu của các cơ quan trong tỉnh, ai cũng xem, tải và dùng lại được.</p>{}
            <div class="ds-figures"><p class="ds-figure"><span class="ds-figure__number">{}</span> bộ dữ liệu</p><p class="ds-figure"><span class="ds-figure__number">{}</span> bảng</p><p class="ds-figure"><span class="ds-figure__number">{}</span> cơ quan</p></div>
            <h2 class="govuk-heading-m">Theo lĩnh vực</h2><ul class="ds-cards">{}</ul>
            <h2 class="govuk-heading-m">Mới cập nhật</h2><ul class="ds-results">{}</ul><p class="govuk-body"><a class="govuk-link" href="/du-lieu/tim">Xem tất cả</a></p>
            <ul class="ds-downloads"><li><a class="govuk-link" href="/du-lieu/thong-ke">Thống kê</a></li><li><a class="govuk-link" href="/du-lieu/gop-y">Yêu cầu dữ liệu và góp ý</a></li><li><a class="govuk-link" href="/du-lieu/giay-phep">Giấy phép dữ liệu</a></li></ul>)",
            SearchBox(""), Number(view.datasets), Number(view.tables), Number(view.agencies),
            Each(view.domains,
                 [](const auto& domain) {
                     return Render(
                         R"(<li class="ds-card"><a class="govuk-link" href="{}">{}</a> <span class="ds-muted">{}</span></li>)",
                         Url::Page(DomainPath(domain.first->slug)), DomainName(*domain.first), Number(domain.second));
                 }),
            Each(view.newest, ListedItem)));
}

Html SearchPage(const SearchView& view) {
    const int pages = static_cast<int>((view.count + static_cast<std::int64_t>(view.query.limit) - 1) /
                                       static_cast<std::int64_t>(view.query.limit));
    auto url = Url::Page("/du-lieu/tim").With("q", view.query.words);
    for (const auto facet : kFacets)
        for (const auto& chosen : view.query.chosen[static_cast<std::size_t>(facet)]) url = url.With(FacetSlug(facet), chosen);
    const auto results =
        view.page.empty()
            ? Render(R"(<p class="govuk-body">Không tìm thấy bộ dữ liệu nào. Hãy thử ít từ hơn, hoặc bỏ bớt điều kiện lọc.</p>)")
            : Render(R"(<ul class="ds-results">{}</ul>{})", Each(view.page, ListedItem), web::Pages(url, view.number, pages));
    return web::CitizenLayout(
        Say("Tìm dữ liệu"),
        Render(
            R"({}<h1 class="govuk-heading-l">Tìm dữ liệu</h1>{}<div class="govuk-grid-row"><div class="govuk-grid-column-one-third ds-facets">{}</div><div class="govuk-grid-column-two-thirds"><p class="govuk-body" role="status">{}</p>{}</div></div>)",
            web::BackLink(Url::Page("/du-lieu")), SearchBox(view.query.words),
            Each(kFacets, [&](Facet facet) { return FacetList(view, facet); }), Say("{1} bộ dữ liệu", Number(view.count)),
            results));
}

Html LicencesPage() {
    return web::CitizenLayout(
        Say("Giấy phép dữ liệu"),
        Render(
            R"({}<h1 class="govuk-heading-l">Giấy phép dữ liệu</h1><p class="govuk-body">Mỗi bộ dữ liệu ghi rõ được dùng theo giấy phép nào. Giấy phép mở cho phép ai cũng dùng lại, kể cả để kinh doanh.</p><ul class="ds-results">{}</ul>)",
            web::BackLink(Url::Page("/du-lieu")), Each(Vocabulary::Shipped().licences(), [](const Licence& licence) {
                return Render(R"(<li id="{}"><h2 class="govuk-heading-s">{}</h2><p class="govuk-body-s">{} · {}</p></li>)",
                              licence.key, web::InVietnamese(licence.name),
                              licence.open ? Say("Giấy phép mở") : Say("Chưa phải giấy phép mở"),
                              Render("<code>{}</code>", licence.url.empty() ? licence.key : licence.url));
            })));
}

}  // namespace dongson::open_data
