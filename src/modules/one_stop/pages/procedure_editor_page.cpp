#include "modules/one_stop/pages/procedure_editor_page.h"

#include <algorithm>

#include "core/text.h"
#include "core/time.h"
#include "modules/one_stop/domain/fee_relief.h"
#include "modules/one_stop/domain/procedure_changes.h"
#include "modules/one_stop/domain/procedure_fields.h"
#include "platform/definitions/editing_step.h"
#include "platform/definitions/editor_page.h"

namespace dongson::one_stop {

using definitions::Editing;
using definitions::StepButton;
using definitions::StepLink;
using namespace web::short_names;

namespace {

// Of what only the list says, behind what a province decides.
constexpr std::string_view kBehind[] = {"audience_text", "performer",    "issuer",   "decision", "url",
                                        "steps",         "requirements", "guidance", "laws_text"};

const FactColumn& FactOf(std::string_view key) {
    return *std::ranges::find(ProcedureFacts(), key, &FactColumn::key);
}

class ProcedureFieldsPage : definitions::EditorPage {
  public:
    ProcedureFieldsPage(const Editing& editing, const Refusals& faults, ProcedureChoices choices)
        : EditorPage(editing, faults), choices_(std::move(choices)) {
        DefinitionErrors beyond;
        sheet_ = ReadSheet(editing.text, beyond);
        readable_ = beyond.empty();
    }

    Html Page() const {
        if (!readable_) return Render(R"({}{}{})", Hidden(), Buttons(), Unreadable());
        return Render(
            R"({}{}{}<div class="ds-editor">{}{}{}{}{}{}{}</div>)", Hidden(), Buttons(), Told(),
            Section(Say("Cung cấp"), Render(R"({}{}{}{}{})", Text("name"), Shown(), Online(), Text("domain"), Audience())),
            Section(Say("Ai giải quyết, theo quy trình và mẫu nào"),
                    Render(R"({}{}{}{})", Level(), Chosen("department", {}, choices_.departments),
                           Chosen("process", Say("Hồ sơ mới đi theo quy trình này; hồ sơ đang giải quyết giữ quy trình cũ."),
                                  choices_.processes),
                           Chosen("form", Say("Để trống thì theo mẫu ghi tên thủ tục này, hay mẫu chung."), choices_.forms))),
            List("methods"), Render(R"({}{})", List("reliefs"), List("papers")),
            Section(Say("Người dân tìm bằng lời nào, nhận được gì"),
                    Render(R"({}{})", Lines("words", Say("Mỗi dòng một cách gọi, ví dụ: làm giấy khai sinh cho con"), kFewLines),
                           Lines("results", Say("Mỗi dòng một kết quả"), kFewLines))),
            List("laws"), Behind());
    }

  private:
    static constexpr int kFewLines = 4, kManyLines = 8;
    static constexpr std::size_t kRowsShown = 50;

    static Html Section(const Sentence& name, const Html& fields) {
        return Render(R"(<div class="ds-editor__section"><h2 class="govuk-heading-m">{}</h2>{}</div>)", name, fields);
    }

    // What a field showed travels beside it: whether somebody changed it is seen by that.
    Html WithBefore(std::string_view key, const Html& field) const {
        const auto mark = definitions::MarkOfPart(FactInText(FactOf(key), sheet_.Fact(key)));
        return Render(R"({}{})", web::HiddenInput(std::string(key) + std::string(kShownBefore), mark), field);
    }

    Html Text(std::string_view key, const Sentence& hint = {}) const {
        return WithBefore(key, Input(std::string(key), Say(FactOf(key).label), hint, sheet_.Fact(key)));
    }

    Html Lines(std::string_view key, const Sentence& hint, int rows) const {
        return WithBefore(
            key, web::TextArea({std::string(key), Say(FactOf(key).label), hint, Faults(), true}, sheet_.Fact(key), rows));
    }

    // What the text says and nobody offers stays chosen: the check says what is wrong with it.
    Html Select(const std::string& name, const Sentence& label, const Sentence& hint, std::vector<web::Choice> choices,
                const std::string& value) const {
        if (std::ranges::find(choices, value, &web::Choice::value) == choices.end()) choices.push_back({value, value, ""});
        return web::Select({name, label, hint, Faults(), false}, choices, value);
    }
    Html Chosen(std::string_view key, const Sentence& hint, std::vector<web::Choice> choices) const {
        return WithBefore(key, Select(std::string(key), Say(FactOf(key).label), hint, std::move(choices), sheet_.Fact(key)));
    }

