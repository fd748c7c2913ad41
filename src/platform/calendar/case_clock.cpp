#include "platform/calendar/case_clock.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/text.h"

namespace dongson::calendar {

namespace {

constexpr std::string_view kBeforeReason = " – ";

std::unexpected<Refusal> Refuse(std::string code, Sentence sentence) {
    return std::unexpected(Refusal{std::move(code), std::move(sentence), "", RefusalKind::conflict});
}

std::int64_t ToNumber(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

bool CaseClock::Stopped() const {
    return !ticks_.empty() && ticks_.back().kind == TickKind::stop;
}

bool CaseClock::Paused() const {
    for (auto tick = ticks_.rbegin(); tick != ticks_.rend(); ++tick) {
        if (tick->kind == TickKind::pause) return true;
        if (tick->kind != TickKind::extend) return false;
    }
    return false;
}

bool CaseClock::Running() const {
    return Started() && !Paused() && !Stopped();
}

int CaseClock::Extensions() const {
    return static_cast<int>(std::ranges::count(ticks_, TickKind::extend, &Tick::kind));
}

Result<void> CaseClock::Add(Tick tick) {
    if (!ticks_.empty() && tick.at < ticks_.back().at)
        tick.at = ticks_.back().at;  // a clock of another node may be a moment behind
    ticks_.push_back(std::move(tick));
    return {};
}

Result<void> CaseClock::Start(Instant at) {
    if (Started()) return Refuse("CLOCK_ALREADY_STARTED", Say("Hồ sơ đã được tính thời hạn từ trước."));
    return Add({TickKind::start, at, "", {}});
}

Result<void> CaseClock::Pause(Instant at, std::string reason) {
    if (!Running()) return Refuse("CLOCK_NOT_RUNNING", Say("Thời hạn hồ sơ không chạy, nên không tạm dừng được."));
    return Add({TickKind::pause, at, std::move(reason), {}});
}

Result<void> CaseClock::Resume(Instant at) {
    if (!Paused()) return Refuse("CLOCK_NOT_PAUSED", Say("Thời hạn hồ sơ không tạm dừng, nên không chạy tiếp được."));
    return Add({TickKind::resume, at, "", {}});
}

Result<void> CaseClock::Extend(Instant at, Date until, std::string reason) {
    if (!Running()) return Refuse("CLOCK_NOT_RUNNING", Say("Thời hạn hồ sơ không chạy, nên không gia hạn được."));
    return Add({TickKind::extend, at, std::move(reason), until});
}

Result<void> CaseClock::Restart(Instant at, std::string reason) {
    if (!Started() || Stopped()) return Refuse("CLOCK_NOT_RUNNING", Say("Thời hạn hồ sơ không chạy, nên không tính lại được."));
    return Add({TickKind::restart, at, std::move(reason), {}});
}

Result<void> CaseClock::Stop(Instant at) {
    if (!Started() || Stopped()) return {};
    return Add({TickKind::stop, at, "", {}});
}

std::string PauseFor(const std::string& act, const std::string& reason) {
    constexpr std::size_t kMost = 80;
    return reason.empty() ? act : act + std::string(kBeforeReason) + Shorten(reason, kMost);
}

std::string SpokenPause(const std::string& reason) {
    const auto act = std::string_view(reason).substr(0, reason.find(kBeforeReason));
    return std::string(Translate(act, CurrentLanguage())) + reason.substr(act.size());
}

CaseClock CaseClock::ForAnyone() const {
    auto ticks = ticks_;
    for (auto& tick : ticks) {
        if (tick.kind == TickKind::pause)
            tick.reason.resize(std::min(tick.reason.find(kBeforeReason), tick.reason.size()));
        else if (!tick.reason.empty())
            tick.reason = Say("như giấy đã gửi người nộp hồ sơ").Now();
    }
    return CaseClock(std::move(ticks));
}

std::string CaseClock::Serialise() const {
    std::string text;
    for (const auto& tick : ticks_)
        text += fmt::format("{}\t{}\t{}\t{}\n", static_cast<int>(tick.kind), tick.at.ms, tick.until.days,
                            ReplaceAll(ReplaceAll(tick.reason, "\t", " "), "\n", " "));
    return text;
}

CaseClock CaseClock::Deserialise(std::string_view text) {
    std::vector<Tick> ticks;
    for (const auto line : Split(text, '\n')) {
        const auto parts = Split(line, '\t');
        if (parts.size() != 4) continue;
        ticks.push_back({static_cast<TickKind>(ToNumber(parts[0])), Instant{ToNumber(parts[1])}, std::string(parts[3]),
                         Date{static_cast<std::int32_t>(ToNumber(parts[2]))}});
    }
    return CaseClock(std::move(ticks));
}

}  // namespace dongson::calendar
