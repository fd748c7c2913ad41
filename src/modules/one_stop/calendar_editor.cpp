#include "modules/one_stop/calendar_editor.h"

#include <algorithm>

#include "core/text.h"
#include "core/time.h"
#include "modules/one_stop/domain/pasted_notice.h"
#include "platform/definitions/editing_step.h"

namespace dongson::one_stop {

using definitions::Editing;
using definitions::FieldOr;
using definitions::MarkOfPart;
using definitions::OneLine;

namespace {

// As fields have a day, and as the text has it. What is no day stays as it was typed: the check says so.
std::string DayInText(const std::string& typed) {
    const auto date = Date::ParseSpoken(typed);
    return date ? date->Iso() : typed;
}

std::string WithoutBlanks(std::string text) {
    std::erase(text, ' ');
    return text;
}

class CalendarStep : definitions::EditingStep {
  public:
    CalendarStep(const web::Form& typed, std::string text) : EditingStep(typed, std::move(text)) {
        DefinitionErrors beyond;
        calendar_ = ReadCalendarText(editing_.text, beyond);
        readable_ = beyond.empty();
    }

    Editing Taken() {
        const auto begun = editing_.text;
        if (GoesBack()) return GoneBack();
        // What no field shows is changed in the text alone.
        if (readable_ && TakeHours() && TakeOpenRow() && TakePasted()) Act();
        Finish(begun);
        MarkOpen();
        return std::move(editing_);
    }

  private:
    void Write() {
        auto changed = ChangeCalendarText(editing_.text, calendar_);
        if (changed.lost_remarks) TellLostRemarks();
        editing_.text = std::move(changed.text);
    }

    bool TakeHours() {
        if (!typed_.Has("hours")) return true;
        const auto wanted = std::string(Trim(typed_.Value("hours"))), was = std::string(typed_.Value("hours_goc"));
        if (wanted == was || WithoutBlanks(wanted) == WithoutBlanks(calendar_.hours)) return true;
        if (calendar_.hours != was)
            return DisagreeAbout("hours",
                                 Say("Giờ làm việc vừa được sửa cả ở ô này và ở YAML. Ô này nay theo YAML; hãy xem lại."));
        calendar_.hours = wanted;
        Write();
        return true;
    }

    CalendarRow* RowAt(const std::optional<CalendarPlace>& place) {
        if (!place) return nullptr;
        auto& rows = calendar_.*(place->list->rows);
        return place->row < rows.size() ? &rows[place->row] : nullptr;
    }

    CalendarRow TypedRow(const CalendarList& list, CalendarRow row) const {
        for (const auto& [key, value] : list.columns) {
            const auto field = editing_.open + "." + std::string(key);
            const bool day = list.key != "notices" && (value == &CalendarRow::date || value == &CalendarRow::to);
            auto typed = OneLine(FieldOr(typed_, field, row.*value));
            row.*value = day ? DayInText(typed) : std::move(typed);
        }
        if (row.to == row.date && list.key == "days") row.to.clear();
        return row;
    }

    // False where the fields and the text say different things and somebody has to choose.
    bool TakeOpenRow() {
        const auto place = ParseCalendarPlace(editing_.open);
        if (!place || KeepsText()) return true;
        if (!typed_.Has(editing_.open + "." + std::string(place->list->columns.front().key))) return true;
        auto* now = RowAt(place);
        const auto wanted = TypedRow(*place->list, now == nullptr ? CalendarRow{} : *now);
        if (MarkOf(*place->list, wanted) == editing_.open_was) return true;
        if (now == nullptr || (!KeepsFields() && MarkOf(*place->list, *now) != editing_.open_was))
            return Disagree(WriteCalendarRow(*place->list, wanted));
        if (*now == wanted) return true;
        *now = wanted;
        Write();
        return true;
    }

