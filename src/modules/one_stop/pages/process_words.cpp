#include "modules/one_stop/pages/process_words.h"

#include <string>

#include "platform/workflow/process.h"

namespace dongson::one_stop {

Sentence SeatName(std::string_view seat) {
    if (seat == "intake") return Say("Nơi tiếp nhận");
    if (seat == "competent") return Say("Cơ quan giải quyết");
    if (seat == "department") return Say("Sở, ngành chuyên môn");
    if (seat == "district") return Say("Cấp huyện cũ");
    if (seat == workflow::seats::kApplicant) return Say("Người nộp hồ sơ");
    if (seat == workflow::seats::kNobody) return Say("Không ai");
    return {std::string(seat), {}};
}

Sentence RoleName(std::string_view role) {
    if (role == "clerk") return Say("cán bộ một cửa");
    if (role == "specialist") return Say("chuyên viên");
    if (role == "leader") return Say("lãnh đạo");
    if (role == "asked") return Say("đơn vị được hỏi ý kiến");
    if (role == workflow::seats::kApplicant) return Say("người nộp hồ sơ");
    return {std::string(role), {}};
}

Sentence StatusName(std::string_view status) {
    if (status == "1") return Say("1. Mới đăng ký");
    if (status == "2") return Say("2. Được tiếp nhận");
    if (status == "3") return Say("3. Không được tiếp nhận");
    if (status == "4") return Say("4. Đang xử lý");
    if (status == "5") return Say("5. Yêu cầu bổ sung giấy tờ");
    if (status == "6") return Say("6. Yêu cầu thực hiện nghĩa vụ tài chính");
    if (status == "7") return Say("7. Công dân yêu cầu rút hồ sơ");
    if (status == "8") return Say("8. Dừng xử lý");
    if (status == "9") return Say("9. Đã xử lý xong");
    if (status == "10") return Say("10. Đã trả kết quả");
    return {std::string(status), {}};
}

Sentence GuardName(std::string_view guard) {
    if (guard == "no_open_opinion") return Say("không còn chờ ý kiến của đơn vị nào");
    if (guard == "opinion_open") return Say("đang chờ ý kiến của đơn vị khác");
    if (guard == "fee_paid") return Say("không còn nợ phí");
    if (guard == "no_fee_due") return Say("không có khoản phải nộp");
    if (guard == "fee_due") return Say("còn khoản phải nộp");
    if (guard == "has_due_date") return Say("hồ sơ có ngày hẹn trả");
    if (guard == "not_due_yet") return Say("chưa quá ngày hẹn");
    if (guard == "before_expiry") return Say("trước ngày hẹn ít nhất một ngày");
    return {std::string(guard), {}};
}

Sentence EffectName(std::string_view effect) {
    if (effect == "assign") return Say("giao người thụ lý");
    if (effect == "ask_opinion") return Say("hỏi ý kiến đơn vị khác");
    if (effect == "answer_opinion") return Say("trả lời ý kiến được hỏi");
    if (effect == "drop_opinion") return Say("thôi chờ ý kiến");
    if (effect == "extend") return Say("xin lỗi và hẹn lại ngày trả");
    if (effect == "appoint") return Say("hẹn lại ngày trả");
    if (effect == "supplement") return Say("nhận giấy tờ người nộp gửi thêm");
    if (effect == "attach_result") return Say("đính kèm kết quả");
    if (effect == "number_result") return Say("cấp số kết quả");
    if (effect == "charge_fee") return Say("ghi số phí phải nộp");
    if (effect == "mark_paid") return Say("ghi nhận đã nộp phí");
    if (effect == "hand_over") return Say("trả kết quả cho người nhận");
    return {std::string(effect), {}};
}

Sentence ClockName(std::string_view clock) {
    if (clock == "none") return Say("Thời hạn không đổi");
    if (clock == "start") return Say("Bắt đầu tính thời hạn");
    if (clock == "pause") return Say("Dừng tính thời hạn");
    if (clock == "resume") return Say("Tính tiếp thời hạn");
    if (clock == "restart") return Say("Tính lại từ đầu");
    if (clock == "stop") return Say("Kết thúc thời hạn");
    return {std::string(clock), {}};
}

Sentence FormName(std::string_view form) {
    if (form == "01") return Say("01. Tiếp nhận và hẹn trả");
    if (form == "02") return Say("02. Yêu cầu bổ sung");
    if (form == "03") return Say("03. Từ chối tiếp nhận");
    if (form == "04") return Say("04. Xin lỗi và hẹn lại");
    if (form == "05") return Say("05. Dừng giải quyết");
    if (form == "hen") return Say("Phiếu hẹn lại ngày trả kết quả");
    return {std::string(form), {}};
}

}  // namespace dongson::one_stop
