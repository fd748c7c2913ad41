// What the text of a procedure means, and a procedure as such a text.
#include <algorithm>
#include <charconv>

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/domain/fee_relief.h"
#include "modules/one_stop/domain/procedure_sheet.h"

namespace dongson::one_stop {

namespace {

using calendar::DurationUnit;

template <class Value>
struct WordFor {
    std::string_view word;
    Value value;
};

constexpr WordFor<Channel> kChannels[] = {{"counter", Channel::counter}, {"online", Channel::online}, {"post", Channel::post}};
constexpr WordFor<OnlineLevel> kOnline[] = {
    {"information", OnlineLevel::information}, {"partial", OnlineLevel::partial}, {"whole", OnlineLevel::whole}};
constexpr WordFor<DurationUnit> kUnits[] = {{"working_days", DurationUnit::working_days},
                                            {"calendar_days", DurationUnit::calendar_days},
                                            {"working_hours", DurationUnit::working_hours},
                                            {"same_day", DurationUnit::same_day},
                                            {"clock_hours", DurationUnit::clock_hours}};
constexpr WordFor<FeeKind> kFeeKinds[] = {{"", FeeKind::unsaid}, {"fee", FeeKind::fee}, {"charge", FeeKind::charge}};

template <class Value, std::size_t N>
std::string WordOf(const WordFor<Value> (&words)[N], Value value) {
    return std::string(std::ranges::find(words, value, &WordFor<Value>::value)->word);
}

template <class Value, std::size_t N>
Value ReadWord(const WordFor<Value> (&words)[N], const Definition& node, std::string_view key, std::string_view otherwise) {
    const auto word = node.Text(key, otherwise);
    const auto found = std::ranges::find(words, word, &WordFor<Value>::word);
    if (found != std::end(words)) return found->value;
    std::vector<std::string> known;
    for (const auto& each : words)
        if (!each.word.empty()) known.emplace_back(each.word);
    node.FailAt(key, Say("“{1}” không dùng được ở đây. Dùng một trong: {2}.", word, Join(known, ", ")));
    return words[0].value;
}

bool ReadFlag(const Definition& node, std::string_view key, std::string_view otherwise) {
    const auto word = node.Text(key, otherwise);
    if (word != "true" && word != "false") node.FailAt(key, Say("Ghi true hay false."));
    return word == "true";
}

std::string Required(const Definition& node, std::string_view key, Sentence missing, std::size_t longest) {
    auto text = node.Text(key, "");
    if (Trim(text).empty()) node.FailAt(key, std::move(missing));
    if (Length(text) > longest) node.FailAt(key, Say("Dài nhất {1} ký tự.", std::to_string(longest)));
    return text;
}

// A whole number from none to the most; nothing where nothing stands.
std::optional<std::int64_t> ReadNumber(const Definition& node, std::string_view key, std::int64_t most) {
    const auto typed = node.Text(key, "");
    std::string digits;
    for (const char c : typed)
        if (c != '.' && c != ' ') digits += c;
    if (digits.empty()) return std::nullopt;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc() && end == digits.data() + digits.size() && number >= 0 && number <= most) return number;
    node.FailAt(key, Say("Ghi số nguyên từ 0 đến {1}.", Number(most)));
    return std::nullopt;
}

std::optional<Date> ReadDay(const Definition& node, std::string_view key) {
    const auto typed = node.Text(key, "");
    if (typed.empty()) return std::nullopt;
    const auto day = Date::Parse(typed);
    if (!day) node.FailAt(key, Say("Viết ngày như 29/8/2026."));
    return day;
}

constexpr std::int64_t kMostTime = 1000, kMostFee = 10'000'000'000, kMostSheets = 100;

std::optional<calendar::Duration> ReadTime(const Definition& node) {
    const auto unit = ReadWord(kUnits, node, "unit", "working_days");
    const auto amount = ReadNumber(node, "time", kMostTime);
    if (!amount) return std::nullopt;
    if (*amount == 0 && unit != DurationUnit::same_day) {
        node.FailAt("time", Say("Thời hạn ít nhất là 1. Để trống nếu văn bản không quy định."));
        return std::nullopt;
    }
    constexpr std::int64_t kHoursOfDay = 24;
    if (unit == DurationUnit::same_day && *amount > kHoursOfDay)
        node.FailAt("time", Say("Trong ngày: ghi giờ nhận muộn nhất, từ 0 đến 24."));
    return calendar::Duration{static_cast<int>(*amount), unit};
}

std::optional<PeriodFee> ReadPeriod(const Definition& node) {
    const auto sum = ReadNumber(node, "period_fee", kMostFee);
    const auto from = ReadDay(node, "period_from"), until = ReadDay(node, "period_until");
    if (!sum && !from && !until) return std::nullopt;
    if (!sum) node.FailAt("period_fee", Say("Ghi mức trong thời gian ấy."));
    if (!from) node.FailAt("period_from", Say("Ghi ngày đầu của thời gian ấy."));
    if (!until) node.FailAt("period_until", Say("Ghi ngày cuối của thời gian ấy."));
    if (!sum || !from || !until) return std::nullopt;
    if (*until < *from) node.FailAt("period_until", Say("Ngày cuối trước ngày đầu."));
    return PeriodFee{*sum, *from, *until};
}

Method ReadMethod(const Definition& node) {
    Method method;
    method.channel = ReadWord(kChannels, node, "channel", "counter");
    method.duration = ReadTime(node);
    method.fee = ReadNumber(node, "fee", kMostFee);
    method.fee_kind = ReadWord(kFeeKinds, node, "fee_kind", "");
    method.fee_each = node.Text("fee_each", "");
    method.fee_until = ReadDay(node, "fee_until");
    method.period_fee = ReadPeriod(node);
    method.time_text = node.Text("time_text", "");
    method.fee_text = node.Text("fee_text", "");
    method.note = node.Text("note", "");
    return method;
}

Paper ReadPaper(const Definition& node) {
    constexpr std::size_t kLongest = 20'000;
    return {node.Text("group", ""), Required(node, "name", Say("Ghi tên giấy tờ."), kLongest),
            static_cast<int>(ReadNumber(node, "originals", kMostSheets).value_or(0)),
            static_cast<int>(ReadNumber(node, "copies", kMostSheets).value_or(0)), node.Text("form", "")};
}

void ReadAudience(const Definition& root, Procedure& procedure) {
    if (!root.Has("audience")) return;
    const auto words = root.Texts("audience");
    const auto has = [&](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
    procedure.for_people = has("people");
    procedure.for_businesses = has("businesses");
    const bool known = std::ranges::all_of(words, [](const auto& word) { return word == "people" || word == "businesses"; });
    if (!known || words.empty()) root.FailAt("audience", Say("Chọn ít nhất một đối tượng được nộp."));
}

// How people say it, a phrase each: what is too short or too much finds everything, or nothing.
std::vector<std::string> ReadPhrases(const Definition& root) {
    constexpr std::size_t kMost = 30, kShortest = 3, kLongest = 80;
    auto words = root.Has("words") ? root.Texts("words") : std::vector<std::string>();
    if (words.size() > kMost) root.FailAt("words", Say("Nhiều nhất {1} cách gọi.", std::to_string(kMost)));
    for (const auto& phrase : words)
        if (Length(phrase) < kShortest || Length(phrase) > kLongest)
            root.FailAt("words", Say("Mỗi cách gọi từ {1} đến {2} ký tự: “{3}”.", std::to_string(kShortest),
                                     std::to_string(kLongest), phrase));
    return words;
}

std::vector<std::string> TextsIn(const Definition& root, std::string_view key) {
    return root.Has(key) ? root.Texts(key) : std::vector<std::string>();
}

std::string Day(const std::optional<Date>& date) {
    return date ? date->Iso() : "";
}

SheetRow RowOf(const Method& method) {
    SheetRow row{{"channel", WordOf(kChannels, method.channel)},
                 {"time", method.duration ? std::to_string(method.duration->amount) : ""},
                 {"unit", WordOf(kUnits, method.duration ? method.duration->unit : DurationUnit::working_days)},
                 {"fee", method.fee ? std::to_string(*method.fee) : ""},
                 {"fee_kind", WordOf(kFeeKinds, method.fee_kind)},
                 {"fee_each", method.fee_each},
                 {"fee_until", Day(method.fee_until)},
                 {"period_fee", ""},
                 {"period_from", ""},
                 {"period_until", ""},
                 {"note", method.note},
                 {"time_text", method.time_text},
                 {"fee_text", method.fee_text}};
    if (method.period_fee) {
        row["period_fee"] = std::to_string(method.period_fee->sum);
        row["period_from"] = method.period_fee->from.Iso();
        row["period_until"] = method.period_fee->until.Iso();
    }
    return row;
}

SheetRow RowOf(const Paper& paper) {
    return {{"name", paper.name},
            {"originals", std::to_string(paper.originals)},
            {"copies", std::to_string(paper.copies)},
            {"form", paper.form},
            {"group", paper.group}};
}

SheetRow RowOf(const Law& law) {
    return {{"number", law.number}, {"title", law.title}};
}

std::string Flag(bool set) {
    return set ? "true" : "false";
}

std::string AudienceOf(const Procedure& procedure) {
    std::vector<std::string> words;
    if (procedure.for_people) words.emplace_back("people");
    if (procedure.for_businesses) words.emplace_back("businesses");
    return Join(words, "\n");
}

// A list of lines holds no line end of its own, and no empty line.
std::string AsLines(const std::vector<std::string>& lines) {
    std::vector<std::string> kept;
    for (const auto& line : lines)
        if (auto spaced = OneSpaced(ReplaceAll(line, "\n", " ")); !spaced.empty()) kept.push_back(std::move(spaced));
    return Join(kept, "\n");
}

}  // namespace

ProcedureSheet SheetOf(const Procedure& procedure) {
    ProcedureSheet sheet;
    sheet.facts = {{"code", procedure.code},
                   {"name", procedure.name},
                   {"domain", procedure.domain},
                   {"shown", Flag(procedure.published)},
                   {"online", WordOf(kOnline, procedure.online)},
                   {"level", std::string(organisation::LevelWord(procedure.level))},
                   {"department", procedure.department},
                   {"audience", AudienceOf(procedure)},
                   {"process", procedure.process},
                   {"form", procedure.form},
                   {"words", AsLines(procedure.words)},
                   {"results", AsLines(procedure.results)},
                   {"decision", procedure.decision},
                   {"performer", procedure.performer},
                   {"issuer", procedure.issuer},
                   {"audience_text", procedure.audience_text},
                   {"url", procedure.url},
                   {"national", Flag(procedure.national)},
                   {"steps", procedure.steps},
                   {"requirements", procedure.requirements},
                   {"guidance", AsLines(procedure.guidance)},
                   {"laws_text", procedure.laws_text}};
    for (const auto* key : {"methods", "papers", "reliefs", "laws"}) sheet.lists[key] = {};
    for (const auto& method : procedure.methods) sheet.lists["methods"].push_back(RowOf(method));
    for (const auto& paper : procedure.papers) sheet.lists["papers"].push_back(RowOf(paper));
    for (const auto& relief : procedure.reliefs)
        sheet.lists["reliefs"].push_back(
            {{"group", relief.group}, {"percent", std::to_string(relief.percent)}, {"basis", relief.basis}});
    for (const auto& law : procedure.laws) sheet.lists["laws"].push_back(RowOf(law));
    return sheet;
}

namespace {

// What turns a line around or is no letter at all. Lists have signs of their own fonts; those are seen, and stay.
bool HasHiddenLetters(std::string_view text) {
    static constexpr std::string_view kTurning[] = {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066",
                                                    "\u2067", "\u2068", "\u2069", "\uFEFF", "\uFFFE", "\uFFFF"};
    const auto is_control = [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F;
    };
    return std::ranges::any_of(text, is_control) ||
           std::ranges::any_of(kTurning, [&](std::string_view each) { return text.find(each) != std::string_view::npos; });
}

// Pages, searches and papers show what stands here.
void RefuseLettersOf(const Definition& root, const Procedure& procedure) {
    const auto hidden = Say("Có ký tự ẩn, không hiện ra khi đọc. Hãy xóa rồi gõ lại chỗ ấy.");
    const auto sheet = SheetOf(procedure);
    for (const auto& [key, text] : sheet.facts)
        if (HasHiddenLetters(text)) root.FailAt(key, hidden);
    for (const auto& [list, rows] : sheet.lists)
        for (const auto& row : rows)
            if (std::ranges::any_of(row, [](const auto& cell) { return HasHiddenLetters(cell.second); }))
                root.FailAt(list, hidden);
}

FeeRelief ReadRelief(const Definition& node) {
    FeeRelief relief{.group = node.Text("group", ""),
                     .percent = static_cast<int>(node.Number("percent", 100)),
                     .basis = node.Text("basis", "")};
    if (FindFeeGroup(relief.group) == nullptr) node.FailAt("group", Say("Chọn một diện miễn, giảm có trong danh sách."));
    if (relief.percent < 1 || relief.percent > 100) node.FailAt("percent", Say("Nhập phần không phải nộp, từ 1 đến 100."));
    if (VisibleLetters(relief.basis) < 3) node.FailAt("basis", Say("Ghi văn bản cho miễn, giảm."));
    return relief;
}

void RefuseTwice(const Definition& root, const std::vector<FeeRelief>& reliefs) {
    for (std::size_t row = 1; row < reliefs.size(); ++row)
        if (std::find_if(reliefs.begin(), reliefs.begin() + static_cast<std::ptrdiff_t>(row), [&](const FeeRelief& each) {
                return each.group == reliefs[row].group;
            }) != reliefs.begin() + static_cast<std::ptrdiff_t>(row))
            root.FailAt("reliefs", Say("Mỗi diện miễn, giảm ghi một dòng."));
}

}  // namespace

Procedure ParseProcedure(const std::string& source, std::string_view text, DefinitionErrors& errors) {
    const auto root = Definition::Parse(source, text, errors);
    ReadSheet(std::string(text), errors);  // refuses what no field has
    if (!errors.empty()) return {};
    constexpr std::size_t kLongestName = 5000;
    Procedure procedure;
    procedure.code = Required(root, "code", Say("Ghi mã thủ tục."), kLongestName);
    procedure.name = Required(root, "name", Say("Ghi tên thủ tục."), kLongestName);
    procedure.domain = root.Text("domain", "");
    procedure.process = Required(root, "process", Say("Chọn quy trình giải quyết."), kLongestName);
    procedure.department = Required(root, "department", Say("Chọn sở phụ trách."), kLongestName);
    procedure.published = ReadFlag(root, "shown", "true");
    procedure.online = ReadWord(kOnline, root, "online", "information");
    procedure.online_assigned = procedure.national_assigned = false;  // somebody answers for what a text says
    procedure.national = ReadFlag(root, "national", "false");
    const auto level = organisation::ParseLevel(root.Text("level", "commune"));
    if (!level || *level == organisation::Level::district) root.FailAt("level", Say("Chọn cấp xã hay cấp tỉnh."));
    procedure.level = level.value_or(organisation::Level::commune);
    ReadAudience(root, procedure);
    procedure.form = root.Text("form", "");
    procedure.words = ReadPhrases(root);
    procedure.results = TextsIn(root, "results");
    procedure.guidance = TextsIn(root, "guidance");
    for (auto [key, member] :
         {std::pair("decision", &Procedure::decision), std::pair("performer", &Procedure::performer),
          std::pair("issuer", &Procedure::issuer), std::pair("audience_text", &Procedure::audience_text),
          std::pair("url", &Procedure::url), std::pair("steps", &Procedure::steps),
          std::pair("requirements", &Procedure::requirements), std::pair("laws_text", &Procedure::laws_text)})
        procedure.*member = root.Text(key, "");
    for (const auto& node : root.List("methods")) procedure.methods.push_back(ReadMethod(node));
    for (const auto& node : root.List("papers")) procedure.papers.push_back(ReadPaper(node));
    for (const auto& node : root.List("laws")) procedure.laws.push_back({node.Text("title", ""), node.Text("number", "")});
    for (const auto& node : root.List("reliefs")) procedure.reliefs.push_back(ReadRelief(node));
    RefuseTwice(root, procedure.reliefs);
    for (const auto& [list, rows] : {std::pair("methods", procedure.methods.size()), std::pair("papers", procedure.papers.size()),
                                     std::pair("laws", procedure.laws.size()), std::pair("reliefs", procedure.reliefs.size())})
        if (rows > kMostProcedureRows)
            root.FailAt(list, Say("Bảng này có {1} dòng, nhiều nhất được {2} dòng.", std::to_string(rows),
                                  std::to_string(kMostProcedureRows)));
    // Of one that is hidden less is wanted: much of a list is not the province's.
    if (procedure.published && Trim(procedure.domain).empty()) root.FailAt("domain", Say("Ghi lĩnh vực."));
    if (procedure.published && procedure.AcceptsOnline() && procedure.Find(Channel::online) == nullptr)
        root.FailAt("online", Say("Nhận hồ sơ trực tuyến thì phải có cách nộp “Trực tuyến” ở bảng dưới."));
    if (!procedure.url.empty() && !procedure.url.starts_with("https://"))
        root.FailAt("url", Say("Địa chỉ bắt đầu bằng https://"));
    RefuseLettersOf(root, procedure);
    return procedure;
}

std::string BlankProcedure() {
    Procedure procedure;
    procedure.online = OnlineLevel::information;
    procedure.published = true;
    procedure.process = "specialist_leader";
    procedure.methods = {{Channel::counter, calendar::Duration{5, DurationUnit::working_days}, std::nullopt, "", "", ""}};
    return WriteSheet(SheetOf(procedure));
}

}  // namespace dongson::one_stop
