#include "modules/administration/pages/delegation_page.h"

#include "core/text.h"
#include "platform/identity/delegate.h"
#include "web/components.h"
#include "web/layout.h"
#include "web/table.h"

namespace dongson::administration {

using namespace web::short_names;
using identity::DelegationState;

namespace {

constexpr char kPath[] = "/can-bo/uy-quyen";

web::TagColour ColourOf(DelegationState state) {
    switch (state) {
        case DelegationState::in_force:
            return web::TagColour::green;
        case DelegationState::to_come:
            return web::TagColour::blue;
        case DelegationState::lapsed:
            return web::TagColour::amber;
        case DelegationState::over:
        case DelegationState::revoked:
            return web::TagColour::grey;
    }
    return web::TagColour::grey;
}

Html TakingBack(const DelegationsView& view, const DelegationLine& line) {
    const auto state = identity::StateOn(line.delegation, view.today);
    if (!line.may_take_back || state == DelegationState::over || state == DelegationState::revoked) return {};
    return web::Details(
        Say("Thu hồi"),
        web::PostForm(
            Url::Page(std::string(kPath) + "/" + ToText(line.delegation.id) + "/thu-hoi"),
            Render(R"({}{}{})", web::HiddenInput("cua", ToText(view.giver)),
                   web::TextInput({"ly_do", Say("Lý do"), Say("Hết hiệu lực ngay; hai bên đều được báo"), nullptr, false}, ""),
                   web::Button(Say("Thu hồi ủy quyền"), web::ButtonKind::warning))));
}

web::Cells LineCells(const DelegationsView& view, const DelegationLine& line, const organisation::Units& units) {
    const auto& each = line.delegation;
    const auto state = identity::StateOn(each, view.today);
    const std::string prefix(identity::SignsPrefix(each.signs));
    const auto signs = When(!prefix.empty(), [&] {
        return Render(R"(<br><span class="ds-muted">Ký {}</span>)", web::InVietnamese(prefix + " " + each.from_position));
    });
    const auto revoked = When(each.revoked.has_value(), [&] {
        return Render(R"(<br><span class="ds-muted">Thu hồi bởi {}, {}: {}</span>)", web::InVietnamese(each.revoked_by),
                      web::Time(*each.revoked), web::InVietnamese(each.revoke_reason));
    });
    return {Render(R"({}<br><span class="ds-muted">{}, {}</span>)", web::InVietnamese(each.from_name),
                   web::InVietnamese(each.from_position), web::InVietnamese(units.NameOf(each.unit))),
            web::InVietnamese(each.to_name),
            Render(R"({}{})", identity::GivenWords(each.capabilities), signs),
            Render(R"({} – {}<br>{})", web::Day(each.first), web::Day(each.last),
                   web::Tag(Say(identity::DelegationStateName(state)), ColourOf(state))),
            Render(R"({}<br><span class="ds-muted">Ghi bởi {}, {}</span>{})", web::InVietnamese(each.basis),
                   web::InVietnamese(each.recorded_by_name), web::Time(each.recorded), revoked),
            TakingBack(view, line)};
}

Html LinesOf(const DelegationsView& view, const Sentence& title, const std::vector<DelegationLine>& lines, const Sentence& none,
             const organisation::Units& units) {
    if (lines.empty()) return Render(R"(<h2 class="govuk-heading-m">{}</h2><p class="govuk-body">{}</p>)", title, none);
    return Render(R"(<h2 class="govuk-heading-m">{}</h2>{})", title,
                  web::Table(title,
                             {{Say("Người ủy quyền")},
                              {Say("Người làm thay")},
                              {Say("Việc")},
                              {Say("Thời gian")},
                              {Say("Căn cứ")},
                              {Say("Thu hồi"), web::ColumnKind::nowrap, true}},
                             {.dense = false})
                      .Rows(lines, [&](const DelegationLine& line) { return LineCells(view, line, units); })
                      .Done());
}

Html Help() {
    return web::Details(
        Say("Ủy quyền thế nào là đúng"),
        web::Bullets({
            Say("Chỉ ủy được quyền mà chức vụ của người ủy quyền có; quyền được ủy không ủy tiếp. Quyền quản trị không ủy được."),
            Say("KT.: cấp phó ký thay người đứng đầu (Nghị định 30/2020/NĐ-CP, Điều 13)."),
            Say("TL., TUQ.: người đứng đầu đơn vị trực thuộc ký theo lệnh, hoặc theo văn bản ủy quyền."),
            Say("Q.: người được giao quyền chức vụ ấy, làm mọi việc với tư cách ấy."),
            Say("Mọi việc làm thay được ghi tên cả hai người, căn cứ và thời hạn; văn bản ký thay ghi đúng hình thức ký."),
            Say("Người làm thay thấy cả những hồ sơ đang giao cho người được thay, ở mục “Của tôi”."),
            Say("Việc mà người làm thay tự làm được thì họ làm dưới tên mình."),
            Say("Ủy quyền tự hết sau ngày cuối, khi chức vụ của người ủy quyền kết thúc, hoặc khi bị thu hồi. Lịch sử được giữ lại."),
        }));
}

std::vector<web::Choice> People(const std::vector<identity::AccountStore::Colleague>& people) {
    std::vector<web::Choice> choices{{"", Say("– chọn –").Now(), ""}};
    for (const auto& person : people) choices.push_back({ToText(person.id), person.name + ", " + person.position, ""});
    return choices;
}

Html Giving(const DelegationsView& view, const organisation::Units& units) {
    if (view.posts.empty())
        return Render(R"(<h2 class="govuk-heading-m" id="moi">Ủy quyền mới</h2><p class="govuk-body">{}</p>)",
                      view.own ? Say("Chức vụ của bạn không có quyền nào ủy được.")
                               : Say("Chức vụ của {1} không có quyền nào ủy được.", view.giver_name));
    const auto* faults = &view.faults;
    std::vector<web::Choice> posts, given, ways;
    for (const auto& post : view.posts) posts.push_back({ToText(post.id), post.position + ", " + units.NameOf(post.unit), ""});
    const auto book = identity::RolesNow();
    for (const auto& key : view.may_be_given) given.push_back({key, std::string(book->Declared(key).Now()), ""});
    for (const auto signs : identity::kWaysToSign)
        ways.push_back({std::string(identity::SignsSlug(signs)), Say(identity::SignsName(signs)).Now(), ""});
    const web::InputOptions day{.width = "10"};
    return Render(
        R"(<h2 class="govuk-heading-m" id="moi">Ủy quyền mới</h2>{})",
        web::PostForm(
            Url::Page(kPath),
            Render(
                R"({}{}{}{}{}{}{}{}{}{})", web::HiddenInput("cua", ToText(view.giver)),
                web::Select({"chuc_vu", Say("Chức vụ được làm thay"), {}, faults, false}, posts, view.form.post),
                web::Select({"nguoi", Say("Người làm thay"), {}, faults, false}, People(view.receivers), view.form.to),
                web::TextInput({"tai_khoan", Say("Hoặc tên đăng nhập"),
                                Say("Của người đứng đầu đơn vị trực thuộc, khi ký TL. hoặc TUQ."), faults, true},
                               view.form.login),
                web::Checkboxes({"quyen", Say("Việc được làm thay"), {}, faults, false}, given, view.form.capabilities),
                web::Radios({"hinh_thuc", Say("Hình thức ký"), {}, faults, false}, ways, view.form.signs),
                web::TextInput({"can_cu", Say("Căn cứ"), Say("Số, ngày của văn bản: Quyết định số 12/QĐ-UBND ngày 28/11/2026"),
                                faults, false},
                               view.form.basis),
                web::TextInput({"tu_ngay", Say("Từ ngày"), Say("Viết như 29/8/2026"), faults, false}, view.form.from, day),
                web::TextInput({"den_ngay", Say("Đến hết ngày"), Say("Dài nhất một năm"), faults, false}, view.form.until, day),
                web::Button(Say("Ghi ủy quyền")))));
}

Html Others(const DelegationsView& view) {
    return When(view.own && !view.others.empty(), [&] {
        std::vector<web::Choice> choices = People(view.others);
        return web::Details(Say("Ghi ủy quyền cho người vắng mặt"),
                            Render(R"(<p class="govuk-body">Khi người ấy ốm hoặc vắng mà đã có văn bản giao người làm thay.
            Người ấy được báo.</p>
            <form method="get" action="/can-bo/uy-quyen">{}{}</form>)",
                                   web::Select({"cua", Say("Của ai"), {}, nullptr, false}, choices, ""),
                                   web::Button(Say("Tiếp"), web::ButtonKind::secondary)));
    });
}

Html Outcome(const DelegationsView& view) {
    if (view.given)
        return web::Banner(Say("Đã ủy quyền"),
                           web::Paragraph(Say("{1} làm thay {2} từ {3} đến {4}. Hai bên được báo.", view.given->to_name,
                                              view.given->from_name, view.given->first.Spoken(), view.given->last.Spoken())));
    if (view.taken_back) return web::Banner(Say("Đã thu hồi"), web::Paragraph(Say("Ủy quyền hết hiệu lực từ lúc này.")));
    return {};
}

}  // namespace

