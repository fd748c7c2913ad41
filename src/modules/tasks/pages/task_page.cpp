#include "modules/tasks/pages/task_page.h"

#include <algorithm>

#include "core/text.h"
#include "modules/tasks/pages/part_table.h"
#include "platform/workflow/task_kind.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::tasks {

using namespace web::short_names;
using workflow::Event;
using workflow::Happening;

namespace {

Html DayInput(const TaskView& view, const Refusals* faults, Sentence label, Sentence hint, bool mine, bool optional) {
    return web::TextInput({"ngay", std::move(label), std::move(hint), faults, optional}, mine ? view.Typed("ngay") : "",
                          {.type = "text", .autocomplete = "off", .inputmode = "text", .width = "10"});
}

Html MarkField(const TaskView& view, const Refusals* faults, bool mine) {
    std::vector<web::Choice> marks{{"", Say("– chọn –").Now(), ""}};
    for (const auto& mark : workflow::Marks()) marks.push_back({std::string(mark.word), mark.name.Now(), ""});
    return web::Select({"muc", Say("Mức đánh giá"), {}, faults, false}, marks, mine ? view.Typed("muc") : "");
}

Html PercentField(const TaskView& view, const Refusals* faults, bool mine) {
    if (view.task.parts > 0)
        return Render(R"(<p class="govuk-body">Tiến độ chung tính từ các phần việc: {} %.</p>)",
                      std::to_string(view.task.percent));
    const auto now = std::to_string(view.task.percent);
    return web::TextInput({"phan_tram", Say("Đã làm được (%)"), {}, faults, false}, mine ? view.Typed("phan_tram", now) : now,
                          {.type = "text", .autocomplete = "off", .inputmode = "numeric", .width = "4"});
}

Html GiveAgainFields(const TaskView& view, const Refusals* faults, bool mine) {
    std::vector<web::Choice> people{{"", Say("Để đơn vị tự phân công").Now(), ""}};
    for (const auto& each : view.doers) people.push_back({ToText(each.id), each.name, ""});
    return Render(R"({}{})", web::Select({"nguoi", Say("Giao cho"), {}, faults, true}, people, mine ? view.Typed("nguoi") : ""),
                  DayInput(view, faults, Say("Hạn mới"), Say("Bỏ trống: hạn như cũ"), mine, true));
}

// What is written with an event, as its field is called.
Sentence WordLabel(const Event& event) {
    if (event.Has("finish")) return Say("Kết quả đã làm được");
    if (event.Has("report")) return Say("Đã làm gì, vướng gì");
    if (event.Has("assess")) return Say("Nhận xét");
    return Say("Lý do");
}

// The fields an event asks for, no more.
Html Fields(const TaskView& view, const Event& event, const Refusals* faults, bool mine) {
    const bool files = event.Has("finish") || event.Has("report");
    return Render(R"({}{}{}{}{}{}{}{}{})", web::HiddenInput("phien_ban", std::to_string(view.task.version)),
                  When(event.Has("report"), [&] { return PercentField(view, faults, mine); }),
                  When(event.Has("assess"), [&] { return MarkField(view, faults, mine); }),
                  When(event.Has("give_anew"), [&] { return GiveAgainFields(view, faults, mine); }),
                  When(event.Has("ask_extension"),
                       [&] { return DayInput(view, faults, Say("Xin gia hạn đến ngày"), Say("Ví dụ 27/3/2027"), mine, false); }),
                  When(event.Has("grant_extension"),
                       [&] { return DayInput(view, faults, Say("Hạn mới"), Say("Bỏ trống: đúng ngày đã xin"), mine, true); }),
                  When(event.reason,
                       [&] {
                           const auto hint = event.Has("finish") && !view.task.evidence.empty()
                                                 ? Say("Minh chứng cần có: {1}", view.task.evidence)
                                                 : Sentence{};
                           return web::TextArea({"ly_do", WordLabel(event), hint, faults, false}, mine ? view.Typed("ly_do") : "",
                                                3);
                       }),
                  When(files, [&] { return web::FileInput({"tep", Say("Tệp gửi kèm"), {}, faults, true}, true); }),
                  web::Button({event.label.Now(), {}}, event.primary             ? web::ButtonKind::primary
                                                       : event.key == "withdraw" ? web::ButtonKind::warning
                                                                                 : web::ButtonKind::secondary));
}

Html ActionForm(const TaskView& view, const Event& event) {
    const bool mine = view.event == event.key;
    const Refusals none;
    const bool files = event.Has("finish") || event.Has("report");
    const auto form = web::PostForm(Url::Page(workflow::TaskPath(view.task.code) + "/viec/" + event.key),
                                    Fields(view, event, mine ? &view.faults : &none, mine),
                                    files ? web::FormKind::multipart : web::FormKind::plain);
    if (event.primary) return Render(R"(<h3 class="govuk-heading-s">{}</h3>{})", event.label.Now(), form);
    return web::Details({event.label.Now(), {}}, form, mine);
}

Html AssignForm(const TaskView& view) {
    const auto action = Url::Page(workflow::TaskPath(view.task.code) + "/phan-cong");
    const auto version = web::HiddenInput("phien_ban", std::to_string(view.task.version));
    if (view.may_take && !view.may_assign)
        return web::PostForm(action, Render(R"({}{}{})", version, web::HiddenInput("nguoi", "toi"),
                                            web::Button(Say("Tôi nhận làm"), web::ButtonKind::secondary)));
    if (!view.may_assign) return {};
    std::vector<web::Choice> choices;
    choices.reserve(view.colleagues.size());
    for (const auto& colleague : view.colleagues) choices.push_back({ToText(colleague.id), colleague.name, ""});
    const bool mine = view.event == "assign";
    const Refusals none;
    return web::Details(
        Say("Phân công trong đơn vị"),
        web::PostForm(action, Render(R"({}{}{})", version,
                                     web::Select({"nguoi", Say("Người thực hiện"), {}, mine ? &view.faults : &none, false},
                                                 choices, mine ? view.Typed("nguoi") : ToText(view.task.assignee)),
                                     web::Button(Say("Phân công"), web::ButtonKind::secondary))),
        mine);
}

Html TakeBackForm(const TaskView& view) {
    return When(view.may_take_back, [&] {
        return web::PostForm(Url::Page(workflow::TaskPath(view.task.code) + "/lay-lai"),
                             Render(R"({}<p class="govuk-body-s ds-muted">{}</p>{})",
                                    web::HiddenInput("phien_ban", std::to_string(view.task.version)),
                                    Say("Chưa ai ở nơi nhận mở nhiệm vụ từ khi bạn chuyển."),
                                    web::Button(Say("Lấy lại bước vừa làm"), web::ButtonKind::secondary)));
    });
}

Html CommentForm(const TaskView& view) {
    const bool mine = view.event == workflow::names::kNote;
    const Refusals none;
    const auto* faults = mine ? &view.faults : &none;
    return When(view.may_comment, [&] {
        return web::Details(Say("Trao đổi"),
                            web::PostForm(Url::Page(workflow::TaskPath(view.task.code) + "/trao-doi"),
                                          Render(R"({}{}{})",
                                                 web::TextArea({"trao_doi", Say("Nội dung trao đổi"),
                                                                Say("Nơi giao và nơi thực hiện đều đọc được"), faults, false},
                                                               mine ? view.Typed("trao_doi") : "", 3),
                                                 web::FileInput({"tep", Say("Tệp gửi kèm"), {}, faults, true}, true),
                                                 web::Button(Say("Gửi trao đổi"), web::ButtonKind::secondary)),
                                          web::FormKind::multipart),
                            mine);
    });
}

Html FilesSent(const TaskView& view, const Happening& happening) {
    return When(!happening.files.empty(), [&] {
        return Render(R"(<ul class="govuk-list govuk-body-s">{}</ul>)",
                      Each(happening.files, [&](const workflow::CasePaper& file) {
                          return Render(R"(<li><a class="govuk-link" href="{}" lang="vi">{}</a></li>)",
                                        Url::Local(workflow::TaskPath(view.task.code) + "/tep/" + ToText(file.file)), file.name);
                      }));
    });
}

Html Timeline(const TaskView& view) {
    return Render(
        R"(<ol class="ds-timeline">{}</ol>)", Each(view.happenings, [&](const Happening& happening) {
            return Render(
                R"(<li><h3>{}</h3><p class="govuk-body-s ds-muted">{} · {} ({})</p>{}{}{}</li>)", happening.label.Now(),
                web::Time(happening.at), web::InVietnamese(workflow::WhoDid(happening)),
                web::InVietnamese(view.NameOf(happening.actor_unit)),
                When(!happening.on_behalf_by.empty(),
                     [&] {
                         return Render(R"(<p class="govuk-body-s ds-muted">Theo {}</p>)",
                                       web::InVietnamese(happening.on_behalf_by));
                     }),
                When(!happening.reason.empty(),
                     [&] { return Render(R"(<p class="govuk-body-s" lang="vi">{}</p>)", web::Lines(happening.reason)); }),
                FilesSent(view, happening));
        }));
}

Html WholeLink(const TaskView::Whole& whole) {
    const auto code = whole.path.empty() ? web::TextOf(whole.code)
                                         : Render(R"(<a class="govuk-link" href="{}">{}</a>)", Url::Page(whole.path), whole.code);
    return whole.is_task ? Render(R"(Nhiệm vụ {})", code) : Render(R"(Hồ sơ {})", code);
}

Html Facts(const TaskView& view) {
    const auto& task = view.task;
    std::vector<web::Row> rows{{Say("Nơi giao"),
                                Render(R"({}<br>{}, {})", web::InVietnamese(view.NameOf(task.giver_unit)),
                                       web::InVietnamese(task.giver_name), web::Time(task.given)),
                                {}},
                               {Say("Nơi thực hiện"),
                                Render(R"({}<br>{})", web::InVietnamese(view.NameOf(task.doer_unit)),
                                       web::InVietnamese(view.doer.empty() ? "–" : view.doer)),
                                {}},
                               {Say("Hạn"), web::Time(task.due), {}}};
    if (task.asked_until) rows.push_back({Say("Xin gia hạn đến"), web::Day(*task.asked_until), {}});
    rows.push_back({Say("Tiến độ"), Render(R"({} %)", std::to_string(task.percent)), {}});
    rows.push_back({Say("Minh chứng cần có"), web::InVietnamese(task.evidence.empty() ? "–" : task.evidence), {}});
    if (view.whole) rows.push_back({Say("Thuộc về"), WholeLink(*view.whole), {}});
    if (const auto* mark = workflow::FindMark(task.mark); mark != nullptr)
        rows.push_back({Say("Đánh giá"), Render(R"({}<br>{})", mark->name.Now(), web::InVietnamese(task.assessment)), {}});
    return web::SummaryList(rows);
}

Html Parts(const TaskView& view) {
    return Render(R"({}{})",
                  When(!view.parts.empty(),
                       [&] {
                           return Render(R"(<h2 class="govuk-heading-m">Các phần việc</h2>{})",
                                         PartTable(view.parts, view.units, view.now));
                       }),
                  When(view.may_divide, [&] {
                      return web::LinkButton(Say("Chia một phần việc"),
                                             Url::Page("/can-bo/nhiem-vu/giao").With("ve", view.task.code),
                                             web::ButtonKind::secondary);
                  }));
}

// Why it cannot be said to be done yet.
Html PartsOpen(const TaskView& view) {
    return When(view.may_divide && view.task.open_parts > 0, [&] {
        return web::Paragraph(
            Say("Còn {1} phần việc chưa xong: chưa báo hoàn thành được.", std::to_string(view.task.open_parts)));
    });
}

Html Actions(const TaskView& view) {
    if (view.allowed.empty() && !view.may_assign && !view.may_take && !view.may_take_back)
        return Render(R"(<p class="govuk-body">Lúc này bạn không có việc gì phải làm với nhiệm vụ này.</p>)");
    return Render(R"({}{}{}{})", PartsOpen(view),
                  Each(view.allowed, [&](const Event* event) { return ActionForm(view, *event); }), AssignForm(view),
                  TakeBackForm(view));
}

}  // namespace

