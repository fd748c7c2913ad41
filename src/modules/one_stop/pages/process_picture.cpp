#include "modules/one_stop/pages/process_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/text.h"
#include "modules/one_stop/pages/process_words.h"
#include "web/html.h"

namespace dongson::one_stop {

using workflow::Event;
using workflow::Process;
using workflow::State;

namespace {

// In pixels of a drawing as wide as a phone's page.
constexpr int kLeft = 2, kBox = 222, kTall = 46, kGap = 28, kLane = 11, kFirstLane = kLeft + kBox + 14, kMargin = 8;

class Order {
  public:
    explicit Order(const Process& process) : process_(process) {
        Expected();
        for (const bool final : {false, true})
            for (std::size_t at = 0; at < order_.size(); ++at)
                for (const auto* event : process_.EventsFrom(order_[at]))
                    if (const auto* to = process_.Find(event->to); to != nullptr && to->final == final) Add(to->key);
        for (const auto& [key, state] : process_.states) Add(key);  // what nothing leads to
    }

    std::vector<std::string> Take() { return std::move(order_); }
    std::size_t expected() const { return expected_; }

  private:
    void Add(const std::string& key) {
        if (seen_.insert(key).second) order_.push_back(key);
    }
    void Expected() {
        const auto initial = std::ranges::find_if(process_.states, [](const auto& entry) { return entry.second.initial; });
        if (initial == process_.states.end()) return;
        for (auto key = initial->first; !key.empty() && !seen_.contains(key);) {
            Add(key);
            std::string next;
            for (const auto* event : process_.EventsFrom(key))
                if (event->primary && next.empty() && process_.states.contains(event->to) && !seen_.contains(event->to) &&
                    event->role != workflow::seats::kApplicant)
                    next = event->to;
            key = next;
        }
        expected_ = order_.size();
    }

    const Process& process_;
    std::set<std::string> seen_;
    std::vector<std::string> order_;
    std::size_t expected_ = 0;
};

// Two lines at most; what is longer is cut, and stands whole in the table.
std::vector<std::string> Lines(const std::string& words) {
    constexpr std::size_t kLongest = 31;
    std::vector<std::string> lines(1);
    for (const auto word : Split(std::string_view(words), ' ')) {
        auto& line = lines.back();
        if (!line.empty() && Length(line) + 1 + Length(word) > kLongest) {
            if (lines.size() == 2) {
                line += " …";
                return lines;
            }
            lines.emplace_back(word);
            continue;
        }
        line += (line.empty() ? "" : " ") + std::string(word);
    }
    return lines;
}

std::string Text(const std::string& text) {
    return web::Escaped(text).Take();
}

class Picture {
  public:
    explicit Picture(const Process& process) : process_(process) {
        Order order(process);
        expected_ = order.expected();
        order_ = order.Take();
        for (std::size_t at = 0; at < order_.size(); ++at) place_[order_[at]] = static_cast<int>(at);
    }

    std::string Drawn() {
        std::string boxes, arrows;
        for (const auto& key : order_) boxes += Box(process_.states.at(key), place_.at(key));
        for (std::size_t at = 0; at + 1 < expected_; ++at) arrows += Down(static_cast<int>(at));
        for (const auto& key : order_) arrows += Lane(key);
        const int width = kFirstLane + lanes_ * kLane + kMargin, height = Top(static_cast<int>(order_.size())) - kGap + kMargin;
        return fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" )"
                           R"(font-family="system-ui,sans-serif" font-size="13" fill="#1b1f1d"><title>{2}</title>)"
                           R"(<rect width="{0}" height="{1}" fill="#ffffff"/>{3}{4}</svg>)",
                           width, height, Text(process_.name.Now()), arrows, boxes);
    }

  private:
    static int Top(int place) { return 2 + place * (kTall + kGap); }
    static int Middle(int place) { return Top(place) + kTall / 2; }

    static std::string Turn(const State& state) {
        if (state.final) return Say("Kết thúc").Now();
        return RoleName(state.IsApplicants() ? state.seat : state.role).Now();
    }

