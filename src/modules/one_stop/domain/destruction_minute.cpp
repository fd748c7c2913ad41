#include "modules/one_stop/domain/retention.h"
#include "platform/papers/document.h"

namespace dongson::one_stop {

std::string DestructionMinute(const Destruction& list, const std::string& unit, Instant now) {
    papers::Document paper("Biên bản tiêu hủy hồ sơ số " + list.notation, now);
    paper.Heading({.parent = "", .unit = {unit}, .number = "Số: " + list.notation, .place_and_date = now.LocalDate().Spoken()});
    paper.Title("Biên bản tiêu hủy hồ sơ hết thời hạn lưu trữ");
    paper.Paragraph("Người đề nghị: " + list.asked_by_name + ", lúc " + list.asked.Local() + ". Lý do: " + list.reason);
    paper.Paragraph("Người quyết định: " + list.decided_by_name + ", lúc " + now.Local() + ".");
    std::vector<std::vector<std::string>> rows;
    for (const auto& item : list.items)
        rows.push_back(
            {std::to_string(rows.size() + 1), item.code, item.procedure_name, item.closed.LocalDate().Spoken(), item.basis});
    paper.Table({{.heading = "STT", .share = 0.5, .number = true},
                 {.heading = "Mã hồ sơ", .share = 2.2},
                 {.heading = "Thủ tục", .share = 3},
                 {.heading = "Kết thúc", .share = 1.3},
                 {.heading = "Thời hạn giữ và căn cứ", .share = 3}},
                rows);
    paper.Note(
        "Sau biên bản này, nội dung khai, giấy tờ, dữ liệu của người nộp và nhật ký xem hồ sơ bị xóa khỏi hệ thống. Sổ cái "
        "công khai chỉ còn giữ mã băm. Bản sao lưu làm trước đó còn giữ đến khi bị xóa.");
    paper.Note("Lập lúc " + now.Local() + ", theo dữ liệu tại thời điểm ấy. Văn bản này chưa được ký số.");
    return paper.Finish();
}

}  // namespace dongson::one_stop
