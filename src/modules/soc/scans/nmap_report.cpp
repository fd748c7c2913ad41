// What `nmap -oX` writes. Weaknesses are those of its library for them (a script's tables with a title and a state), and of the
// script `vulners`; ports that are open are told too. Host by host, so a scan of a whole network fits into memory.
#include <libxml/xmlreader.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <memory>

#include "core/text.h"
#include "modules/soc/scans/scan_formats.h"

namespace dongson::soc {

namespace {

bool Is(const xmlNode* node, const char* name) {
    return node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, reinterpret_cast<const xmlChar*>(name)) == 1;
}

std::string Owned(xmlChar* text) {
    const std::unique_ptr<xmlChar, decltype(xmlFree)> owned(text, xmlFree);
    return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}

std::string Attribute(xmlNode* node, const char* name) {
    return Owned(xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name)));
}

std::string Content(xmlNode* node) {
    return Owned(xmlNodeGetContent(node));
}

void ForEach(xmlNode* parent, const char* name, const std::function<void(xmlNode*)>& visit) {
    for (xmlNode* child = parent->children; child != nullptr; child = child->next)
        if (Is(child, name)) visit(child);
}

// The <elem> or <table> of a table that has this key.
xmlNode* Keyed(xmlNode* table, const char* name, std::string_view key) {
    for (xmlNode* child = table->children; child != nullptr; child = child->next)
        if (Is(child, name) && Attribute(child, "key") == key) return child;
    return nullptr;
}

std::string Element(xmlNode* table, std::string_view key) {
    xmlNode* found = Keyed(table, "elem", key);
    return found == nullptr ? std::string() : Content(found);
}

