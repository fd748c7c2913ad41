#include "modules/one_stop/domain/procedure_changes.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/domain/fee_relief.h"

namespace dongson::one_stop {

namespace {

std::string WordInWords(std::string_view key, const std::string& value) {
    static constexpr std::pair<std::string_view, std::string_view> kWords[] = {{"information", "Cung cấp thông tin"},
                                                                               {"partial", "Một phần"},
                                                                               {"whole", "Toàn trình"},
                                                                               {"commune", "Cấp xã"},
                                                                               {"province", "Cấp tỉnh"},
                                                                               {"people", "Cá nhân"},
                                                                               {"businesses", "Doanh nghiệp, tổ chức"}};
    if (key == "shown" || key == "national") return (value == "true" ? Say("có") : Say("không")).Now();
    const auto found = std::ranges::find(kWords, value, &std::pair<std::string_view, std::string_view>::first);
    const bool named = key == "online" || key == "level" || key == "audience";
    return named && found != std::end(kWords) ? Say(found->second).Now() : value;
}

const std::string& CellOf(const SheetRow& row, std::string_view key) {
    static const std::string kNone;
    const auto found = row.find(key);
    return found == row.end() ? kNone : found->second;
}

std::string TimeInWords(const SheetRow& row) {
    const auto& amount = CellOf(row, "time");
    if (amount.empty()) return Say("không ghi thời hạn").Now();
    if (CellOf(row, "unit") == "same_day") return Say("nhận trước {1} giờ thì trả trong ngày", amount).Now();
    return amount + " " + UnitInWords(CellOf(row, "unit"));
}

std::string DayInWords(const std::string& iso) {
    const auto day = Date::Parse(iso);
    return day ? day->Spoken() : iso;
}

std::string FeeInWords(const SheetRow& row) {
    const auto& fee = CellOf(row, "fee");
    const auto& each = CellOf(row, "fee_each");
    auto words = fee.empty() ? Say("không ghi mức phí").Now() : Money(ToNumber(fee)) + (each.empty() ? "" : "/" + each);
    // What is paid today may be this alone.
    if (const auto& period = CellOf(row, "period_fee"); !period.empty())
        words += "; " + Say("từ {1} đến hết {2}: {3}", DayInWords(CellOf(row, "period_from")),
                            DayInWords(CellOf(row, "period_until")), Money(ToNumber(period)))
                            .Now();
    return words;
}

}  // namespace

std::string ChannelInWords(std::string_view word) {
    if (word == "online") return Say(ChannelName(Channel::online)).Now();
    if (word == "post") return Say(ChannelName(Channel::post)).Now();
    return Say(ChannelName(Channel::counter)).Now();
}

std::string UnitInWords(std::string_view word) {
    if (word == "calendar_days") return Say("ngày").Now();
    if (word == "working_hours") return Say("giờ làm việc").Now();
    if (word == "clock_hours") return Say("giờ").Now();
    if (word == "same_day") return Say("giờ, trả trong ngày").Now();
    return Say("ngày làm việc").Now();
}

std::string RowInWords(std::string_view list, const SheetRow& row) {
    constexpr std::size_t kShort = 90;
    if (list == "methods") {
        const auto& note = CellOf(row, "note");
        return ChannelInWords(CellOf(row, "channel")) + ": " + TimeInWords(row) + ", " + FeeInWords(row) +
               (note.empty() ? "" : " · " + Shorten(OneSpaced(note), kShort));
    }
    if (list == "papers")
        return Say("{1} ({2} bản chính, {3} bản sao)", Shorten(OneSpaced(CellOf(row, "name")), 2 * kShort),
                   CellOf(row, "originals"), CellOf(row, "copies"))
            .Now();
    if (list == "reliefs")
        return ReliefInWords({CellOf(row, "group"), static_cast<int>(ToNumber(CellOf(row, "percent"))), ""}) + " · " +
               Shorten(OneSpaced(CellOf(row, "basis")), kShort);
    return OneSpaced(CellOf(row, "number") + " " + Shorten(CellOf(row, "title"), 2 * kShort));
}

std::string PartInWords(const ProcedureSheet& sheet, std::string_view part) {
    std::vector<std::string> lines;
    if (FindSheetList(part) != nullptr) {
        for (const auto& row : sheet.Rows(part)) lines.push_back(RowInWords(part, row));
        return Join(lines, "\n");
    }
    for (const auto line : Split(std::string_view(sheet.Fact(part)), '\n')) lines.push_back(WordInWords(part, std::string(line)));
    return Join(lines, "\n");
}

std::vector<Sentence> ChangesOfProcedure(const ProcedureSheet& before, const ProcedureSheet& after) {
    std::vector<Sentence> changes;
    constexpr std::size_t kShort = 160;
    for (const auto& part : DifferingParts(before, after)) {
        const auto label = Say(PartLabel(part)).Now();
        if (FindSheetList(part) != nullptr) {
            const auto& was = before.Rows(part);
            const auto& is = after.Rows(part);
            const auto lacks = [](const auto& rows, const SheetRow& row) { return std::ranges::find(rows, row) == rows.end(); };
            const auto told = changes.size();
            for (const auto& row : was)
                if (lacks(is, row)) changes.push_back(Say("{1}: bỏ “{2}”", label, RowInWords(part, row)));
            for (const auto& row : is)
                if (lacks(was, row)) changes.push_back(Say("{1}: thêm “{2}”", label, RowInWords(part, row)));
            if (changes.size() == told) changes.push_back(Say("{1}: đổi thứ tự", label));
            continue;
        }
        const auto was = PartInWords(before, part), is = PartInWords(after, part);
        const auto shown = [](const std::string& text) {
            return text.empty() ? "–" : Shorten(ReplaceAll(text, "\n", "; "), kShort);
        };
        changes.push_back(Say("{1}: “{2}” → “{3}”", label, shown(was), shown(is)));
    }
    return changes;
}

}  // namespace dongson::one_stop
