#include "modules/one_stop/actions/apply_together.h"

#include <algorithm>

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/follow_procedure.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/storage/co_applicant_store.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/form_shelf.h"
#include "modules/one_stop/storage/procedure_store.h"
#include "platform/identity/storage/account_store.h"
#include "platform/notices/notices.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::size_t kLongestWhy = 1000;  // characters

Instant EndOfInvitation(Instant now) {
    return now + kInvitationDays * kDay;
}

// A draft that is still being filled in, as the form asks today.
struct Opened {
    Draft draft;
    Procedure procedure;
    Form form;
    std::vector<CasePaper> papers;
};
enum class Lock : bool { no, yes };
std::optional<Opened> Open(const Platform& platform, Transaction& tx, DraftId id, Lock lock = Lock::yes) {
    DraftStore drafts(tx);
    auto draft = lock == Lock::yes ? drafts.GetToChange(id) : drafts.Get(id);
    if (!draft || !draft->dossier_code.empty()) return std::nullopt;
    FollowProcedure(tx, *draft);
    Opened opened{.draft = *std::move(draft), .procedure = {}, .form = {}, .papers = drafts.Papers(id)};
    opened.procedure = ProcedureStore(tx).Get(opened.draft.procedure).value();
    opened.form = FormFor(*FormsOf(tx, platform.clock.Now().LocalDate()), opened.procedure);
    FollowForm(tx, opened.draft, opened.form, opened.procedure);
    return opened;
}

void Tell(const Platform& platform, Transaction& tx, AccountId account, const Sentence& what, const Sentence& sentence,
          const std::string& path) {
    const auto reader = identity::AccountStore(tx).Get(account);
    if (!reader) return;
    const notices::Letter letter{.reference = "", .subject = what, .sentence = sentence, .path = path};
    platform.notices.Send(tx, {account, reader->email}, letter, platform.clock.Now());
}

std::string PageOf(DraftId draft) {
    return "/cung-nop/" + ToText(draft);
}

// Whom the form named once and names no longer reads and says nothing more.
bool StillNamed(const Opened& opened, const CoApplicant& person) {
    return std::ranges::any_of(NamedBeside(opened.form, opened.draft.answers, ""),
                               [&](const NamedApplicant& each) { return each.number == person.number; });
}

// A code that is not theirs and one that never was look alike.
std::unexpected<Refusal> NoInvitation() {
    return No(
        "CO_APPLICANT_CODE",
        Say("Mã mời không đúng, hết hạn, hoặc dành cho người khác. Kiểm tra lại mã và số định danh mà người mời đã ghi cho bạn."),
        "ma", RefusalKind::not_found);
}

// Changes what one invited says; refused where they are none of the draft's, or too late.
template <class Change>
Result<void> Answer(const Platform& platform, const identity::Account& citizen, DraftId id, const Change& change) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto opened = Open(platform, tx, id);
        if (!opened) return std::unexpected(NoDraft());
        CoApplicantStore store(tx);
        auto people = store.OfDraft(id);
        const auto oneself = std::ranges::find(people, citizen.id, &CoApplicant::account);
        if (!citizen.Proven() || oneself == people.end() || !StillNamed(*opened, *oneself)) return std::unexpected(NoDraft());
        if (auto changed = change(tx, *opened, *oneself); !changed) return changed;
        store.Save(id, *oneself);
        return {};
    });
}

}  // namespace

Together TogetherIn(Transaction& tx, const Draft& draft, const Form& form, const identity::Account& citizen, Instant now) {
    Together together{.people = {}, .digest = DigestOf(draft, DraftStore(tx).Papers(draft.id)), .now = now};
    // By a mandate one stands for the applicant: whoever is named beside them is another, oneself among them.
    const auto own = IsForAnother(draft.answers) ? Answer(draft.answers, mandate_fields::kApplicantNumber)
                                                 : std::string_view(citizen.person_number);
    const auto named = NamedBeside(form, draft.answers, own);
    if (named.empty()) return together;
    const auto known = CoApplicantStore(tx).OfDraft(draft.id);
    for (const auto& each : named) {
        const auto found = std::ranges::find(known, each.number, &CoApplicant::number);
        if (found == known.end())
            together.people.push_back({.number = each.number, .name = each.name});
        else
            together.people.push_back(*found);
    }
    return together;
}

