#include "modules/soc/pages/rule_pages.h"

#include <algorithm>
#include <iterator>

#include "core/text.h"
#include "modules/soc/pages/soc_layout.h"
#include "web/table.h"

namespace dongson::soc {

using namespace web::short_names;

namespace {

constexpr char kPath[] = "/can-bo/an-ninh/quy-tac";

web::Cells CellsOf(const RuleLine& rule) {
    return {LevelTag(rule.level),
            Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page(std::string(kPath) + "/" + web::PathStep(rule.id)),
                   rule.title),
            rule.source, rule.status,
            rule.off               ? web::Tag(Say("Tắt"), web::TagColour::grey)
            : !rule.groups.empty() ? web::Tag(Say("Nhóm: {1}", rule.groups), web::TagColour::bronze)
            : rule.units > 0       ? web::Tag(Say("{1} đơn vị", Figure(rule.units)), web::TagColour::bronze)
                                   : web::Tag(Say("Bật"), web::TagColour::green)};
}

Html Own(const std::vector<OwnRule>& rules) {
    return Render(
        R"(<h2 class="govuk-heading-m">Quy tắc riêng</h2><ul class="govuk-list">{}</ul>)", Each(rules, [](const OwnRule& rule) {
            return Render(
                R"(<li><a class="govuk-link" href="{}">{}</a> {} {} <span class="ds-muted">{}</span></li>)",
                Url::Page(std::string(kPath) + "/rieng/" + std::to_string(rule.id)), rule.rule,
                Say("phiên bản {1}", std::to_string(rule.version)),
                rule.live ? web::Tag(Say("Đang dùng"), web::TagColour::green) : web::Tag(Say("Chưa dùng"), web::TagColour::grey),
                web::InVietnamese(rule.outcome));
        }));
}

}  // namespace

Html RuleListPage(const RuleListView& view) {
    const Refusals none;
    std::vector<web::Choice> levels{{"", Say("Mọi mức").Now(), ""}};
    std::ranges::move(LevelChoices(), std::back_inserter(levels));
    const std::vector<web::Choice> states{
        {"", Say("Tất cả").Now(), ""}, {"tat", Say("Đang tắt").Now(), ""}, {"tuong-quan", Say("Tương quan").Now(), ""}};
    const auto form = Render(R"(<form method="get" action="{}" class="ds-filter">{}{}{}{}</form>)", Url::Page(kPath),
                             web::TextInput({"q", Say("Có các từ"), {}, &none, true}, view.words),
                             web::Select({"muc", Say("Mức"), {}, &none, false}, levels, view.level),
                             web::Select({"trang_thai", Say("Trạng thái"), {}, &none, false}, states, view.state),
                             web::Button(Say("Lọc"), web::ButtonKind::secondary));
    const auto faults = When(!view.faults.empty(), [&] {
        return web::Details(Say("{1} quy tắc không dùng được", std::to_string(view.faults.size())),
                            Render(R"(<ul class="govuk-list">{}</ul>)", Each(view.faults, [](const std::string& fault) {
                                       return Render(R"(<li><code class="ds-log">{}</code></li>)", fault);
                                   })));
    });
    return SocLayout(
        Say("Quy tắc"), SocPlace::rules,
        Render(
            R"(<h1 class="govuk-heading-l">Quy tắc</h1>
            <p class="govuk-body">{} <a class="govuk-link" href="{}">Độ phủ ATT&amp;CK</a></p>{}{}{}{}<p class="govuk-body">{}</p>{}{})",
            Say("{1} quy tắc đang được xét, {2} tắt.", Number(view.all - view.off), Number(view.off)),
            Url::Page("/can-bo/an-ninh/att-ck"), web::LinkButton(Say("Viết quy tắc"), Url::Page(std::string(kPath) + "/moi")),
            faults, When(!view.own.empty(), [&] { return Own(view.own); }), form, Say("{1} quy tắc", Number(view.count)),
            web::Table(Say("Quy tắc"),
                       {{Say("Mức")}, {Say("Quy tắc")}, {Say("Nguồn nhật ký")}, {Say("Độ chín")}, {Say("Trạng thái")}})
                .Rows(view.rules, CellsOf)
                .Done(),
            web::Pages(Url::Page(kPath).With("q", view.words).With("muc", view.level).With("trang_thai", view.state), view.page,
                       view.pages)));
}

