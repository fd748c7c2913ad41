#include "modules/open_data/metadata/elsewhere.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

#include "core/json.h"
#include "core/text.h"
#include "modules/open_data/metadata/ckan_answer.h"
#include "modules/open_data/metadata/graph.h"

namespace dongson::open_data {

namespace {

constexpr std::string_view kTables[] = {"csv", "tsv", "xlsx", "json", "geojson", "ndjson", "zip"};

struct Offered {
    std::string url, format;  // "csv", "text/csv", ".../file-type/CSV", or nothing
};

std::size_t RankOf(const Offered& offered) {
    return static_cast<std::size_t>(std::ranges::find(kTables, TableFormatOf(offered.url, offered.format)) - std::begin(kTables));
}

Result<std::string> BestOf(const std::vector<Offered>& files) {
    const auto best = std::ranges::min_element(files, {}, RankOf);
    if (best == files.end() || RankOf(*best) == std::size(kTables))
        return std::unexpected(Refusal{"SOURCE_NO_TABLE", Say("Mô tả ở địa chỉ này không có tệp nào là bảng."), "dia_chi"});
    return best->url;
}

std::unexpected<Refusal> NotOfItsKind(Sentence sentence) {
    return std::unexpected(Refusal{"SOURCE_UNKNOWN", std::move(sentence), "dia_chi"});
}

Result<std::string> FileInCkan(const Source& source, std::string_view answer) {
    const auto result = ResultIn(answer);
    if (!result) return NotOfItsKind(Say("Cổng ở địa chỉ này không trả lời theo CKAN. Hãy dùng địa chỉ của chính tệp."));
    if (source.kind == SourceKind::ckan_resource) {
        auto url = TextMember(*result, "url");
        if (url.empty()) return BestOf({});
        return url;
    }
    std::vector<Offered> files;
    for (const auto* resource : ObjectsOf(*result, "resources"))
        files.push_back({TextMember(*resource, "url"), TextMember(*resource, "format")});
    return BestOf(files);
}

Result<std::string> FileInGraph(const Source& source, std::string_view answer) {
    const auto graph = Graph::ReadTurtle(answer, source.ask);
    if (!graph) return NotOfItsKind(Say("Mô tả ở địa chỉ này không đọc được: {1}", graph.error().sentence.Now()));
    std::vector<const Term*> distributions;
    std::map<std::string, int> owners;
    for (const auto& triple : graph->triples()) {
        if (triple.predicate != Whole("dcat:distribution")) continue;
        if (!source.wanted.empty() && triple.subject.value != source.wanted &&
            !triple.subject.value.ends_with("/" + source.wanted))
            continue;
        distributions.push_back(&triple.object);
        ++owners[triple.subject.value];
    }
    if (owners.size() > 1)
        return NotOfItsKind(Say("Mô tả này có {1} bộ dữ liệu. Thêm # và tên hoặc địa chỉ của bộ cần lấy vào cuối địa chỉ.",
                                std::to_string(owners.size())));
    const Things things(*graph);
    std::vector<Offered> files;
    for (const auto* distribution : distributions) {
        Offered file{things.Text(*distribution, "dcat:downloadURL"), things.Text(*distribution, "dct:format")};
        if (file.format.empty()) file.format = things.Text(*distribution, "dcat:mediaType");
        if (!file.url.empty()) files.push_back(std::move(file));
    }
    return BestOf(files);
}

// The newest by name, as programs name what they put down: bao-cao-2026-11.csv after bao-cao-2026-10.csv.
Result<std::string> FileInFolder(const Source& source, std::string_view answer) {
    std::optional<std::string> newest;
    for (const auto line : Split(answer, '\n')) {
        const std::string name(Trim(line));
        if (name.empty() || name.starts_with('.') || TableFormatOf(name, "").empty()) continue;
        if (!newest || *newest < name) newest = name;
    }
    if (!newest) return BestOf({});
    return source.ask + *newest;
}

}  // namespace

std::string_view TableFormatOf(std::string_view url, std::string_view format) {
    const auto named = [](std::string_view text, std::string_view marks) {
        const auto ending = Lower(text.substr(text.find_last_of(marks) + 1));
        const auto known = std::ranges::find(kTables, ending);
        return known == std::end(kTables) ? std::string_view() : *known;
    };
    const auto said = named(format, "/.");
    return !said.empty() ? said : named(url.substr(0, url.find_first_of("?#")), "./");
}

std::string LastStepOf(std::string_view url, std::string_view otherwise) {
    const auto path = url.substr(0, url.find_first_of("?#"));
    const auto step = path.substr(path.find_last_of('/') + 1);
    return std::string(step.empty() ? otherwise : step);
}

Source SourceOf(std::string_view url) {
    const auto mark = url.find('#');
    const std::string whole(url.substr(0, mark));
    const auto path = whole.substr(0, whole.find('?'));
    if (url.starts_with("sftp://")) return {path.ends_with('/') ? SourceKind::folder : SourceKind::file, std::string(url), ""};
    if (path.ends_with(".ttl"))
        return {SourceKind::dcat, whole, mark == std::string_view::npos ? "" : std::string(url.substr(mark + 1))};
    const auto at = path.find("/dataset/");
    if (at == std::string::npos) return {SourceKind::file, whole, ""};
    const auto portal = path.substr(0, at);
    const auto steps = Split(std::string_view(path).substr(at + 9), '/');
    if (steps.size() == 1 && TableFormatOf(path, "").empty())
        return {SourceKind::ckan_dataset, portal + "/api/3/action/package_show?id=" + std::string(steps[0]), ""};
    if (steps.size() == 3 && steps[1] == "resource")
        return {SourceKind::ckan_resource, portal + "/api/3/action/resource_show?id=" + std::string(steps[2]), ""};
    return {SourceKind::file, whole, ""};
}

Result<std::string> FileIn(const Source& source, std::string_view answer) {
    switch (source.kind) {
        case SourceKind::file:
            break;
        case SourceKind::folder:
            return FileInFolder(source, answer);
        case SourceKind::ckan_resource:
        case SourceKind::ckan_dataset:
            return FileInCkan(source, answer);
        case SourceKind::dcat:
            return FileInGraph(source, answer);
    }
    return source.ask;
}

}  // namespace dongson::open_data
