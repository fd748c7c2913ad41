#include "modules/one_stop/domain/running_records.h"
#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/domain/mandate.h"

#include <algorithm>

#include "core/language.h"
#include "core/text.h"
#include "platform/papers/document.h"
#include "platform/papers/paper_words.h"

namespace dongson::one_stop {

namespace {

// 07:00 02/11/2026, as fits a table.
std::string HourAndDay(const std::optional<Instant>& at) {
    return at && *at != kNever ? MinuteOfDay(at->LocalMinute()) + " " + at->LocalDate().Spoken() : std::string();
}

std::string Moment(Instant now) {
    return "Lập lúc " + FullTime(now) + ", theo dữ liệu tại thời điểm ấy. Văn bản này chưa được ký số.";
}

// Somebody who gives the dossier or takes it. The applicant has no unit; who has not taken it yet has no hour.
struct Hand {
    std::string unit, name;
    std::optional<Instant> at;
};

// The rows of the control slip: only what handed the dossier on, from who gave it to who took it.
class HandOvers {
  public:
    explicit HandOvers(const PaperContext& context) : context_(context), process_(FindProcessOf(context.dossier)) {}

    std::vector<std::vector<std::string>> Rows() const {
        std::vector<std::vector<std::string>> rows;
        for (std::size_t index = 0; index < context_.happenings.size(); ++index)
            if (HandsOn(context_.happenings[index])) rows.push_back(Row(index));
        return rows;
    }

  private:
    const workflow::State* StateOf(std::string_view key) const { return process_ == nullptr ? nullptr : process_->Find(key); }

    bool InApplicantsName(const Happening& happening) const {
        if (happening.event == workflow::names::kSubmit) return true;
        const auto* event = process_ == nullptr ? nullptr : process_->FindEvent(happening.event);
        return event != nullptr && event->role == "applicant";
    }

    // Receiving is the other end of handing in, and noting a fee or asking another unit leaves the dossier where it is. It goes
    // on where the seat changes; when it is given to a colleague, or passes to the unit that took over; and with its result to
    // the applicant. What ends it otherwise gives it to nobody.
    bool HandsOn(const Happening& happening) const {
        if (happening.event == workflow::names::kSubmit || happening.event == workflow::names::kFollowUnits) return true;
        if (happening.event == workflow::names::kAssign) return happening.reason != happening.actor_name;
        const auto *from = StateOf(happening.from), *to = StateOf(happening.to);
        if (from == nullptr || to == nullptr) return happening.from != happening.to;
        if (to->final) return happening.to == names::kReturned;
        return from->seat != to->seat || from->role != to->role;
    }

    bool ToApplicant(const Happening& happening) const {
        const auto* to = StateOf(happening.to);
        return happening.to == names::kReturned || (to != nullptr && to->IsApplicants());
    }

    Hand Applicant(std::optional<Instant> at) const { return {"", context_.dossier.person.name, at}; }
    Hand HandedInBy(const Happening& given) const {
        const auto* mandate = context_.dossier.mandate.get();
        if (mandate == nullptr || given.event != workflow::names::kSubmit) return Applicant(given.at);
        return {"", mandate->name + " (thay " + context_.dossier.person.name + ")", given.at};
    }

    Hand Officer(const Happening& happening) const {
        return {context_.Unit(happening.actor_unit).name, workflow::WhoDid(happening), happening.at};
    }

    Hand Giver(const Happening& given) const { return InApplicantsName(given) ? HandedInBy(given) : Officer(given); }

    Hand Taker(std::size_t index) const {
        const auto& given = context_.happenings[index];
        if (given.event == names::kReturnResult) return Applicant(given.at);
        // What they are asked for reaches them with the notice; when they took it up, nobody saw.
        if (ToApplicant(given)) return Applicant(std::nullopt);
        // The clerk before whom the applicant stood took it from their hand.
        if (InApplicantsName(given) && given.actor_unit) return Officer(given);
        // An assignment names who is to take it; otherwise it is whoever of the seat does something with it next.
        const auto named = given.event == workflow::names::kAssign ? given.reason : std::string();
        const auto unit = context_.Unit(given.to_unit).name;
        for (std::size_t next = index + 1; next < context_.happenings.size(); ++next)
            if (const auto& act = context_.happenings[next]; OfTheSeat(act) && (named.empty() || named == act.actor_name))
                return {unit, workflow::WhoDid(act), act.at};
        return {unit, named.empty() ? "chưa nhận" : named, std::nullopt};
    }

    // Not what somebody did beside those who hold it: the applicant, a leader who apologises, a unit that was asked.
    bool OfTheSeat(const Happening& act) const {
        const auto* event = process_ == nullptr ? nullptr : process_->FindEvent(act.event);
        // Of what is no step of the process a specialist's taking it counts alone.
        return act.actor_unit && (event == nullptr ? act.event == workflow::names::kAssign : event->role.empty());
    }

    // What the applicant does has no term of the office's, and a result that is ready waits to be fetched.
    bool Judged(const Happening& given) const {
        return !InApplicantsName(given) && given.event != names::kReturnResult && given.event != workflow::names::kTakeBack;
    }

    std::vector<std::string> Row(std::size_t index) const {
        const auto& given = context_.happenings[index];
        const auto giver = Giver(given), taker = Taker(index);
        const auto side = [](const Hand& hand) { return hand.unit.empty() ? hand.name : hand.unit; };
        return {side(giver) + (side(taker) == side(giver) ? "" : " giao " + side(taker)),
                "1. Giao: " + HourAndDay(giver.at) + (taker.at ? "\n2. Nhận: " + HourAndDay(taker.at) : ""),
                giver.name,
                taker.name,
                std::string(Judged(given) ? Timeliness(given.at, given.due) : ""),
                given.label.vi + (given.reason.empty() ? "" : ": " + given.reason)};
    }

