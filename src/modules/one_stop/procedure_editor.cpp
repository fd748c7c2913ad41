#include "modules/one_stop/procedure_editor.h"

#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/domain/procedure_fields.h"
#include "platform/definitions/editing_step.h"

namespace dongson::one_stop {

using definitions::Editing;
using definitions::MarkOfPart;

namespace {

// As its fields would give it back.
SheetRow FieldsOf(const SheetList& list, SheetRow row) {
    for (const auto& column : list.columns) {
        auto& value = row[std::string(column.key)];
        value = FactInText(column, value);
    }
    return row;
}

class ProcedureStep : definitions::EditingStep {
  public:
    ProcedureStep(const web::Form& typed, std::string text, const std::string& key) : EditingStep(typed, std::move(text)) {
        DefinitionErrors beyond;
        sheet_ = ReadSheet(editing_.text, beyond);
        readable_ = beyond.empty();
        if (!readable_ || key.empty() || !sheet_.Fact("code").empty()) return;
        sheet_.facts["code"] = key;  // of a new one: it is asked for once, beside the fields
        Write();
    }

    Editing Taken() {
        const auto begun = editing_.text;
        if (GoesBack()) return GoneBack();
        if (readable_ && TakeFacts() && TakeOpenRow()) Act();
        Finish(begun);
        MarkOpen();
        return std::move(editing_);
    }

  private:
    void Write() {
        auto changed = ChangeSheet(editing_.text, sheet_);
        if (changed.lost_remarks) TellLostRemarks();
        editing_.text = std::move(changed.text);
    }

    // False where a field and the text were both changed: the field shows the text's again.
    bool TakeFacts() {
        auto wanted = sheet_;
        bool agree = true;
        for (const auto& fact : ProcedureFacts()) {
            const std::string key(fact.key);
            if (!typed_.Has(key)) continue;
            auto value = FactInText(fact, std::string(typed_.Value(key)));
            const auto was = typed_.Value(key + std::string(kShownBefore));
            const auto& now = sheet_.Fact(key);
            if (MarkOfPart(value) == was || value == now) continue;
            if (MarkOfPart(FactInText(fact, now)) != was)
                agree = DisagreeAbout(key, Say("“{1}” vừa được sửa cả ở ô này và ở YAML. Ô này nay theo YAML; hãy xem lại.",
                                               Say(fact.label).Now()));
            else
                wanted.facts[key] = std::move(value);
        }
        if (wanted == sheet_) return agree;
        sheet_ = std::move(wanted);
        Write();
        return agree;
    }

    SheetRow* RowAt(const std::optional<SheetPlace>& place) {
        if (!place) return nullptr;
        auto& rows = sheet_.lists[std::string(place->list->key)];
        return place->row < rows.size() ? &rows[place->row] : nullptr;
    }

    SheetRow TypedRow(const SheetPlace& place, SheetRow row) const {
        for (const auto& column : place.list->columns) {
            const auto field = PathOf(place) + "." + std::string(column.key);
            if (typed_.Has(field)) row[std::string(column.key)] = FactInText(column, std::string(typed_.Value(field)));
        }
        return row;
    }

    static std::string MarkOf(const SheetPlace& place, const SheetRow& row) {
        return MarkOfPart(WriteSheetRow(FieldsOf(*place.list, row)));
    }

    bool TakeOpenRow() {
        const auto place = ParseSheetPlace(editing_.open);
        if (!place || KeepsText()) return true;
        if (!typed_.Has(editing_.open + "." + std::string(place->list->columns.front().key))) return true;
        auto* now = RowAt(place);
        const auto wanted = TypedRow(*place, now == nullptr ? SheetRow{} : *now);
        if (MarkOf(*place, wanted) == editing_.open_was) return true;
        if (now == nullptr || (!KeepsFields() && MarkOf(*place, *now) != editing_.open_was))
            return Disagree(WriteSheetRow(wanted));
        if (FieldsOf(*place->list, *now) == wanted) return true;
        *now = wanted;
        Write();
        return true;
    }

    void Act() {
        const auto place = ParseSheetPlace(about());
        if (Is("mo") && RowAt(place) != nullptr) Open(PathOf(*place));
        if (Is("dong")) Close();
        if (Is("them")) AddRow();
        if (Is("bo") && RowAt(place) != nullptr) Remove(*place);
        if ((Is("len") || Is("xuong")) && RowAt(place) != nullptr) Swap(*place);
    }

    void AddRow() {
        const auto* list = FindSheetList(about());
        if (list == nullptr) return;
        auto& rows = sheet_.lists[std::string(list->key)];
        SheetRow row;
        for (const auto& column : list->columns) row[std::string(column.key)] = column.otherwise;
        if (list->key == "papers") row["originals"] = "1";
        rows.push_back(std::move(row));
        Open(PathOf({list, rows.size() - 1}));
        Write();
    }

    void Remove(const SheetPlace& place) {
        auto& rows = sheet_.lists[std::string(place.list->key)];
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(place.row));
        Moved(std::string(place.list->key), Say("Đã bỏ một dòng. Bấm “Hoàn tác” nếu nhầm."));
        Write();
    }

    void Swap(const SheetPlace& place) {
        auto& rows = sheet_.lists[std::string(place.list->key)];
        const bool up = Is("len");
        if (up ? place.row == 0 : place.row + 1 >= rows.size()) return;
        const auto other = up ? place.row - 1 : place.row + 1;
        std::swap(rows[place.row], rows[other]);
        Moved(PathOf({place.list, other}), Say("Đã chuyển một dòng."));
        Write();
    }

    // The next answer is held against what is shown now.
    void MarkOpen() {
        const auto place = ParseSheetPlace(editing_.open);
        const auto* row = RowAt(place);
        editing_.open_was = row == nullptr ? "" : MarkOf(*place, *row);
        if (row == nullptr && editing_.typed.empty()) editing_.open.clear();
    }

    ProcedureSheet sheet_;
    bool readable_ = false;
};

}  // namespace

Editing TakeProcedureFields(const web::Form& typed, std::string text, const std::string& key) {
    return ProcedureStep(typed, std::move(text), key).Taken();
}

}  // namespace dongson::one_stop
