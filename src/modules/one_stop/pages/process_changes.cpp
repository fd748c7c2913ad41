#include "modules/one_stop/pages/process_changes.h"

#include <algorithm>
#include <string>

#include "core/text.h"
#include "modules/one_stop/pages/process_words.h"

namespace dongson::one_stop {

using workflow::ClockEffect;
using workflow::Event;
using workflow::Process;
using workflow::State;

namespace {

std::string ClockWord(ClockEffect clock) {
    static constexpr std::string_view kWords[] = {"none", "start", "pause", "resume", "restart", "stop"};
    return ClockName(kWords[static_cast<std::size_t>(clock)]).Now();
}

std::string YesNo(bool yes) {
    return (yes ? Say("Có") : Say("Không")).Now();
}

std::string Named(const std::vector<std::string>& words, Sentence (*called)(std::string_view)) {
    std::vector<std::string> names;
    for (const auto& word : words) names.push_back(called(word).Now());
    return names.empty() ? "–" : Join(names, ", ");
}

class Comparing {
  public:
    Comparing(const Process& before, const Process& after) : before_(before), after_(after) {}

    std::vector<Sentence> All() {
        if (before_.name.Now() != after_.name.Now())
            Tell(Say("Tên quy trình: “{1}” → “{2}”.", before_.name.Now(), after_.name.Now()));
        if (before_.procedures != after_.procedures)
            Tell(Say("Thủ tục: {1} → {2}.", Listed(before_.procedures), Listed(after_.procedures)));
        States();
        Events();
        return std::move(told_);
    }

  private:
    void Tell(Sentence sentence) { told_.push_back(std::move(sentence)); }
    static std::string Listed(const std::vector<std::string>& words) { return words.empty() ? "–" : Join(words, ", "); }
    static std::string StateIn(const Process& process, std::string_view key) {
        if (key == "same") return Say("ở nguyên bước").Now();
        if (key == "back") return Say("trở lại bước trước khi dừng").Now();
        const auto found = process.states.find(std::string(key));
        return found == process.states.end() ? std::string(key) : found->second.words.Now();
    }
    static std::string StatesIn(const Process& process, const std::vector<std::string>& keys) {
        std::vector<std::string> names;
        for (const auto& key : keys) names.push_back(StateIn(process, key));
        return Listed(names);
    }

    // One value of a part, where it differs.
    void Value(const Sentence& part, const Sentence& value, const std::string& was, const std::string& is) {
        if (was != is) Tell(Say("{1}: {2}: {3} → {4}.", part.Now(), value.Now(), was.empty() ? "–" : was, is.empty() ? "–" : is));
    }

    void States() {
        for (const auto& [key, state] : before_.states)
            if (!after_.states.contains(key)) {
                const auto heir = after_.former.find(key);
                Tell(heir == after_.former.end()
                         ? Say("Bỏ bước “{1}”.", state.words.Now())
                         : Say("Bước “{1}” nay là “{2}”.", state.words.Now(), StateIn(after_, heir->second)));
            }
        for (const auto& [key, state] : after_.states) {
            const auto was = before_.states.find(key);
            if (was == before_.states.end())
                Tell(Say("Thêm bước “{1}”.", state.words.Now()));
            else
                Same(was->second, state);
        }
    }
    void Same(const State& was, const State& is) {
        const auto part = Say("Bước “{1}”", was.words.Now());
        Value(part, Say("tên"), was.words.Now(), is.words.Now());
        Value(part, Say("người dân đọc"), was.citizen.Now(), is.citizen.Now());
        Value(part, Say("ở đâu"), SeatName(was.seat).Now(), SeatName(is.seat).Now());
        Value(part, Say("ai làm"), RoleName(was.role).Now(), RoleName(is.role).Now());
        Value(part, Say("phần thời hạn (%)"), std::to_string(was.share), std::to_string(is.share));
        Value(part, Say("trạng thái trên cổng quốc gia"), StatusName(std::to_string(was.status)).Now(),
              StatusName(std::to_string(is.status)).Now());
        Value(part, Say("là bước đầu tiên"), YesNo(was.initial), YesNo(is.initial));
        Value(part, Say("là bước kết thúc"), YesNo(was.final), YesNo(is.final));
    }

    void Events() {
        for (const auto& event : before_.events)
            if (after_.FindEvent(event.key) == nullptr) Tell(Say("Bỏ việc “{1}”.", event.label.Now()));
        for (const auto& event : after_.events) {
            const auto* was = before_.FindEvent(event.key);
            if (was == nullptr)
                Tell(Say("Thêm việc “{1}”: từ {2} đến {3}.", event.label.Now(), StatesIn(after_, event.from),
                         StateIn(after_, event.to)));
            else
                Same(*was, event);
        }
    }
    void Same(const Event& was, const Event& is) {
        const auto part = Say("Việc “{1}”", was.label.Now());
        Value(part, Say("tên"), was.label.Now(), is.label.Now());
        Value(part, Say("người dân được báo"), was.citizen.Now(), is.citizen.Now());
        auto from_was = was.from, from_is = is.from;
        std::ranges::sort(from_was);
        std::ranges::sort(from_is);
        if (from_was != from_is) Value(part, Say("từ bước"), StatesIn(before_, was.from), StatesIn(after_, is.from));
        if (was.to != is.to) Value(part, Say("đến bước"), StateIn(before_, was.to), StateIn(after_, is.to));
        Value(part, Say("ai làm"), RoleName(was.role).Now(), RoleName(is.role).Now());
        Value(part, Say("chỉ làm được khi"), Named(was.guards, GuardName), Named(is.guards, GuardName));
        Value(part, Say("kéo theo"), Named(was.effects, EffectName), Named(is.effects, EffectName));
        Value(part, Say("thời hạn"), ClockWord(was.clock), ClockWord(is.clock));
        Value(part, Say("phải ghi lý do"), YesNo(was.reason), YesNo(is.reason));
        Value(part, Say("người nộp đọc lời ghi"), YesNo(was.applicant_reads), YesNo(is.applicant_reads));
        Value(part, Say("là việc thường làm tiếp theo"), YesNo(was.primary), YesNo(is.primary));
        Value(part, Say("số lần nhiều nhất"), std::to_string(was.limit), std::to_string(is.limit));
        Value(part, Say("số ngày chờ người nộp"), std::to_string(was.wait_days), std::to_string(is.wait_days));
        Value(part, Say("số ngày hẹn lại xa nhất"), std::to_string(was.reach_days), std::to_string(is.reach_days));
        Value(part, Say("thủ tục luôn cần văn bản đồng ý"), Listed(was.agreed_only), Listed(is.agreed_only));
        Value(part, Say("phiếu in"), was.form, is.form);
    }

    const Process& before_;
    const Process& after_;
    std::vector<Sentence> told_;
};

}  // namespace

std::vector<Sentence> ChangesOfProcess(const Process& before, const Process& after) {
    return Comparing(before, after).All();
}

}  // namespace dongson::one_stop