Html RulePage(const RuleView& view) {
    const auto list = [](const std::vector<std::string>& items) {
        return Render(R"(<ul class="govuk-list">{}</ul>)",
                      Each(items, [](const std::string& item) { return Render("<li>{}</li>", item); }));
    };
    const std::vector<web::Row> rows{{Say("Mức"), LevelTag(view.rule.level), {}},
                                     {Say("Ý nghĩa"), Render("{}", view.description), {}},
                                     {Say("Nguồn nhật ký"), Render("{}", view.rule.source), {}},
                                     {Say("ATT&CK"), list(view.tags), {}},
                                     {Say("Hay báo nhầm khi"), list(view.false_positives), {}},
                                     {Say("Tham khảo"), list(view.references), {}},
                                     {Say("Tác giả"), Render("{}", view.author), {}},
                                     {Say("Tệp"), Render("{}", view.file), {}},
                                     {Say("Mã"), Render("{}", view.rule.id), {}}};
    std::vector<std::string> chosen;
    chosen.reserve(view.setting.units.size());
    for (const UnitId unit : view.setting.units) chosen.push_back(ToText(unit));
    const auto setting = web::PostForm(
        Url::Page(std::string(kPath) + "/" + web::PathStep(view.rule.id)),
        Render(
            "{}{}{}{}{}",
            web::Checkboxes({"tat", Say("Tắt"), {}, &view.faults, true}, {{"co", Say("Không xét quy tắc này").Now(), ""}},
                            view.setting.off ? std::vector<std::string>{"co"} : std::vector<std::string>{}),
            web::TextInput(
                {"nhom", Say("Chỉ với các nhóm nguồn"), Say("Cách nhau bằng dấu phẩy; để trống: mọi nguồn"), &view.faults, true},
                view.setting.groups),
            view.units.empty() ? Html()
                               : web::Checkboxes({"don_vi", Say("Chỉ với nguồn của các đơn vị"),
                                                  Say("Những đơn vị đang có nguồn; không chọn: mọi đơn vị"), &view.faults, true},
                                                 view.units, chosen),
            web::TextArea({"ly_do", Say("Lý do"), {}, &view.faults, true}, view.setting.reason, 2), web::Button(Say("Lưu"))));
    return SocLayout(
        {view.rule.title, {}}, SocPlace::rules,
        Render(
            R"({}{}<h1 class="govuk-heading-l">{}</h1>{}<p class="govuk-body"><a class="govuk-link" href="{}">Cảnh báo của quy tắc này</a></p><h2 class="govuk-heading-m">Thiết lập</h2>{})",
            web::BackLink(Url::Page(kPath)), web::ErrorSummary(view.faults), view.rule.title, web::SummaryList(rows),
            Url::Page("/can-bo/an-ninh/canh-bao").With("quy_tac", view.rule.id), setting));
}

Html NewRulePage(const NewRuleView& view) {
    const std::vector<web::Choice> days{{"1", Say("Một ngày").Now(), ""},
                                        {"7", Say("Bảy ngày").Now(), ""},
                                        {"30", Say("Ba mươi ngày").Now(), ""},
                                        {"400", Say("Tất cả").Now(), ""}};
    return SocLayout(
        Say("Viết quy tắc"), SocPlace::rules,
        Render(
            R"({}{}<h1 class="govuk-heading-l">Viết quy tắc</h1><p class="govuk-body">Quy tắc Sigma (YAML). Trước khi đưa vào dùng, quy tắc được thử trên các sự kiện đã lưu.</p>{})",
            web::BackLink(Url::Page(kPath)), web::ErrorSummary(view.faults),
            web::PostForm(Url::Page(std::string(kPath) + "/moi"),
                          Render("{}{}{}", web::TextArea({"yaml", Say("Quy tắc"), {}, &view.faults, false}, view.yaml, 20),
                                 web::Select({"so_ngay", Say("Thử trên sự kiện của"), {}, &view.faults, false}, days,
                                             std::to_string(view.days)),
                                 web::Button(Say("Thử và lưu"))))));
}

