// What people call the words of a process; the word itself where nobody calls it otherwise.
#pragma once

#include <string_view>

#include "core/language.h"

namespace dongson::one_stop {

Sentence SeatName(std::string_view seat);      // "Nơi tiếp nhận"
Sentence RoleName(std::string_view role);      // "cán bộ một cửa"
Sentence StatusName(std::string_view status);  // of the national portal: "4. Đang xử lý"
Sentence GuardName(std::string_view guard);    // "đã nộp đủ phí"
Sentence EffectName(std::string_view effect);  // "giao người thụ lý"
Sentence ClockName(std::string_view clock);    // "Dừng tính thời hạn"
Sentence FormName(std::string_view form);      // "02. Yêu cầu bổ sung"

}  // namespace dongson::one_stop
