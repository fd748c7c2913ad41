#include "core/yaml_size.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>
#include <vector>

namespace dongson {

namespace {

struct Weight {
    std::size_t nodes = 0, text = 0;
};

// Adds up what each node holds; an alias weighs what it names. Thrown when it is too much, for the scanner knows no other end.
class Scales final : public YAML::EventHandler {
  public:
    explicit Scales(const YamlLimits& limits) : limits_(limits), open_(1) {}

    void OnDocumentStart(const YAML::Mark&) override { anchored_.clear(); }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { Leaf(mark, anchor, 0); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const auto named = anchored_.find(anchor);
        // What is not finished yet names itself: it has no end.
        if (named == anchored_.end()) throw YamlTooLarge{mark.line + 1, Say("bí danh gọi lại chính chỗ chứa nó")};
        Add(mark, named->second);
    }
    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, const std::string& value) override {
        Leaf(mark, anchor, value.size());
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        Open(mark, anchor);
    }
    void OnSequenceEnd() override { Close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        Open(mark, anchor);
    }
    void OnMapEnd() override { Close(); }

  private:
    struct Node {
        Weight weight;
        YAML::anchor_t anchor = 0;
    };
    void Add(const YAML::Mark& mark, Weight more) {
        auto& weight = open_.back().weight;
        weight.nodes += more.nodes;
        weight.text += more.text;
        whole_.nodes += more.nodes;
        whole_.text += more.text;
        if (whole_.nodes > limits_.nodes)
            throw YamlTooLarge{mark.line + 1,
                               Say("quá {1} giá trị, tính cả chỗ bí danh (*) gọi lại", std::to_string(limits_.nodes))};
        if (whole_.text > limits_.text)
            throw YamlTooLarge{mark.line + 1,
                               Say("dài quá {1} KB, tính cả chỗ bí danh (*) gọi lại", std::to_string(limits_.text >> 10))};
    }
    void Leaf(const YAML::Mark& mark, YAML::anchor_t anchor, std::size_t bytes) {
        const Weight weight{1, bytes};
        if (anchor != 0) anchored_[anchor] = weight;
        Add(mark, weight);
    }
    void Open(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (static_cast<int>(open_.size()) > limits_.depth)
            throw YamlTooLarge{mark.line + 1, Say("lồng nhau quá {1} tầng", std::to_string(limits_.depth))};
        Add(mark, {1, 0});
        open_.push_back({{1, 0}, anchor});
    }
    void Close() {
        const auto node = open_.back();
        open_.pop_back();
        if (node.anchor != 0) anchored_[node.anchor] = node.weight;
        open_.back().weight.nodes += node.weight.nodes - 1;
        open_.back().weight.text += node.weight.text;
    }

    const YamlLimits& limits_;
    std::vector<Node> open_;
    Weight whole_;
    std::unordered_map<YAML::anchor_t, Weight> anchored_;
};

bool BeginsToken(std::string_view text, std::size_t at) {
    return at == 0 || std::string_view(" \t\n[{,").find(text[at - 1]) != std::string_view::npos;
}

// The scanner itself recurses on brackets and on dashes in a row. A bracket counts where a value may begin: not within a word, as
// in
// "${jndi:", and not in what is quoted on one line. The library's own limit of 500 levels stands behind this one.
bool TooDeep(std::string_view text, int deepest) {
    int depth = 0, dashes = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n') dashes = 0;
        if ((c == '\'' || c == '"') && BeginsToken(text, at)) {
            const auto end = text.find_first_of(std::string(1, c) + "\n", at + 1);
            if (end != std::string_view::npos && text[end] == c) at = end;
            dashes = 0;
            continue;
        }
        if ((c == '[' || c == '{') && BeginsToken(text, at)) ++depth;
        if ((c == ']' || c == '}') && depth > 0) --depth;
        const bool dash = (c == '-' || c == '?' || c == ':') && at + 1 < text.size() && text[at + 1] == ' ';
        // What stands between them ends the row: a line of sixty keys with their values is flat.
        if (dash)
            ++dashes;
        else if (c != ' ')
            dashes = 0;
        if (depth > deepest || dashes > deepest) return true;
    }
    return false;
}

std::size_t LongestIndent(std::string_view text) {
    std::size_t longest = 0;
    for (std::size_t line = 0; line < text.size();) {
        const auto word = std::min(text.find_first_not_of(' ', line), text.size());
        longest = std::max(longest, word - line);
        const auto end = text.find('\n', line);
        line = end == std::string_view::npos ? text.size() : end + 1;
    }
    return longest;
}

}  // namespace

std::optional<YamlTooLarge> TooLarge(std::string_view yaml, const YamlLimits& limits) {
    if (yaml.size() > limits.bytes) return YamlTooLarge{1, Say("dài quá {1} KB", std::to_string(limits.bytes >> 10))};
    if (TooDeep(yaml, limits.depth)) return YamlTooLarge{1, Say("lồng nhau quá {1} tầng", std::to_string(limits.depth))};
    // Without an anchor nothing is written out: what is read is no more than what stands here. Weighing reads it all once more.
    const bool flat =
        LongestIndent(yaml) * 2 <= static_cast<std::size_t>(limits.depth);  // a level takes a space, or a dash beside its key
    if (flat && yaml.find('&') == std::string_view::npos && yaml.size() <= limits.nodes && yaml.size() <= limits.text)
        return std::nullopt;
    std::istringstream stream{std::string(yaml)};
    try {
        Scales scales(limits);
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(scales)) {
        }
    } catch (const YamlTooLarge& fault) {
        return fault;
    } catch (const YAML::Exception&) {
        // A syntax error.
    }
    return std::nullopt;
}

}  // namespace dongson