std::string Lines(xmlNode* table, std::string_view key) {
    std::vector<std::string> lines;
    if (xmlNode* found = Keyed(table, "table", key))
        ForEach(found, "elem", [&](xmlNode* each) { lines.push_back(ReportText(Content(each), 2000)); });
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
        // Nothing outside is ever fetched, no entity is expanded.
        const std::unique_ptr<xmlTextReader, decltype(&xmlFreeTextReader)> reader(
            xmlReaderForMemory(xml.data(), static_cast<int>(std::min<std::size_t>(xml.size(), 1U << 30)), nullptr, nullptr,
                               XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING),
            xmlFreeTextReader);
        if (reader == nullptr) return;
        int more = xmlTextReaderRead(reader.get());
        while (more == 1) {
            xmlNode* node = xmlTextReaderCurrentNode(reader.get());
            const bool begins = xmlTextReaderNodeType(reader.get()) == XML_READER_TYPE_ELEMENT;
            if (begins && Is(node, "nmaprun")) Begin(node);
            if (begins && Is(node, "scaninfo")) LookedAt(node);
            if (begins && Is(node, "finished")) report_.at = Instant{ToNumber(Attribute(node, "time")) * kSecond};
            if (begins && Is(node, "host") && !report_.scanner.empty()) {
                xmlNode* host = xmlTextReaderExpand(reader.get());
                if (host == nullptr) break;
                Host(host);
                more = xmlTextReaderNext(reader.get());
            } else {
                more = xmlTextReaderRead(reader.get());
            }
        }
        if (!report_.scanner.empty() && (more != 0 || !report_.at)) report_.LeaveOut("", "the report ends before its scan did");
    }
    ScanReport&& report() && { return std::move(report_); }

  private:
    void Begin(xmlNode* run) {
        if (Attribute(run, "scanner") != "nmap") return;
        report_.scanner = "nmap";
        const std::string arguments = " " + Attribute(run, "args") + " ";
        report_.beyond_ports = arguments.contains("script") || arguments.contains(" -A ") || arguments.contains(" -sC ");
    }

    void LookedAt(xmlNode* info) {
        const std::string protocol = ReportText(Attribute(info, "protocol"), 10), services = Attribute(info, "services");
        for (const auto part : Split(std::string_view(services), ',')) {
            const std::size_t dash = part.find('-');
            const std::int64_t first = ToNumber(part.substr(0, dash)),
                               last = dash == std::string_view::npos ? first : ToNumber(part.substr(dash + 1));
            for (std::int64_t port = std::max<std::int64_t>(first, 1); port <= std::min<std::int64_t>(last, 65'535); ++port)
                report_.looked_at.emplace(protocol, static_cast<int>(port));
        }
    }

    void Host(xmlNode* host) {
        bool up = true;
        std::string address, name;
        ForEach(host, "status", [&](xmlNode* status) { up = Attribute(status, "state") == "up"; });
        ForEach(host, "address", [&](xmlNode* each) {
            if (Attribute(each, "addrtype").starts_with("ipv")) address = ReportText(Attribute(each, "addr"), 50);
        });
        ForEach(host, "hostnames", [&](xmlNode* names) {
            ForEach(names, "hostname", [&](xmlNode* each) {
                if (name.empty()) name = ReportText(Attribute(each, "name"), 200);
            });
        });
        if (!up) return;
        if (address.empty()) return report_.LeaveOut(name, "a machine without an address");
        report_.hosts[address] = name;
        place_ = {.address = address};
        ForEach(host, "ports", [&](xmlNode* ports) { ForEach(ports, "port", [&](xmlNode* port) { Port(port); }); });
        place_ = {.address = address};
        ForEach(host, "hostscript", [&](xmlNode* of) { ForEach(of, "script", [&](xmlNode* script) { Script(script); }); });
    }

    void Port(xmlNode* port) {
        place_.port = static_cast<int>(std::clamp<std::int64_t>(ToNumber(Attribute(port, "portid")), 0, 65'535));
        place_.protocol = ReportText(Attribute(port, "protocol"), 10);
        bool open = false;
        ForEach(port, "state", [&](xmlNode* state) { open = Attribute(state, "state") == "open"; });
        if (!open) return;
        ReportedVulnerability found = place_;
        found.name = kOpenPort;
        ForEach(port, "service", [&](xmlNode* service) {
            std::vector<std::string> words;
            for (const char* part : {"name", "product", "version", "extrainfo"})
                if (std::string word = ReportText(Attribute(service, part), 100); !word.empty()) words.push_back(std::move(word));
            found.title = Join(words, " ");
        });
        Put(std::move(found));
        ForEach(port, "script", [&](xmlNode* script) { Script(script); });
    }

    void Script(xmlNode* script) {
        const std::string id = ReportText(Attribute(script, "id"), 60);
        ForEach(script, "table", [&](xmlNode* table) { id == "vulners" ? Known(table) : Judged(id, table); });
        if (!Element(script, "title").empty()) Judged(id, script);
    }

    // <table key="cpe:/a:…"><table><elem key="id">CVE-…</elem><elem key="cvss">6.8</elem><elem key="type">cve</elem>…
    void Known(xmlNode* product) {
        ForEach(product, "table", [&](xmlNode* table) {
            ReportedVulnerability found = place_;
            found.cves = CvesIn(Element(table, "id"));
            if (Element(table, "type") != "cve" || found.cves.empty()) return;
            found.name = found.cves;
            found.title = found.cves + " (" + ReportText(Attribute(product, "key"), 150) + ")";
            found.score = FirstNumber(Element(table, "cvss"));
            found.level = LevelOfScore(found.score.value_or(0));
            if (Element(table, "is_exploit") == "true") found.detail = "exploit known";
            Put(std::move(found));
        });
    }

    // <table key="CVE-…"><elem key="title">…</elem><elem key="state">VULNERABLE</elem><table key="ids">…<table
    // key="description">…
    void Judged(const std::string& script, xmlNode* table) {
        const std::string title = ReportText(Element(table, "title"), 300), state = Element(table, "state");
        if (title.empty() || !(state.starts_with("VULNERABLE") || state.starts_with("LIKELY VULNERABLE"))) return;
        ReportedVulnerability found = place_;
        found.title = title;
        found.cves = CvesIn(Lines(table, "ids"));
        found.name = found.cves.empty() || found.cves.contains(',') ? Shorten(script + ": " + title, 150) : found.cves;
        if (xmlNode* scores = Keyed(table, "table", "scores"))
            ForEach(scores, "elem", [&](xmlNode* each) { found.score = FirstNumber(Content(each)); });
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
        if (report_.found.size() == kMostReported) return report_.LeaveOut(found.address, "more than a report may hold");
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
