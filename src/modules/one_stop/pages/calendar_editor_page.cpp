#include "modules/one_stop/pages/calendar_editor_page.h"

#include <algorithm>

#include "core/text.h"
#include "core/time.h"
#include "modules/one_stop/domain/calendar_text.h"
#include "modules/one_stop/domain/pasted_notice.h"
#include "platform/definitions/editor_page.h"
#include "web/components.h"

namespace dongson::one_stop {

using definitions::Editing;
using definitions::StepButton;
using definitions::StepLink;
using namespace web::short_names;

namespace {

// As a field has a day; what is none stays as it stands.
std::string DayInField(const std::string& text) {
    const auto date = Date::Parse(text);
    return date ? date->Spoken() : text;
}

Sentence KindName(std::string_view kind) {
    if (kind == "holiday") return Say("Nghỉ lễ, tết, nghỉ khác");
    if (kind == "substitute") return Say("Nghỉ bù");
    if (kind == "swap_off") return Say("Nghỉ do hoán đổi");
    if (kind == "swap_work") return Say("Làm bù");
    if (kind == "ordinary") return Say("Ngày thường (bỏ ngày nghỉ)");
    return {std::string(kind), {}};
}

class CalendarFieldsPage : definitions::EditorPage {
  public:
    CalendarFieldsPage(const Editing& editing, const Refusals& faults) : EditorPage(editing, faults) {
        DefinitionErrors beyond;
        calendar_ = ReadCalendarText(editing.text, beyond);
        readable_ = beyond.empty();
    }

    Html Page() const {
        if (!readable_) return Render(R"({}{}{}{})", Hidden(), HoursBefore(), Buttons(), Unreadable());
        Html lists;
        for (const auto& list : CalendarLists()) lists += List(list);
        return Render(R"({}{}{}{}{}<div class="ds-editor">{}{}</div>)", Hidden(), HoursBefore(), Buttons(), Told(), Paste(),
                      lists, Hours());
    }

  private:
    Html HoursBefore() const { return web::HiddenInput("hours_goc", calendar_.hours); }

    Html Paste() const {
        constexpr int kRows = 5;
        const auto pasted = editing_.open == kPaste ? Pasted::FromKept(editing_.typed) : Pasted{};
        return Render(
            R"(<div class="ds-editor__section">{}<h2 class="govuk-heading-m">Dán thông báo</h2>{}{}{}{}</div>)",
            Anchor(std::string(kPaste)),
            web::TextArea(
                {std::string(kPaste), Say("Các dòng của thông báo"),
                 Say("Mỗi kỳ nghỉ một dòng, như “Tết Nguyên Đán: từ 4/2/2027 đến 10/2/2027”; hay các cột từ bảng tính: từ ngày, đến ngày, loại, tên. Hoán đổi: “Hoán đổi 2/1/2026 làm bù 10/1/2026”."),
                 Faults(), true},
                pasted.lines, kRows),
            Input("dan_nguon", Say("Căn cứ"), Say("Số, ngày của thông báo hay quyết định: ghi vào mọi dòng vừa dán."),
                  pasted.source, "", true),
            Input(
                "dan_nam", Say("Là thông báo nghỉ cả năm"),
                Say("Ghi năm, ví dụ 2027: những ngày ước tính của năm ấy không dùng nữa. Không phải thông báo cả năm thì để trống."),
                pasted.year, "10", true),
            StepButton(Say("Đưa vào bảng"), std::string(kPaste)));
    }

    static Sentence NameOf(const CalendarList& list) {
        if (list.key == "notices") return Say("Năm đã có thông báo");
        if (list.key == "swaps") return Say("Hoán đổi ngày làm việc");
        return Say("Ngày của tỉnh");
    }
    static Sentence AddName(const CalendarList& list) {
        if (list.key == "notices") return Say("Thêm năm");
        if (list.key == "swaps") return Say("Thêm hoán đổi");
        return Say("Thêm ngày");
    }

    Html List(const CalendarList& list) const {
        const auto& rows = calendar_.*list.rows;
        const std::string key(list.key);
        Html items;
        for (std::size_t row = 0; row < rows.size(); ++row) items += Row({&list, row}, rows[row]);
        return Render(
            R"(<div class="ds-editor__section" id="{}">{}<h2 class="govuk-heading-m">{}</h2>
            <ol class="govuk-list ds-editor__rows">{}</ol>{}</div>)",
            key, Anchor(key), NameOf(list), items, StepButton(AddName(list), "them:" + key));
    }

