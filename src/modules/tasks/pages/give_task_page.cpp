#include "modules/tasks/pages/give_task_page.h"

#include "core/text.h"
#include "platform/workflow/task.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::tasks {

using namespace web::short_names;

namespace {

// The people below are those of the unit: it is chosen first, and nothing is typed before.
Html UnitForm(const GiveTaskView& view) {
    if (view.units.size() < 2) return {};
    std::vector<web::Choice> units;
    units.reserve(view.units.size());
    for (const auto* unit : view.units) units.push_back({ToText(unit->id), unit->name, ""});
    return Render(R"(<form class="ds-filter" method="get" action="/can-bo/nhiem-vu/giao">{}{}{}</form>)",
                  When(!view.part_of.empty(), [&] { return web::HiddenInput("ve", view.part_of); }),
                  web::Select({"don_vi", Say("Đơn vị nhận"), {}, nullptr, false}, units, ToText(view.unit)),
                  web::Button(Say("Chọn đơn vị"), web::ButtonKind::secondary));
}

Html ShortInput(const GiveTaskView& view, const char* name, Sentence label, Sentence hint, const std::string& otherwise,
                const char* mode) {
    return web::TextInput({name, std::move(label), std::move(hint), &view.faults, true}, view.Typed(name, otherwise),
                          {.type = "text", .autocomplete = "off", .inputmode = mode, .width = "10"});
}

Html People(const GiveTaskView& view) {
    std::vector<web::Choice> people{{"", Say("Cả đơn vị: để đơn vị tự phân công").Now(), ""}};
    for (const auto& each : view.people)
        people.push_back({ToText(each.id), each.position.empty() ? each.name : each.name + " (" + each.position + ")", ""});
    return web::Select({"nguoi", Say("Giao cho"), {}, &view.faults, true}, people, view.Typed("nguoi"));
}

Html PartOf(const GiveTaskView& view) {
    if (view.part_of.empty()) return {};
    return Render(R"(<p class="govuk-body">{}</p>)",
                  view.of_a_task ? Say("Là một phần của nhiệm vụ {1}", view.part_of) : Say("Thuộc hồ sơ {1}", view.part_of));
}

std::string UnitName(const GiveTaskView& view) {
    for (const auto* unit : view.units)
        if (unit->id == view.unit) return unit->name;
    return {};
}

}  // namespace

std::string GiveTaskView::Typed(std::string_view field, const std::string& otherwise) const {
    const auto found = typed.find(field);
    return found == typed.end() ? otherwise : found->second;
}

Html GiveTaskPage(const GiveTaskView& view) {
    const auto hidden = Render(R"({}{}{})", web::HiddenInput("don_vi", ToText(view.unit)), web::HiddenInput("ve", view.part_of),
                               web::HiddenInput("khoa", view.key));
    const auto fields = Render(
        R"({}{}{}{}{}{}{}{}{}{})", hidden, People(view),
        web::TextInput({"ten", Say("Tên nhiệm vụ"), {}, &view.faults, false}, view.Typed("ten")),
        web::TextArea({"yeu_cau", Say("Yêu cầu"), Say("Làm gì, ra kết quả gì"), &view.faults, false}, view.Typed("yeu_cau"), 4),
        web::TextInput(
            {"minh_chung", Say("Minh chứng cần có"), Say("Ví dụ biên bản, ảnh chụp, văn bản đã ký"), &view.faults, true},
            view.Typed("minh_chung")),
        ShortInput(view, "so_ngay", Say("Làm trong (ngày làm việc)"), Say("Tính từ ngày làm việc sau hôm nay"), "5", "numeric"),
        ShortInput(view, "ngay", Say("Hoặc phải xong ngày"), Say("Ví dụ 27/3/2027. Ghi ngày thì không dùng số ngày ở trên"), "",
                   "text"),
        When(view.of_a_task,
             [&] {
                 return ShortInput(view, "trong_so", Say("Trọng số trong nhiệm vụ chung"), Say("Từ 1 đến 100"), "1", "numeric");
             }),
        web::Checkboxes({"khan", Say("Mức độ"), {}, nullptr, true}, {{"1", Say("Khẩn").Now(), ""}},
                        view.Typed("khan").empty() ? std::vector<std::string>{} : std::vector<std::string>{"1"}),
        web::Button(view.of_a_task ? Say("Giao phần việc") : Say("Giao nhiệm vụ")));
    return web::OfficerLayout(
        view.of_a_task ? Say("Chia một phần việc") : Say("Giao nhiệm vụ"),
        Render(R"({}{}<h1 class="govuk-heading-l">{}</h1>{}{}<h2 class="govuk-heading-m">{}</h2>{})",
               web::BackLink(Url::Page(view.of_a_task ? workflow::TaskPath(view.part_of) : "/can-bo/nhiem-vu")),
               web::ErrorSummary(view.faults), view.of_a_task ? Say("Chia một phần việc") : Say("Giao nhiệm vụ"), PartOf(view),
               UnitForm(view), web::InVietnamese(UnitName(view)), web::PostForm(Url::Page("/can-bo/nhiem-vu/giao"), fields)));
}

}  // namespace dongson::tasks
