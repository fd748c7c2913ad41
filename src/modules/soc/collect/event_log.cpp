#include "modules/soc/collect/event_log.h"

#include <libevtx.h>

#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "core/log.h"
#include "core/text.h"
#include "core/xml.h"

namespace dongson::soc {

namespace {

constexpr std::size_t kMostXml = 16 << 20;
constexpr int kDeepest = 40;

// The library writes numbers in hexadecimal at full width, Windows without leading zeros: 0x3e7.
std::string AsWindowsWrites(std::string value) {
    if (!value.starts_with("0x") || value.size() < 10 ||
        value.find_first_not_of("0123456789abcdefABCDEF", 2) != std::string::npos)
        return value;
    const std::size_t first = value.find_first_not_of('0', 2);
    return first == std::string::npos ? "0x0" : "0x" + value.substr(first);
}

class EventJson {
  public:
    std::string Of(XmlElement event) {
        event.ForEach("System", [&](XmlElement part) { System(part); });
        if (json_.empty()) return "";
        event.ForEach([&](XmlElement part) {
            if (part.name() == "EventData") EventData(part);
            if (part.name() == "UserData") Leaves(part, 0);
        });
        return "{" + json_ + "}";
    }

  private:
    void Put(std::string_view name, std::string_view value) {
        if (name.empty()) return;
        if (!json_.empty()) json_ += ',';
        json_ += JsonQuote(MendUtf8(name));
        json_ += ':';
        const bool number = name == "EventID" && !value.empty() && value.size() < 10 &&
                            value.find_first_not_of("0123456789") == std::string_view::npos && (value[0] != '0' || value == "0");
        json_ += number ? std::string(value) : JsonQuote(MendUtf8(value));
    }
    void PutGiven(std::string_view name, const std::string& value) {
        if (!value.empty()) Put(name, value);
    }

    void System(XmlElement system) {
        // Attributes go by the names that the field mappings of Sigma know.
        constexpr std::array<std::array<std::string_view, 3>, 7> kAttributes = {{{"Provider", "Name", "Provider_Name"},
                                                                                 {"Provider", "Guid", "Provider_Guid"},
                                                                                 {"TimeCreated", "SystemTime", "@timestamp"},
                                                                                 {"Correlation", "ActivityID", "ActivityID"},
                                                                                 {"Execution", "ProcessID", "ExecutionProcessID"},
                                                                                 {"Execution", "ThreadID", "ExecutionThreadID"},
                                                                                 {"Security", "UserID", "SecurityUserID"}}};
        system.ForEach([&](XmlElement node) {
            for (const auto& [element, attribute, name] : kAttributes)
                if (node.name() == element) PutGiven(name, node.Attribute(std::string(attribute).c_str()));
            if (const std::string value = node.Text(); !value.empty()) Put(node.name(), value);
        });
    }
    void EventData(XmlElement data) {
        std::string nameless;
        data.ForEach([&](XmlElement node) {
            const std::string name = node.Attribute("Name"), value = AsWindowsWrites(node.Text());
            if (node.name() != "Data") {
                Put(node.name(), value);
            } else if (!name.empty()) {
                Put(name, value);
            } else if (!value.empty()) {
                nameless += (nameless.empty() ? "" : ",") + JsonQuote(MendUtf8(value));
            }
        });
        if (!nameless.empty()) json_ += ",\"Data\":[" + nameless + "]";
    }
    void Leaves(XmlElement node, int depth) {
        if (depth > kDeepest) return;
        node.ForEach([&](XmlElement child) {
            if (child.HasElements())
                Leaves(child, depth + 1);
            else
                Put(child.name(), AsWindowsWrites(child.Text()));
        });
    }

    std::string json_;
};

// What the library says went wrong, its last line.
std::string Take(libevtx_error_t*& error) {
    std::array<char, 512> text{};
    if (error == nullptr || libevtx_error_sprint(error, text.data(), text.size()) < 0) return "it cannot be read";
    libevtx_error_free(&error);
    return MendUtf8(text.data());
}

std::optional<std::string> XmlOf(libevtx_record_t* record, libevtx_error_t*& error) {
    std::size_t size = 0;
    if (libevtx_record_get_utf8_xml_string_size(record, &size, &error) != 1 || size == 0 || size > kMostXml) return std::nullopt;
    std::string xml(size, '\0');
    if (libevtx_record_get_utf8_xml_string(record, reinterpret_cast<std::uint8_t*>(xml.data()), size, &error) != 1)
        return std::nullopt;
    xml.resize(xml.find('\0') == std::string::npos ? xml.size() : xml.find('\0'));
    return xml;
}

}  // namespace

bool IsEventLog(std::string_view head) {
    return head.starts_with(std::string_view("ElfFile\0", kEventLogHead));
}

std::string JsonOfEventXml(std::string_view xml) {
    std::string json;
    ReadXml(xml, [&](XmlElement root) {
        if (root.name() == "Event") json = EventJson().Of(root);
    });
    return json;
}

EventLogReading ReadEventLog(const std::string& path, const std::function<void(std::string_view json)>& take) {
    EventLogReading reading;
    libevtx_file_t* opened = nullptr;
    libevtx_error_t* error = nullptr;
    const auto close = [](libevtx_file_t* each) { libevtx_file_free(&each, nullptr); };
    if (libevtx_file_initialize(&opened, &error) != 1) return {.fault = Take(error)};
    const std::unique_ptr<libevtx_file_t, decltype(close)> file(opened, close);
    int records = 0;
    if (libevtx_file_open(file.get(), path.c_str(), LIBEVTX_OPEN_READ, &error) != 1 ||
        libevtx_file_get_number_of_records(file.get(), &records, &error) != 1)
        return {.fault = Take(error)};
    for (int i = 0; i < records; ++i) {
        libevtx_record_t* record = nullptr;
        std::string json;
        if (libevtx_file_get_record_by_index(file.get(), i, &record, &error) == 1) {
            if (const auto xml = XmlOf(record, error)) json = JsonOfEventXml(*xml);
            libevtx_record_free(&record, nullptr);
        }
        if (!json.empty()) {
            ++reading.records;
            take(json);
            continue;
        }
        std::string why = Take(error);
        if (reading.damaged++ == 0) reading.fault = "record " + std::to_string(i + 1) + ": " + why;
    }
    return reading;
}

}  // namespace dongson::soc
