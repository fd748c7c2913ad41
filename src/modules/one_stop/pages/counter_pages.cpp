#include "modules/one_stop/pages/counter_pages.h"

#include <algorithm>
#include <utility>

#include "core/text.h"
#include "modules/one_stop/domain/co_applicant.h"
#include "modules/one_stop/pages/count_inputs.h"
#include "modules/one_stop/pages/draft_pages.h"
#include "modules/one_stop/pages/mandate_html.h"
#include "modules/one_stop/pages/paper_groups_html.h"
#include "web/components.h"
#include "web/layout.h"

namespace dongson::one_stop {

using namespace web::short_names;

namespace {

// The first is where the keyboard stands once something was asked: Enter, Enter, and the form is open.
Html ProcedureLinks(const std::vector<const ProcedureRow*>& rows, bool asked) {
    bool first = asked;
    return Render(R"(<ul class="ds-results">{}</ul>)", Each(rows, [&](const ProcedureRow* row) {
                      const auto focus = web::Flag::Autofocus(std::exchange(first, false));
                      return Render(
                          R"(<li><h2><a class="govuk-link ds-name" href="{}" title="{}" {}>{}</a></h2>
            <p class="govuk-body-s ds-muted">{} · {}</p></li>)",
                          Url::Page("/can-bo/tai-quay/" + row->code), row->name, focus, web::InVietnamese(row->name), row->code,
                          web::InVietnamese(row->domain));
                  }));
}

Html AskedOrOften(const CounterView& view) {
    if (view.search.text.empty())
        return When(!view.often.rows.empty(), [&] {
            return Render(R"(<h2 class="govuk-heading-m">Hay nhận ở quầy này</h2>{})", ProcedureLinks(view.often.rows, false));
        });
    if (view.search.rows.empty()) return Render(R"(<p class="govuk-body" role="status">Không có thủ tục nào như vậy.</p>)");
    return ProcedureLinks(view.search.rows, true);
}

Html TextField(const CounterFormView& view, const char* name, const Sentence& label, std::string_view value,
               const char* mode = "text", bool optional = false) {
    return web::TextInput({name, label, {}, &view.faults, optional}, value,
                          {.type = "text", .autocomplete = "off", .inputmode = mode, .width = ""});
}

// The number first: a person the counter knows need not be typed again.
Html PersonFields(const CounterFormView& view) {
    return Render(
        R"(<h2 class="govuk-heading-m">Người nộp</h2>{}
        <div class="ds-known"><button class="govuk-button govuk-button--secondary" type="submit" name="viec" value="dien">Điền người đã biết</button>
        <p class="ds-saved" role="status" data-known-status="1">{}</p></div>{}{}{}{})",
        TextField(view, "so_dinh_danh", Say("Số định danh cá nhân, mã số thuế hoặc hộ chiếu nước ngoài"), view.typed.number),
        When(view.filled_in, [] { return Render(R"(Đã điền theo hồ sơ gần nhất ở đơn vị. Hãy đối chiếu với giấy tờ.)"); }),
        TextField(view, "ho_ten", Say("Họ và tên, hoặc tên tổ chức"), view.typed.name),
        TextField(view, "so_dien_thoai", Say("Số điện thoại"), view.typed.phone, "tel"),
        TextField(view, "dia_chi", Say("Địa chỉ"), view.typed.address),
        TextField(view, "thu_dien_tu", Say("Thư điện tử"), view.typed.email, "email", true));
}

// Somebody else stands there for them.
Html MandateAtCounter(const CounterFormView& view) {
    if (view.form.in_person) return web::Paragraph(MandateForbidden().sentence);
    const bool wrong = std::ranges::any_of(view.faults, [](const Refusal& fault) {
        return fault.field.starts_with("_uq_") || fault.field == mandate_fields::kPaper;
    });
    return web::Details(
        Say("Có người nộp thay theo ủy quyền"),
        Render(R"({}{}{})", web::Paragraph(Say("Phần “Người nộp” ở trên ghi chủ hồ sơ; ở đây ghi người đang đứng trước quầy.")),
               MandataryFields(view.mandatary, view.faults), MandateFields(view.mandatary, view.faults)),
        wrong || !view.mandatary.empty());
}

// Asked where the form may name others; whether it does is known once it is filled in.
Html TogetherAtCounter(const CounterFormView& view) {
    if (view.form.applicants.empty()) return {};
    return web::Checkboxes({std::string(kAllPresentField), Say("Nếu hồ sơ có nhiều người cùng nộp"), {}, &view.faults, true},
                           {{"co", Say("Mọi người cùng nộp đang có mặt, đã xem giấy tờ của từng người").Now(), ""}},
                           view.all_present ? std::vector<std::string>{"co"} : std::vector<std::string>{});
}

