#include "modules/complaints/actions/issue_decision.h"

#include <fmt/format.h>

#include "core/text.h"
#include "platform/files/files.h"
#include "platform/numbering/numbering.h"
#include "platform/organisation/directory.h"
#include "platform/papers/document.h"
#include "platform/papers/paper_words.h"

namespace dongson::complaints {

using storage::Transaction;

namespace {

std::string DayInWords(Date day) {
    return fmt::format("ngày {:02} tháng {:02} năm {}", day.Day(), day.Month(), day.Year());
}

std::string Drawn(const Complaint& complaint, const organisation::Unit* unit, const organisation::Unit* above,
                  const papers::Signer& signer, const std::string& place, Instant now) {
    const LanguageScope vietnamese(Language::vietnamese);  // a paper of the state is Vietnamese
    papers::Document paper("Quyết định giải quyết khiếu nại " + complaint.decision, now);
    paper.Heading({.parent = above == nullptr ? "" : papers::Capitals(above->name),
                   .unit = {unit == nullptr ? "" : papers::Capitals(unit->name)},
                   .number = "Số: " + complaint.decision,
                   .place_and_date = place + ", " + DayInWords(now.LocalDate())});
    paper.Title("QUYẾT ĐỊNH");
    paper.Subject(complaint.round == 2 ? "Về việc giải quyết khiếu nại lần hai" : "Về việc giải quyết khiếu nại lần đầu");
    paper.Paragraph("Căn cứ Luật Khiếu nại số 02/2011/QH13 ngày 11 tháng 11 năm 2011;");
    paper.Paragraph(fmt::format("Xét khiếu nại của {}, địa chỉ: {}, đơn số {}, nhận ngày {}.", complaint.name,
                                complaint.address.empty() ? "không ghi" : complaint.address, complaint.code,
                                complaint.filed.LocalDate().Spoken()));
    paper.Caption("Nội dung khiếu nại");
    paper.Paragraph(complaint.said);
    if (!complaint.wish.empty()) paper.Line("Yêu cầu", complaint.wish);
    paper.Caption("Kết quả xác minh và quyết định");
    if (const auto* outcome = FindChoice(Outcomes(), complaint.outcome)) paper.Line("Kết luận", outcome->name.vi);
    paper.Paragraph(complaint.result);
    paper.Paragraph(
        complaint.round == 2 || above == nullptr
            ? "Nếu không đồng ý, người khiếu nại có quyền khởi kiện vụ án hành chính tại tòa án."
            : fmt::format("Nếu không đồng ý, trong {} ngày từ khi nhận quyết định, người khiếu nại có quyền khiếu nại "
                          "lần hai đến cơ quan cấp trên, hoặc khởi kiện vụ án hành chính tại tòa án.",
                          AgainDays(complaint.remote)));
    paper.Close({"Người khiếu nại", "Lưu: VT, hồ sơ " + complaint.code}, signer);
    return paper.Finish();
}

}  // namespace

Result<workflow::CasePaper> IssueDecision(const Platform& platform, Transaction& tx, Complaint& complaint,
                                          const workflow::Actor& signer, Instant now) {
    const auto units = platform.units.Now();
    const auto* unit = units->Find(complaint.holder);
    const auto* above = unit == nullptr ? nullptr : units->Find(unit->parent);
    const auto year = now.LocalDate().Year();
    // Decree 30/2020, appendix I: a number below 10 has a nought before it.
    complaint.decision = fmt::format("{:02}/QĐ-GQKN", numbering::NextOfYear(tx, complaint.holder, "QD-GQKN", year));
    complaint.signer = signer.WithStead();
    const auto position = signer.post == nullptr ? std::string() : signer.post->position;
    const auto pdf = Drawn(complaint, unit, above,
                           {.post = {papers::Capitals(position)}, .note = "(Đã ký trên hệ thống)", .name = signer.name},
                           platform.province_name, now);
    const auto kept = platform.files.KeepMade(pdf, complaint.code + "-quyet-dinh.pdf");
    if (!kept) return std::unexpected(kept.error());
    const auto file = files::FileStore::Record(tx, *kept, now);
    complaint.decision_file = file.id;
    return workflow::CasePaper{.file = file.id,
                               .component = -1,
                               .round = 0,
                               .name = file.name,
                               .type = file.type,
                               .digest = file.digest,
                               .size = file.size,
                               .added = file.added};
}

}  // namespace dongson::complaints