std::optional<Refusal> RefuseTogether(const Together& together, const Form& form, const Draft& draft,
                                      const identity::Account& citizen) {
    if (auto refusal = RefuseNamedTwice(form, draft.answers)) return refusal;
    if (together.people.empty()) return std::nullopt;
    const auto refusal = [](const char* code, Sentence sentence) {
        return Refusal{code, std::move(sentence), "", RefusalKind::conflict};
    };
    if (IsForAnother(draft.answers))
        return refusal("CO_APPLICANTS_NO_MANDATE",
                       Say("Hồ sơ có nhiều người cùng nộp thì không nộp thay theo ủy quyền trực tuyến được."));
    if (!citizen.Proven())
        return refusal("CO_APPLICANT_NOT_PROVEN",
                       Say("Cùng nộp với người khác thì bạn phải xác minh danh tính trước, tại bộ phận một cửa bất kỳ."));
    // Where the law wants the person, whoever fills it in is one of those it is about.
    const bool named = std::ranges::any_of(form.applicants, [&](const ApplicantQuestions& each) {
        return Trim(Answer(draft.answers, each.number)) == citizen.person_number;
    });
    if (form.in_person && !named)
        return refusal("CO_APPLICANTS_NOT_YOU",
                       Say("Bạn phải là một trong những người nộp hồ sơ này: số định danh của bạn chưa được ghi."));
    for (const auto& each : together.people)
        if (!each.Confirmed(together.digest, together.now))
            return refusal(
                "CO_APPLICANTS_WAIT",
                Say("{1} chưa xác nhận đúng nội dung này. Hồ sơ nộp được khi mọi người cùng nộp đã xác nhận.", each.name));
    return std::nullopt;
}

Result<void> InviteTogether(const Platform& platform, const identity::Account& citizen, DraftId id) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        auto opened = Open(platform, tx, id);
        if (!opened || opened->draft.account != citizen.id) return std::unexpected(NoDraft());
        const auto now = platform.clock.Now();
        const auto together = TogetherIn(tx, opened->draft, opened->form, citizen, now);
        CoApplicantStore store(tx);
        for (const auto& before : store.OfDraft(id))
            if (std::ranges::find(together.people, before.number, &CoApplicant::number) == together.people.end())
                store.Drop(id, before.number);
        for (auto person : together.people) {
            if (person.Confirmed(together.digest, now)) continue;
            const bool fresh = person.code.empty();
            person.until = EndOfInvitation(now);
            person.refused.reset();
            person.refused_why.clear();
            if (fresh) {
                person.code = FreshInvitation();
                store.Invite(id, person);
                continue;
            }
            store.Save(id, person);
            if (person.account)
                Tell(platform, tx, person.account, Say("Mời bạn xác nhận hồ sơ cùng nộp"),
                     Say("{1} mời bạn đọc và xác nhận hồ sơ cùng nộp: {2}.", citizen.name, opened->procedure.name), PageOf(id));
        }
        return {};
    });
}

Result<DraftId> AcceptInvitation(const Platform& platform, const identity::Account& citizen, std::string_view typed) {
    if (!citizen.Proven())
        return std::unexpected(
            Refusal{"CO_APPLICANT_NOT_PROVEN",
                    Say("Cùng nộp với người khác thì bạn phải xác minh danh tính trước, tại bộ phận một cửa bất kỳ."), "ma",
                    RefusalKind::forbidden});
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<DraftId> {
        const auto code = CleanInvitation(typed);
        CoApplicantStore store(tx);
        const auto draft = code.empty() ? std::nullopt : store.Invited(code);
        const auto opened = draft ? Open(platform, tx, *draft) : std::nullopt;
        if (!opened) return NoInvitation();
        for (auto person : store.OfDraft(*draft)) {
            if (person.code != code || !StillNamed(*opened, person)) continue;
            if (person.number != citizen.person_number || platform.clock.Now() > person.until) return NoInvitation();
            person.account = citizen.id;
            store.Save(*draft, person);
            return *draft;
        }
        return NoInvitation();
    });
}

