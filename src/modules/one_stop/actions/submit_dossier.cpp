#include "modules/one_stop/actions/submit_dossier.h"

#include <algorithm>

#include "modules/one_stop/actions/apply_together.h"
#include "modules/one_stop/actions/follow_procedure.h"
#include "modules/one_stop/storage/co_applicant_store.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/mandate_store.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/identity/storage/account_store.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr int kMostOpenForOne = 5;

NewDossier Wanted(const Draft& draft, const identity::Account& citizen, Procedure procedure) {
    NewDossier wanted{
        .procedure = std::move(procedure),
        .person = {citizen.id, citizen.kind, citizen.name, citizen.person_number, citizen.address, citizen.phone, citizen.email},
        .channel = Channel::online,
        .intake = draft.unit,
        .answers = draft.answers,
        .form = {},
        .summary = "",
        .delivery = DeliveryOf(draft),
        .delivery_address = std::string(Answer(draft.answers, kDeliveryAddressField)),
        .papers = {}};
    if (const auto phone = Answer(draft.answers, "_dien_thoai"); !phone.empty()) wanted.person.phone = phone;
    if (const auto address = Answer(draft.answers, "_dia_chi"); !address.empty()) wanted.person.address = address;
    return wanted;
}

// For whom: the proven owner of the number, or whoever proves to be that one day. Who fills it in reads nothing of theirs.
Refusals TakeForAnother(Transaction& tx, const Draft& draft, const Form& form, const identity::Account& citizen, Date today,
                        NewDossier& wanted) {
    if (form.in_person) return {MandateForbidden()};
    if (!citizen.Proven())
        return {{"MANDATE_NOT_PROVEN",
                 Say("Nộp thay người khác thì bạn phải xác minh danh tính trước, tại bộ phận một cửa bất kỳ."), "",
                 RefusalKind::forbidden}};
    Refusals faults;
    auto another = ForWhom(draft, citizen, today, faults);
    if (std::ranges::find(wanted.papers, kMandatePaper, &NewPaper::component) == wanted.papers.end())
        faults.push_back({"MANDATE_PAPER", Say("Gửi ảnh chụp hoặc bản quét giấy cho phép nộp thay."), std::string(kPartMandate)});
    // Nobody buries a stranger in dossiers by typing their number.
    if (MandateStore(tx).OpenFor(citizen.id, another.applicant.number) >= kMostOpenForOne)
        faults.push_back({"MANDATE_MANY",
                          Say("Bạn đang có {1} hồ sơ chưa xong nộp thay người này. Xong bớt rồi nộp tiếp, hoặc người ấy tự nộp.",
                              std::to_string(kMostOpenForOne)),
                          "", RefusalKind::conflict});
    const auto owner = identity::AccountStore(tx).GetByLogin(another.applicant.number);
    if (owner && owner->Proven()) another.applicant.account = owner->id;
    wanted.person = std::move(another.applicant);
    wanted.mandate = std::move(another.mandate);
    return faults;
}

// With whoever fills it in, who confirms by handing in.
std::vector<CoApplicant> EverybodyOf(const Together& together, const identity::Account& citizen, Instant now) {
    auto people = together.people;
    people.push_back({.number = citizen.person_number,
                      .name = citizen.name,
                      .account = citizen.id,
                      .code = "",
                      .until = now,
                      .confirmed_digest = together.digest,
                      .confirmed = now,
                      .refused = {},
                      .refused_why = "",
                      .withdraws = {}});
    return people;
}

}  // namespace

std::expected<Dossier, Refusals> SubmitDossier(const Platform& platform, const identity::Account& citizen, DraftId id) {
    Refusals missing;
    auto dossier = platform.storage.InTransaction([&](Transaction& tx) -> Result<Dossier> {
        DraftStore drafts(tx);
        auto draft = drafts.GetToChange(id);
        if (!draft || draft->account != citizen.id) return std::unexpected(NoDraft());
        // The number is its proven owner's: nothing more is handed in under it by whoever only typed it.
        if (!citizen.former_login.empty())
            return std::unexpected(Refusal{
                "NUMBER_TAKEN_BACK",
                Say("Chủ của số định danh bạn đã khai đã xác minh tại quầy. Hãy xác minh danh tính của chính bạn trước khi nộp hồ sơ mới."),
                "", RefusalKind::forbidden});
        if (!draft->dossier_code.empty()) return *DossierStore(tx).Get(draft->dossier_code);
        FollowProcedure(tx, *draft);
        auto procedure = ProcedureStore(tx).Get(draft->procedure).value();
        if (!ProcedureStore(tx).GetPublished(procedure.code) || !procedure.AcceptsOnline())
            return std::unexpected(
                Refusal{"ONE_STOP_NOT_OFFERED",
                        Say("Thủ tục này không còn nhận hồ sơ trực tuyến. Hãy hỏi bộ phận một cửa; bản nháp vẫn được giữ."), "",
                        RefusalKind::conflict});
        // A draft may be older than the rule, or than the account's number.
        if (!IsForAnother(draft->answers))
            if (auto refusal = RefuseAudience(procedure, citizen.kind)) return std::unexpected(*std::move(refusal));
        const auto now = platform.clock.Now();
        const auto form = FormFor(*FormsOf(tx, now.LocalDate()), procedure);
        FollowForm(tx, *draft, form, procedure);
        missing = WhatIsMissing(*draft, form, now.LocalDate());
        if (!missing.empty()) return std::unexpected(missing.front());
        auto wanted = Wanted(*draft, citizen, std::move(procedure));
        wanted.form = form.edition;
        wanted.answers = OnlyAsked(form, draft->answers);
        for (const auto& paper : drafts.Papers(id)) {
            if (paper.component == kMandatePaper && !IsForAnother(draft->answers)) continue;
            wanted.papers.push_back({paper.component, paper.file, {}});
        }
        if (IsForAnother(draft->answers)) missing = TakeForAnother(tx, *draft, form, citizen, now.LocalDate(), wanted);
        if (!missing.empty()) return std::unexpected(missing.front());
        const auto together = TogetherIn(tx, *draft, form, citizen, now);
        if (auto refusal = RefuseTogether(together, form, *draft, citizen)) return std::unexpected(*std::move(refusal));
        if (!together.people.empty()) wanted.together = EverybodyOf(together, citizen, now);
        if (auto refusal = RefuseAudience(wanted.procedure, wanted.person.kind)) return std::unexpected(*std::move(refusal));
        auto opened = OpenDossier(platform, tx, wanted, Actor::Of(citizen), now);
        drafts.Finish(id, opened.code);
        for (const auto& person : together.people) CoApplicantStore(tx).Drop(id, person.number);
        return opened;
    });
    if (dossier) return *std::move(dossier);
    return std::unexpected(missing.empty() ? Refusals{dossier.error()} : std::move(missing));
}

}  // namespace dongson::one_stop
