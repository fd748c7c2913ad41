#include "modules/open_data/metadata/dcat.h"

#include <algorithm>
#include <set>

#include "core/text.h"
#include "modules/open_data/domain/addresses.h"
#include "modules/open_data/domain/delivery.h"
#include "modules/open_data/domain/vocabulary.h"
#include "modules/open_data/metadata/authority.h"

namespace dongson::open_data {

namespace {

std::string_view FrequencyCode(Frequency frequency) {
    static constexpr std::string_view kCodes[] = {"NEVER",   "IRREG",     "CONT",     "DAILY", "WEEKLY",
                                                  "MONTHLY", "QUARTERLY", "ANNUAL_2", "ANNUAL"};
    return kCodes[static_cast<std::size_t>(frequency)];
}

Term Day(Date date) {
    return Literal(date.Iso(), "xsd:date");
}

Term Moment(Instant instant) {
    return Literal(instant.Rfc3339(), "xsd:dateTime");
}

// Writes what one teller says into one graph.
class Telling {
  public:
    Telling(const Teller& teller, Graph& graph) : teller_(teller), graph_(graph) {}

    std::string At(std::string_view path) const { return teller_.base_url + std::string(path); }
    Term Agent(std::string_view name, std::string_view key, bool local) const {
        const auto iri = At(AgencyPath(key));
        graph_.Add(iri, "rdf:type", Name("foaf:Agent"));
        graph_.Add(iri, "foaf:name", Words(name));
        graph_.Add(iri, "dct:type", Use("publishertype", local ? "LocalAuthority" : "RegionalAuthority"));
        return Name(iri);
    }
    Term Use(std::string_view list, std::string_view code) const { return Authority::Shipped().Use(graph_, list, code); }
    Term Document(const std::string& iri) const {
        graph_.Add(iri, "rdf:type", Name("foaf:Document"));
        return Name(iri);
    }
    Term Contact(std::string_view owner, std::string_view name, std::string_view email, const std::string& page) const {
        const auto iri = std::string(owner) + "#lien-he";
        graph_.Add(iri, "rdf:type", Name("vcard:Kind"));
        graph_.Add(iri, "rdf:type", Name("vcard:Organization"));
        graph_.Add(iri, "vcard:fn", Words(name));
        if (!email.empty()) graph_.Add(iri, "vcard:hasEmail", Name("mailto:" + std::string(email)));
        graph_.Add(iri, "vcard:hasURL", Name(page));
        return Name(iri);
    }
    Term LicenceOf(std::string_view key) const;
    // The country, which the EU's list of countries knows; the land a dataset is about more closely is its coverage.
    Term Country() const { return Located(Use("country", "VNM"), *Authority::Shipped().FindPlace("viet-nam")); }
    void Area(std::string_view owner, std::string_view area) const;
    void Service() const;
    Term Series(const open_data::Dataset& part) const;
    void Dataset(const Described& described) const;
    std::string ServicePath() const { return At("/api/3/action"); }

  private:
    Term Located(const Term& term, const Place& place) const {
        graph_.Add(term.value, "dcat:bbox", Literal(place.Polygon(), "geo:wktLiteral"));
        graph_.Add(term.value, "dcat:centroid", Literal(place.Centre(), "geo:wktLiteral"));
        return term;
    }
    void Distribution(const Described& described, const DescribedTable& table, const Delivery& delivery) const;
    void Dates(const Described& described, const std::string& iri) const;

