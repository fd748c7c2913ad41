// The machine interface for applicants: drafts, submitting, their dossiers.
#include <algorithm>

#include "core/text.h"
#include "modules/one_stop/actions/act_on_dossier.h"
#include "modules/one_stop/actions/dossier_writing.h"
#include "modules/one_stop/actions/end_mandate.h"
#include "modules/one_stop/actions/submit_dossier.h"
#include "modules/one_stop/http/api.h"
#include "modules/one_stop/http/drafting.h"
#include "modules/one_stop/http/handlers.h"
#include "modules/one_stop/http/reading.h"
#include "platform/organisation/directory.h"

namespace dongson::one_stop {

namespace {

web::Response MissingDraft() {
    return web::Problem(NoDraft());
}
web::Response MissingDossier(std::string_view code) {
    return web::Problem(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
}

// A draft that can still be changed.
std::optional<DraftView> Open(const CitizenRequest& request) {
    auto view = FindDraft(request);
    if (view && !view->draft.dossier_code.empty()) view.reset();
    return view;
}

json::object DescribeDraft(const DraftView& view) {
    json::array unfinished, faults;
    for (const auto& part : Unfinished(view.draft, view.form)) unfinished.emplace_back(part);
    for (const auto& fault : view.faults)
        faults.push_back(json::object{{"code", fault.code}, {"detail", fault.sentence.Now()}, {"field", fault.field}});
    return {{"id", ToText(view.draft.id)},
            {"procedure", view.procedure.code},
            {"unit", view.unit_name},
            {"answers", json::parse(AnswersToJson(view.draft.answers))},
            {"papers", DescribePapers(view.papers)},
            {"unfinished", std::move(unfinished)},
            {"faults", std::move(faults)},
            {"changed_at", view.draft.changed.Rfc3339()}};
}

// Only the parts that the object speaks of; the others stay as they were.
std::vector<TypedPart> PartsOf(const CitizenRequest& request, const DraftView& view, const json::object& object) {
    const auto& form = view.form;
    std::vector<TypedPart> parts;
    const auto text = [&](std::string_view member) { return std::vector{TextOf(object, member)}; };
    if (object.contains("unit")) {
        const auto* unit = request.platform.units.Now()->FindByKey(TextOf(object, "unit"));
        parts.push_back({std::string(kPartUnit), {{"don_vi", {unit == nullptr ? "" : ToText(unit->id)}}}});
    }
    // What is not spoken of stays: whose application it is, too.
    const auto kept = [&](std::string_view member, std::string_view field) {
        return object.contains(member) ? text(member) : std::vector{std::string(Answer(view.draft.answers, field))};
    };
    const auto* mandate = object.if_contains("mandate");
    if (object.contains("phone") || object.contains("address") || mandate != nullptr) {
        auto for_whom = std::string(Answer(view.draft.answers, mandate_fields::kForWhom));
        if (mandate != nullptr) for_whom = mandate->is_object() ? mandate_fields::kAnother : mandate_fields::kMyself;
        parts.push_back({std::string(kPartPerson),
                         {{"_dien_thoai", kept("phone", "_dien_thoai")},
                          {"_dia_chi", kept("address", "_dia_chi")},
                          {std::string(mandate_fields::kForWhom), {for_whom}}}});
    }
    static constexpr MemberField kApplicant[] = {{"name", mandate_fields::kApplicantName},
                                                 {"number", mandate_fields::kApplicantNumber},
                                                 {"born", mandate_fields::kApplicantBorn},
                                                 {"address", mandate_fields::kApplicantAddress},
                                                 {"phone", mandate_fields::kApplicantPhone}};
    if (mandate != nullptr && mandate->is_object())
        parts.push_back({std::string(kPartMandate), MandateFieldsOf(mandate->as_object(), kApplicant)});
    const auto answers = AnswersOf(object);
    for (const auto& section : form.sections)
        if (std::ranges::any_of(section.questions, [&](const auto& question) { return answers.contains(question.key); }))
            parts.push_back({SectionPart(section), answers});
    if (object.contains("papers_complete"))
        parts.push_back({std::string(kPartPapers),
                         {{std::string(kStillMissing), {TextOf(object, "papers_complete") == "true" ? "khong" : "co"}}}});
    if (object.contains("delivery"))
        parts.push_back({std::string(kPartDelivery),
                         {{std::string(kDeliveryField), {DeliveryField(TextOf(object, "delivery"))}},
                          {std::string(kDeliveryAddressField), text("delivery_address")}}});
    return parts;
}

}  // namespace

web::Response ApiDrafts(const CitizenRequest& request) {
    json::array items;
    for (const auto& row :
         request.platform.storage.Read([&](storage::Transaction& tx) { return DraftStore(tx).Of(request.citizen().id); }))
        items.push_back(json::object{{"id", ToText(row.id)},
                                     {"procedure", row.procedure_code},
                                     {"name", row.procedure_name},
                                     {"changed_at", row.changed.Rfc3339()}});
    return Answer(json::object{{"items", std::move(items)}});
}

web::Response ApiStartDraft(const CitizenRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const auto draft = BeginDraft(request.platform, request.citizen(), TextOf(*body, "procedure"));
    if (!draft) return web::Problem(draft.error());
    return Answer(json::object{{"id", ToText(draft->id)}}, 201);
}

web::Response ApiDraft(const CitizenRequest& request) {
    const auto view = Open(request);
    return view ? Answer(DescribeDraft(*view)) : MissingDraft();
}

web::Response ApiSaveDraft(const CitizenRequest& request) {
    auto view = Open(request);
    if (!view) return MissingDraft();
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    Save(request, *view, PartsOf(request, *view, *body));
    if (!view->faults.empty() && view->faults.front().kind != RefusalKind::invalid) return web::Problem(view->faults);
    return Answer(DescribeDraft(*view));
}

web::Response ApiDeleteDraft(const CitizenRequest& request) {
    const auto view = Open(request);
    if (!view) return MissingDraft();
    const auto removed = RemoveDraft(request.platform, request.citizen(), view->draft.id);
    if (!removed) return web::Problem(removed.error());
    return Answer(json::object{{"deleted", ToText(view->draft.id)}});
}

web::Response ApiSendPapers(const CitizenRequest& request) {
    auto view = Open(request);
    if (!view) return MissingDraft();
    AddPapers(request, *view);
    if (!view->faults.empty()) return web::Problem(view->faults);
    return Answer(DescribeDraft(*FindDraft(request)), 201);
}

web::Response ApiRemovePaper(const CitizenRequest& request) {
    const auto view = Open(request);
    if (!view) return MissingDraft();
    const FileId file{ToNumber(request.http.Parameter("file"))};
    const auto removed = RemoveDraftPaper(request.platform, request.citizen(), view->draft.id, file);
    if (!removed) return web::Problem(removed.error());
    return Answer(DescribeDraft(*FindDraft(request)));
}

// Sent twice, it answers twice with the same dossier.
web::Response ApiSubmitDraft(const CitizenRequest& request) {
    const auto dossier = SubmitDossier(request.platform, request.citizen(), DraftId{ToNumber(request.http.Parameter("draft"))});
    return dossier ? Answer(DescribeState(*dossier), 201) : web::Problem(dossier.error());
}

web::Response ApiMyDossiers(const CitizenRequest& request) {
    json::array items;
    for (auto& dossier : request.platform.storage.Read([&](storage::Transaction& tx) {
             return DossierStore(tx).OfAccount(request.citizen().id, request.platform.clock.Now().LocalDate(), 200);
         }))
        items.push_back(DescribeTracking(TrackingViewOf(request.platform, std::move(dossier), {})));
    return Answer(json::object{{"items", std::move(items)}});
}

web::Response ApiMyDossier(const CitizenRequest& request) {
    const auto view = MyViewOf(request);
    if (!view) return MissingDossier(request.http.Parameter("code"));
    auto described = DescribeDossier(view->tracking, view->papers, view->allowed);
    described["issued"] = DescribeIssued(view->issued);
    described["issued"] = DescribeIssued(view->issued);
    described["fees"] = DescribeFees(view->tracking.dossier, view->fees);
    described["fees"].as_object()["reliefs"] = DescribeClaims(view->claims);
    if (!view->tracking.dossier.MayHandOver() || !view->may_take_result) described["result_text"] = "";
    described["mandate"] = DescribeMandate(view->tracking.dossier, view->today);
    described["acting_for_another"] = view->is_mandatary;
    return Answer(described);
}

web::Response ApiEndMyMandate(const CitizenRequest& request) {
    const std::string code(request.http.Parameter("code"));
    const auto ended = EndMandate(request.platform, request.citizen(), code);
    return ended ? Answer(json::object{{"ended", code}}) : web::Problem(ended.error());
}

web::Response ApiActOnMine(const CitizenRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    Act act{.code = std::string(request.http.Parameter("code")),
            .event = std::string(request.http.Parameter("event")),
            .expected_version = ToNumber(TextOf(*body, "version")),
            .reason = TextOf(*body, "reason"),
            .answers = AnswersOf(*body)};
    if (!Mine(request)) return MissingDossier(act.code);
    auto papers = KeepUploads(request, -1);
    if (!papers) return web::Problem(papers.error());
    act.papers = std::move(*papers);
    const auto done = ActOnDossier(request.platform, Actor::Of(request.citizen()), act);
    return done ? Answer(DescribeState(*done)) : web::Problem(done.error());
}

web::Response ApiMessageOffice(const CitizenRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const std::string code(request.http.Parameter("code"));
    const auto done = MessageOffice(request.platform, request.citizen(), code, TextOf(*body, "text"));
    return done ? Answer(json::object{{"sent", code}}) : web::Problem(done.error());
}

web::Response ApiRate(const CitizenRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const auto code = std::string(request.http.Parameter("code"));
    Rating rating{.points = {}, .remark = TextOf(*body, "remark")};
    if (const auto* given = body->if_contains("points"); given != nullptr && given->is_object())
        for (const auto& [index, value] : given->as_object())
            if (value.is_int64()) rating.points[std::string(index)] = static_cast<int>(value.as_int64());
    const auto rated = RateDossier(request.platform, request.citizen(), code, rating);
    return rated ? Answer(json::object{{"rated", code}}) : web::Problem(rated.error());
}

web::Response ApiNotices(const CitizenRequest& request) {
    json::array items;
    for (const auto& notice : request.platform.storage.Read(
             [&](storage::Transaction& tx) { return notices::Notices::NoticesOf(tx, request.citizen().id, 100); }))
        items.push_back(json::object{{"reference", notice.reference},
                                     {"path", notice.path},
                                     {"text", notice.sentence.Now()},
                                     {"sent_at", notice.sent.Rfc3339()},
                                     {"read", notice.read}});
    return Answer(json::object{{"items", std::move(items)}});
}

web::Response ApiMailWish(const CitizenRequest& request) {
    const auto wish =
        request.platform.storage.Read([&](storage::Transaction& tx) { return notices::WishOf(tx, request.citizen().id); });
    return Answer(json::object{{"letters", notices::MailWishWord(wish)}});
}

web::Response ApiSaveMailWish(const CitizenRequest& request) {
    const auto body = BodyOf(request.http);
    if (!body) return web::Problem(body.error());
    const auto wish = notices::ParseMailWish(TextOf(*body, "letters"));
    if (!wish) return web::Problem({"MAIL_WISH", Say("Hãy chọn một cách nhận thư."), "letters"});
    request.platform.storage.MustWrite(
        [&](storage::Transaction& tx) { notices::Wish(tx, request.citizen().id, *wish, request.platform.clock.Now()); });
    return Answer(json::object{{"letters", notices::MailWishWord(*wish)}});
}

}  // namespace dongson::one_stop