std::optional<AskedToConfirm> AskedOf(const Platform& platform, const identity::Account& citizen, DraftId id) {
    return platform.storage.Read([&](Transaction& tx) -> std::optional<AskedToConfirm> {
        auto opened = Open(platform, tx, id, Lock::no);
        if (!opened || !citizen.Proven()) return std::nullopt;
        const auto people = CoApplicantStore(tx).OfDraft(id);
        const auto oneself = std::ranges::find(people, citizen.id, &CoApplicant::account);
        if (oneself == people.end() || !StillNamed(*opened, *oneself)) return std::nullopt;
        const auto first = identity::AccountStore(tx).Get(opened->draft.account);
        auto digest = DigestOf(opened->draft, opened->papers);
        return AskedToConfirm{
            std::move(opened->draft), std::move(opened->procedure), std::move(opened->form), std::move(opened->papers), *oneself,
            std::move(digest),        first ? first->name : ""};
    });
}

Result<void> ConfirmTogether(const Platform& platform, const identity::Account& citizen, DraftId id, std::string_view digest) {
    return Answer(platform, citizen, id, [&](Transaction& tx, const Opened& opened, CoApplicant& oneself) -> Result<void> {
        const auto now = platform.clock.Now();
        if (now > oneself.until)
            return No("CO_APPLICANT_LATE", Say("Lời mời đã hết hạn. Hãy nhờ người mời gửi lại."), "", RefusalKind::conflict);
        if (DigestOf(opened.draft, opened.papers) != digest)
            return No("CO_APPLICANT_CHANGED", Say("Nội dung vừa được sửa. Hãy đọc lại rồi xác nhận."), "", RefusalKind::conflict);
        // Nothing is confirmed that is not finished: what comes later would be another text anyway.
        if (!Unfinished(opened.draft, opened.form).empty())
            return No("CO_APPLICANT_UNFINISHED", Say("Người mời chưa soạn xong hồ sơ này."), "", RefusalKind::conflict);
        oneself.confirmed = now;
        oneself.confirmed_digest = digest;
        oneself.refused.reset();
        Tell(platform, tx, opened.draft.account, Say("Người cùng nộp đã xác nhận"),
             Say("{1} đã xác nhận hồ sơ cùng nộp: {2}.", citizen.name, opened.procedure.name),
             "/nhap/" + ToText(id) + "/kiem-tra");
        return {};
    });
}

Result<void> DeclineTogether(const Platform& platform, const identity::Account& citizen, DraftId id, const std::string& typed) {
    const std::string why(Trim(typed));
    if (Length(why) > kLongestWhy)
        return No("ONE_STOP_TOO_LONG",
                  Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại, hoặc gửi thành tệp.", std::to_string(kLongestWhy)),
                  "ly_do");
    if (auto refusal = RefuseLetters(why, "ly_do")) return std::unexpected(*std::move(refusal));
    return Answer(platform, citizen, id, [&](Transaction& tx, const Opened& opened, CoApplicant& oneself) -> Result<void> {
        oneself.refused = platform.clock.Now();
        oneself.refused_why = why;
        oneself.confirmed.reset();
        oneself.confirmed_digest.clear();
        Tell(platform, tx, opened.draft.account, Say("Người cùng nộp từ chối"),
             Say("{1} từ chối hồ sơ cùng nộp: {2}.", citizen.name, opened.procedure.name), "/nhap/" + ToText(id) + "/kiem-tra");
        return {};
    });
}

Result<void> AgreeToWithdraw(const Platform& platform, const identity::Account& citizen, const std::string& code) {
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<void> {
        const auto dossier = DossierStore(tx).GetToChange(code);
        if (!dossier || !IsOf(*dossier, citizen.id))
            return std::unexpected(Refusal::NotFound(Say("Không có hồ sơ mã {1}.", code)));
        CoApplicantStore store(tx);
        const auto people = store.OfDossier(dossier->id);
        const auto oneself = std::ranges::find(people, citizen.id, &CoApplicant::account);
        if (dossier->closed || oneself == people.end() || oneself->withdraws)
            return No("CO_APPLICANT_AGREED", Say("Không có gì để đồng ý thêm ở hồ sơ này."), "", RefusalKind::conflict);
        const auto now = platform.clock.Now();
        store.Agree(dossier->id, citizen.id, now);
        EngineOf(platform, tx, now)
            .Record(*dossier, Happens(*dossier, names::kAgreeToWithdraw, {"Đồng ý rút hồ sơ", "Agreed to withdraw"},
                                      Actor::Of(citizen), now));
        TellApplicant(platform, tx, *dossier, Say("đồng ý rút"),
                      Say("Hồ sơ {1}: {2} đồng ý rút. Hồ sơ được rút khi mọi người cùng nộp đồng ý.", code, citizen.name), now);
        return {};
    });
}

}  // namespace dongson::one_stop