    const PaperContext& context_;
    const workflow::Process* process_ = nullptr;
};

// How it ended without a result: no row of the slip says so.
std::string EndedAs(const Dossier& dossier) {
    const auto* process = FindProcessOf(dossier);
    if (!dossier.closed || dossier.state == names::kReturned || process == nullptr) return "";
    const auto* state = process->Find(dossier.state);
    return state == nullptr ? "" : state->words.vi;
}

std::string RegisterNote(const Dossier& dossier) {
    std::string note(DeliveryName(dossier.delivery));
    if (const auto ended = EndedAs(dossier); !ended.empty()) note += "; " + ended;
    return note;
}

}  // namespace

std::string_view Timeliness(Instant done, Instant due) {
    if (due == kNever) return "";
    if (done.LocalDate() < due.LocalDate()) return "Trước hạn";
    return done <= due ? "Đúng hạn" : "Quá hạn";
}

std::string ControlSlip(const PaperContext& context) {
    const LanguageScope law(Language::vietnamese);
    const auto& dossier = context.dossier;
    const auto today = context.now.LocalDate();
    const auto name = OfficialFormName(kControlSlip, today);
    const auto intake = context.Unit(dossier.intake);
    papers::Document document(std::string(name) + " " + dossier.code, context.now, papers::Orientation::landscape);
    document.Heading({.parent = papers::Capitals(intake.name),
                      .unit = {intake.one_stop},
                      .number = "Mã hồ sơ: " + dossier.code,
                      .place_and_date = PlaceAndDate(intake.place, today)});
    document.Title(papers::Capitals(name));
    document.Note(Moment(context.now));
    document.Line("Cơ quan giải quyết", context.Unit(dossier.competent).name);
    if (dossier.due != kNever)
        document.Line("Hẹn trả kết quả",
                      FullTime(dossier.due) + (dossier.finished ? "; kết quả có lúc " + FullTime(*dossier.finished) + ": " +
                                                                      std::string(Timeliness(*dossier.finished, dossier.due))
                                                                : std::string()));
    if (const auto ended = EndedAs(dossier); !ended.empty()) document.Line("Kết thúc", ended + ", " + FullTime(*dossier.closed));
    document.Table({{"Tên cơ quan", 2.2},
                    {"Thời gian giao, nhận", 1.9},
                    {"Người giao", 1.4},
                    {"Người nhận", 1.4},
                    {"Kết quả", 1.0},
                    {"Ghi chú", 2.1}},
                   HandOvers(context).Rows());
    return document.Finish();
}

std::string RegisterPaper(const Register& wanted, Instant now) {
    const LanguageScope law(Language::vietnamese);
    const auto name = OfficialFormName(kRegisterBook, now.LocalDate());
    papers::Document document(std::string(name) + " " + wanted.unit, now, papers::Orientation::landscape);
    document.Tighten();
    document.Heading({.parent = papers::Capitals(wanted.unit),
                      .unit = {wanted.head.one_stop},
                      .number = "",
                      .place_and_date = PlaceAndDate(wanted.head.place, now.LocalDate())});
    document.Title(papers::Capitals(name));
    document.Paragraph("Từ " + wanted.from.Spoken() + " đến " + wanted.until.Spoken());
    document.Note(Moment(now));
    if (wanted.kind != FigureKind::received) document.Paragraph("Chỉ gồm hồ sơ: " + std::string(FigureName(wanted.kind)));
    if (wanted.cut) document.Paragraph("Còn hồ sơ khác trong kỳ này chưa in ở đây.");
    std::vector<std::vector<std::string>> rows;
    rows.reserve(wanted.dossiers.size());
    for (const auto& dossier : wanted.dossiers) {
        const auto receiver = wanted.receivers.find(dossier.id);
        const auto sets = wanted.sets.find(dossier.id);
        const bool returned = dossier.state == names::kReturned;
        rows.push_back({NumberInRegister(dossier), dossier.code, dossier.procedure_name,
                        std::to_string(sets == wanted.sets.end() ? 1 : sets->second), dossier.person.name, dossier.person.address,
                        dossier.person.phone, HourAndDay(dossier.received), HourAndDay(dossier.due),
                        returned ? HourAndDay(dossier.closed) : std::string(), "",
                        receiver == wanted.receivers.end() ? std::string() : receiver->second, wanted.head.place,
                        RegisterNote(dossier)});
    }
    // What is signed by hand stays empty: who handed over and who took the result. The content is printed whole and takes what
    // the others leave.
    document.Table({{"STT", 1},
                    {"Mã hồ sơ", 1},
                    {"Nội dung", 150},
                    {"Số lượng (bộ)", 1},
                    {"Chủ hồ sơ", 56},
                    {"Địa chỉ", 76},
                    {"Số điện thoại", 1},
                    {"Nhận", 1},
                    {"Hẹn trả", 1},
                    {"Ngày nhận kết quả", 1},
                    {"Bên giao, bên nhận (ký)", 60},
                    {"Người nhận hồ sơ", 52},
                    {"Địa bàn", 1},
                    {"Ghi chú", 58}},
                   rows);
    return document.Finish();
}

}  // namespace dongson::one_stop