    Html Row(const CalendarPlace& place, const CalendarRow& row) const {
        const auto path = PathOf(place);
        const auto name = Heading(*place.list, row);
        const bool open = IsOpen(path);
        return Render(
            R"(<li class="ds-editor__row" id="{}">{}
            <div class="ds-editor__head"><strong>{}</strong>{}<span class="ds-editor__acts">{}{}</span></div>
            <span class="ds-muted">{}</span>{}</li>)",
            path, Anchor(path), name, FaultTag(path),
            open ? StepLink(Say("Đóng"), "dong", name) : StepLink(Say("Sửa"), "mo:" + path, name),
            StepLink(Say("Bỏ"), "bo:" + path, name), About(*place.list, row), When(open, [&] { return OpenRow(place, row); }));
    }

    static std::string Heading(const CalendarList& list, const CalendarRow& row) {
        const auto date = DayInField(row.date), to = DayInField(row.to);
        if (row.date.empty()) return Say("(dòng mới)").Now();
        if (list.key == "notices") return Say("Năm {1}", row.date).Now();
        if (list.key == "swaps") return Say("Nghỉ {1}, làm bù {2}", date, to).Now();
        return to.empty() ? date : date + " – " + to;
    }

    static Html About(const CalendarList& list, const CalendarRow& row) {
        if (list.key != "days") return Render(R"({})", web::InVietnamese(row.source));
        return Render(R"({}: {}{}<br>{})", KindName(row.kind), web::InVietnamese(row.name),
                      When(row.status == "estimated", [] { return Render(R"( · ước tính)"); }), web::InVietnamese(row.source));
    }

    Html OpenRow(const CalendarPlace& place, const CalendarRow& row) const {
        const auto shown = editing_.typed.empty() ? row : ReadCalendarRow(*place.list, editing_.typed);
        const auto path = PathOf(place) + ".";
        const auto source = Input(path + "source", Say("Căn cứ"), Say("Ví dụ: Thông báo số 1234/TB-BNV"), shown.source);
        const auto fields = place.list->key == "notices"
                                ? Render(R"({}{})", Input(path + "year", Say("Năm"), {}, shown.date, "10"), source)
                            : place.list->key == "swaps" ? Render(R"({}{}{})", Day(path + "off", Say("Ngày nghỉ"), shown.date),
                                                                  Day(path + "worked", Say("Ngày làm bù"), shown.to), source)
                                                         : Render(R"({}{})", DayFields(path, shown), source);
        return Render(R"(<div class="ds-editor__fields">{}{}</div>)", Choice(), fields);
    }

    Html Day(const std::string& name, const Sentence& label, const std::string& value, bool optional = false) const {
        return Input(name, label, Say("Viết như 29/8/2026"), DayInField(value), "10", optional);
    }

    Html DayFields(const std::string& path, const CalendarRow& row) const {
        std::vector<web::Choice> kinds;
        for (const auto kind : {"holiday", "substitute", "swap_off", "swap_work", "ordinary"})
            kinds.push_back({kind, KindName(kind).Now(), ""});
        if (std::ranges::find(kinds, row.kind, &web::Choice::value) == kinds.end()) kinds.push_back({row.kind, row.kind, ""});
        return Render(R"(<div class="ds-editor__pair">{}{}</div>{}{}{})", Day(path + "date", Say("Từ ngày"), row.date),
                      Day(path + "to", Say("Đến ngày"), row.to, true),
                      web::Select({path + "kind", Say("Loại ngày"), {}, Faults(), false}, kinds, row.kind),
                      Input(path + "name", Say("Tên"),
                            Say("Người dân đọc tên này ở phần giải thích ngày hẹn. Ví dụ: Nghỉ phòng, chống bão"), row.name),
                      web::Select({path + "status", Say("Tình trạng"), {}, Faults(), false},
                                  {{"", Say("Đã có văn bản").Now(), ""}, {"estimated", Say("Ước tính").Now(), ""}},
                                  row.status == "estimated" ? "estimated" : ""));
    }

    Html Hours() const {
        return Render(
            R"(<div class="ds-editor__section"><h2 class="govuk-heading-m">Giờ làm việc</h2>{}</div>)",
            Input("hours", Say("Giờ làm việc của tỉnh"),
                  Say("Ví dụ: 07:00-11:30, 13:30-17:00. Để trống thì theo giờ kèm chương trình."), calendar_.hours, "", true));
    }

    CalendarText calendar_;
    bool readable_ = false;
};

}  // namespace

Html CalendarFields(const Editing& editing, const Refusals& faults) {
    return CalendarFieldsPage(editing, faults).Page();
}

std::string PlaceOfCalendarFault(const Editing& editing, const std::string& path) {
    DefinitionErrors beyond;
    const auto calendar = ReadCalendarText(editing.text, beyond);
    if (!beyond.empty()) return "";
    if (path == "hours" || path == kPaste || path == "dan_nguon" || path == "dan_nam") return path;
    const auto place = ParseCalendarPlace(path);
    if (!place || place->row >= (calendar.*(place->list->rows)).size()) return "";
    const auto row = PathOf(*place);
    return row == editing.open ? path : row;
}

}  // namespace dongson::one_stop
