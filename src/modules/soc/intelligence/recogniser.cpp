#include "modules/soc/intelligence/recogniser.h"

#include <algorithm>
#include <stdexcept>

#include "core/embedded.h"
#include "core/yaml.h"

namespace dongson::soc {

namespace {

constexpr char kShipped[] = "data/soc/observables.yaml";
constexpr std::string_view kBetweenWords = " \t\r\n\"'`,;()[]<>{}|=";

// The values of one event, looked up one by one.
class Look {
  public:
    Look(const IndicatorSet& indicators, Instant time, std::vector<IndicatorMatch>& matches)
        : indicators_(indicators), time_(time), matches_(matches), first_(matches.size()) {}

    void Address(std::string_view text) {
        if (const auto address = ReadAddress(text))
            indicators_.FindAddress(*address, [&](const auto& feed, const auto& line) { Note(feed, line); });
    }

    // The name, and what it lies below.
    void Domain(std::string_view folded) {
        if (folded.ends_with('.')) folded.remove_suffix(1);
        for (std::size_t dot = folded.find('.'); dot != std::string_view::npos; dot = folded.find('.')) {
            Exactly(IndicatorKind::domain, folded);
            folded.remove_prefix(dot + 1);
        }
    }

    // Also whom it leads to.
    void Url(std::string_view text) {
        const std::size_t scheme = text.find("://");
        if (scheme == std::string_view::npos) return;
        if (indicators_.Has(IndicatorKind::url))
            if (const auto url = CompareAs(IndicatorKind::url, text)) Exactly(IndicatorKind::url, *url);
        std::string_view host = text.substr(scheme + 3);
        host = host.substr(0, host.find_first_of("/?#"));
        host.remove_prefix(host.rfind('@') == std::string_view::npos ? 0 : host.rfind('@') + 1);
        host = host.substr(0, host.rfind(':'));
        Address(host);
        Domain(FoldCase(host));
    }

    // One digest, or several with their names: MD5=…,SHA256=…
    void Hash(std::string_view folded) {
        while (!folded.empty()) {
            const std::size_t end = std::min(folded.find(','), folded.size());
            const std::string_view part = folded.substr(0, end);
            const std::size_t sign = part.find('=');
            Exactly(IndicatorKind::hash, sign == std::string_view::npos ? part : part.substr(sign + 1));
            folded.remove_prefix(std::min(end + 1, folded.size()));
        }
    }

    void Exactly(IndicatorKind kind, std::string_view value) {
        indicators_.Find(kind, value, [&](const auto& feed, const auto& line) { Note(feed, line); });
    }

    void Words(std::string_view text) {
        while (!text.empty()) {
            const std::size_t begin = std::min(text.find_first_not_of(kBetweenWords), text.size());
            text.remove_prefix(begin);
            std::string_view word = text.substr(0, text.find_first_of(kBetweenWords));
            text.remove_prefix(word.size());
            while (!word.empty() && (word.back() == '.' || word.back() == ':')) word.remove_suffix(1);
            if (word.size() >= kShortest) Word(word);
        }
    }

  private:
    static constexpr std::size_t kShortest = 4;

    void Word(std::string_view word) {
        if (word.find("://") != std::string_view::npos) return Url(word);
        const std::string folded = FoldCase(word);
        if (word.find('@') != std::string_view::npos) return Exactly(IndicatorKind::mailbox, folded);
        if (word.find('.') == std::string_view::npos && word.find(':') == std::string_view::npos)
            return Exactly(IndicatorKind::hash, folded);
        Address(word);
        Domain(folded);
        // With a port behind it.
        const std::size_t colon = word.find(':');
        if (colon == std::string_view::npos || word.find(':', colon + 1) != std::string_view::npos) return;
        Address(word.substr(0, colon));
        Domain(std::string_view(folded).substr(0, colon));
    }

    void Note(const IndicatorSet::Feed& feed, const IndicatorLine& line) {
        if (line.until <= time_) return;
        const auto same = [&](const IndicatorMatch& match) { return match.feed == &feed && match.indicator.value == line.value; };
        if (std::any_of(matches_.begin() + static_cast<std::ptrdiff_t>(first_), matches_.end(), same)) return;
        matches_.push_back({&feed, line});
    }

    const IndicatorSet& indicators_;
    Instant time_;
    std::vector<IndicatorMatch>& matches_;
    std::size_t first_;  // of this event's
};

}  // namespace

Recogniser::Recogniser(std::shared_ptr<const IndicatorSet> indicators, Fields& fields) : indicators_(std::move(indicators)) {
    DefinitionErrors errors;
    const auto file = Definition::Parse(kShipped, Embedded(kShipped), errors);
    file.OnlyKeys({"address", "domain", "url", "hash", "mailbox"});
    for (std::size_t kind = 0; kind < kIndicatorKinds; ++kind)
        for (const std::string& name : file.Texts(IndicatorWord(static_cast<IndicatorKind>(kind)))) {
            const FieldId field = fields.Of(name);
            if (std::ranges::find(fields_[kind], field) == fields_[kind].end()) fields_[kind].push_back(field);
        }
    if (!errors.empty()) throw std::logic_error(errors.Text());
}

void Recogniser::Recognise(const Event& event, Instant time, bool every_word, std::vector<IndicatorMatch>& matches) const {
    if (indicators_->size() == 0) return;
    Look look(*indicators_, time, matches);
    const auto each = [&](IndicatorKind kind, const auto& visit) {
        for (const FieldId field : fields_[static_cast<std::size_t>(kind)])
            for (const auto* value = event.First(field); value != nullptr; value = event.Next(*value))
                if (value->kind == ValueKind::text) visit(*value);
    };
    using enum IndicatorKind;
    const bool names = indicators_->Has(domain) || indicators_->Has(address);
    if (indicators_->Has(address)) each(address, [&](const auto& value) { look.Address(event.Text(value)); });
    if (indicators_->Has(domain)) each(domain, [&](const auto& value) { look.Domain(event.Folded(value)); });
    if (indicators_->Has(url) || names) each(url, [&](const auto& value) { look.Url(event.Text(value)); });
    if (indicators_->Has(hash)) each(hash, [&](const auto& value) { look.Hash(event.Folded(value)); });
    if (indicators_->Has(mailbox)) each(mailbox, [&](const auto& value) { look.Exactly(mailbox, event.Folded(value)); });
    if (!every_word) return;
    for (const Event::Value& value : event.values())
        if (value.sought == Sought::anywhere && value.kind == ValueKind::text) look.Words(event.Text(value));
}

}  // namespace dongson::soc
