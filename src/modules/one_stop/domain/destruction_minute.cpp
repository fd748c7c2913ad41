#include "modules/one_stop/domain/official_forms.h"
#include "modules/one_stop/domain/retention.h"
#include "modules/one_stop/domain/unit_on_paper.h"
#include "platform/papers/document.h"

namespace dongson::one_stop {

std::string DestructionMinute(const Destruction& list, const UnitOnPaper& unit, Instant now) {
    papers::Document paper("Biên bản tiêu hủy hồ sơ số " + list.notation, now);
    paper.Heading({.parent = unit.parent,
                   .unit = LetterheadLines(unit),
                   .number = "Số: " + list.notation,
                   .place_and_date = PlaceAndDate(unit.place, now.LocalDate())});
    paper.Title("BIÊN BẢN TIÊU HỦY HỒ SƠ HẾT THỜI HẠN LƯU TRỮ");
    paper.Paragraph("Người đề nghị: " + list.asked_by_name + ", lúc " + FullTime(list.asked) + ". Lý do: " + list.reason);
    paper.Paragraph("Người quyết định: " + list.decided_by_name + ", lúc " + FullTime(now) + ".");
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
    paper.Note("Lập lúc " + FullTime(now) + ", theo dữ liệu tại thời điểm ấy. Văn bản này chưa được ký số.");
    paper.Signatures({{{"NGƯỜI LẬP DANH MỤC"}, "(Ký, ghi rõ họ tên)", list.asked_by_name},
                      {{"NGƯỜI QUYẾT ĐỊNH"}, "(Ký, ghi rõ họ tên, đóng dấu)", list.decided_by_name}});
    return paper.Finish();
}

}  // namespace dongson::one_stop