    Html Shown() const {
        return Chosen("shown", Say("Ẩn: không còn ở trang tìm, không nhận hồ sơ mới từ ngày phiên bản có hiệu lực."),
                      {{"true", Say("Hiện").Now(), ""}, {"false", Say("Ẩn, tạm dừng nhận").Now(), ""}});
    }
    Html Online() const {
        return Chosen("online", Say("Nhận trực tuyến thì thêm cách nộp “Trực tuyến” ở bảng dưới."),
                      {{"information", Say("Không nhận trực tuyến, chỉ cung cấp thông tin").Now(), ""},
                       {"partial", Say("Trực tuyến một phần").Now(), ""},
                       {"whole", Say("Trực tuyến toàn trình").Now(), ""}});
    }
    Html Level() const {
        return Chosen(
            "level", {},
            {{"commune", Say("Cấp xã: xã, phường nơi nộp").Now(), ""}, {"province", Say("Cấp tỉnh: sở phụ trách").Now(), ""}});
    }
    Html Audience() const {
        const auto value = ReplaceAll(sheet_.Fact("audience"), "\n", ",");
        return WithBefore("audience", Select("audience", Say("Ai được nộp"), {},
                                             {{"people,businesses", Say("Cá nhân, doanh nghiệp và tổ chức").Now(), ""},
                                              {"people", Say("Chỉ cá nhân").Now(), ""},
                                              {"businesses", Say("Chỉ doanh nghiệp, tổ chức").Now(), ""}},
                                             value));
    }

    Html Behind() const {
        const bool faulty = std::ranges::any_of(
            kBehind, [&](std::string_view key) { return std::ranges::find(faults_, key, &Refusal::field) != faults_.end(); });
        const auto fields = Each(kBehind, [&](std::string_view key) {
            return FactOf(key).kind == FactKind::word ? Text(key) : Lines(key, {}, kManyLines);
        });
        return Section(Say("Lời của danh mục"), web::Details(Say("Trình tự, yêu cầu, cơ quan, quyết định công bố"), fields,
                                                             faulty && editing_.tell_faults));
    }

    static Sentence AddName(std::string_view list) {
        if (list == "methods") return Say("Thêm cách nộp");
        if (list == "papers") return Say("Thêm giấy tờ");
        if (list == "reliefs") return Say("Thêm diện miễn, giảm");
        return Say("Thêm văn bản");
    }

    Html List(std::string_view name) const {
        const auto* list = FindSheetList(name);
        const auto& rows = sheet_.Rows(name);
        const std::string key(name);
        const auto first = FirstShown(*list, rows.size()), end = std::min(rows.size(), first + kRowsShown);
        Html items;
        for (std::size_t row = first; row < end; ++row) items += Row({list, row}, rows[row], row + 1 == rows.size());
        return Render(
            R"(<div class="ds-editor__section" id="{}">{}<h2 class="govuk-heading-m">{} {}</h2>{}
            <ol class="govuk-list ds-editor__rows">{}</ol>{}</div>)",
            key, Anchor(key), Say(list->label), FaultTag(key, false, "."), OtherRows(key, rows.size(), first), items,
            StepButton(AddName(name), "them:" + key));
    }

    // Where somebody is, else where something is wrong: a list of hundreds is shown a part at a time.
    std::size_t FirstShown(const SheetList& list, std::size_t rows) const {
        const auto within = [&](const std::string& path) -> std::optional<std::size_t> {
            const auto place = ParseSheetPlace(path);
            if (!place || place->list != &list || place->row >= rows) return std::nullopt;
            return place->row / kRowsShown * kRowsShown;
        };
        if (const auto here = within(editing_.open.empty() ? editing_.touched : editing_.open)) return *here;
        for (const auto& fault : faults_)
            if (const auto there = within(fault.field)) return *there;
        return 0;
    }

    static Html OtherRows(const std::string& key, std::size_t rows, std::size_t shown) {
        if (rows <= kRowsShown) return {};
        Html links;
        for (std::size_t first = 0; first < std::min(rows, kMostProcedureRows); first += kRowsShown) {
            const auto name = Say("Dòng {1}–{2}", std::to_string(first + 1), std::to_string(std::min(rows, first + kRowsShown)));
            links += first == shown ? Render(R"(<strong>{}</strong> )", name)
                                    : Render(R"({} )", StepLink(name, "mo:" + key + "." + std::to_string(first), name.Now()));
        }
        return Render(R"(<p class="govuk-body">{} {}</p>)", Say("{1} dòng", Number(static_cast<std::int64_t>(rows))), links);
    }

