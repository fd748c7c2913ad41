#include "modules/one_stop/domain/rating.h"

namespace dongson::one_stop {

const std::array<RatingIndex, 6> kRatingIndices{{
    {"so_lan",
     "Ngoài lúc nộp và nhận kết quả, bạn phải liên hệ bộ phận một cửa thêm mấy lần?",
     {"Không lần nào", "Một lần", "Nhiều lần"}},
    {"co_quan", "Bạn phải liên hệ thêm mấy cơ quan khác?", {"Không cơ quan nào", "Một cơ quan", "Nhiều cơ quan"}},
    {"cong_khai", "Giấy tờ, thời hạn và phí có đúng như đã công khai không?", {"Đúng hết", "Có chỗ chưa đúng", "Không đúng"}},
    {"thai_do", "Thái độ của cán bộ", {"Tốt", "Bình thường", "Chưa tốt"}},
    {"thuan_tien", "Mức thuận tiện khi làm thủ tục", {"Rất hài lòng", "Hài lòng", "Không hài lòng"}},
    {"chung", "Hài lòng chung", {"Rất hài lòng", "Hài lòng", "Không hài lòng"}},
}};

std::optional<int> TimePoints(const Dossier& dossier) {
    if (dossier.due == kNever || !dossier.finished) return std::nullopt;
    const auto finished = dossier.finished->LocalDate(), due = dossier.due.LocalDate();
    return finished < due ? 2 : *dossier.finished <= dossier.due ? 1 : 0;
}

}  // namespace dongson::one_stop
