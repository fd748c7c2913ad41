#include "modules/one_stop/actions/consulting.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/happen.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "platform/calendar/calendars.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

namespace {

constexpr std::size_t kMostAsked = 12;  // units at once

// As whoever asks reads it, one after another.
void AddName(std::string& names, std::string_view name) {
    names += (names.empty() ? "" : "; ") + std::string(name);
}

}  // namespace

Result<void> Consulting::Ask(const Act& act, const Circumstances& circumstances, Happening& happening) {
    if (act.asked.empty() || act.asked.size() > kMostAsked)
        return No("ONE_STOP_ASKED_UNIT", Say("Hãy chọn từ 1 đến {1} đơn vị được hỏi ý kiến.", std::to_string(kMostAsked)),
                  "don_vi");
    if (act.asked_days < 1 || act.asked_days > 60)
        return No("ONE_STOP_ASKED_DAYS", Say("Thời hạn trả lời từ 1 đến 60 ngày làm việc."), "so_ngay");
    const auto today = now_.LocalDate();
    const auto due = platform_.calendar.Now()->CloseOf(platform_.calendar.Now()->NthWorkingDayAfter(today, act.asked_days));
    DossierStore dossiers(tx_);
    std::vector<UnitId> waited_for;
    waited_for.reserve(circumstances.open.size() + act.asked.size());
    for (const auto& opinion : circumstances.open) waited_for.push_back(opinion.unit);
    std::string names;
    for (const auto unit : act.asked) {
        const auto* asked = platform_.units.Now()->Find(unit);
        if (asked == nullptr || !asked->ExistsOn(today))
            return No("ONE_STOP_ASKED_UNIT", Say("Hãy chọn đơn vị đang hoạt động để hỏi ý kiến."), "don_vi");
        if (unit == circumstances.holder_today)
            return No("ONE_STOP_ASKED_ITSELF", Say("{1} đang giữ hồ sơ, nên không hỏi ý kiến chính mình.", asked->name),
                      "don_vi");
        if (std::ranges::find(waited_for, unit) != waited_for.end())
            return No("ONE_STOP_ASKED_ALREADY", Say("{1} đang được hỏi ý kiến, chưa trả lời.", asked->name), "don_vi");
        waited_for.push_back(unit);
        AddName(names, asked->name);
        dossiers.AddOpinion(dossier_.id, {.id = FreshId(),
                                          .unit = unit,
                                          .question = std::string(Trim(act.reason)),
                                          .asked = now_,
                                          .due = due,
                                          .asked_in = happening.id});
        dossiers.AddReader(dossier_.id, unit);
    }
    AddReason(happening, Say("Hỏi: {1}", names).In(Language::vietnamese));
    happening.files = SentAlong(platform_, tx_, act.papers, now_);
    return {};
}

Result<void> Consulting::Answer(const Act& act, const Circumstances& circumstances, Happening& happening) {
    auto opinion = *workflow::AskedOf(DossierKind(), actor_, circumstances);  // RefuseEvent has seen to it that there is one
    opinion.answer = Trim(act.reason);
    opinion.answered_by = actor_.WithStead();
    opinion.answered = now_;
    opinion.answered_in = happening.id;
    DossierStore(tx_).EndOpinion(opinion);
    happening.files = SentAlong(platform_, tx_, act.papers, now_);
    return {};
}

Result<void> Consulting::Drop(const Act& act, const Circumstances& circumstances, Happening& happening) {
    if (act.opinion == 0 && circumstances.open.size() > 1)
        return No("ONE_STOP_OPINION_CHOICE", Say("Hãy chọn đơn vị không chờ nữa."), "y_kien");
    std::string names;
    for (const auto& opinion : circumstances.open) {
        if (act.opinion != 0 && act.opinion != opinion.id) continue;
        AddName(names, platform_.units.Now()->NameOf(opinion.unit));
        End(opinion, happening);
    }
    if (names.empty())
        return No("ONE_STOP_NO_OPINION_OPEN", Say("Đơn vị này đã trả lời, hoặc không còn được chờ."), "y_kien",
                  RefusalKind::conflict);
    AddReason(happening, Say("Không chờ: {1}", names).In(Language::vietnamese));
    return {};
}

void Consulting::End(Consultation opinion, const Happening& happening) {
    opinion.dropped = true;
    opinion.answered_by = actor_.WithStead();
    opinion.answered = now_;
    opinion.answered_in = happening.id;
    DossierStore(tx_).EndOpinion(opinion);
}

}  // namespace dongson::one_stop