    // Pasted lines are taken with whatever button is pressed: nothing that was typed is lost. All of them or none.
    bool TakePasted() {
        const Pasted pasted{std::string(Trim(typed_.Value("dan_nam"))), std::string(Trim(typed_.Value("dan_nguon"))),
                            ReplaceAll(std::string(typed_.Value(kPaste)), "\r\n", "\n")};
        if (Trim(pasted.lines).empty() && pasted.year.empty()) {
            if (!Is(kPaste)) return true;
            editing_.faults.push_back(
                {"CALENDAR_NOTHING_PASTED", Say("Dán các dòng của thông báo vào ô này."), std::string(kPaste)});
        }
        auto notice = ReadPastedNotice(pasted.lines, pasted.source);
        for (auto& fault : notice.faults)
            editing_.faults.push_back({"CALENDAR_PASTED_LINE", std::move(fault), std::string(kPaste)});
        if (pasted.source.empty())
            editing_.faults.push_back(
                {"CALENDAR_SOURCE", Say("Ghi căn cứ: số và ngày của thông báo hay quyết định."), "dan_nguon"});
        if (!editing_.faults.empty()) {
            editing_.open = kPaste;
            editing_.typed = pasted.Kept();
            editing_.tell_faults = true;
            return false;
        }
        const auto days = Put(calendar_.days, notice.days), swaps = Put(calendar_.swaps, notice.swaps);
        if (!pasted.year.empty()) Put(calendar_.notices, {{.date = pasted.year, .source = pasted.source}});
        Write();
        editing_.told.push_back(
            Say("Đã đưa vào bảng {1} dòng ngày nghỉ và {2} hoán đổi.", std::to_string(days), std::to_string(swaps)));
        if (!notice.skipped.empty())
            editing_.told.push_back(Say("Bỏ qua dòng không có ngày: “{1}”.", Join(notice.skipped, "”, “")));
        editing_.tell_faults = true;
        return true;
    }

    // In the order of their days; what stands there already is not put there twice.
    static std::size_t Put(std::vector<CalendarRow>& rows, const std::vector<CalendarRow>& more) {
        std::size_t put = 0;
        for (const auto& row : more) {
            if (std::ranges::find(rows, row) != rows.end()) continue;
            rows.push_back(row);
            ++put;
        }
        std::ranges::stable_sort(rows, {}, &CalendarRow::date);
        return put;
    }

    void Act() {
        const auto place = ParseCalendarPlace(about());
        if (Is("mo") && RowAt(place) != nullptr) Open(PathOf(*place));
        if (Is("dong")) Close();
        if (Is("them")) AddRow();
        if (Is("bo") && RowAt(place) != nullptr) Remove(*place);
    }

    void AddRow() {
        for (const auto& list : CalendarLists()) {
            if (list.key != about()) continue;
            auto& rows = calendar_.*list.rows;
            CalendarRow row;
            if (!rows.empty()) row.source = rows.back().source;
            if (list.key == "days") row.kind = "holiday";
            rows.push_back(row);
            Open(PathOf({&list, rows.size() - 1}));
            Write();
        }
    }

    void Remove(const CalendarPlace& place) {
        auto& rows = calendar_.*(place.list->rows);
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(place.row));
        Moved(std::string(place.list->key), Say("Đã bỏ một dòng. Bấm “Hoàn tác” nếu nhầm."));
        Write();
    }

    // The next answer is held against what is shown now.
    void MarkOpen() {
        if (editing_.open == kPaste) return;
        const auto place = ParseCalendarPlace(editing_.open);
        const auto* row = RowAt(place);
        editing_.open_was = row == nullptr ? "" : MarkOf(*place->list, *row);
        if (row == nullptr && editing_.typed.empty()) editing_.open.clear();
    }

    CalendarText calendar_;
    bool readable_ = false;
};

}  // namespace

std::string MarkOf(const CalendarList& list, const CalendarRow& row) {
    return MarkOfPart(WriteCalendarRow(list, row));
}

Editing TakeCalendarFields(const web::Form& typed, std::string text, const std::string&) {
    return CalendarStep(typed, std::move(text)).Taken();
}

}  // namespace dongson::one_stop
