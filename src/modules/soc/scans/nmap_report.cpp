// What `nmap -oX` writes. Weaknesses are those of its library for them (a script's tables with a title and a state), and of the
// script `vulners`; ports that are open are told too. Host by host, so a scan of a whole network fits into memory.
#include <algorithm>
#include <charconv>

#include "core/text.h"
#include "core/xml.h"
#include "modules/soc/scans/scan_formats.h"

namespace dongson::soc {

namespace {

// The <elem> or <table> of a table that has this key.
std::optional<XmlElement> Keyed(XmlElement table, std::string_view name, std::string_view key) {
    std::optional<XmlElement> found;
    table.ForEach(name, [&](XmlElement child) {
        if (!found && child.Attribute("key") == key) found = child;
    });
    return found;
}

std::string Element(XmlElement table, std::string_view key) {
    const auto found = Keyed(table, "elem", key);
    return found ? found->Text() : std::string();
}

std::string Lines(XmlElement table, std::string_view key) {
    std::vector<std::string> lines;
    if (const auto found = Keyed(table, "table", key))
        found->ForEach("elem", [&](XmlElement each) { lines.push_back(ReportText(each.Text(), 2000)); });
    return Join(lines, "\n");
}

// The first number of "9.3 (HIGH) (AV:N/…)".
std::optional<double> FirstNumber(std::string_view text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && number >= 0 && number <= 10 ? std::optional(number) : std::nullopt;
}

class NmapReport {
  public:
    explicit NmapReport(std::string_view xml) {
        const bool whole = WalkXml(xml, "host", [&](XmlElement element) {
            const std::string_view name = element.name();
            if (name == "nmaprun") Begin(element);
            if (name == "scaninfo") LookedAt(element);
            if (name == "finished") report_.at = Instant{ToNumber(element.Attribute("time")) * kSecond};
            if (name == "host" && !report_.scanner.empty()) Host(element);
        });
        if (!report_.scanner.empty() && (!whole || !report_.at)) report_.left_out.Add("", "the report ends before its scan did");
    }
    ScanReport&& report() && { return std::move(report_); }

  private:
    void Begin(XmlElement run) {
        if (run.Attribute("scanner") != "nmap") return;
        report_.scanner = "nmap";
        const std::string arguments = " " + run.Attribute("args") + " ";
        report_.beyond_ports = arguments.contains("script") || arguments.contains(" -A ") || arguments.contains(" -sC ");
    }