    const Teller& teller_;
    Graph& graph_;
};

Term Telling::LicenceOf(std::string_view key) const {
    const auto* licence = Vocabulary::Shipped().FindLicence(key);
    const auto iri = licence == nullptr ? At("/du-lieu/giay-phep") + "#" + std::string(key)
                     : !licence->authority.empty()
                         ? "http://publications.europa.eu/resource/authority/licence/" + licence->authority
                         : At("/du-lieu/giay-phep") + "#" + licence->key;
    graph_.Add(iri, "rdf:type", Name("dct:LicenseDocument"));
    graph_.Add(iri, "dct:type", Use("licencetype", licence == nullptr ? "UnknownIPR" : licence->type));
    if (licence != nullptr) graph_.Add(iri, "dct:title", Words(licence->name));
    if (licence != nullptr && !licence->url.empty()) graph_.Add(iri, "rdfs:seeAlso", Name(licence->url));
    return Name(iri);
}

void Telling::Area(std::string_view owner, std::string_view area) const {
    const auto* place = Authority::Shipped().FindPlace(area);
    if (place == nullptr || place->area == "viet-nam") return;
    const auto iri = At("/du-lieu/noi/" + place->area);
    graph_.Add(iri, "rdf:type", Name("dct:Location"));
    graph_.Add(iri, "skos:prefLabel", Words(place->name));
    Located(Name(iri), *place);
    graph_.Add(owner, "dct:coverage", Name(iri));
}

void Telling::Service() const {
    const auto iri = ServicePath();
    graph_.Add(iri, "rdf:type", Name("dcat:DataService"));
    graph_.Add(iri, "dct:title", Words("Giao diện lập trình của kho dữ liệu"));
    graph_.Add(iri, "dct:title", Words("Data store API", "en"));
    graph_.Add(iri, "dct:description",
               Words("Tìm, lọc, sắp xếp và gộp các dòng của mọi bảng; theo CKAN Action API và theo mô tả OpenAPI."));
    graph_.Add(iri, "dcat:endpointURL", Name(iri));
    graph_.Add(iri, "dcat:endpointDescription", Document(At("/api/openapi.json")));
    graph_.Add(iri, "dcat:landingPage", Document(At("/du-lieu")));
    graph_.Add(iri, "dct:publisher", Agent(teller_.unit, teller_.unit_key, false));
    graph_.Add(iri, "dcat:contactPoint", Contact(iri, teller_.unit, "", At("/du-lieu/gop-y")));
    graph_.Add(iri, "dcat:theme", Use("data-theme", "GOVE"));
    graph_.Add(iri, "dct:accessRights", Use("access-right", "PUBLIC"));
    graph_.Add(iri, "dct:license", LicenceOf("cc0-1.0"));
    for (const auto* word : {"API", "CKAN", "dữ liệu mở"}) graph_.Add(iri, "dcat:keyword", Words(word));
    const auto standard = "https://docs.ckan.org/en/2.11/api/";
    graph_.Add(standard, "rdf:type", Name("dct:Standard"));
    graph_.Add(standard, "dct:title", Words("CKAN Action API v3", "en"));
    graph_.Add(iri, "dct:conformsTo", Name(standard));
}

void Telling::Dates(const Described& described, const std::string& iri) const {
    const auto& dataset = described.dataset;
    Instant newest = dataset.changed;
    for (const auto& table : described.tables) newest = std::max(newest, table.version.published);
    graph_.Add(iri, "dct:issued", Moment(dataset.published.value_or(dataset.created)));
    graph_.Add(iri, "dct:modified", Moment(newest));
    graph_.Add(iri, "dct:accrualPeriodicity", Use("frequency", FrequencyCode(dataset.frequency)));
    // A period that has not ended covers what is known until today.
    const auto from = dataset.covers_from ? dataset.covers_from : dataset.covers_until;
    if (!from) return;
    const auto until = std::max(*from, dataset.covers_until.value_or(newest.LocalDate()));
    const auto period = iri + "#thoi-gian";
    graph_.Add(period, "rdf:type", Name("dct:PeriodOfTime"));
    graph_.Add(period, "dcat:startDate", Day(*from));
    graph_.Add(period, "dcat:endDate", Day(until));
    graph_.Add(iri, "dct:temporal", Name(period));
}

void Telling::Distribution(const Described& described, const DescribedTable& table, const Delivery& delivery) const {
    const auto& [resource, version, more, places] = table;
    const auto iri = At(DownloadPath(described.dataset, resource, version.number, delivery.slug));
    const bool original = delivery.kind == Delivered::original;
    const auto& form = original && FindFormat(resource.format) != nullptr ? *FindFormat(resource.format) : delivery;
    graph_.Add(At(DatasetPath(described.dataset)), "dcat:distribution", Name(iri));
    graph_.Add(iri, "rdf:type", Name("dcat:Distribution"));
    graph_.Add(iri, "dct:title", Words(resource.title + " (" + std::string(delivery.name) + ")"));
    graph_.Add(iri, "dct:description",
               Words(resource.notes.empty() ? resource.title + ", phiên bản " + std::to_string(version.number) + ", " +
                                                  Number(version.rows) + " dòng."
                                            : resource.notes));
    graph_.Add(iri, "dcat:accessURL", Name(At(ResourcePath(described.dataset, resource))));
    graph_.Add(iri, "dcat:downloadURL", Name(iri));
    graph_.Add(iri, "dct:license", LicenceOf(described.dataset.licence));
    graph_.Add(iri, "dct:rights", Use("access-right", "PUBLIC"));
    graph_.Add(iri, "dcatap:availability", Use("planned-availability", "STABLE"));
    graph_.Add(iri, "dct:issued", Moment(version.published));
    graph_.Add(iri, "dct:modified", Moment(version.published));
    graph_.Add(iri, "dct:language", Use("language", "VIE"));
    if (!form.file_type.empty()) graph_.Add(iri, "dct:format", Use("file-type", form.file_type));
    if (!form.media.empty()) {
        const auto media = "http://www.iana.org/assignments/media-types/" + std::string(form.media);
        graph_.Add(media, "rdf:type", Name("dct:MediaType"));
        graph_.Add(iri, "dcat:mediaType", Name(media));
    }
    if (!original) {
        graph_.Add(iri, "dcat:accessService", Name(ServicePath()));
        return;
    }
    graph_.Add(iri, "dcat:byteSize", Literal(std::to_string(version.size), "xsd:nonNegativeInteger"));
    const auto checksum = iri + "#sha-256", algorithm = std::string("https://spdx.org/rdf/terms#checksumAlgorithm_sha256");
    graph_.Add(checksum, "rdf:type", Name("spdx:Checksum"));
    graph_.Add(checksum, "spdx:algorithm", Name(algorithm));
    graph_.Add(checksum, "spdx:checksumValue", Literal(version.digest, "xsd:hexBinary"));
    graph_.Add(algorithm, "rdf:type", Name("spdx:ChecksumAlgorithm"));
    graph_.Add(iri, "spdx:checksum", Name(checksum));
}

// A series has parts of several agencies: the province answers for it as a whole.
Term Telling::Series(const open_data::Dataset& part) const {
    const auto iri = At(SeriesPath(part.series));
    graph_.Add(iri, "rdf:type", Name("dcat:DatasetSeries"));
    graph_.Add(iri, "dct:title", Words(part.series));
    graph_.Add(iri, "dct:description",
               Words("Chuỗi dữ liệu “" + part.series + "”: các bộ cùng loại qua thời gian hoặc theo lĩnh vực."));
    graph_.Add(iri, "dct:publisher", Agent(teller_.unit, teller_.unit_key, false));
    graph_.Add(iri, "dcat:contactPoint", Contact(iri, teller_.unit, "", At("/du-lieu/gop-y")));
    graph_.Add(iri, "dct:spatial", Country());
    return Name(iri);
}

void Telling::Dataset(const Described& described) const {
    const auto& dataset = described.dataset;
    const auto iri = At(DatasetPath(dataset));
    graph_.Add(iri, "rdf:type", Name("dcat:Dataset"));
    graph_.Add(iri, "dct:title", Words(dataset.title));
    graph_.Add(iri, "dct:description", Words(dataset.notes));
    graph_.Add(iri, "dct:identifier", Literal(iri, "xsd:anyURI"));
    graph_.Add(iri, "dct:publisher", Agent(described.unit, described.unit_key, described.local_unit));
    graph_.Add(iri, "dcat:contactPoint",
               Contact(iri, dataset.contact_name.empty() ? described.unit : dataset.contact_name, dataset.contact_email, iri));
    for (const auto& tag : dataset.tags) graph_.Add(iri, "dcat:keyword", Words(tag));
    if (const auto* domain = Vocabulary::Shipped().FindDomain(dataset.domain)) {
        graph_.Add(iri, "dcat:keyword", Words(domain->name));
        graph_.Add(iri, "dcat:theme", Use("data-theme", domain->theme));
    }
    graph_.Add(iri, "dct:spatial", Country());
    Area(iri, dataset.area);
    graph_.Add(iri, "dct:language", Use("language", "VIE"));
    graph_.Add(iri, "dct:accessRights", Use("access-right", "PUBLIC"));
    graph_.Add(iri, "dcat:landingPage", Document(iri));
    if (!dataset.source.empty()) {
        graph_.Add(iri + "#nguon", "rdf:type", Name("dct:ProvenanceStatement"));
        graph_.Add(iri + "#nguon", "rdfs:label", Words(dataset.source));
        graph_.Add(iri, "dct:provenance", Name(iri + "#nguon"));
    }
    if (!dataset.series.empty()) graph_.Add(iri, "dcat:inSeries", Series(dataset));
    Dates(described, iri);
    int newest = 0;
    for (const auto& table : described.tables) {
        newest = std::max(newest, table.version.number);
        for (const auto& delivery : Deliveries())
            if (delivery.kind == Delivered::original ||
                (!delivery.file_type.empty() && delivery.kind != Delivered::csv_for_sheets &&
                 (delivery.kind != Delivered::geojson || table.places)))
                Distribution(described, table, delivery);
    }
    if (newest > 0) graph_.Add(iri, "dcat:version", Words(std::to_string(newest), ""));
    graph_.Add(ServicePath(), "dcat:servesDataset", Name(iri));
}

void TellLeaf(Graph& graph, const std::string& catalogue, const CatalogueLeaf& leaf) {
    const auto address = [&](int number) { return catalogue + ".ttl?page=" + std::to_string(number); };
    const auto own = address(leaf.number);
    const auto number = [](std::int64_t value) { return Literal(std::to_string(value), "xsd:integer"); };
    graph.Add(own, "rdf:type", Name("hydra:PagedCollection"));
    graph.Add(own, "hydra:totalItems", number(leaf.datasets));
    graph.Add(own, "hydra:firstPage", Literal(address(1), "xsd:anyURI"));
    graph.Add(own, "hydra:lastPage", Literal(address(leaf.leaves), "xsd:anyURI"));
    if (leaf.number > 1) graph.Add(own, "hydra:previousPage", Literal(address(leaf.number - 1), "xsd:anyURI"));
    if (leaf.number < leaf.leaves) graph.Add(own, "hydra:nextPage", Literal(address(leaf.number + 1), "xsd:anyURI"));
}

}  // namespace

Graph DescribeCatalogue(const Teller& teller, std::span<const Described> datasets, const CatalogueLeaf& leaf) {
    Graph graph;
    const Telling telling(teller, graph);
    const auto iri = telling.At("/catalog");
    graph.Add(iri, "rdf:type", Name("dcat:Catalog"));
    graph.Add(iri, "dct:title", Words(teller.name));
    graph.Add(iri, "dct:description", Words("Dữ liệu mà các cơ quan trong tỉnh công bố cho mọi người xem, tải và dùng lại."));
    graph.Add(iri, "dct:publisher", telling.Agent(teller.unit, teller.unit_key, false));
    graph.Add(iri, "foaf:homepage", telling.Document(telling.At("/du-lieu")));
    graph.Add(iri, "dct:license", telling.LicenceOf("cc0-1.0"));
    graph.Add(iri, "dct:spatial", telling.Country());
    telling.Area(iri, teller.area);
    const std::string themes = "http://publications.europa.eu/resource/authority/data-theme";
    graph.Add(iri, "dcat:themeTaxonomy", Name(themes));
    graph.Add(themes, "rdf:type", Name("skos:ConceptScheme"));
    graph.Add(themes, "dct:title", Words("Data theme", "en"));
    for (const auto* language : {"VIE", "ENG"}) graph.Add(iri, "dct:language", telling.Use("language", language));
    graph.Add(iri, "dct:issued", Moment(teller.begun));
    graph.Add(iri, "dct:modified", Moment(teller.changed));
    graph.Add(iri, "dcat:service", Name(telling.ServicePath()));
    telling.Service();
    for (const auto& each : datasets) {
        graph.Add(iri, "dcat:dataset", Name(telling.At(DatasetPath(each.dataset))));
        telling.Dataset(each);
    }
    TellLeaf(graph, iri, leaf);
    return graph;
}

Graph DescribeDataset(const Teller& teller, const Described& described) {
    Graph graph;
    const Telling telling(teller, graph);
    telling.Dataset(described);
    telling.Service();
    return graph;
}

}  // namespace dongson::open_data