Html OwnRulePage(const OwnRuleView& view) {
    const auto url = Url::Page(std::string(kPath) + "/rieng/" + std::to_string(view.rule.id));
    const auto change =
        view.rule.live ? web::PostForm(url, Render("{}{}", web::HiddenInput("viec", "thoi"),
                                                   web::Button(Say("Thôi dùng"), web::ButtonKind::warning)))
                       : web::PostForm(url, Render("{}{}", web::HiddenInput("viec", "dung"), web::Button(Say("Đưa vào dùng"))));
    return SocLayout(
        {view.rule.rule, {}}, SocPlace::rules,
        Render(
            R"({}<h1 class="govuk-heading-l">{}</h1>{}{}<pre class="ds-log">{}</pre><p class="govuk-body"><a class="govuk-link" href="{}">Sửa thành phiên bản mới</a></p>{})",
            web::BackLink(Url::Page(kPath)), Say("Quy tắc riêng, phiên bản {1}", std::to_string(view.rule.version)),
            web::SummaryList({{Say("Trạng thái"),
                               view.rule.live ? web::Tag(Say("Đang dùng"), web::TagColour::green)
                                              : web::Tag(Say("Chưa dùng"), web::TagColour::grey),
                               {}},
                              {Say("Kết quả thử"), web::InVietnamese(view.rule.outcome), {}},
                              {Say("Viết lúc"), web::Time(view.rule.made), {}}}),
            change, view.rule.yaml, Url::Page(std::string(kPath) + "/moi").With("tu", std::to_string(view.rule.id)),
            Own(view.versions)));
}

Html ExceptionListPage(const ExceptionListView& view) {
    const auto url = Url::Page("/can-bo/an-ninh/ngoai-le");
    const auto row = [&](const KeptException& exception) {
        const auto unread = view.unread.find(exception.id);
        const auto end = Render(
            R"({}<button class="ds-link-button" type="submit">Thôi<span class="govuk-visually-hidden"> {}</span></button>)",
            web::HiddenInput("thoi", std::to_string(exception.id)), exception.query);
        return web::Cells{
            exception.rule.empty() ? Say("Mọi quy tắc").Now() : exception.rule,
            Render(R"(<code class="ds-log">{}</code>{})", exception.query,
                   unread == view.unread.end() ? Html() : Render(R"(<br><span class="ds-late">{}</span>)", unread->second)),
            Render(R"({} <span class="ds-muted">{}</span>)", web::InVietnamese(exception.reason),
                   Who(view.names, exception.account)),
            web::Time(exception.expires), web::PostForm(url, end)};
    };
    return SocLayout(
        Say("Ngoại lệ"), SocPlace::exceptions,
        Render(
            R"({}<h1 class="govuk-heading-l">Ngoại lệ</h1>
            <p class="govuk-body">Nơi quy tắc không tính là báo động. Mỗi ngoại lệ có hạn và có lý do.</p>{}
            <h2 class="govuk-heading-m">Thêm ngoại lệ</h2>{})",
            web::ErrorSummary(view.faults),
            web::Table(Say("Ngoại lệ"), {{Say("Quy tắc")},
                                         {Say("Khi")},
                                         {Say("Lý do")},
                                         {Say("Đến"), web::ColumnKind::nowrap},
                                         {Say("Thôi"), web::ColumnKind::text, true}})
                .Rows(view.exceptions, row)
                .Done(),
            web::PostForm(
                url, Render("{}{}{}{}{}",
                            web::TextInput({"quy_tac", Say("Mã quy tắc"), Say("Để trống: mọi quy tắc"), &view.faults, true},
                                           view.typed.rule),
                            web::TextInput(
                                {"dieu_kien", Say("Khi sự kiện có"), Say("Ví dụ source.ip:10.9.0.0/16"), &view.faults, false},
                                view.typed.query),
                            web::TextArea({"ly_do", Say("Lý do"), {}, &view.faults, false}, view.typed.reason, 2),
                            web::TextInput({"so_ngay", Say("Trong (ngày)"), {}, &view.faults, false}, std::to_string(view.days),
                                           {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "4"}),
                            web::Button(Say("Thêm"))))));
}

}  // namespace dongson::soc
