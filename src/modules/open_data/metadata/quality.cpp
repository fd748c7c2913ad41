#include "modules/open_data/metadata/quality.h"

#include <algorithm>

#include "core/text.h"
#include "modules/open_data/domain/addresses.h"
#include "modules/open_data/domain/vocabulary.h"

namespace dongson::open_data {

namespace {

// What the portal tells of every table by itself: an address that answers, a download, its form and kind from the EU's lists, its
// size, its dates, that everybody may have it.
struct Facts {
    bool keyword, theme, spatial, temporal;
    bool table;  // at least one, published
    bool link_alive;
    bool whole;  // title and description, which DCAT-AP wants
    bool licence, known_licence, contact, publisher;
};

Facts FactsOf(const Described& described, bool links_alive) {
    const auto& dataset = described.dataset;
    const auto* licence = Vocabulary::Shipped().FindLicence(dataset.licence);
    return {.keyword = !dataset.tags.empty(),
            .theme = Vocabulary::Shipped().FindDomain(dataset.domain) != nullptr,
            .spatial = !dataset.area.empty(),
            .temporal = dataset.covers_from.has_value() || dataset.covers_until.has_value(),
            .table = !described.tables.empty(),
            .link_alive = links_alive,
            .whole = !dataset.title.empty() && !dataset.notes.empty(),
            .licence = licence != nullptr && licence->open,
            .known_licence = licence != nullptr && !licence->authority.empty(),
            .contact = !dataset.contact_name.empty() || !dataset.contact_email.empty(),
            .publisher = !described.unit.empty()};
}

}  // namespace

std::string_view DimensionName(Dimension dimension) {
    static constexpr std::string_view kNames[] = {"Dễ tìm", "Dễ lấy", "Máy đọc được", "Dùng lại được", "Bối cảnh"};
    return kNames[static_cast<std::size_t>(dimension)];
}

std::string_view DimensionWord(Dimension dimension) {
    static constexpr std::string_view kWords[] = {"findability", "accessibility", "interoperability", "reusability",
                                                  "contextuality"};
    return kWords[static_cast<std::size_t>(dimension)];
}

std::string_view Rating(int total) {
    if (total >= 351) return "Xuất sắc";
    if (total >= 221) return "Tốt";
    return total >= 121 ? "Đạt" : "Chưa đạt";
}

int Quality::total() const {
    int sum = 0;
    for (const auto& metric : metrics) sum += metric.points;
    return sum;
}

int Quality::Of(Dimension dimension) const {
    int sum = 0;
    for (const auto& metric : metrics) sum += metric.dimension == dimension ? metric.points : 0;
    return sum;
}

int Quality::nine_met() const {
    return static_cast<int>(std::ranges::count(nine, true, &Asked9::met));
}

Quality Assess(const Described& described, Date today, bool links_alive) {
    const auto facts = FactsOf(described, links_alive);
    const auto& dataset = described.dataset;
    Quality quality;
    const auto measure = [&](Dimension dimension, std::string_view metric, std::string_view name, int most, bool met,
                             std::string_view advice) {
        quality.metrics.push_back({metric, dimension, name, met ? most : 0, most, advice});
    };
    using enum Dimension;
    constexpr std::string_view kUpload = "Tải lên ít nhất một bảng và công bố.";
    measure(findability, "keywordAvailability", "Từ khóa", 30, facts.keyword, "Thêm vài từ khóa mà người tìm sẽ gõ.");
    measure(findability, "categoryAvailability", "Lĩnh vực", 30, facts.theme, "Chọn lĩnh vực.");
    measure(findability, "spatialAvailability", "Địa bàn", 20, facts.spatial, "Ghi số liệu thuộc địa bàn nào.");
    measure(findability, "temporalAvailability", "Thời gian", 20, facts.temporal, "Ghi số liệu từ ngày nào đến ngày nào.");
    measure(accessibility, "accessUrlStatusCode", "Địa chỉ xem trả lời", 50, facts.table && facts.link_alive, kUpload);
    measure(accessibility, "downloadUrlAvailability", "Có địa chỉ tải", 20, facts.table, kUpload);
    measure(accessibility, "downloadUrlStatusCode", "Địa chỉ tải trả lời", 30, facts.table && facts.link_alive, kUpload);
    measure(interoperability, "formatAvailability", "Ghi rõ định dạng", 20, facts.table, kUpload);
    measure(interoperability, "mediaTypeAvailability", "Ghi rõ kiểu nội dung", 10, facts.table, kUpload);
    measure(interoperability, "formatMediaTypeVocabularyAlignment", "Định dạng theo danh mục chung", 10, facts.table, kUpload);
    measure(interoperability, "formatMediaTypeNonProprietary", "Định dạng mở", 20, facts.table, kUpload);
    measure(interoperability, "formatMediaTypeMachineInterpretable", "Máy đọc được", 20, facts.table, kUpload);
    measure(interoperability, "dcatApCompliance", "Mô tả đúng chuẩn DCAT-AP", 30, facts.whole, "Viết tên và mô tả.");
    measure(reusability, "licenceAvailability", "Có giấy phép", 20, facts.licence, "Chọn một giấy phép mở.");
    measure(reusability, "knownLicence", "Giấy phép theo danh mục chung", 10, facts.known_licence,
            "Chọn giấy phép có trong danh mục chung, ví dụ Creative Commons, nếu cơ quan có quyền cấp.");
    measure(reusability, "accessRightsAvailability", "Ghi rõ ai được xem", 10, true, "");
    measure(reusability, "accessRightsVocabularyAlignment", "Quyền xem theo danh mục chung", 5, true, "");
    measure(reusability, "contactPointAvailability", "Có nơi liên hệ", 20, facts.contact, "Ghi bộ phận hoặc thư điện tử để hỏi.");
    measure(reusability, "publisherAvailability", "Có cơ quan công bố", 10, facts.publisher,
            "Gắn bộ dữ liệu với cơ quan phụ trách.");
    measure(context, "rightsAvailability", "Ghi rõ quyền", 5, facts.table, kUpload);
    measure(context, "byteSizeAvailability", "Ghi rõ dung lượng", 5, facts.table, kUpload);
    measure(context, "dateIssuedAvailability", "Có ngày công bố", 5, facts.table, kUpload);
    measure(context, "dateModifiedAvailability", "Có ngày sửa", 5, facts.table, kUpload);

    Instant newest{};
    for (const auto& table : described.tables) newest = std::max(newest, table.version.published);
    quality.late_since = facts.table ? LateSince(dataset, newest, today) : std::nullopt;
    const bool documented =
        facts.table && std::ranges::all_of(described.tables, [](const DescribedTable& table) {
            return std::ranges::any_of(table.resource.schema, [](const Column& column) { return !column.title.empty(); });
        });
    quality.nine = {{"Có giấy phép", facts.licence},
                    {"Có thời gian số liệu", facts.temporal},
                    {"Có địa bàn", facts.spatial},
                    {"Có hẹn cập nhật", dataset.frequency != Frequency::irregular},
                    {"Cập nhật đúng hẹn", facts.table && !quality.late_since},
                    {"Mô tả đủ dài", Length(dataset.notes) >= 100},
                    {"Có định dạng mở", facts.table},
                    {"Đường dẫn còn sống", facts.link_alive},
                    {"Bảng có giải thích", documented}};
    return quality;
}

void DescribeQuality(const Teller& teller, const Described& described, const Quality& quality, Graph& graph) {
    const auto dataset = teller.base_url + DatasetPath(described.dataset);
    const auto page = dataset + "/chat-luong";
    const std::string mqa = "https://data.europa.eu/mqa/methodology#";
    const auto measured = [&](std::string_view metric, std::string_view dimension, Term value) {
        const auto own = page + "#" + std::string(metric);
        graph.Add(own, "rdf:type", Name("dqv:QualityMeasurement"));
        graph.Add(own, "dqv:computedOn", Name(dataset));
        graph.Add(own, "dqv:isMeasurementOf", Name(mqa + std::string(metric)));
        graph.Add(own, "dqv:value", std::move(value));
        graph.Add(dataset, "dqv:hasQualityMeasurement", Name(own));
        graph.Add(mqa + std::string(metric), "rdf:type", Name("dqv:Metric"));
        graph.Add(mqa + std::string(metric), "dqv:inDimension", Name(mqa + std::string(dimension)));
    };
    for (const auto& metric : quality.metrics)
        measured(metric.metric, DimensionWord(metric.dimension), Literal(std::to_string(metric.points), "xsd:integer"));
    for (const auto dimension : kDimensions)
        measured(std::string(DimensionWord(dimension)) + "Scoring", DimensionWord(dimension),
                 Literal(std::to_string(quality.Of(dimension)), "xsd:integer"));
    measured("scoring", "scoring", Literal(std::to_string(quality.total()), "xsd:integer"));
    measured("punctuality", "timeliness", Literal(quality.late_since ? "false" : "true", "xsd:boolean"));
}

}  // namespace dongson::open_data
