#include "core/yaml.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <numeric>

#include "core/yaml_size.h"

namespace dongson {

namespace {

std::size_t EditDistance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0U);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = above;
        }
    }
    return row[b.size()];
}

// What the reader says of a syntax error, as people write it who never saw YAML's own words.
Sentence SyntaxFault(const YAML::Exception& error) {
    namespace said = YAML::ErrorMsg;
    const auto is = [&](std::initializer_list<std::string_view> messages) {
        return std::ranges::any_of(messages, [&](std::string_view message) { return error.msg.starts_with(message); });
    };
    if (is({said::END_OF_MAP_FLOW, said::END_OF_SEQ_FLOW}))
        return Say("cú pháp YAML: ngoặc “{”, “[” hoặc dấu nháy mở ở trên chưa đóng, hoặc thiếu dấu phẩy");
    if (is({said::FLOW_END})) return Say("cú pháp YAML: thừa ngoặc đóng “}” hoặc “]”");
    if (is({said::END_OF_MAP, said::END_OF_SEQ}))
        return Say("cú pháp YAML: dòng này thụt vào không khớp với các dòng cùng cấp, hoặc thiếu “:” sau khóa");
    if (is({said::EOF_IN_SCALAR, said::DOC_IN_SCALAR, said::SINGLE_QUOTED_CHAR}))
        return Say("cú pháp YAML: dấu nháy mở ở trên chưa đóng");
    if (is({said::MAP_KEY, said::MAP_VALUE, said::BLOCK_ENTRY}))
        return Say("cú pháp YAML: dấu “:” hoặc “-” đặt sai chỗ; chữ có dấu “:” thì viết trong nháy kép");
    if (is({said::TAB_IN_INDENTATION})) return Say("cú pháp YAML: thụt đầu dòng bằng dấu cách, không dùng phím Tab");
    if (is({said::INVALID_ESCAPE, said::INVALID_HEX, said::INVALID_UNICODE}))
        return Say("cú pháp YAML: dấu gạch chéo ngược trong nháy kép phải viết hai lần");
    if (is({said::UNKNOWN_ANCHOR, said::ALIAS_NOT_FOUND, said::CHAR_IN_ALIAS, said::ALIAS_CONTENT}))
        return Say("cú pháp YAML: bí danh “*” gọi tên chưa đặt; chữ bắt đầu bằng “*” thì viết trong nháy kép");
    if (is({said::UNKNOWN_TOKEN, said::CHAR_IN_SCALAR, said::ANCHOR_NOT_FOUND, said::CHAR_IN_ANCHOR}))
        return Say("cú pháp YAML: có ký tự lạ ở đầu giá trị; hãy viết giá trị trong nháy kép");
    return Say("cú pháp YAML sai ở chỗ này");
}

}  // namespace

std::string DefinitionErrors::Text() const {
    std::string text;
    for (const auto& error : errors_) text += error.Text() + "\n";
    return text;
}

Definition Definition::Parse(std::string source, std::string_view text, DefinitionErrors& errors, const YamlLimits& limits) {
    auto node = std::make_shared<YAML::Node>(YAML::NodeType::Map);
    if (const auto fault = TooLarge(text, limits)) {
        errors.Add(source, fault->line, fault->what);
        return {std::move(source), "", std::move(node), &errors};
    }
    try {
        *node = YAML::Load(std::string(text));
        if (!node->IsDefined() || node->IsNull()) *node = YAML::Node(YAML::NodeType::Map);
    } catch (const YAML::Exception& error) {
        errors.Add(source, error.mark.line + 1, SyntaxFault(error));
        *node = YAML::Node(YAML::NodeType::Map);
    }
    return {std::move(source), "", std::move(node), &errors};
}

std::string Definition::PathTo(std::string_view step) const {
    return path_.empty() ? std::string(step) : path_ + "." + std::string(step);
}

Definition Definition::Wrap(const YAML::Node& node, std::string_view step) const {
    return {source_, PathTo(step), std::make_shared<YAML::Node>(node), errors_};
}

bool Definition::Has(std::string_view key) const {
    return node_->IsMap() && static_cast<const YAML::Node&>(*node_)[std::string(key)].IsDefined();
}

