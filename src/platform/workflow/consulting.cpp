#include "platform/workflow/consulting.h"

#include <algorithm>

#include "core/text.h"
#include "platform/calendar/calendars.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::workflow {

namespace {

constexpr std::size_t kMostAsked = 12;  // units at once
constexpr int kLongestTerm = 60;        // working days
constexpr int kMostHours = 72;

// As whoever asks reads it, one after another.
void AddName(std::string& names, std::string_view name) {
    names += (names.empty() ? "" : "; ") + std::string(name);
}

}  // namespace

Result<void> Consulting::Ask(const Question& question, Happening& happening) {
    const auto wrong = [&](std::string_view code, Sentence sentence, std::string_view field) {
        return std::unexpected(kind_.Wrong(code, std::move(sentence), field));
    };
    if (question.units.empty() || question.units.size() > kMostAsked)
        return wrong("ASKED_UNIT", Say("Hãy chọn từ 1 đến {1} đơn vị được hỏi ý kiến.", std::to_string(kMostAsked)), "don_vi");
    const auto due = DueOf(question);
    if (!due) return std::unexpected(due.error());
    const auto today = now_.LocalDate();
    CaseStore cases(tx_);
    std::vector<UnitId> waited_for;
    waited_for.reserve(before_.open.size() + question.units.size());
    for (const auto& each : before_.open) waited_for.push_back(each.unit);
    std::string names;
    for (const auto unit : question.units) {
        const auto* asked = platform_.units.Now()->Find(unit);
        if (asked == nullptr || !asked->ExistsOn(today))
            return wrong("ASKED_UNIT", Say("Hãy chọn đơn vị đang hoạt động để hỏi ý kiến."), "don_vi");
        if (unit == before_.holder_today)
            return wrong("ASKED_ITSELF",
                         Say("{1} đang giữ {2}, nên không hỏi ý kiến chính mình.", asked->name, Lower(kind_.noun().Now())),
                         "don_vi");
        if (std::ranges::find(waited_for, unit) != waited_for.end())
            return wrong("ASKED_ALREADY", Say("{1} đang được hỏi ý kiến, chưa trả lời.", asked->name), "don_vi");
        waited_for.push_back(unit);
        AddName(names, asked->name);
        cases.Ask(subject_.id, {.id = FreshId(),
                                .unit = unit,
                                .question = std::string(Trim(question.text)),
                                .asked = now_,
                                .due = *due,
                                .asked_in = happening.id});
        cases.AddReader(subject_.id, unit);
    }
    AddReason(happening, Say("Hỏi: {1}", names).In(Language::vietnamese));
    return {};
}

Result<Instant> Consulting::DueOf(const Question& question) const {
    constexpr std::int64_t kHour = 3'600'000;  // milliseconds
    const auto wrong = [&](Sentence sentence) {
        return std::unexpected(kind_.Wrong("ASKED_DAYS", std::move(sentence), "so_ngay"));
    };
    if (question.hours) {
        if (*question.hours < 1 || *question.hours > kMostHours)
            return wrong(Say("Thời hạn trả lời từ 1 đến {1} giờ.", std::to_string(kMostHours)));
        return now_ + *question.hours * kHour;
    }
    if (question.days < 1 || question.days > kLongestTerm) return wrong(Say("Thời hạn trả lời từ 1 đến 60 ngày làm việc."));
    const auto calendar = platform_.calendar.Now();
    return calendar->CloseOf(calendar->NthWorkingDayAfter(now_.LocalDate(), question.days));
}

void Consulting::Answer(std::string_view text, const Happening& happening) {
    auto answered = *AskedOf(kind_, actor_, before_);
    answered.answer = Trim(text);
    answered.answered_by = actor_.WithStead();
    answered.answered = now_;
    answered.answered_in = happening.id;
    CaseStore(tx_).End(answered);
}

Result<void> Consulting::Drop(Happening& happening) {
    if (before_.consultation == 0 && before_.open.size() > 1)
        return std::unexpected(kind_.Wrong("OPINION_CHOICE", Say("Hãy chọn đơn vị không chờ nữa."), "y_kien"));
    std::string names;
    for (const auto& each : before_.open) {
        if (before_.consultation != 0 && before_.consultation != each.id) continue;
        AddName(names, platform_.units.Now()->NameOf(each.unit));
        End(each, happening);
    }
    if (names.empty()) {
        auto refusal = kind_.No("NO_OPINION_OPEN", Say("Đơn vị này đã trả lời, hoặc không còn được chờ."));
        refusal.field = "y_kien";
        return std::unexpected(std::move(refusal));
    }
    AddReason(happening, Say("Không chờ: {1}", names).In(Language::vietnamese));
    return {};
}

void Consulting::EndAll(const Happening& happening) {
    for (const auto& each : before_.open) End(each, happening);
}

void Consulting::End(Consultation waited_for, const Happening& happening) {
    waited_for.dropped = true;
    waited_for.answered_by = actor_.WithStead();
    waited_for.answered = now_;
    waited_for.answered_in = happening.id;
    CaseStore(tx_).End(waited_for);
}

}  // namespace dongson::workflow
