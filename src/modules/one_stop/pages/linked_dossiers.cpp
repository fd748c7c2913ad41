#include "modules/one_stop/pages/linked_dossiers.h"

#include "web/components.h"

namespace dongson::one_stop {

using web::Each;
using web::Html;
using web::Render;
using web::Url;
using web::When;

namespace {

Html UnlinkForm(const OfficeDossierView& view, const LinkedDossier& linked) {
    return web::PostForm(
        Url::Page("/can-bo/ho-so/" + view.tracking.dossier.code + "/lien-ket/" + std::to_string(linked.id) + "/go"),
        Render(
            R"(<button class="govuk-button govuk-button--secondary" data-module="govuk-button">
            {}<span class="govuk-visually-hidden"> {}</span></button>)",
            Say("Gỡ liên kết"), linked.code));
}

Html LinkedLine(const OfficeDossierView& view, const LinkedDossier& linked) {
    const auto code = linked.procedure.empty() ? Render(R"({})", linked.code)
                                               : Render(R"(<a class="govuk-link" href="{}">{}</a>)",
                                                        Url::Page("/can-bo/ho-so/" + linked.code), linked.code);
    return Render(
        R"(<div class="govuk-inset-text"><p class="govuk-body"><strong>{}</strong>: {}{}</p>{}
        <p class="govuk-body-s ds-muted">{}, {}</p>{}</div>)",
        linked.relation.Now(), code,
        When(!linked.state.empty(), [&] { return Render(R"( {})", web::Tag({linked.state, {}}, web::TagColour::grey)); }),
        Render(R"({}{})",
               When(!linked.procedure.empty(),
                    [&] { return Render(R"(<p class="govuk-body-s" lang="vi">{}</p>)", linked.procedure); }),
               When(!linked.note.empty(), [&] { return Render(R"(<p class="govuk-body-s" lang="vi">{}</p>)", linked.note); })),
        web::InVietnamese(linked.by), web::Time(linked.at), When(view.may_write, [&] { return UnlinkForm(view, linked); }));
}

Html LinkForm(const OfficeDossierView& view) {
    const bool mine = view.event == workflow::names::kLink;
    const Refusals none;
    const auto* faults = mine ? &view.faults : &none;
    std::vector<web::Choice> relations;
    for (const auto relation : workflow::kSaidRelations)
        relations.push_back({std::string(workflow::RelationWord(relation)), workflow::RelationName(relation, false).Now(), {}});
    const auto form = web::PostForm(
        Url::Page("/can-bo/ho-so/" + view.tracking.dossier.code + "/lien-ket"),
        Render(R"({}{}{}{})",
               web::Select({"quan_he", Say("Hồ sơ này"), {}, faults}, relations, mine ? view.Typed("quan_he") : ""),
               web::TextInput({"ma_ho_so", Say("Mã hồ sơ kia"), Say("Hồ sơ đơn vị bạn giữ hoặc được hỏi ý kiến"), faults},
                              mine ? view.Typed("ma_ho_so") : ""),
               web::TextInput({"ghi_ro", Say("Ghi rõ"), {}, faults, true}, mine ? view.Typed("ghi_ro") : ""),
               web::Button(Say("Liên kết"), web::ButtonKind::secondary)));
    return web::Details(Say("Liên kết với hồ sơ khác"), form, mine);
}

}  // namespace

Html LinkedDossiers(const OfficeDossierView& view) {
    return Render(R"({}{})",
                  When(!view.linked.empty(),
                       [&] {
                           return Render(
                               R"(<h2 class="govuk-heading-m">Hồ sơ liên kết</h2>{})",
                               Each(view.linked, [&](const LinkedDossier& linked) { return LinkedLine(view, linked); }));
                       }),
                  When(view.may_write, [&] { return LinkForm(view); }));
}

}  // namespace dongson::one_stop