    static std::string Box(const State& state, int place) {
        const auto* fill = state.final ? "#eeece6" : state.IsApplicants() ? "#fff1cc" : "#e3f1ea";
        const auto* line = state.final ? "#5b5f5d" : state.IsApplicants() ? "#8a5a14" : "#0b6e4f";
        const auto words = Lines(state.words.Now());
        const int x = kLeft + 10, y = Top(place), first = y + (words.size() > 1 ? 14 : 19);
        auto box = fmt::format(R"(<rect x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{}" stroke="{}" stroke-width="{}"/>)",
                               kLeft, y, kBox, kTall, state.final ? 22 : 4, fill, line, state.initial ? 3 : 1);
        for (std::size_t each = 0; each < words.size(); ++each)
            box += fmt::format(R"(<text x="{}" y="{}" font-weight="600">{}</text>)", x, first + static_cast<int>(each) * 14,
                               Text(words[each]));
        return box +
               fmt::format(R"(<text x="{}" y="{}" font-size="11" fill="#414644">{}</text>)", x, y + kTall - 5, Text(Turn(state)));
    }

    // From a step of the expected way to the next, with what is done.
    std::string Down(int at) const {
        const auto& to = order_[static_cast<std::size_t>(at) + 1];
        std::string label;
        for (const auto* event : process_.EventsFrom(order_[static_cast<std::size_t>(at)]))
            if (event->to == to && label.empty()) label = Lines(event->label.Now()).front();
        const int x = kLeft + 22, y = Top(at) + kTall;
        return fmt::format(R"(<line x1="{0}" y1="{1}" x2="{0}" y2="{2}" stroke="#1b1f1d" stroke-width="1.5"/>)"
                           R"(<path d="M{0} {3}l-4 -7h8z"/><text x="{4}" y="{5}" font-size="12">{6}</text>)",
                           x, y, y + kGap - 4, y + kGap, x + 12, y + kGap / 2 + 4, Text(label));
    }

    // The steps that lead to this one beside the expected way, along one line.
    std::string Lane(const std::string& to) {
        std::set<int> sources;
        for (const auto& event : process_.events) {
            if (event.to != to) continue;
            for (const auto& from : event.from) {
                const auto found = place_.find(from);
                if (found != place_.end() && !IsExpected(found->second, to)) sources.insert(found->second);
            }
        }
        if (sources.empty()) return "";
        const int x = kFirstLane + lanes_++ * kLane, right = kLeft + kBox, target = Middle(place_.at(to)) + 8;
        const int first = std::min(target, Middle(*sources.begin()) - 8), last = std::max(target, Middle(*sources.rbegin()) - 8);
        auto lane = fmt::format(
            R"(<g stroke="#5b5f5d" fill="#5b5f5d"><path d="M{0} {1}V{2}M{3} {4}H{0}" fill="none"/><path d="M{3} {4}l7 -4v8z"/>)",
            x, first, last, right, target);
        for (const int source : sources)
            lane += fmt::format(R"(<path d="M{0} {1}H{2}" fill="none"/><circle cx="{2}" cy="{1}" r="2"/>)", right,
                                Middle(source) - 8, x);
        return lane + "</g>";
    }
    bool IsExpected(int from, const std::string& to) const {
        return place_.at(to) == from + 1 && static_cast<std::size_t>(from) + 1 < expected_;
    }

    const Process& process_;
    std::size_t expected_ = 0;
    std::vector<std::string> order_;
    std::map<std::string, int> place_;
    int lanes_ = 0;
};

}  // namespace

std::vector<const State*> StepsInOrder(const Process& process) {
    std::vector<const State*> steps;
    for (const auto& key : Order(process).Take()) steps.push_back(&process.states.at(key));
    return steps;
}

std::string ProcessPicture(const Process& process) {
    return process.states.empty() ? "" : Picture(process).Drawn();
}

}  // namespace dongson::one_stop
