#include "modules/open_data/http/negotiation.h"

#include <charconv>

#include "core/text.h"

namespace dongson::open_data {

namespace {

// RFC 9110 12.5.1: a media range with its weight, 1 when it says none.
double WeightOf(std::string_view range) {
    const auto at = range.find("q=");
    if (at == std::string_view::npos) return 1;
    double weight = 0;
    const auto text = Trim(range.substr(at + 2));
    std::from_chars(text.data(), text.data() + text.size(), weight);
    return weight;
}

std::optional<GraphFormat> FormatOf(std::string_view media) {
    if (media == "text/turtle" || media == "application/x-turtle" || media == "text/n3") return GraphFormat::turtle;
    if (media == "application/rdf+xml") return GraphFormat::rdf_xml;
    if (media == "application/ld+json") return GraphFormat::json_ld;
    return std::nullopt;
}

}  // namespace

std::optional<GraphFormat> PreferredGraph(std::string_view accept) {
    std::optional<GraphFormat> preferred;
    double best = 0, page = 0;
    for (const auto range : Split(accept, ',')) {
        const auto media = Lower(Trim(range.substr(0, range.find(';'))));
        const auto weight = WeightOf(range);
        if (const auto format = FormatOf(media); format && weight > best) {
            preferred = format;
            best = weight;
        } else if (media == "text/html" || media == "application/xhtml+xml") {
            page = std::max(page, weight);
        }
    }
    return best > page ? preferred : std::nullopt;
}

}  // namespace dongson::open_data
