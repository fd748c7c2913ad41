#include "modules/open_data/metadata/feeds.h"

#include <fmt/format.h>

#include <iterator>

#include "core/text.h"
#include "web/html.h"

namespace dongson::open_data {

namespace {

std::string Xml(std::string_view text) {
    return web::Escaped(text).Take();
}

}  // namespace

std::string WriteAtom(const Feed& feed) {
    std::string out = fmt::format(
        R"(<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi"><title>{0}</title>)"
        R"(<id>{1}</id><link rel="self" href="{1}"/><updated>{2}</updated>)",
        Xml(feed.title), feed.base_url + feed.path, feed.updated.Rfc3339());
    for (const auto& listed : feed.datasets) {
        const auto address = feed.base_url + "/du-lieu/bo/" + listed.slug;
        fmt::format_to(std::back_inserter(out),
                       R"(<entry><title>{}</title><id>{}#{}</id><link href="{}"/><updated>{}</updated><published>{}</published>)"
                       R"(<author><name>{}</name></author><summary>{}</summary></entry>)",
                       Xml(listed.title), address, listed.changed.ms, address, listed.changed.Rfc3339(), listed.created.Rfc3339(),
                       Xml(listed.unit_name), Xml(Shorten(listed.notes, 300)));
    }
    return out + "</feed>";
}

std::string WriteSitemap(const std::string& base_url, const std::vector<std::pair<std::string, Instant>>& paths) {
    std::string out = R"(<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">)";
    for (const auto& [path, changed] : paths)
        out += "<url><loc>" + base_url + path + "</loc><lastmod>" + changed.Rfc3339() + "</lastmod></url>";
    return out + "</urlset>";
}

}  // namespace dongson::open_data