Html DelegationsPage(const DelegationsView& view, const organisation::Units& units) {
    const auto title = view.own ? Say("Ủy quyền") : Say("Ủy quyền của {1}", view.giver_name);
    const auto from = view.own ? Say("Tôi đã ủy quyền") : Say("Đã ủy quyền cho người khác");
    const auto to = view.own ? Say("Tôi được ủy quyền") : Say("Được người khác ủy quyền");
    return web::OfficerLayout(
        title,
        Render(R"({}{}{}<h1 class="govuk-heading-l">{}</h1>
            <p class="govuk-body">Khi nghỉ phép, đi công tác hay ốm:
            giao một phần việc của chức vụ cho người khác, có căn cứ và có thời hạn.</p>{}{}{}{}{}{}
            <p class="govuk-body"><a class="govuk-link" href="{}">Tải danh sách (CSV)</a></p>)",
               When(!view.own, [] { return web::BackLink(Url::Page(kPath)); }), web::ErrorSummary(view.faults), Outcome(view),
               title, Help(), LinesOf(view, to, view.to_me, Say("Chưa có."), units),
               LinesOf(view, from, view.from_me, Say("Chưa có."), units), Giving(view, units), Others(view),
               When(view.own,
                    [&] { return LinesOf(view, Say("Của người khác trong đơn vị"), view.of_unit, Say("Chưa có."), units); }),
               Url::Page(std::string(kPath) + "/danh-sach.csv")));
}

}  // namespace dongson::administration
