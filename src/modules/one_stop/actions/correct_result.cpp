#include "modules/one_stop/actions/correct_result.h"

#include <optional>
#include <tuple>

#include "core/print_letters.h"
#include "core/text.h"
#include "modules/one_stop/actions/dossier_keeper.h"
#include "modules/one_stop/actions/issue_paper.h"
#include "modules/one_stop/actions/refusals.h"
#include "modules/one_stop/actions/tell_applicant.h"
#include "modules/one_stop/capabilities.h"
#include "modules/one_stop/domain/form_set.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/paper_store.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

using storage::Transaction;

namespace {

constexpr std::size_t kLongestReason = 3000, kLongestText = 20'000;  // characters

std::optional<IssuedPaper> NewestResult(Transaction& tx, const Dossier& dossier) {
    std::optional<IssuedPaper> newest;
    for (auto& paper : PaperStore(tx).Issued(dossier.id))
        if (paper.form == kResult) newest = std::move(paper);
    return newest;
}

// What stands in the place of the one before, and says so.
std::string Replaced(const IssuedPaper& before) {
    return Say("số {1} ngày {2}", before.notation, before.issued.LocalDate().Spoken()).In(Language::vietnamese);
}

std::optional<Refusal> RefuseTyped(const Correction& correction) {
    if (VisibleLetters(correction.reason) < 3)
        return Refusal{"ONE_STOP_REASON_MISSING", Say("Cần ghi lý do: người nộp sẽ đọc được."), "ly_do"};
    for (const auto& [field, text, most] : {std::tuple("ly_do", std::string_view(correction.reason), kLongestReason),
                                            std::tuple("ket_qua", std::string_view(correction.text), kLongestText)}) {
        if (auto refusal = RefuseLetters(text, field)) return refusal;
        if (Length(text) > most)
            return Refusal{"ONE_STOP_TOO_LONG",
                           Say("Phần này dài quá {1} ký tự. Hãy viết ngắn lại, hoặc gửi thành tệp.", std::to_string(most)),
                           field};
    }
    if (correction.papers.empty()) return std::nullopt;
    if (correction.papers.size() > 1)
        return Refusal{"ONE_STOP_RESULT_FILES", Say("Kết quả là một tệp PDF. Hãy gửi một tệp."), "tep"};
    if (correction.papers.front().kept.type != "application/pdf")
        return Refusal{"ONE_STOP_RESULT_NOT_PDF", Say("Kết quả phải là tệp PDF."), "tep"};
    return std::nullopt;
}

// Whether what is to be said is there, and is not what was said before.
std::optional<Refusal> RefuseSame(const Correction& correction, const Dossier& dossier, const IssuedPaper& before) {
    if (!correction.papers.empty()) {
        if (correction.papers.front().kept.digest != before.digest) return std::nullopt;
        return Refusal{"ONE_STOP_RESULT_SAME", Say("Tệp này chính là kết quả đã cấp."), "tep"};
    }
    const auto text = Trim(correction.text);
    if (text.empty())
        return Refusal{"ONE_STOP_RESULT_EMPTY", Say("Hãy ghi nội dung kết quả, hoặc gửi kết quả là tệp PDF."), "ket_qua"};
    if (text != dossier.result_text) return std::nullopt;
    return Refusal{"ONE_STOP_RESULT_SAME", Say("Nội dung chưa khác kết quả đã cấp."), "ket_qua"};
}

}  // namespace

UnitId CorrectsResult(const Platform& platform, Transaction& tx, const Dossier& dossier) {
    const auto before = dossier.finished ? NewestResult(tx, dossier) : std::nullopt;
    return before ? UnitToday(platform, before->unit, platform.clock.Now()) : UnitId{};
}

Result<Dossier> CorrectResult(const Platform& platform, const identity::Officer& officer, const Correction& correction) {
    if (auto refusal = RefuseTyped(correction)) return std::unexpected(*std::move(refusal));
    return platform.storage.InTransaction([&](Transaction& tx) -> Result<Dossier> {
        const auto engine = EngineOf(platform, tx, platform.clock.Now());
        auto dossier = DossierStore(tx).GetToChange(correction.code);
        if (!dossier) return std::unexpected(DossierKind().Missing(correction.code));
        const auto before = NewestResult(tx, *dossier);
        if (!before || !dossier->finished)
            return No("ONE_STOP_NO_RESULT", Say("Hồ sơ này chưa có kết quả đã cấp để thay."), "", RefusalKind::conflict);
        const auto unit = UnitToday(platform, before->unit, engine.now());
        if (!officer.May(unit, kDecide))
            return std::unexpected(Refusal::Forbidden(Say("Chỉ người ký kết quả của đơn vị đã cấp mới thay được kết quả.")));
        const auto actor = Actor::Of(officer, unit, kDecide);
        if (ReplacesOwnWork(actor.id, actor.post, workflow::CaseStore(tx).Happenings(dossier->id)))
            return No("ONE_STOP_OWN_WORK",
                      Say("Bạn đã trình hồ sơ này, nên không ký thay để thay kết quả của chính hồ sơ ấy. Hãy để người khác ký."),
                      "", RefusalKind::forbidden);
        if (dossier->version != correction.expected_version) return std::unexpected(engine.ChangedMeanwhile());
        if (auto refusal = RefuseSame(correction, *dossier, *before)) return std::unexpected(*std::move(refusal));
        dossier->result_text = Trim(correction.text);
        dossier->result_file = correction.papers.empty()
                                   ? FileId{}
                                   : workflow::RecordPaper(platform, tx, correction.papers.front().kept, engine.now());
        auto corrected =
            Happens(*dossier, names::kCorrectResult, {"Thay kết quả đã cấp", "The result was replaced"}, actor, engine.now());
        corrected.reason = Trim(correction.reason);
        const auto issued = IssuePaper(platform, tx, *dossier, corrected,
                                       {.form = std::string(kResult),
                                        .unit = unit,
                                        .notation = "",
                                        .at = engine.now(),
                                        .signer = actor.name,
                                        .position = actor.post == nullptr ? "" : actor.post->position,
                                        .in_stead = actor.post == nullptr ? nullptr : actor.post->in_stead,
                                        .reason = corrected.reason,
                                        .components = {},
                                        .replaces = Replaced(*before)});
        if (!issued) return std::unexpected(issued.error());
        AddReason(corrected,
                  Say("Kết quả số {1} thay kết quả {2}", issued->notation, Replaced(*before)).In(Language::vietnamese));
        engine.Record(*dossier, std::move(corrected));
        if (auto kept = engine.Keep(*dossier); !kept) return std::unexpected(kept.error());
        TellApplicant(platform, tx, *dossier, Say("thay kết quả"),
                      Say("Hồ sơ {1}: kết quả số {2} thay kết quả {3}, bản cũ không còn dùng được. Lý do: {4}", dossier->code,
                          issued->notation, Replaced(*before), std::string(Trim(correction.reason))),
                      engine.now());
        return *std::move(dossier);
    });
}

}  // namespace dongson::one_stop
