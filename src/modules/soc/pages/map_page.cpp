#include "modules/soc/pages/map_page.h"

#include <algorithm>

#include "core/text.h"
#include "modules/soc/pages/soc_layout.h"
#include "web/components.h"
#include "web/table.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

constexpr char kPath[] = "/can-bo/an-ninh/ban-do";

std::size_t Total(const std::vector<PlaceLine>& places, std::size_t PlaceLine::* figure) {
    std::size_t total = 0;
    for (const PlaceLine& place : places) total += place.*figure;
    return total;
}

// Another picture has another address, so that it may be kept.
std::string Edition(const std::vector<PlaceLine>& places) {
    std::size_t edition = places.size();
    for (const PlaceLine& place : places)
        for (const std::size_t part : {std::hash<std::string>()(place.commune), place.sources, place.alerts})
            edition = edition * 1'099'511'628'211U + part;
    return std::to_string(edition);
}

}  // namespace

Sentence SourceMapAbout(const std::vector<PlaceLine>& places) {
    const auto communes = std::ranges::count_if(places, [](const PlaceLine& place) { return !place.commune.empty(); });
    return Say("{1} nguồn ở {2} đơn vị, trong đó {3} xã, phường; {4} cảnh báo đang chờ.",
               Figure(Total(places, &PlaceLine::sources)), Figure(places.size()), Figure(static_cast<std::uint64_t>(communes)),
               Figure(Total(places, &PlaceLine::alerts)));
}

Html SourceMapPicture(const std::vector<PlaceLine>& places) {
    return Render(R"(<a href="{}"><figure class="ds-picture"><img src="{}" alt="{}" width="860"></figure></a>)", Url::Page(kPath),
                  Url::Page(std::string(kPath) + ".svg").With("ban", Edition(places)), SourceMapAbout(places));
}

Html SourceMapPage(const std::vector<PlaceLine>& places) {
    return SocLayout(Say("Bản đồ nguồn"), SocPlace::sources,
                     Render(R"({}<h1 class="govuk-heading-l">Bản đồ nguồn</h1><p class="govuk-body">{}</p>{}{})",
                            web::BackLink(Url::Page("/can-bo/an-ninh/nguon")), SourceMapAbout(places), SourceMapPicture(places),
                            web::Table(Say("Bản đồ nguồn"),
                                       {{Say("Đơn vị"), web::ColumnKind::name},
                                        {Say("Nguồn"), web::ColumnKind::number},
                                        {Say("Im lặng"), web::ColumnKind::number},
                                        {Say("Cảnh báo đang chờ"), web::ColumnKind::number}},
                                       {.on_phone = web::OnPhone::scroll})
                                .Rows(places,
                                      [](const PlaceLine& place) {
                                          return web::Cells{place.unit.empty() ? Render("{}", Say("không ghi đơn vị"))
                                                                               : web::InVietnamese(place.unit),
                                                            Figure(place.sources), Figure(place.silent), Figure(place.alerts)};
                                      })
                                .Done()));
}

}  // namespace dongson::soc