Definition Definition::Child(std::string_view key) const {
    if (!Has(key)) return Wrap(YAML::Node(YAML::NodeType::Map), key);
    return Wrap(static_cast<const YAML::Node&>(*node_)[std::string(key)], key);
}

std::string Definition::Scalar() const {
    if (node_->IsScalar()) return node_->Scalar();
    Fail(Say("chỗ này cần một giá trị đơn"));
    return {};
}

std::string Definition::Text(std::string_view key) const {
    if (!Has(key)) {
        FailAt(key, Say("thiếu “{1}”", key));
        return {};
    }
    return Child(key).Scalar();
}

std::string Definition::Text(std::string_view key, std::string_view otherwise) const {
    return Has(key) ? Child(key).Scalar() : std::string(otherwise);
}

std::int64_t Definition::Number(std::string_view key, std::int64_t otherwise) const {
    if (!Has(key)) return otherwise;
    const auto child = Child(key);
    std::int64_t value = otherwise;
    if (!child.node_->IsScalar() || !YAML::convert<std::int64_t>::decode(*child.node_, value))
        child.Fail(Say("“{1}” phải là số nguyên", key));
    return value;
}

double Definition::Decimal(std::string_view key, double otherwise) const {
    if (!Has(key)) return otherwise;
    const auto child = Child(key);
    double value = otherwise;
    if (!child.node_->IsScalar() || !YAML::convert<double>::decode(*child.node_, value)) child.Fail(Say("“{1}” phải là số", key));
    return value;
}

bool Definition::Flag(std::string_view key, bool otherwise) const {
    if (!Has(key)) return otherwise;
    const auto child = Child(key);
    bool value = otherwise;
    if (!child.node_->IsScalar() || !YAML::convert<bool>::decode(*child.node_, value))
        child.Fail(Say("“{1}” phải là true hoặc false", key));
    return value;
}

std::vector<Definition> Definition::Items() const {
    std::vector<Definition> items;
    if (node_->IsSequence())
        for (const auto& item : *node_) items.push_back(Wrap(item, std::to_string(items.size())));
    return items;
}

std::vector<Definition> Definition::List(std::string_view key) const {
    if (!Has(key)) return {};
    const auto child = Child(key);
    if (!child.node_->IsSequence()) child.Fail(Say("“{1}” phải là danh sách", key));
    return child.Items();
}

std::vector<std::string> Definition::Texts(std::string_view key) const {
    if (!Has(key)) return {};
    const auto child = Child(key);
    if (child.node_->IsScalar()) return {child.node_->Scalar()};
    std::vector<std::string> texts;
    for (const auto& item : List(key)) texts.push_back(item.Scalar());
    return texts;
}

std::vector<std::pair<std::string, Definition>> Definition::Entries() const {
    std::vector<std::pair<std::string, Definition>> entries;
    if (!node_->IsMap()) return entries;
    for (const auto& entry : *node_) {
        auto key = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
        auto value = Wrap(entry.second, key);
        entries.emplace_back(std::move(key), std::move(value));
    }
    return entries;
}

bool Definition::IsMap() const {
    return node_->IsMap();
}
int Definition::Line() const {
    return node_->Mark().line + 1;
}
void Definition::Fail(Sentence what) const {
    errors_->Add(source_, Line(), std::move(what), path_);
}
void Definition::FailAt(std::string_view key, Sentence what) const {
    errors_->Add(source_, Has(key) ? Child(key).Line() : Line(), std::move(what), PathTo(key));
}

void Definition::OnlyKeys(std::span<const std::string_view> known) const {
    const std::vector<std::string> names(known.begin(), known.end());
    for (const auto& [key, value] : Entries()) {
        if (std::ranges::find(names, key) != names.end()) continue;
        const auto near = Suggest(key, names);
        value.Fail(near.empty() ? Say("không có khóa “{1}”", key) : Say("không có khóa “{1}”; có phải là “{2}”?", key, near));
    }
}

std::string Suggest(std::string_view written, const std::vector<std::string>& known) {
    std::string best;
    auto least = written.size() / 2 + 1;
    for (const auto& name : known) {
        const auto distance = EditDistance(written, name);
        if (distance < least) {
            least = distance;
            best = name;
        }
    }
    return best;
}

}  // namespace dongson
