#include "modules/one_stop/actions/tell_of_act.h"

#include "core/amount.h"
#include "core/text.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/domain/form_set.h"
#include "platform/calendar/calendars.h"

namespace dongson::one_stop {

namespace {

// That it was received, until when it is promised, and what is to be paid.
Sentence Accepted(const Dossier& dossier, const calendar::WorkingCalendar& calendar) {
    const auto& code = dossier.code;
    const auto fee = Money(dossier.fee), day = dossier.due == kNever ? "" : dossier.due.LocalDate().Spoken();
    const bool estimated = !day.empty() && calendar.IsEstimated(dossier.due.LocalDate());
    if (!dossier.FeeDue())
        return day.empty() ? Say("Hồ sơ {1} đã được tiếp nhận.", code)
               : estimated ? Say("Hồ sơ {1} đã được tiếp nhận. Ngày hẹn trả ước tính là {2}: lịch nghỉ năm ấy chưa được công bố.",
                                 code, day)
                           : Say("Hồ sơ {1} đã được tiếp nhận. Hẹn trả kết quả ngày {2}.", code, day);
    return day.empty() ? Say("Hồ sơ {1} đã được tiếp nhận. Phí, lệ phí phải nộp: {2}.", code, fee)
           : estimated
               ? Say("Hồ sơ {1} đã được tiếp nhận. Ngày hẹn trả ước tính là {2}: lịch nghỉ năm ấy chưa được công bố. Phí, lệ phí phải nộp: {3}.",
                     code, day, fee)
               : Say("Hồ sơ {1} đã được tiếp nhận. Hẹn trả kết quả ngày {2}. Phí, lệ phí phải nộp: {3}.", code, day, fee);
}

}  // namespace

void TellOfAct(const Platform& platform, storage::Transaction& tx, const Dossier& dossier, const workflow::Process& process,
               const workflow::Event& event, const Act& act, bool by_officer, Instant now) {
    const LanguageScope vietnamese(Language::vietnamese);  // sums and dates are kept as they are said here
    const auto& state = process.At(dossier.state);
    const auto send = [&](const Sentence& sentence) {
        TellApplicant(platform, tx, dossier, Sentence{state.citizen.vi, {}}, sentence, now);
    };
    const std::string reason(event.applicant_reads ? Trim(act.reason) : "");
    if (event.clock == workflow::ClockEffect::start)
        send(Accepted(dossier, *platform.calendar.Now()));
    else if (const auto until = workflow::SuppliedUntil(dossier, process, *platform.calendar.Now()); event.form == "02" && until)
        send(Say("Hồ sơ {1} cần bạn bổ sung chậm nhất {2} ngày {3}: {4}", dossier.code, MinuteOfDay(until->LocalMinute()),
                 until->LocalDate().Spoken(), reason));
    else if (event.form == "02")
        send(Say("Hồ sơ {1} cần bạn bổ sung: {2}", dossier.code, reason));
    else if (event.form == "03")
        send(Say("Hồ sơ {1} không được tiếp nhận. Lý do: {2}", dossier.code, reason));
    else if (event.form == "04")
        send(Say("Xin lỗi bạn: hồ sơ {1} được hẹn lại đến ngày {2}. Lý do: {3}", dossier.code, act.until.Spoken(), reason));
    else if (event.form == kAppointment)
        send(Say("Hồ sơ {1} được hẹn lại: {2} ngày {3}. Lý do: {4}", dossier.code, MinuteOfDay(dossier.due.LocalMinute()),
                 dossier.due.LocalDate().Spoken(), reason));
    else if (event.form == "05")
        send(Say("Hồ sơ {1} đã dừng giải quyết. Lý do: {2}", dossier.code, reason));
    else if (state.status == 6)
        send(Say("Hồ sơ {1} cần bạn nộp {2} để được giải quyết.", dossier.code, Money(dossier.fee)));
    else if (dossier.fee_paid == now)
        send(Say("Đã ghi nhận bạn nộp {2} phí, lệ phí của hồ sơ {1}.", dossier.code, Money(dossier.fee)));
    else if (state.status == 9 && event.to != "same" && dossier.FeeDue())
        send(Say("Hồ sơ {1} đã có kết quả. Mời bạn nộp {2} phí, lệ phí để nhận.", dossier.code, Money(dossier.fee)));
    else if (state.status == 9 && event.to != "same")
        send(Say("Hồ sơ {1} đã có kết quả.", dossier.code));
    else if (state.status == 10)
        send(Say("Đã trả kết quả hồ sơ {1}. Mời bạn đánh giá.", dossier.code));
    else if (state.status == 7 && by_officer)
        send(Say("Hồ sơ {1} đã được rút tại quầy theo giấy có chữ ký của bạn. Nếu không phải bạn, hãy báo ngay.", dossier.code));
    else
        send(Say("Hồ sơ {1}: {2}.", dossier.code, event.citizen.vi));
}

}  // namespace dongson::one_stop
