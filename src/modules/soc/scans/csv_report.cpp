// CSV with a row of names: OpenVAS, Nessus, or made by hand.
#include <algorithm>
#include <charconv>
#include <initializer_list>

#include "core/csv.h"
#include "core/text.h"
#include "modules/soc/engine/event_time.h"
#include "modules/soc/engine/network.h"
#include "modules/soc/scans/scan_formats.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kNone = SIZE_MAX;

struct Columns {
    std::size_t address, host_name, port, protocol, cve, number, title, level, score, when;
    std::vector<std::size_t> details;
    std::string scanner;

    static Columns Of(const std::vector<std::string>& header) {
        std::vector<std::string> names;
        names.reserve(header.size());
        for (const std::string& cell : header) names.push_back(Fold(Trim(MendUtf8(cell))));
        const auto find = [&](std::initializer_list<std::string_view> known) {
            for (const std::string_view name : known)
                if (const auto at = std::ranges::find(names, name); at != names.end())
                    return static_cast<std::size_t>(at - names.begin());
            return kNone;
        };
        Columns columns{.address = find({"ip", "ip address", "address", "dia chi", "host", "may chu"}),
                        .host_name = find({"hostname", "host name", "fqdn", "dns name", "ten may"}),
                        .port = find({"port", "cong"}),
                        .protocol = find({"port protocol", "protocol", "giao thuc"}),
                        .cve = find({"cves", "cve", "ma cve"}),
                        .number = find({"nvt oid", "plugin id", "id", "ma"}),
                        .title = find({"nvt name", "name", "title", "plugin name", "vulnerability", "ten", "lo hong"}),
                        .level = find({"severity", "risk", "muc do", "muc", "threat"}),
                        .score = find({"cvss v4 0 base score", "cvss v3 0 base score", "cvss", "cvss base score",
                                       "cvss v2 0 base score", "diem"}),
                        .when = find({"timestamp", "scan date", "date", "ngay quet"}),
                        .details = {},
                        .scanner = find({"nvt oid"}) != kNone     ? "OpenVAS"
                                   : find({"plugin id"}) != kNone ? "Nessus"
                                                                  : "CSV"};
        for (const std::string_view name :
             {"summary", "synopsis", "description", "mo ta", "specific result", "solution", "khac phuc"})
            if (const std::size_t at = find({name}); at != kNone) columns.details.push_back(at);
        return columns;
    }
};

std::optional<Level> LevelNamed(std::string_view written) {
    constexpr std::pair<std::string_view, Level> kWords[] = {
        {"critical", Level::critical},  {"nghiem trong", Level::critical},  {"high", Level::high},
        {"cao", Level::high},           {"serious", Level::high},           {"medium", Level::medium},
        {"moderate", Level::medium},    {"trung binh", Level::medium},      {"low", Level::low},
        {"thap", Level::low},           {"log", Level::informational},      {"none", Level::informational},
        {"info", Level::informational}, {"thong tin", Level::informational}};
    const std::string word = Fold(Trim(written));
    const auto* known = std::ranges::find(kWords, std::string_view(word), &std::pair<std::string_view, Level>::first);
    return known == std::end(kWords) ? std::nullopt : std::optional(known->second);
}

std::optional<double> Score(std::string_view written) {
    double score = 0;
    const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), score);
    if (error != std::errc() || end != written.data() + written.size() || !(score >= 0 && score <= 10)) return std::nullopt;
    return score;
}

bool IsHost(std::string_view text) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    };
    return ReadAddress(text) || (!text.empty() && text.size() <= 253 && std::ranges::all_of(text, plain));
}

class CsvReport {
  public:
    explicit CsvReport(std::string_view csv) {
        const std::string_view header = csv.substr(0, csv.find('\n'));
        constexpr std::string_view kSeparators = ",;\t";
        const char separator = *std::ranges::max_element(kSeparators, {}, [&](char c) { return std::ranges::count(header, c); });
        const auto rows = ParseCsv(csv, separator);
        if (rows.empty()) return;
        columns_ = Columns::Of(rows.front().cells);
        if (columns_.address == kNone || (columns_.title == kNone && columns_.cve == kNone)) return;
        report_.scanner = columns_.scanner;
        for (std::size_t i = 1; i < rows.size(); ++i) Take(rows[i]);
    }
    ScanReport&& report() && { return std::move(report_); }

  private:
    void Take(const CsvRow& row) {
        const auto cell = [&](std::size_t column) {
            return column < row.cells.size() ? Trim(std::string_view(row.cells[column])) : std::string_view();
        };
        const std::string place = "line " + std::to_string(row.line);
        const std::string address(cell(columns_.address));
        if (!IsHost(address)) return report_.left_out.Add(place, "'" + ReportText(address, 60) + "' is no address");
        ReportedVulnerability found{.address = address};
        const std::string_view port = cell(columns_.port);
        found.port = static_cast<int>(std::clamp<std::int64_t>(ToNumber(port), -1, 65'536));
        const bool whole = port.empty() || port == "0" || port == "general";
        if (whole) found.port = 0;
        if (found.port < 0 || found.port > 65'535 || (found.port == 0 && !whole))
            return report_.left_out.Add(place, "'" + ReportText(port, 20) + "' is no port");
        if (found.port != 0) found.protocol = columns_.protocol == kNone ? "tcp" : Lower(ReportText(cell(columns_.protocol), 10));
        found.cves = ReportText(CvesIn(cell(columns_.cve)), 2000);
        found.title = ReportText(cell(columns_.title), 300);
        if (found.title.empty()) found.title = found.cves;
        if (found.title.empty()) return report_.left_out.Add(place, "it has no name");
        found.name = ReportText(cell(columns_.number), 100);
        if (found.name.empty())
            found.name = found.cves.empty() || found.cves.contains(',') ? Shorten(found.title, 100) : found.cves;
        found.score = Score(cell(columns_.score));
        const std::string_view level = cell(columns_.level);
        const auto named = LevelNamed(level);
        if (!level.empty() && !named) return report_.left_out.Add(place, "'" + ReportText(level, 40) + "' is no level");
        found.level = named.value_or(LevelOfScore(found.score.value_or(0)));
        std::vector<std::string> details;
        for (const std::size_t column : columns_.details)
            if (!cell(column).empty()) details.push_back(ReportText(cell(column), 2000));
        found.detail = Join(details, "\n");
        if (const auto when = ReadEventTime(cell(columns_.when))) report_.at = std::max(report_.at.value_or(*when), *when);
        report_.hosts[found.address] = ReportText(cell(columns_.host_name), 200);
        if (report_.found.size() == kMostReported) return report_.left_out.Add(place, "more than a report may hold");
        report_.found.push_back(std::move(found));
    }

    Columns columns_{};
    ScanReport report_;
};

}  // namespace

ScanReport ReadCsvReport(std::string_view csv) {
    return CsvReport(csv).report();
}

}  // namespace dongson::soc