// What the person already has open, and the box by which the clerk means another.
Html AlikeWarning(const CounterFormView& view) {
    std::size_t index = 0;
    const auto rows = Each(view.alike, [&](const AlikeDossier& dossier) {
        return Render(R"(<li><a class="govuk-link" href="{}" target="_blank">{}</a> · {} · {}</li>)",
                      Url::Page("/can-bo/ho-so/" + dossier.code), dossier.code, web::InVietnamese(view.alike_units[index++]),
                      web::Day(dossier.submitted.LocalDate()));
    });
    return Render(
        R"(<div class="govuk-inset-text ds-alike" data-alike="1" {}><h2 class="govuk-heading-s">Đang có hồ sơ cùng thủ tục chưa kết thúc</h2>
        <ul class="govuk-list" data-alike-list="1">{}</ul>{}</div>)",
        web::Flag::Hidden(view.alike.empty()), rows,
        web::Checkboxes({std::string(kDespiteAlikeField), Say("Lập thêm hồ sơ nữa?"), {}, &view.faults, true},
                        {{"co", Say("Vẫn lập thêm hồ sơ này").Now(), ""}}, {}));
}

Html DecidingField(const CounterFormView& view) {
    if (view.deciding.empty()) return {};
    std::vector<web::Choice> choices;
    choices.reserve(view.deciding.size());
    for (const auto* unit : view.deciding) choices.push_back({ToText(unit->id), unit->short_name, ""});
    return web::Select({"noi_giai_quyet", Say("Xã, phường giải quyết"),
                        Say("Nhận thay cho xã, phường khác khi thủ tục không phụ thuộc nơi cư trú"), &view.faults, false},
                       choices, ToText(view.competent));
}

// What was handed over, counted; one press writes down what the catalogue asks for.
Html PaperFields(const CounterFormView& view) {
    const auto row = [&](int index) {
        const auto& paper = view.procedure.papers[static_cast<std::size_t>(index)];
        return Render(R"(<div class="ds-counter-paper" data-originals="{}" data-copies="{}">{}{}</div>)",
                      std::to_string(paper.originals), std::to_string(paper.copies),
                      CountInputs(paper, index, view.handed_in.components, view.faults),
                      web::FileInput({"tep_" + std::to_string(index), Say("Tệp quét"), {}, &view.faults, true}, true));
    };
    const auto counted = [&](int index) {
        return std::ranges::find(view.handed_in.components, index, &ComponentCount::component) != view.handed_in.components.end();
    };
    const auto rows = PaperGroupsOf(view.procedure.papers, row, counted);
    return Render(
        R"(<h2 class="govuk-heading-m">Giấy tờ</h2>
        <p class="govuk-body">Đếm những gì người nộp đưa: Giấy tiếp nhận ghi đúng số này.</p>
        <p class="govuk-body"><button class="govuk-button govuk-button--secondary" type="button" data-all-papers="1" hidden>Đủ như danh mục (Alt+D)</button></p>{}{})",
        rows, SetsInput(view.handed_in.sets, view.faults));
}

}  // namespace

Html CounterSearchPage(const CounterView& view) {
    return web::OfficerLayout(Say("Tiếp nhận tại quầy"),
                              Render(
                                  R"(<h1 class="govuk-heading-l">Tiếp nhận tại quầy</h1>
        <form class="ds-search" method="get" action="/can-bo/tai-quay"><div class="govuk-form-group"><label class="govuk-label" for="q">Thủ tục gì?</label>
        <input class="govuk-input" id="q" name="q" type="search" value="{}" {}></div><button class="govuk-button" type="submit">Tìm</button></form>
        <p class="govuk-body"><a class="govuk-link" href="/can-bo/xac-minh">Xác minh danh tính người đến quầy</a></p>{})",
                                  view.search.text, web::Flag::Autofocus(view.search.text.empty()), AskedOrOften(view)));
}

Html CounterFormPage(const CounterFormView& view) {
    const auto sections = Each(view.form.sections, [&](const Section& section) {
        return Render(R"(<h2 class="govuk-heading-m">{}</h2>{})", section.title.Now(),
                      Questions(section, view.answers, view.faults));
    });
    const auto delivery =
        Render(R"(<h2 class="govuk-heading-m">Trả kết quả</h2>{})",
               DeliveryInputs(Say("Người nộp muốn nhận kết quả thế nào?"), view.delivery ? DeliverySlug(*view.delivery) : "",
                              view.delivery_address, view.faults));
    const auto fields =
        Render(R"({}{}{}{}{}{}{}{}{}<p class="ds-muted">Ctrl+Enter cũng lập hồ sơ.</p>)", web::HiddenInput("khoa", view.key),
               Render(R"({}{})", web::HiddenInput("quay", ToText(view.counter)),
                      web::HiddenInput(kFormField, ToText(view.form.edition))),
               Render(R"({}{})", PersonFields(view), MandateAtCounter(view)), AlikeWarning(view),
               Render(R"({}{})", sections, TogetherAtCounter(view)), PaperFields(view), DecidingField(view), delivery,
               web::Button(Say("Lập hồ sơ")));
    return web::OfficerLayout(
        Say("Tiếp nhận tại quầy"),
        Render(R"({}{}<h1 class="govuk-heading-l">{}</h1><p class="govuk-body">Quầy của {}</p><div data-counter="{}">{}</div>)",
               web::BackLink(Url::Page("/can-bo/tai-quay")), web::ErrorSummary(view.faults),
               web::InVietnamese(view.procedure.name), web::InVietnamese(view.counter_name),
               Url::Page("/can-bo/tai-quay/" + view.procedure.code + "/nguoi").bytes(),
               web::PostForm(Url::Page("/can-bo/tai-quay/" + view.procedure.code), fields, web::FormKind::multipart)));
}

}  // namespace dongson::one_stop
