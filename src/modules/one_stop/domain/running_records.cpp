#include "modules/one_stop/domain/running_records.h"

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

// Who took it from whoever gave it: the next officer who did something with it.
const Happening* Receiver(const std::vector<Happening>& happenings, std::size_t giver) {
    for (std::size_t next = giver + 1; next < happenings.size(); ++next)
        if (happenings[next].actor_unit) return &happenings[next];
    return nullptr;
}

std::vector<std::string> SlipRow(const PaperContext& context, std::size_t index) {
    const auto& given = context.happenings[index];
    const auto* taken = Receiver(context.happenings, index);
    const auto unit = [&](UnitId id) { return id ? context.Unit(id).name : context.dossier.person.name; };
    const bool moves = given.from != given.to;
    const auto receiver = !moves ? std::string() : taken != nullptr ? taken->actor_name : std::string("chưa nhận");
    const auto time =
        "1. Giao: " + HourAndDay(given.at) + (moves && taken != nullptr ? "\n2. Nhận: " + HourAndDay(taken->at) : "");
    return {unit(given.actor_unit) +
                (moves && given.to_unit && given.to_unit != given.actor_unit ? " giao " + unit(given.to_unit) : std::string()),
            time,
            given.actor_name,
            receiver,
            std::string(given.event == "submit" ? "" : Timeliness(given.at, given.due)),
            given.label.vi + (given.reason.empty() ? "" : ": " + given.reason)};
}

std::string RegisterNote(const Dossier& dossier) {
    std::string note(DeliveryName(dossier.delivery));
    const auto& processes = workflow::ShippedProcesses();
    const auto process = processes.find(dossier.process);
    if (dossier.closed && dossier.state != "returned" && process != processes.end())
        if (const auto* state = process->second.Find(dossier.state)) note += "; " + state->words.vi;
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
    std::vector<std::vector<std::string>> rows;
    rows.reserve(context.happenings.size());
    for (std::size_t index = 0; index < context.happenings.size(); ++index) rows.push_back(SlipRow(context, index));
    document.Table({{"Tên cơ quan", 2.2},
                    {"Thời gian giao, nhận", 1.9},
                    {"Người giao", 1.4},
                    {"Người nhận", 1.4},
                    {"Kết quả", 1.0},
                    {"Ghi chú", 2.1}},
                   rows);
    return document.Finish();
}

std::string RegisterPaper(const Register& wanted, Instant now) {
    const LanguageScope law(Language::vietnamese);
    const auto name = OfficialFormName(kRegisterBook, now.LocalDate());
    papers::Document document(std::string(name) + " " + wanted.unit, now, papers::Orientation::landscape);
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
        const auto sets = wanted.sets.find(dossier.id);
        const bool returned = dossier.state == "returned";
        rows.push_back({std::to_string(dossier.register_number), dossier.code, Shorten(dossier.procedure_name, 90),
                        std::to_string(sets == wanted.sets.end() ? 1 : sets->second), dossier.person.name, dossier.person.address,
                        dossier.person.phone, HourAndDay(dossier.received), HourAndDay(dossier.due),
                        returned ? HourAndDay(dossier.closed) : std::string(), "", "", wanted.head.place, RegisterNote(dossier)});
    }
    // What is signed by hand stays empty: who handed over and who took the result.
    document.Table({{"STT", 0.6},
                    {"Mã hồ sơ", 1.6},
                    {"Nội dung", 2.4},
                    {"Số lượng (bộ)", 0.6},
                    {"Chủ hồ sơ", 1.3},
                    {"Địa chỉ", 1.5},
                    {"Số điện thoại", 1.2},
                    {"Nhận", 1.15},
                    {"Hẹn trả", 1.15},
                    {"Ngày nhận kết quả", 1.15},
                    {"Bên giao, bên nhận (ký)", 0.9},
                    {"Người nhận hồ sơ", 0.9},
                    {"Địa bàn", 0.8},
                    {"Ghi chú", 1.0}},
                   rows);
    return document.Finish();
}

}  // namespace dongson::one_stop