std::string TaskView::Typed(std::string_view field, const std::string& otherwise) const {
    const auto found = typed.find(field);
    return found == typed.end() ? otherwise : found->second;
}

std::string TaskView::NameOf(UnitId unit) const {
    const auto found = units.find(unit);
    return found == units.end() ? std::string() : found->second;
}

Html StateTag(const workflow::Task& task, Instant now) {
    const auto& state = workflow::TaskProcess().At(task.state);
    const auto colour = task.closed     ? web::TagColour::grey
                        : state.initial ? web::TagColour::blue
                        : task.done     ? web::TagColour::green
                                        : web::TagColour::bronze;
    return Render(
        R"({}{}{})", web::Tag(state.words.Now(), colour),
        When(task.Late(now) && task.state != "withdrawn",
             [&] { return Render(R"( {})", web::Tag(task.done ? Say("Xong sau hạn") : Say("Quá hạn"), web::TagColour::red)); }),
        When(task.urgent, [] { return Render(R"( {})", web::Tag(Say("Khẩn"), web::TagColour::amber)); }));
}

Html TaskPage(const TaskView& view) {
    const auto& task = view.task;
    return web::OfficerLayout(Say("Nhiệm vụ {1}", task.code),
                              Render(
                                  R"({}{}<h1 class="govuk-heading-l">{}</h1><p class="govuk-body">{} · {}</p>
            <p class="govuk-body ds-jump"><a class="govuk-link" href="#viec">Việc làm được bây giờ</a></p>
            <div class="ds-two"><div><h2 class="govuk-heading-m">Yêu cầu</h2><p class="govuk-body" lang="vi">{}</p>{}{}</div>
            <div><div class="ds-actions" id="viec"><h2 class="govuk-heading-m">Việc làm được bây giờ</h2>{}</div>{}
            <h2 class="govuk-heading-m">Đã diễn ra</h2>{}</div></div>)",
                                  web::BackLink(Url::Page("/can-bo/nhiem-vu")), web::ErrorSummary(view.faults),
                                  web::InVietnamese(task.title), task.code, StateTag(task, view.now), web::Lines(task.wanted),
                                  Facts(view), Parts(view), Actions(view), CommentForm(view), Timeline(view)));
}

}  // namespace dongson::tasks