    void LookedAt(XmlElement info) {
        const std::string protocol = ReportText(info.Attribute("protocol"), 10), services = info.Attribute("services");
        for (const auto part : Split(std::string_view(services), ',')) {
            const std::size_t dash = part.find('-');
            const std::int64_t first = ToNumber(part.substr(0, dash)),
                               last = dash == std::string_view::npos ? first : ToNumber(part.substr(dash + 1));
            for (std::int64_t port = std::max<std::int64_t>(first, 1); port <= std::min<std::int64_t>(last, 65'535); ++port)
                report_.looked_at.emplace(protocol, static_cast<int>(port));
        }
    }

    void Host(XmlElement host) {
        bool up = true;
        std::string address, name;
        host.ForEach("status", [&](XmlElement status) { up = status.Attribute("state") == "up"; });
        host.ForEach("address", [&](XmlElement each) {
            if (each.Attribute("addrtype").starts_with("ipv")) address = ReportText(each.Attribute("addr"), 50);
        });
        host.ForEach("hostnames", [&](XmlElement names) {
            names.ForEach("hostname", [&](XmlElement each) {
                if (name.empty()) name = ReportText(each.Attribute("name"), 200);
            });
        });
        if (!up) return;
        if (address.empty()) return report_.left_out.Add(name, "a machine without an address");
        report_.hosts[address] = name;
        place_ = {.address = address};
        host.ForEach("ports", [&](XmlElement ports) { ports.ForEach("port", [&](XmlElement port) { Port(port); }); });
        place_ = {.address = address};
        host.ForEach("hostscript", [&](XmlElement of) { of.ForEach("script", [&](XmlElement script) { Script(script); }); });
    }

    void Port(XmlElement port) {
        place_.port = static_cast<int>(std::clamp<std::int64_t>(ToNumber(port.Attribute("portid")), 0, 65'535));
        place_.protocol = ReportText(port.Attribute("protocol"), 10);
        bool open = false;
        port.ForEach("state", [&](XmlElement state) { open = state.Attribute("state") == "open"; });
        if (!open) return;
        ReportedVulnerability found = place_;
        found.name = kOpenPort;
        port.ForEach("service", [&](XmlElement service) {
            std::vector<std::string> words;
            for (const char* part : {"name", "product", "version", "extrainfo"})
                if (std::string word = ReportText(service.Attribute(part), 100); !word.empty()) words.push_back(std::move(word));
            found.title = Join(words, " ");
        });
        Put(std::move(found));
        port.ForEach("script", [&](XmlElement script) { Script(script); });
    }

    void Script(XmlElement script) {
        const std::string id = ReportText(script.Attribute("id"), 60);
        script.ForEach("table", [&](XmlElement table) { id == "vulners" ? Known(table) : Judged(id, table); });
        if (!Element(script, "title").empty()) Judged(id, script);
    }

    // <table key="cpe:/a:…"><table><elem key="id">CVE-…</elem><elem key="cvss">6.8</elem><elem key="type">cve</elem>…
    void Known(XmlElement product) {
        product.ForEach("table", [&](XmlElement table) {
            ReportedVulnerability found = place_;
            found.cves = CvesIn(Element(table, "id"));
            if (Element(table, "type") != "cve" || found.cves.empty()) return;
            found.name = found.cves;
            found.title = found.cves + " (" + ReportText(product.Attribute("key"), 150) + ")";
            found.score = FirstNumber(Element(table, "cvss"));
            found.level = LevelOfScore(found.score.value_or(0));
            if (Element(table, "is_exploit") == "true") found.detail = "exploit known";
            Put(std::move(found));
        });
    }

    // <table key="CVE-…"><elem key="title">…</elem><elem key="state">VULNERABLE</elem><table key="ids">…<table
    // key="description">…
    void Judged(const std::string& script, XmlElement table) {
        const std::string title = ReportText(Element(table, "title"), 300), state = Element(table, "state");
        if (title.empty() || !(state.starts_with("VULNERABLE") || state.starts_with("LIKELY VULNERABLE"))) return;
        ReportedVulnerability found = place_;
        found.title = title;
        found.cves = CvesIn(Lines(table, "ids"));
        found.name = found.cves.empty() || found.cves.contains(',') ? Shorten(script + ": " + title, 150) : found.cves;
        if (const auto scores = Keyed(table, "table", "scores"))
            scores->ForEach("elem", [&](XmlElement each) { found.score = FirstNumber(each.Text()); });
        const std::string risk = Lower(Element(table, "risk_factor"));
        found.level = found.score                                                 ? LevelOfScore(*found.score)
                      : risk.starts_with("high") || state.contains("Exploitable") ? Level::high
                      : risk.starts_with("low")                                   ? Level::low
                                                                                  : Level::medium;
        std::vector<std::string> details;
        for (const char* key : {"description", "check_results", "extra_info", "refs"})
            if (std::string lines = Lines(table, key); !lines.empty()) details.push_back(std::move(lines));
        found.detail = Shorten(Join(details, "\n"), 6000);
        Put(std::move(found));
    }

    void Put(ReportedVulnerability found) {
        if (report_.found.size() == kMostReported) return report_.left_out.Add(found.address, "more than a report may hold");
        report_.found.push_back(std::move(found));
    }

    ScanReport report_;
    ReportedVulnerability place_;
};

}  // namespace

ScanReport ReadNmapReport(std::string_view xml) {
    return NmapReport(xml).report();
}

}  // namespace dongson::soc
