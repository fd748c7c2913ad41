#include "modules/open_data/intake/json_records.h"

#include <boost/json.hpp>

#include "core/text.h"

namespace dongson::open_data {

namespace json = boost::json;

namespace {

constexpr std::size_t kPiece = 256 << 10;
constexpr int kDeepest = 4;  // objects within objects that become columns

std::unexpected<Refusal> Wrong(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "tep"});
}

using Put = std::function<void(const std::string& name, std::string text)>;

std::string TextOf(const json::value& value) {
    if (value.is_string()) return std::string(value.as_string());
    if (value.is_null()) return {};
    return json::serialize(value);
}

void Flatten(const json::object& object, const std::string& prefix, int depth, const Put& put) {
    for (const auto& [key, value] : object) {
        const auto name = prefix + std::string(key);
        if (value.is_object() && depth < kDeepest)
            Flatten(value.as_object(), name + ".", depth + 1, put);
        else
            put(name, TextOf(value));
    }
}

// RFC 7946 3.1.2: longitude, latitude, and perhaps a height.
bool IsPoint(const json::value& geometry) {
    if (!geometry.is_object()) return false;
    const auto& object = geometry.as_object();
    const auto* type = object.if_contains("type");
    const auto* coordinates = object.if_contains("coordinates");
    return type != nullptr && *type == "Point" && coordinates != nullptr && coordinates->is_array() &&
           coordinates->as_array().size() >= 2 && coordinates->as_array()[0].is_number() &&
           coordinates->as_array()[1].is_number();
}

void Spread(const json::object& object, const Put& put) {
    const auto* type = object.if_contains("type");
    const auto* properties = object.if_contains("properties");
    const auto* geometry = object.if_contains("geometry");
    if (type == nullptr || *type != "Feature" || geometry == nullptr) {
        Flatten(object, "", 0, put);
        return;
    }
    if (properties != nullptr && properties->is_object()) Flatten(properties->as_object(), "", 0, put);
    if (IsPoint(*geometry)) {
        const auto& coordinates = geometry->as_object().at("coordinates").as_array();
        put("kinh_do", TextOf(coordinates[0]));
        put("vi_do", TextOf(coordinates[1]));
    } else {
        put("geometry", TextOf(*geometry));
    }
}

}  // namespace

JsonObjects::JsonObjects(std::unique_ptr<ByteSource> source, std::size_t most) : source_(std::move(source)), most_(most) {}

bool JsonObjects::Fill() {
    if (ended_) return false;
    held_.erase(0, at_);
    at_ = 0;
    const auto before = held_.size();
    held_.resize(before + kPiece);
    const auto read = source_->Read(held_.data() + before, kPiece);
    held_.resize(before + read);
    ended_ = read == 0;
    return !ended_;
}

Result<bool> JsonObjects::Next(std::string_view& object) {
    // The list within an outer object begins with "[{"; objects on lines of their own stand at the root.
    if (number_ == 0) {
        while (held_.size() < kPiece && Fill()) {
        }
        const auto first = held_.find_first_not_of(" \t\r\n\xef\xbb\xbf");
        if (first == std::string::npos) return false;
        const auto second = held_.find_first_not_of(" \t\r\n", first + 1);
        const bool lines = held_[first] == '{';
        at_ = first;
        if (lines && second != std::string::npos) {
            bool quoted = false, escaped = false, array = false;
            int depth = 0;
            for (auto place = first; place < held_.size(); ++place) {
                const char c = held_[place];
                if (quoted) {
                    quoted = escaped || c != '"';
                    escaped = !escaped && c == '\\';
                    continue;
                }
                if (array && c == '{') {
                    at_ = place;
                    break;
                }
                if (c != ' ' && c != '\n' && c != '\r' && c != '\t') array = false;
                if (c == '"') quoted = true;
                if (c == '{') ++depth;
                if (c == '}' && --depth == 0) break;  // an object by itself: one a line
                if (c == '[') array = depth == 1;
            }
        } else if (!lines) {
            ++at_;
        }
    }
    while (true) {
        at_ = held_.find_first_not_of(" \t\r\n,", at_);
        if (at_ != std::string::npos) break;
        at_ = held_.size();
        if (!Fill()) return false;
    }
    if (held_[at_] != '{') {
        if (held_[at_] == ']' || held_[at_] == '}') return false;
        return Wrong("JSON_NO_OBJECTS",
                     Say("Tệp JSON phải là danh sách các đối tượng; mục thứ {1} không phải.", std::to_string(number_ + 1)));
    }
    bool quoted = false, escaped = false;
    int depth = 0;
    for (std::size_t place = at_;; ++place) {
        if (place == held_.size()) {
            const auto done = place - at_;
            if (done > most_)
                return Wrong("JSON_TOO_LONG",
                             Say("Mục thứ {1} dài quá {2} MB.", std::to_string(number_ + 1), std::to_string(most_ >> 20)));
            if (!Fill()) return Wrong("JSON_CUT", Say("Tệp JSON bị cắt ngang ở mục thứ {1}.", std::to_string(number_ + 1)));
            place = at_ + done;
        }
        const char c = held_[place];
        if (quoted) {
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        if (c == '"') quoted = true;
        if (c == '{') ++depth;
        if (c == '}' && --depth == 0) {
            object = std::string_view(held_).substr(at_, place + 1 - at_);
            at_ = place + 1;
            ++number_;
            return true;
        }
    }
}

JsonReader::JsonReader(Source source, IntakeLimits limits) : source_(std::move(source)), limits_(limits) {}

Result<bool> JsonReader::FindColumns() {
    JsonObjects objects(source_(), limits_.record_bytes);
    std::string_view text;
    while (true) {
        const auto more = objects.Next(text);
        if (!more) return more;
        if (!*more) break;
        json::error_code error;
        const auto value = json::parse(text, error);
        if (error || !value.is_object())
            return Wrong("JSON_BROKEN",
                         Say("Mục thứ {1} không đúng cú pháp JSON: {2}", std::to_string(objects.number()), error.message()));
        Spread(value.as_object(), [&](const std::string& name, const std::string&) {
            if (columns_.emplace(name, names_.size()).second) names_.push_back(name);
        });
        if (names_.size() > limits_.columns)
            return Wrong("INTAKE_TOO_WIDE", Say("Tệp có nhiều hơn {1} cột.", std::to_string(limits_.columns)));
    }
    objects_ = std::make_unique<JsonObjects>(source_(), limits_.record_bytes);
    return true;
}

Result<bool> JsonReader::Next(Record& record) {
    record.after_blank = false;
    if (objects_ == nullptr) {
        if (const auto found = FindColumns(); !found) return found;
        if (names_.empty()) return false;
        record.line = 0;
        record.cells.assign(names_.begin(), names_.end());
        return true;
    }
    std::string_view text;
    const auto more = objects_->Next(text);
    if (!more || !*more) return more;
    cells_.assign(names_.size(), {});
    Spread(json::parse(text).as_object(), [&](const std::string& name, std::string cell) {
        if (const auto column = columns_.find(name); column != columns_.end()) cells_[column->second] = std::move(cell);
    });
    record.line = objects_->number();
    record.cells.assign(cells_.begin(), cells_.end());
    return true;
}

}  // namespace dongson::open_data