    Html Row(const SheetPlace& place, const SheetRow& row, bool last) const {
        const auto path = PathOf(place);
        const auto words = RowInWords(place.list->key, row);
        const bool open = IsOpen(path);
        return Render(
            R"(<li class="ds-editor__row" id="{}">{}<div class="ds-editor__head"><span>{}</span>{}
            <span class="ds-editor__acts">{}{}{}{}</span></div>{}</li>)",
            path, Anchor(path), web::InVietnamese(words), FaultTag(path),
            open ? StepLink(Say("Đóng"), "dong", words) : StepLink(Say("Sửa"), "mo:" + path, words),
            When(place.row > 0, [&] { return StepLink(Say("Lên"), "len:" + path, words); }),
            When(!last, [&] { return StepLink(Say("Xuống"), "xuong:" + path, words); }), StepLink(Say("Bỏ"), "bo:" + path, words),
            When(open, [&] { return OpenRow(place, row); }));
    }

    Html OpenRow(const SheetPlace& place, const SheetRow& row) const {
        const auto shown = Undecided() ? ReadSheetRow(editing_.typed) : row;
        const auto fields = Each(place.list->columns, [&](const FactColumn& column) {
            const auto found = shown.find(column.key);
            return Cell(PathOf(place) + "." + std::string(column.key), column, found == shown.end() ? "" : found->second);
        });
        return Render(R"(<div class="ds-editor__fields">{}{}</div>)", Choice(), fields);
    }

    Html Cell(const std::string& name, const FactColumn& column, const std::string& value) const {
        const auto label = Say(column.label);
        if (column.key == "channel")
            return Select(name, label, {},
                          {{"counter", ChannelInWords("counter"), ""},
                           {"online", ChannelInWords("online"), ""},
                           {"post", ChannelInWords("post"), ""}},
                          value);
        if (column.key == "unit") {
            std::vector<web::Choice> units;
            for (const auto* unit : {"working_days", "calendar_days", "working_hours", "clock_hours", "same_day"})
                units.push_back({unit, UnitInWords(unit), ""});
            return Select(name, label, {}, std::move(units), value);
        }
        if (column.key == "fee_kind")
            return Select(
                name, label, {},
                {{"", Say("Không nói rõ").Now(), ""}, {"fee", Say("Phí").Now(), ""}, {"charge", Say("Lệ phí").Now(), ""}}, value);
        if (column.key == "group" && name.starts_with("reliefs.")) return Group(name, label, value);
        if (column.kind == FactKind::prose) return web::TextArea({name, label, {}, Faults(), true}, value, 2);
        const auto day = IsDayColumn(column.key) ? Date::Parse(value) : std::nullopt;
        return Input(name, label, HintOf(column.key), day ? day->Spoken() : value, WidthOf(column.key), IsOptional(column.key));
    }

    Html Group(const std::string& name, const Sentence& label, const std::string& value) const {
        std::vector<web::Choice> groups{{"", Say("(chọn)").Now(), ""}};
        for (const auto& group : FeeGroups()) groups.push_back({group.key, group.name.Now(), ""});
        return Select(name, label, {}, std::move(groups), value);
    }

    static Sentence HintOf(std::string_view key) {
        if (key == "percent") return Say("100 là miễn toàn bộ");
        if (key == "basis") return Say("Điều, khoản của văn bản cho miễn, giảm");
        if (key == "time") return Say("Để trống nếu văn bản không quy định");
        if (key == "fee") return Say("Đồng; 0 là không thu; để trống nếu không ghi một mức");
        if (key == "fee_each") return Say("Ví dụ: trang. Để trống nếu thu một lần.");
        if (IsDayColumn(key)) return Say("Viết như 29/8/2026");
        return {};
    }
    static std::string WidthOf(std::string_view key) {
        const bool narrow = IsMoneyColumn(key) || IsDayColumn(key) || key == "originals" || key == "copies";
        return narrow ? "10" : "";
    }
    static bool IsOptional(std::string_view key) { return key != "name" && key != "originals" && key != "copies"; }

    ProcedureChoices choices_;
    ProcedureSheet sheet_;
    bool readable_ = false;
};

}  // namespace

Html ProcedureFields(const Editing& editing, const Refusals& faults, ProcedureChoices choices) {
    return ProcedureFieldsPage(editing, faults, std::move(choices)).Page();
}

std::string PlaceOfProcedureFault(const Editing& editing, const std::string& path) {
    DefinitionErrors beyond;
    const auto sheet = ReadSheet(editing.text, beyond);
    if (!beyond.empty()) return "";
    // The key is asked for beside the fields, and only of a new one.
    if (path == "code") return "";
    const auto facts = ProcedureFacts();
    if (std::ranges::find(facts, path, &FactColumn::key) != facts.end() || FindSheetList(path) != nullptr) return path;
    const auto place = ParseSheetPlace(path);
    if (!place || place->row >= sheet.Rows(place->list->key).size()) return "";
    const auto row = PathOf(*place);
    return row == editing.open ? path : row;
}

}  // namespace dongson::one_stop
