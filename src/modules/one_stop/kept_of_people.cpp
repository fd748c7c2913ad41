#include "modules/one_stop/kept_of_people.h"

#include "modules/one_stop/domain/dossier_kind.h"
#include "modules/one_stop/storage/dossier_store.h"
#include "modules/one_stop/storage/fee_claim_store.h"
#include "modules/one_stop/storage/fee_store.h"
#include "platform/notices/notices.h"
#include "platform/organisation/directory.h"
#include "platform/workflow/storage/case_store.h"

namespace dongson::one_stop {

namespace json = boost::json;
using personal_data::Copying;
using personal_data::Forgetting;

namespace {

constexpr int kEverything = 1'000'000;

json::object Answered(const Answers& answers) {
    json::object said;
    for (const auto& [question, values] : answers) said[question] = json::array(values.begin(), values.end());
    return said;
}

json::array Papers(const std::vector<CasePaper>& papers) {
    json::array listed;
    for (const auto& paper : papers)
        listed.push_back(json::object{{"name", paper.name},
                                      {"type", paper.type},
                                      {"sha256", paper.digest},
                                      {"bytes", paper.size},
                                      {"given_at", paper.added.Rfc3339()}});
    return listed;
}

json::value Said(const std::optional<Instant>& instant) {
    return instant ? json::value(instant->Rfc3339()) : json::value();
}

// As the applicant's own page has it.
json::array Timeline(storage::Transaction& tx, const Dossier& dossier) {
    auto happenings = workflow::CaseStore(tx).Happenings(dossier.id);
    TellAsApplicant(ProcessOf(dossier), happenings);
    json::array lines;
    for (const auto& happening : happenings)
        lines.push_back(json::object{{"at", happening.at.Rfc3339()}, {"what", happening.label.vi}, {"reason", happening.reason}});
    return lines;
}

json::object CopyOf(const Copying& copying, DossierStore& store, const Dossier& dossier) {
    const auto units = copying.platform.units.Now();
    return {{"code", dossier.code},
            {"procedure", dossier.procedure_code},
            {"procedure_name", dossier.procedure_name},
            {"unit", units->NameOf(dossier.intake)},
            {"applicant", json::object{{"name", dossier.person.name},
                                       {"number", dossier.person.number},
                                       {"address", dossier.person.address},
                                       {"phone", dossier.person.phone},
                                       {"email", dossier.person.email}}},
            {"answers", Answered(dossier.answers)},
            {"papers", Papers(store.Papers(dossier.id))},
            {"delivery_address", dossier.delivery_address},
            {"submitted_at", dossier.submitted.Rfc3339()},
            {"received_at", Said(dossier.received)},
            {"finished_at", Said(dossier.finished)},
            {"closed_at", Said(dossier.closed)},
            {"result", dossier.MayHandOver() ? dossier.result_number : ""},
            {"timeline", Timeline(copying.tx, dossier)}};
}

// Their own: what they do for another, or apply for together with others, is more of those than of them.
json::value CopyDossiers(const Copying& copying) {
    json::array dossiers;
    DossierStore store(copying.tx);
    const auto today = copying.platform.clock.Now().LocalDate();
    for (const auto& dossier : store.OfAccount(copying.whose.id, today, kEverything))
        if (dossier.person.account == copying.whose.id) dossiers.push_back(CopyOf(copying, store, dossier));
    return dossiers;
}

// What they paid, and what they claimed the law frees them from.
json::value CopyFees(const Copying& copying) {
    json::array paid;
    const auto today = copying.platform.clock.Now().LocalDate();
    for (const auto& dossier : DossierStore(copying.tx).OfAccount(copying.whose.id, today, kEverything)) {
        if (dossier.person.account != copying.whose.id) continue;
        for (const auto& receipt : FeeStore(copying.tx).Of(dossier.id).receipts)
            paid.push_back(json::object{{"dossier", dossier.code},
                                        {"receipt", receipt.notation},
                                        {"payer", receipt.payer},
                                        {"amount", receipt.amount},
                                        {"at", receipt.at.Rfc3339()}});
        for (const auto& claim : FeeClaimStore(copying.tx).Of(dossier.id))
            paid.push_back(
                json::object{{"dossier", dossier.code}, {"relief", claim.group_name}, {"at", claim.claimed.Rfc3339()}});
    }
    return paid;
}

json::value CopyDrafts(const Copying& copying) {
    json::array drafts;
    DraftStore store(copying.tx);
    for (const auto& row : store.Of(copying.whose.id))
        if (const auto draft = store.Get(row.id))
            drafts.push_back(json::object{{"procedure", row.procedure_code},
                                          {"procedure_name", row.procedure_name},
                                          {"changed_at", row.changed.Rfc3339()},
                                          {"answers", Answered(draft->answers)},
                                          {"papers", Papers(store.Papers(row.id))}});
    return drafts;
}

// Who began one hears that it is gone; what was handed in long ago is a copy that nobody needs.
std::int64_t ForgetDrafts(const Forgetting& of) {
    DraftStore drafts(of.tx);
    for (const auto& [account, procedure] : drafts.UntouchedSince(of.before))
        of.platform.notices.Send(of.tx, {.account = account, .email = ""},
                                 {.reference = "",
                                  .subject = {},
                                  .sentence = Say("Bản nháp của thủ tục {1} đã xóa vì lâu không ai sửa.", procedure),
                                  .path = "/thu-tuc"},
                                 of.platform.clock.Now());
    return drafts.Forget(of.before);
}

}  // namespace

std::vector<personal_data::Kept> KeptOfPeople() {
    return {
        {.key = "one_stop.dossiers",
         .what = "Hồ sơ đã nộp: nội dung khai, giấy tờ, kết quả, từng bước xử lý",
         .why = "Để giải quyết hồ sơ và chứng minh đã giải quyết thế nào",
         .how_long =
             "Theo thời hạn lưu trữ của từng thủ tục; hết hạn thì hai người quyết định tiêu hủy theo biên bản, chưa có quy định thì giữ",
         .copy = CopyDossiers},
        {.key = "one_stop.beside",
         .what = "Người nộp thay và người cùng nộp: họ tên, số định danh, liên hệ, giấy ủy quyền, việc đã xác nhận",
         .why = "Để biết ai được làm việc với hồ sơ và ai đã đồng ý",
         .how_long = "Giữ cùng hồ sơ"},
        {.key = "one_stop.fees",
         .what = "Phí, lệ phí: người nộp tiền, biên lai, hủy, hoàn, đề nghị miễn, giảm và giấy tờ chứng minh",
         .why = "Để chứng minh đã thu, đã trả bao nhiêu, theo căn cứ nào",
         .how_long = "Theo thời hạn lưu trữ chứng từ kế toán của cơ quan; chương trình không tự xóa",
         .copy = CopyFees},
        {.key = "one_stop.drafts",
         .what = "Bản nháp, và bản bạn soạn trước khi nộp",
         .why = "Để bạn soạn dở rồi làm tiếp",
         .how_long = "{1} ngày từ lần sửa cuối",
         .days = kKeepDraftsDays,
         .copy = CopyDrafts,
         .forget = ForgetDrafts},
        {.key = "one_stop.ratings",
         .what = "Đánh giá của bạn về việc giải quyết hồ sơ",
         .why = "Để tính chỉ số phục vụ của cơ quan",
         .how_long = "Giữ cùng hồ sơ"},
        {.key = "one_stop.ledger",
         .what = "Dấu vân tay (SHA-256) của từng bước trong sổ cái công khai",
         .why = "Để ai cũng kiểm tra được hồ sơ không bị sửa; từ dấu vân tay không đọc ra được nội dung",
         .how_long = "Mãi mãi"},
    };
}

}  // namespace dongson::one_stop
